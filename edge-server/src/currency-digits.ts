/** How many digits a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencyDigitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

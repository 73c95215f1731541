/** The amount as a simulated terminal shows it. */
export function amountText({ amountMinor }: { readonly amountMinor: number }): string {
  const digits = String(amountMinor).padStart(3, "0");
  return `Amount ${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

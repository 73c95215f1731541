/** A number whose digits reach the wire exactly as they stand here. */
export class ExactDecimal {
  constructor(readonly text: string) {
    if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`"${text}" is not a decimal`);
  }
}

export type Json = string | number | boolean | ExactDecimal | readonly Json[] | { readonly [name: string]: Json };

/** JSON as JSON.stringify writes it, with exact decimals as numbers. */
export function writeJson(value: Json): string {
  if (value instanceof ExactDecimal) return value.text;
  if (Array.isArray(value)) return `[${value.map((each: Json) => writeJson(each)).join(",")}]`;
  if (typeof value === "object") return `{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${writeJson(each)}`).join(",")}}`;
  return JSON.stringify(value);
}

/** 1250 minor units with two digits are `12.50`. */
export function decimalOf(amountMinor: number, digits: number): ExactDecimal {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0) throw new Error(`${amountMinor} is not an amount in minor units`);
  const text = String(amountMinor).padStart(digits + 1, "0");
  return new ExactDecimal(digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
}

/** The minor units of a decimal from JSON; undefined when it is negative or finer than the currency. Reads digits, never multiplies. */
export function minorOf(decimal: number, digits: number): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(String(decimal));
  const fraction = match?.[2] ?? "";
  if (match === null || fraction.length > digits) return undefined;
  return Number(`${match[1]}${fraction.padEnd(digits, "0")}`);
}

/** Digits behind the point as the acquirer counts them. Left out: currencies that it counts unlike ISO 4217, such as ISK. */
const digitsOf: ReadonlyMap<string, number> = new Map([
  ...["AED", "AUD", "BGN", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "ILS", "NOK", "NZD", "PLN", "RON", "SAR", "SEK", "TRY", "USD", "ZAR"].map((code) => [code, 2] as const),
  ["JPY", 0],
  ["BHD", 3],
  ["KWD", 3],
  ["TND", 3],
]);

/** Throws an Error for a currency this driver has no digits for. */
export function currencyDigits(currency: string): number {
  const digits = digitsOf.get(currency);
  if (digits === undefined) throw new Error(`terminal: currency ${currency} is not in the driver's table (device-agents/src/terminal/nexo/decimal.ts)`);
  return digits;
}

import type { Store } from "../stores/stores.js";

/** value × 10^−digits, exact: Intl reads decimal texts without going through a float. */
const decimal = (value: number, digits: number): `${number}` => `${value}E-${digits}` as `${number}`;

/** An amount in the store's currency, exact: 123456 → "€1,234.56". */
export function money(store: Pick<Store, "currency" | "currencyDigits">, amountMinor: number): string {
  const { currency, currencyDigits: digits } = store;
  const format = new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(decimal(amountMinor, digits));
}

export const count = (value: number): string => new Intl.NumberFormat("en").format(value);

/** "1 sale", "2 sales". */
export const counted = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** A moment on the store's clock: "4 May 2026, 10:02:07". */
export const moment = (store: Pick<Store, "timeZone">, atMs: number): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: store.timeZone }).format(atMs);

/** "Mon 4 May 2026" from a business date. */
export const dayName = (date: string): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));

const steps = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "second", ms: 1_000 },
] as const;

/** "3 minutes ago", seen from now. */
export function ago(atMs: number, nowMs: number): string {
  const past = Math.max(0, nowMs - atMs);
  const step = steps.find(({ ms }) => past >= ms);
  if (step === undefined) return "just now";
  return new Intl.RelativeTimeFormat("en", { numeric: "always" }).format(-Math.floor(past / step.ms), step.unit);
}

/** A rate in parts per million as a percentage: 70000 → "7 %". */
export const percent = (ratePpm: number): string =>
  `${new Intl.NumberFormat("en", { maximumFractionDigits: 4 }).format(decimal(ratePpm, 4))} %`;

/** "weight-mismatch" → "Weight mismatch". */
export function words(kind: string): string {
  const text = kind.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { roundedQuotient, type RoundingMode } from "./rounding.js";

/**
 * A rate as recorded with the tender: so many units of the store's currency for one of the foreign one, in
 * parts per million.
 */
export interface ExchangeRate {
  readonly foreign: string;
  readonly foreignDigits: number;
  readonly storePerForeignPpm: number;
}

/**
 * What a foreign amount is worth in the store's minor units; rounded by a named mode (down: in the store's
 * favour).
 */
export function worthOf(
  foreignMinor: number,
  rate: ExchangeRate,
  storeDigits: number,
  mode: RoundingMode,
): number {
  const numerator = BigInt(foreignMinor) * BigInt(rate.storePerForeignPpm) * 10n ** BigInt(storeDigits);
  return Number(roundedQuotient(numerator, 1_000_000n * 10n ** BigInt(rate.foreignDigits), mode));
}

/** How much of the foreign currency pays an amount of the store's; rounded up, so that it is enough. */
export function foreignDue(storeMinor: number, rate: ExchangeRate, storeDigits: number): number {
  const numerator = BigInt(storeMinor) * 1_000_000n * 10n ** BigInt(rate.foreignDigits);
  return Number(
    roundedQuotient(numerator, BigInt(rate.storePerForeignPpm) * 10n ** BigInt(storeDigits), "up"),
  );
}

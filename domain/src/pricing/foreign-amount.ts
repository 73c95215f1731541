import type { ExchangeRate } from "@laneway/contracts";
import { currencyDigitsOf } from "./currency.js";
import { roundedQuotient, type RoundingMode } from "./rounding.js";

/** What a foreign amount is worth in the store's minor units; rounded by a named mode (down: in the store's favour). */
export function worthOf(foreignMinor: number, rate: ExchangeRate, storeDigits: number, mode: RoundingMode): number {
  const numerator = BigInt(foreignMinor) * BigInt(rate.storePpm) * 10n ** BigInt(storeDigits);
  const denominator = 1_000_000n * BigInt(rate.units) * 10n ** BigInt(currencyDigitsOf(rate.currency));
  return Number(roundedQuotient(numerator, denominator, mode));
}

/** How much of the foreign currency pays an amount of the store's; rounded up, so that it is enough. */
export function foreignDue(storeMinor: number, rate: ExchangeRate, storeDigits: number): number {
  const numerator = BigInt(storeMinor) * 1_000_000n * BigInt(rate.units) * 10n ** BigInt(currencyDigitsOf(rate.currency));
  return Number(roundedQuotient(numerator, BigInt(rate.storePpm) * 10n ** BigInt(storeDigits), "up"));
}

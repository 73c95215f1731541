import type { Element } from "./element-string.js";
import { dateOfShort } from "./lint-date.js";

/** What a GS1 element string says about one trade item. Dates are `YYYY-MM-DD`. */
export interface TradeItemData {
  readonly lot: string | undefined;
  /** Use by (17, 7003): not to be sold after this day. */
  readonly expiryDate: string | undefined;
  /** Best before (15) or sell by (16): may carry a markdown. */
  readonly bestBeforeDate: string | undefined;
  readonly serial: string | undefined;
  /** Net weight (310n in kilograms, 320n in pounds): whole grams, rounded half up. */
  readonly weightGrams: number | undefined;
  readonly count: number | undefined;
  /**
   * Amount payable (392n, 393n) in minor units of the store's currency; trusted only where the item allows
   * it.
   */
  readonly priceMinor: number | undefined;
  /** ISO 4217 number when the code names one (393n). */
  readonly priceCurrency: string | undefined;
}

export const noTradeItemData: TradeItemData = {
  lot: undefined,
  expiryDate: undefined,
  bestBeforeDate: undefined,
  serial: undefined,
  weightGrams: undefined,
  count: undefined,
  priceMinor: undefined,
  priceCurrency: undefined,
};

/** Numerator over a power of ten as a whole number, half up. Undefined beyond safe integers. */
function wholeOf(digits: string, factor: bigint, decimals: number): number | undefined {
  const divisor = 10n ** BigInt(decimals);
  const value = (BigInt(digits) * factor * 2n + divisor) / (divisor * 2n);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

/** One pound is 453.59237 g exactly. */
const hundredThousandthsOfGramInPound = 45_359_237n;

/**
 * A value of `decimals` places in units of 10^-places of it, or undefined when it does not come out whole.
 */
export function scaledExactly(digits: string, decimals: number, places: number): number | undefined {
  if (decimals <= places) return Number(digits) * 10 ** (places - decimals);
  const divisor = 10 ** (decimals - places);
  return Number(digits) % divisor === 0 ? Number(digits) / divisor : undefined;
}

/**
 * Gathers the facts of a trade item; `year` places two-digit years, `currencyDigits` those of the store's
 * currency.
 */
export function tradeItemDataOf(
  elements: readonly Element[],
  year: number,
  currencyDigits: number,
): TradeItemData {
  const facts: { -readonly [Name in keyof TradeItemData]: TradeItemData[Name] } = { ...noTradeItemData };
  for (const { ai, value } of elements) {
    const decimals = Number(ai[3] ?? "0");
    if (ai === "10") facts.lot = value;
    else if (ai === "21") facts.serial = value;
    else if (ai === "17" || ai === "7003") facts.expiryDate = dateOfShort(value.slice(0, 6), year);
    else if (ai === "15" || (ai === "16" && facts.bestBeforeDate === undefined))
      facts.bestBeforeDate = dateOfShort(value, year);
    else if (ai === "30") facts.count = Number(value);
    else if (ai.startsWith("310")) facts.weightGrams = wholeOf(value, 1_000n, decimals);
    else if (ai.startsWith("320"))
      facts.weightGrams = wholeOf(value, hundredThousandthsOfGramInPound, decimals + 5);
    else if (ai.startsWith("392")) facts.priceMinor = scaledExactly(value, decimals, currencyDigits);
    else if (ai.startsWith("393")) {
      facts.priceCurrency = value.slice(0, 3);
      facts.priceMinor = scaledExactly(value.slice(3), decimals, currencyDigits);
    }
  }
  return facts;
}

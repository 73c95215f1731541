import { scaled } from "./rounding.js";
import type { LineDiscount, PricedLine, TaxPart } from "./types.js";

/** What was sold of a line, and what has come back of it so far. Pieces; grams for a line sold by weight. */
export interface SoldLine {
  readonly priced: PricedLine;
  /** Pieces or grams sold. */
  readonly sold: number;
  readonly returned: number;
}

/** What is given back; every amount is positive or zero. */
export interface ReturnedAmounts {
  readonly baseMinor: number;
  readonly discounts: readonly LineDiscount[];
  readonly depositMinor: number;
  /** base − discounts + deposit. */
  readonly totalMinor: number;
  readonly taxMinor: number;
  /** Of a line in several tax groups: they add up to `totalMinor` and `taxMinor`. */
  readonly taxParts?: readonly TaxPart[];
}

/**
 * What a return of `pieces` of a sold line gives back. Amounts are cumulative: after k of n pieces have come
 * back, k/n of each amount has been given back, rounded down. So any sequence of returns that brings
 * everything back gives back exactly what was paid, to the last minor unit, and no step gives back more than
 * was paid for it. Throws when more comes back than was sold.
 */
export function returnPieces({ priced, sold, returned }: SoldLine, pieces: number): ReturnedAmounts {
  if (pieces < 0 || returned < 0 || returned + pieces > sold) {
    throw new RangeError(`${returned} + ${pieces} of ${sold} cannot come back`);
  }
  const share = (amountMinor: number): number =>
    scaled(amountMinor, returned + pieces, sold, "down") - scaled(amountMinor, returned, sold, "down");
  // Discounts and what was paid are shared out, the base is their sum: so none of the three can be negative.
  const discounts = priced.discounts.map((discount) => ({
    ...discount,
    amountMinor: share(discount.amountMinor),
  }));
  // Of a line in several tax groups each part is shared out for itself: what comes back is their sum.
  const taxParts = priced.taxParts?.map((part) => ({
    ...part,
    amountMinor: share(part.amountMinor),
    taxMinor: share(part.taxMinor),
  }));
  const depositMinor = share(priced.depositMinor);
  const paidMinor =
    taxParts === undefined
      ? share(priced.totalMinor - priced.depositMinor)
      : taxParts.reduce((sum, part) => sum + part.amountMinor, -depositMinor);
  const baseMinor = discounts.reduce((sum, { amountMinor }) => sum + amountMinor, paidMinor);
  return {
    baseMinor,
    discounts,
    depositMinor,
    totalMinor: paidMinor + depositMinor,
    taxMinor: taxParts?.reduce((sum, part) => sum + part.taxMinor, 0) ?? share(priced.taxMinor ?? 0),
    ...(taxParts === undefined ? {} : { taxParts }),
  };
}

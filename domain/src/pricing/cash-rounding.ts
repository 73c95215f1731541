import { roundedQuotient, type RoundingMode } from "./rounding.js";

/**
 * An amount as the nearest multiple of a step, by a named mode; both in the same unit. What is given back
 * rounds as the mirror of what is paid. `roundToStep(1_572, 5, "half-up")` is 1 570.
 */
export function roundToStep(amount: number, step: number, mode: RoundingMode): number {
  if (!Number.isSafeInteger(step) || step < 1) throw new RangeError(`roundToStep: step ${step}`);
  return Number(roundedQuotient(BigInt(amount), BigInt(step), mode)) * step;
}

/** What is due in cash, and the difference to the total (positive: the shopper pays more). */
export function cashDue(
  totalMinor: number,
  rule: CashRule,
): { readonly dueMinor: number; readonly roundingMinor: number } {
  const dueMinor = roundToStep(totalMinor, rule.stepMinor, rule.mode);
  return { dueMinor, roundingMinor: dueMinor - totalMinor };
}

export interface CashRule {
  readonly stepMinor: number;
  readonly mode: RoundingMode;
}

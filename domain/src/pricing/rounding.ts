/** How a fraction of a minor unit becomes a whole one. Always named by the caller. */
export type RoundingMode = "half-up" | "half-even" | "half-odd" | "half-down" | "up" | "down" | "ceiling" | "floor";

/**
 * `numerator ÷ denominator` as a whole number, by a named mode. Halves and "up"/"down" are judged by
 * magnitude, so that a refund is the mirror of its sale. Throws on a zero denominator.
 */
export function roundedQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator === 0n) throw new RangeError("roundedQuotient: denominator is zero");
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const whole = top / bottom;
  const rest = top % bottom;
  if (rest === 0n) return negative ? -whole : whole;
  const twice = rest * 2n;
  const away = isAwayFromZero(
    mode,
    negative,
    twice < bottom ? -1 : twice > bottom ? 1 : 0,
    whole % 2n === 1n,
  );
  const magnitude = away ? whole + 1n : whole;
  return negative ? -magnitude : magnitude;
}

/**
 * `value × factor ÷ divisor` rounded to a whole number. All three are safe integers; the product may be
 * larger. The common case stays in plain numbers, a product beyond 2^53 goes through BigInt.
 */
export function scaled(value: number, factor: number, divisor: number, mode: RoundingMode): number {
  const product = value * factor;
  if (!Number.isSafeInteger(product) || divisor <= 0) {
    return Number(roundedQuotient(BigInt(value) * BigInt(factor), BigInt(divisor), mode));
  }
  const rest = Math.abs(product % divisor);
  const whole = (Math.abs(product) - rest) / divisor;
  const negative = product < 0;
  if (rest === 0) return negative ? -whole : whole;
  const twice = rest * 2;
  const away = isAwayFromZero(
    mode,
    negative,
    twice < divisor ? -1 : twice > divisor ? 1 : 0,
    whole % 2 === 1,
  );
  const magnitude = away ? whole + 1 : whole;
  return negative && magnitude !== 0 ? -magnitude : magnitude;
}

/** Whether a non-zero rest moves the magnitude up by one. `half`: −1 below, 0 exactly, 1 above the half. */
function isAwayFromZero(mode: RoundingMode, negative: boolean, half: -1 | 0 | 1, odd: boolean): boolean {
  switch (mode) {
    case "half-up":
      return half >= 0;
    case "half-down":
      return half > 0;
    case "half-even":
      return half > 0 || (half === 0 && odd);
    case "half-odd":
      return half > 0 || (half === 0 && !odd);
    case "up":
      return true;
    case "down":
      return false;
    case "ceiling":
      return !negative;
    case "floor":
      return negative;
  }
}

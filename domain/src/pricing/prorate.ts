/**
 * Splits a whole amount over weights by largest remainder: the parts are whole, in the order of the weights,
 * and add up to the amount exactly. Of equal remainders the earlier weight gets the odd unit. A negative
 * amount is the mirror of the positive one. When all weights are zero every part weighs the same. Weights are
 * whole and not negative.
 */
export function prorate(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) {
    if (amount !== 0) throw new RangeError("prorate: an amount and nothing to split it over");
    return [];
  }
  if (weights.length === 1) return [amount];
  if (amount < 0) return prorate(-amount, weights).map((part) => (part === 0 ? 0 : -part));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0)
    return prorate(
      amount,
      weights.map(() => 1),
    );
  const parts: number[] = [];
  const rests: number[] = [];
  let given = 0;
  for (const weight of weights) {
    const { whole, rest } = divided(amount, weight, sum);
    parts.push(whole);
    rests.push(rest);
    given += whole;
  }
  if (given === amount) return parts;
  const order = rests.map((_, index) => index).sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || a - b);
  for (const index of order.slice(0, amount - given)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

function divided(
  amount: number,
  weight: number,
  sum: number,
): { readonly whole: number; readonly rest: number } {
  const product = amount * weight;
  if (Number.isSafeInteger(product)) {
    const rest = product % sum;
    return { whole: (product - rest) / sum, rest };
  }
  const exact = BigInt(amount) * BigInt(weight);
  return { whole: Number(exact / BigInt(sum)), rest: Number(exact % BigInt(sum)) };
}

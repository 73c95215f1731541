/** What one piece of an item has weighed so far in one of its packs. Whole grams; sums, so that nothing is rounded away. */
export interface PackWeight {
  readonly count: number;
  readonly sumGrams: number;
  /** Of the squares of the grams. */
  readonly sumSquares: number;
}

/** So many packs of one item are told apart: the old one, the new one, and one that may be a mistake. */
const maximumPacks = 3;
/** A pack counts once it was seen so often: a single odd bag teaches nothing. */
export const countsFrom = 5;
/** From here on its own spread says what is usual, tighter than the price book's. */
const trustedFrom = 20;
/** Old weights fade: beyond so many, all that is known of a pack counts half. */
const fadesAt = 200;
/** One division of a usual bagging scale. */
const divisionGrams = 5;
const leastBandGrams = 3 * divisionGrams;
/** A weight belongs to a pack when it is no further off than this share of it, or four deviations. */
const bandPercent = 6;
const deviations = 4;

const quotient = (amount: number, by: number): number => (amount - (amount % by)) / by;

/** The usual weight of a piece, rounded down. */
export const meanOf = ({ count, sumGrams }: PackWeight): number => (count === 0 ? 0 : quotient(sumGrams, count));

/** The standard deviation in whole grams, rounded up. */
export function deviationOf({ count, sumGrams, sumSquares }: PackWeight): number {
  if (count < 2) return 0;
  const squared = Math.max(0, count * sumSquares - sumGrams * sumGrams);
  return rootUp(quotient(squared, count * (count - 1)));
}

/** The smallest whole number whose square is not below this one. */
function rootUp(square: number): number {
  let root = Math.floor(Math.sqrt(square));
  while (root * root > square) root -= 1;
  while (root * root < square) root += 1;
  return root;
}

const bandOf = (pack: PackWeight): number => {
  const mean = meanOf(pack);
  return Math.max(leastBandGrams, quotient(mean * bandPercent, 100), deviations * deviationOf(pack));
};

const taught = ({ count, sumGrams, sumSquares }: PackWeight, grams: number): PackWeight => ({
  count: count + 1,
  sumGrams: sumGrams + grams,
  sumSquares: sumSquares + grams * grams,
});

/** As if it had been seen half as often, with the same mean and spread. */
function faded(pack: PackWeight): PackWeight {
  const count = quotient(pack.count, 2);
  const mean = meanOf(pack);
  const variance = deviationOf(pack) * deviationOf(pack);
  return { count, sumGrams: mean * count, sumSquares: (mean * mean + variance) * count };
}

/**
 * What is known of an item's weights after one more piece was accepted. It belongs to the nearest pack in whose band it
 * lies; else it may be a new pack, which counts for nothing until it has been seen often enough, and takes the place of the
 * rarest when there are too many: that is how an outlier is forgotten.
 */
export function learnWeight(packs: readonly PackWeight[], grams: number): readonly PackWeight[] {
  if (grams < leastBandGrams) return packs;
  const distance = (pack: PackWeight) => Math.abs(grams - meanOf(pack));
  const near = packs
    .filter((pack) => distance(pack) <= bandOf(pack))
    .toSorted((one, other) => distance(one) - distance(other))[0];
  if (near !== undefined) {
    const known = packs.map((pack) => (pack === near ? taught(pack, grams) : pack));
    const isFull = known.some((pack) => pack.count >= fadesAt);
    return byCount(isFull ? known.map(faded).filter((pack) => pack.count > 0) : known);
  }
  const fresh: PackWeight = { count: 1, sumGrams: grams, sumSquares: grams * grams };
  const kept = packs.length < maximumPacks ? packs : packs.slice(0, maximumPacks - 1);
  return byCount([...kept, fresh]);
}

const byCount = (packs: readonly PackWeight[]): readonly PackWeight[] =>
  packs.toSorted((one, other) => other.count - one.count || other.sumGrams - one.sumGrams);

/** A weight that one piece may have. */
export interface UsualWeight {
  readonly expectedGrams: number;
  readonly toleranceGrams: number;
}

/**
 * The weights that pieces of an item usually have, the commonest first. `usualTolerance`: what the price book, or the rule
 * without one, allows for so many grams; as soon as the item's own spread is known well enough, that counts instead.
 */
export function usualWeights(
  packs: readonly PackWeight[],
  usualTolerance: (grams: number) => number,
  leastGrams: number,
): readonly UsualWeight[] {
  return packs
    .filter((pack) => pack.count >= countsFrom)
    .map((pack) => {
      const expectedGrams = meanOf(pack);
      const own = deviations * deviationOf(pack) + divisionGrams;
      const tolerance = pack.count >= trustedFrom ? own : Math.max(own, usualTolerance(expectedGrams));
      return { expectedGrams, toleranceGrams: Math.max(leastGrams, tolerance) };
    });
}

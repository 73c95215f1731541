import { type Promotion, type PromotionEffect, promotion as promotionSchema } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket } from "./price-basket.js";
import type { PricingContext, PricingLine, RoundingMode } from "./types.js";

/*
 * The core against a second way to the same numbers: fractions of whole numbers without limit, pieces one by
 * one, and where a choice is to be made every choice tried. Small baskets only, as trying everything takes long.
 */
const modes: readonly RoundingMode[] = [
  "half-up",
  "half-even",
  "half-odd",
  "half-down",
  "up",
  "down",
  "ceiling",
  "floor",
];

/** The whole number that a mode makes of top ÷ bottom (positive): the two next to it are looked at. */
function whole(top: bigint, bottom: bigint, mode: RoundingMode): bigint {
  let below = top / bottom;
  while (below * bottom > top) below -= 1n;
  if (below * bottom === top) return below;
  const above = below + 1n;
  const [inner, outer] = top < 0n ? [above, below] : [below, above];
  const middle = 2n * top - (below + above) * bottom;
  const nearer = middle < 0n ? below : middle > 0n ? above : undefined;
  const inHalf = { "half-up": outer, "half-down": inner, "half-even": below % 2n === 0n ? below : above, "half-odd": below % 2n === 0n ? above : below };
  switch (mode) {
    case "up":
      return outer;
    case "down":
      return inner;
    case "ceiling":
      return above;
    case "floor":
      return below;
    default:
      return nearer ?? inHalf[mode];
  }
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** Parts by largest remainder: unit after unit goes to whoever is furthest below the exact share. */
function parts(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = sum(weights);
  const shares = weights.map((weight) => (amount * weight) / all);
  const rest = (index: number) => amount * (weights[index] ?? 0n) - (shares[index] ?? 0n) * all;
  while (sum(shares) < amount) {
    let furthest = 0;
    for (let index = 1; index < weights.length; index += 1)
      if (rest(index) > rest(furthest)) furthest = index;
    shares[furthest] = (shares[furthest] ?? 0n) + 1n;
  }
  return shares;
}

/** Each set of `size` of the pieces, with the pieces left over. */
function* choices<T>(pieces: readonly T[], size: number): Generator<readonly [readonly T[], readonly T[]]> {
  if (size === 0) yield [[], pieces];
  else {
    for (let index = 0; index + size <= pieces.length; index += 1) {
      const later = pieces.slice(index + 1);
      for (const [chosen, left] of choices(later, size - 1))
        yield [
          [pieces[index] as T, ...chosen],
          [...pieces.slice(0, index), ...left],
        ];
    }
  }
}

/** The most that groups of `size` can save, over all ways to form at most `times` of them. */
function mostSaved(
  pieces: readonly bigint[],
  size: number,
  times: number,
  saved: (group: readonly bigint[]) => bigint,
): bigint {
  if (pieces.length < size || times === 0) return 0n;
  // The first piece is in a group, or in none.
  const [first = 0n, ...rest] = pieces;
  let most = mostSaved(rest, size, times, saved);
  for (const [others, left] of choices(rest, size - 1)) {
    const here = saved([first, ...others]) + mostSaved(left, size, times - 1, saved);
    if (here > most) most = here;
  }
  return most;
}

const line = (itemId: string, quantity: number, unitPriceMinor: number, taxGroup: string): PricingLine => ({
  lineId: itemId,
  itemId,
  departmentId: "d",
  brand: undefined,
  taxGroup,
  soldBy: "each",
  quantity,
  weightGrams: undefined,
  unitPriceMinor,
  regularUnitPriceMinor: unitPriceMinor,
  priceInCodeMinor: undefined,
  overriddenUnitPriceMinor: undefined,
  depositMinor: 0,
  depositTaxGroup: undefined,
});

const lineOf = (most: number) =>
  fc.record({ quantity: fc.integer({ min: 1, max: most }), price: fc.integer({ min: 1, max: 999 }) });
const basketOf = (lines: number, most: number) => fc.array(lineOf(most), { minLength: 1, maxLength: lines });
/** Any share, and those that leave exact halves. */
const percent = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(500_000, 250_000, 50_000));
const mode = fc.constantFrom(...modes);
const roundedPart = fc.constantFrom("discount" as const, "price" as const);

interface Wanted {
  readonly amountRounding: RoundingMode;
  readonly taxRounding: RoundingMode;
  readonly roundedPart: "discount" | "price";
  readonly included: boolean;
  readonly level: "unit" | "line" | "total";
  readonly ratePpm: number;
}
const policy: fc.Arbitrary<Wanted> = fc.record({
  amountRounding: mode,
  taxRounding: mode,
  roundedPart,
  included: fc.boolean(),
  level: fc.constantFrom("unit" as const, "line" as const, "total" as const),
  ratePpm: fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.constantFrom(50_000, 250_000)),
});

const contextOf = (wanted: Wanted, promotions: readonly Promotion[]): PricingContext => ({
  policy: {
    currency: "EUR",
    currencyDigits: 2,
    pricesIncludeTax: wanted.included,
    taxLevel: wanted.level,
    taxRounding: wanted.taxRounding,
    amountRounding: wanted.amountRounding,
    roundedPart: wanted.roundedPart,
  },
  versions: { priceBook: { bookId: "b", version: 1 } },
  taxRates: [
    { taxGroup: "A", mark: "A", names: { en: "A" }, ratePpm: wanted.ratePpm },
    { taxGroup: "Z", mark: "Z", names: { en: "Z" }, ratePpm: 0 },
  ],
  promotions,
  channel: "store",
  storeId: "s",
  region: undefined,
  customerGroups: [],
  localTime: "2026-01-01T12:00",
});

const promotionOf = (
  promotionId: string,
  effect: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Promotion =>
  promotionSchema.parse({ promotionId, names: { en: promotionId }, effects: [effect], ...more });

/** What a percentage takes off an amount. */
const shareOf = (amount: bigint, ppm: number, { amountRounding, roundedPart: part }: Wanted): bigint =>
  part === "price"
    ? amount - whole(amount * BigInt(1_000_000 - ppm), 1_000_000n, amountRounding)
    : whole(amount * BigInt(ppm), 1_000_000n, amountRounding);

const taxOf = (amount: bigint, { ratePpm, included, taxRounding }: Wanted): bigint =>
  whole(amount * BigInt(ratePpm), included ? BigInt(1_000_000 + ratePpm) : 1_000_000n, taxRounding);

const names = ["a", "b", "c", "d"];
const linesOf = (basket: readonly { readonly quantity: number; readonly price: number }[], groups = "AAAA") =>
  basket.map(({ quantity, price }, index) => line(names[index] ?? "", quantity, price, groups[index] ?? "A"));
const piecesOf = (basket: readonly { readonly quantity: number; readonly price: number }[]): bigint[] =>
  basket.flatMap(({ quantity, price }) => Array<bigint>(quantity).fill(BigInt(price)));

describe("groups of pieces", () => {
  const saving = (basket: Parameters<typeof linesOf>[0], effect: unknown, wanted: Wanted) =>
    BigInt(priceBasket(linesOf(basket), contextOf(wanted, [promotionOf("p", effect)])).savingsMinor);

  it("of buy and get, and of every nth, are formed as no other way is better for the shopper", () => {
    fc.assert(
      fc.property(
        basketOf(3, 3),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2 }),
        fc.constantFrom(1, 2, 9),
        percent,
        policy,
        (basket, buy, get, times, percentPpm, wanted) => {
          const best = mostSaved(piecesOf(basket), buy + get, times, (group) =>
            sum(
              [...group]
                .sort((a, b) => Number(a - b))
                .slice(0, get)
                .map((piece) => shareOf(piece, percentPpm, wanted)),
            ),
          );
          const effect = {
            kind: "buy-get",
            buy: { count: buy },
            get: { count: get },
            percentPpm,
            maximumApplications: times,
          };
          expect(saving(basket, effect, wanted)).toBe(best);
          if (get > 1) return;
          const nth = { kind: "nth-item", nth: buy + 1, percentPpm, maximumApplications: times };
          expect(saving(basket, nth, wanted)).toBe(best);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("at a price together are formed as no other way is better for the shopper", () => {
    fc.assert(
      fc.property(
        basketOf(3, 3),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 0, max: 2_500 }),
        fc.constantFrom(1, 2, 9),
        policy,
        (basket, count, amountMinor, times, wanted) => {
          const best = mostSaved(piecesOf(basket), count, times, (group) => {
            const less = sum(group) - BigInt(amountMinor);
            return less > 0n ? less : 0n;
          });
          const effect = {
            kind: "bundle-price",
            slots: [{ count }],
            amountMinor,
            maximumApplications: times,
          };
          expect(saving(basket, effect, wanted)).toBe(best);
        },
      ),
      { numRuns: 100 },
    );
  });
});

type Whole = Extract<PromotionEffect, { kind: "percent-off" | "amount-off" | "set-total" }>;
const wholeEffect: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  percent.map((percentPpm) => ({ kind: "percent-off", percentPpm, per: "basket" })),
  fc
    .integer({ min: 0, max: 3_000 })
    .map((amountMinor) => ({ kind: "amount-off", amountMinor, per: "basket" })),
  fc.integer({ min: 0, max: 3_000 }).map((amountMinor) => ({ kind: "set-total", amountMinor })),
);

/** What an effect on the whole basket takes of an amount. */
function takenOf(effect: Promotion["effects"][number], amount: bigint, wanted: Wanted): bigint {
  const of = effect as Whole;
  const taken =
    of.kind === "percent-off"
      ? shareOf(amount, of.percentPpm, wanted)
      : of.kind === "amount-off"
        ? BigInt(of.amountMinor)
        : amount - BigInt(of.amountMinor);
  return taken < 0n ? 0n : taken > amount ? amount : taken;
}

/** The amount left after all promotions, by the rules as docs/PRICING.md states them. */
function leftAfter(amount: bigint, promotions: readonly Promotion[], wanted: Wanted): bigint {
  const inTurn = promotions
    .map((promotion, place) => ({ promotion, place }))
    .sort((a, b) => b.promotion.priority - a.promotion.priority || a.place - b.place)
    .map(({ promotion }) => promotion);
  const outcome = (promotion: Promotion, before: bigint): bigint => {
    const [condition] = promotion.conditions;
    if (condition?.kind === "spend" && before < BigInt(condition.minimumMinor)) return before;
    return before - takenOf(promotion.effects[0] as Promotion["effects"][number], before, wanted);
  };
  const alone = inTurn.filter((each) => each.exclusive && outcome(each, amount) < amount);
  const highest = alone.filter((each) => each.priority === alone[0]?.priority);
  if (highest.length > 0)
    return highest.map((each) => outcome(each, amount)).reduce((best, each) => (each < best ? each : best));
  let left = amount;
  const settled = new Set<string>();
  for (const promotion of inTurn.filter((each) => !each.exclusive)) {
    const { competesIn } = promotion;
    if (competesIn !== undefined && settled.has(competesIn)) continue;
    if (competesIn !== undefined) settled.add(competesIn);
    const rivals =
      competesIn === undefined
        ? [promotion]
        : inTurn.filter((each) => !each.exclusive && each.competesIn === competesIn);
    const before = left;
    left = rivals.map((each) => outcome(each, before)).reduce((best, each) => (each < best ? each : best));
  }
  return left;
}

describe("promotions on the whole basket", () => {
  it("by priority, alone, in competition and under conditions come to the amount that fractions come to", () => {
    const several = fc.array(
      fc.record({
        effect: wholeEffect,
        priority: fc.integer({ min: 0, max: 2 }),
        exclusive: fc.constantFrom(false, false, false, true),
        competesIn: fc.constantFrom(undefined, undefined, "g", "h"),
        minimumMinor: fc.constantFrom(undefined, undefined, 500, 1_500),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(basketOf(4, 3), several, policy, (basket, wished, wanted) => {
        const promotions = wished.map(({ effect, priority, exclusive, competesIn, minimumMinor }, index) =>
          promotionOf(`p${index}`, effect, {
            priority,
            exclusive,
            ...(competesIn === undefined ? {} : { competesIn }),
            conditions: minimumMinor === undefined ? [] : [{ kind: "spend", minimumMinor }],
          }),
        );
        const priced = priceBasket(linesOf(basket), contextOf({ ...wanted, level: "total" }, promotions));
        const left = leftAfter(sum(piecesOf(basket)), promotions, wanted);
        const tax = taxOf(left, wanted);
        expect([priced.subtotalMinor, priced.taxMinor, priced.totalMinor].map(BigInt)).toEqual([
          left,
          tax,
          wanted.included ? left : left + tax,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it("is prorated over the lines and taxed at each level as fractions say", () => {
    const groups = fc.constantFrom("AAAA", "AZAZ", "ZAAZ");
    fc.assert(
      fc.property(basketOf(4, 4), wholeEffect, policy, groups, (basket, effect, wanted, taxGroups) => {
        const promotion = promotionOf("p", effect);
        const lines = linesOf(basket, taxGroups);
        const priced = priceBasket(lines, contextOf(wanted, [promotion]));
        const weights = basket.map(({ quantity, price }) => BigInt(quantity * price));
        const taken = takenOf(promotion.effects[0] as Promotion["effects"][number], sum(weights), wanted);
        const shares = parts(taken, weights);
        const left = weights.map((weight, index) => weight - (shares[index] ?? 0n));
        expect(priced.lines.map(({ totalMinor }) => BigInt(totalMinor))).toEqual(left);
        const taxed = lines.flatMap(({ taxGroup }, index) => (taxGroup === "A" ? [index] : []));
        const onLine = (index: number): bigint => {
          const { quantity = 1, price = 0 } = basket[index] ?? {};
          if (wanted.level === "line") return taxOf(left[index] ?? 0n, wanted);
          // The odd cents of a line's discount fall on single pieces.
          const odd = (shares[index] ?? 0n) % BigInt(quantity);
          const each = (shares[index] ?? 0n) / BigInt(quantity);
          return (
            odd * taxOf(BigInt(price) - each - 1n, wanted) +
            (BigInt(quantity) - odd) * taxOf(BigInt(price) - each, wanted)
          );
        };
        const tax =
          wanted.level === "total"
            ? taxOf(sum(taxed.map((index) => left[index] ?? 0n)), wanted)
            : sum(taxed.map(onLine));
        expect(BigInt(priced.taxMinor)).toBe(tax);
        expect(BigInt(priced.totalMinor)).toBe(wanted.included ? sum(left) : sum(left) + tax);
      }),
      { numRuns: 300 },
    );
  });
});

import type { LineFilter, Promotion, PromotionEffect } from "@laneway/contracts";
import { promotion as promotionSchema } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket } from "./price-basket.js";
import { prorate } from "./prorate.js";
import { returnPieces } from "./return-pieces.js";
import type { PricedBasket, PricingContext, PricingLine, PricingPolicy, TaxRate } from "./types.js";

const modes = ["half-up", "half-even", "half-odd", "half-down", "up", "down", "ceiling", "floor"] as const;
const levels = ["unit", "line", "total"] as const;
const items = ["ale", "bun", "cod", "dip", "egg", "fig"];
const departments = ["bar", "bakery", "fish"];
const names = { en: "x" };

const policies: fc.Arbitrary<PricingPolicy> = fc.record({
  currency: fc.constant("EUR"),
  currencyDigits: fc.constant(2),
  pricesIncludeTax: fc.boolean(),
  taxLevel: fc.constantFrom(...levels),
  taxRounding: fc.constantFrom(...modes),
  amountRounding: fc.constantFrom(...modes),
  amountLevel: fc.constantFrom(...levels),
  taxStepMinor: fc.constantFrom(1, 1, 5),
  discountTax: fc.constantFrom("of-what-is-left", "apart"),
  stacking: fc.constantFrom("on-what-is-left", "on-price", "pieces-on-price"),
  roundedPart: fc.constantFrom("discount", "price"),
});

const component = (componentId: string) =>
  fc.record({
    componentId: fc.constant(componentId),
    names: fc.constant(names),
    ratePpm: fc.integer({ min: 0, max: 250_000 }),
    compound: fc.boolean(),
  });
const rates: fc.Arbitrary<TaxRate[]> = fc.tuple(
  fc.record({
    taxGroup: fc.constant("A"),
    mark: fc.constant("A"),
    names: fc.constant(names),
    ratePpm: fc.integer({ min: 0, max: 300_000 }),
  }),
  fc.record({
    taxGroup: fc.constant("B"),
    mark: fc.constant("B"),
    names: fc.constant(names),
    ratePpm: fc.constant(0),
    components: fc.tuple(component("s"), component("t")),
  }),
);

const line = fc
  .record({
    itemIndex: fc.nat(items.length - 1),
    soldBy: fc.constantFrom("each" as const, "each" as const, "weight" as const),
    quantity: fc.integer({ min: 1, max: 12 }),
    grams: fc.integer({ min: 1, max: 5_000 }),
    price: fc.integer({ min: 0, max: 5_000 }),
    deposit: fc.constantFrom(0, 0, 25),
    depositTaxGroup: fc.constantFrom(undefined, "A", "B"),
    kit: fc.option(fc.tuple(fc.nat(900), fc.nat(900)), { nil: undefined, freq: 4 }),
    inCode: fc.option(fc.integer({ min: 1, max: 3_000 }), { nil: undefined, freq: 8 }),
    overridden: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined, freq: 8 }),
  })
  .map(
    ({
      itemIndex,
      soldBy,
      quantity,
      grams,
      price,
      deposit,
      depositTaxGroup,
      kit,
      inCode,
      overridden,
    }): Omit<PricingLine, "lineId"> => ({
      itemId: items[itemIndex] ?? "ale",
      departmentId: departments[itemIndex % departments.length] ?? "bar",
      brand: itemIndex % 2 === 0 ? "acme" : undefined,
      taxGroup: itemIndex % 2 === 0 ? "A" : "B",
      soldBy,
      quantity: soldBy === "weight" ? 1 : quantity,
      weightGrams: soldBy === "weight" ? grams : undefined,
      unitPriceMinor: price,
      regularUnitPriceMinor: price,
      priceInCodeMinor: overridden === undefined ? inCode : undefined,
      overriddenUnitPriceMinor: overridden,
      depositMinor: deposit,
      depositTaxGroup,
      kit: kit?.map((valueMinor, index) => ({ taxGroup: index === 0 ? "A" : "B", valueMinor })),
    }),
  );
const baskets = fc
  .array(line, { maxLength: 12 })
  .map((lines) => lines.map((each, index) => ({ ...each, lineId: `l${index}` })));

const filter: fc.Arbitrary<LineFilter> = fc.oneof(
  fc.constant({}),
  fc.record({ itemIds: fc.subarray(items, { minLength: 1 }) }),
  fc.record({ departmentIds: fc.subarray(departments, { minLength: 1 }) }),
  fc.constant<LineFilter>({ brands: ["acme"] }),
  fc.constant<LineFilter>({ exceptItemIds: ["ale"], maximumUnitPriceMinor: 2_000 }),
);
const share = fc.integer({ min: 0, max: 1_000_000 });
const amount = fc.integer({ min: 0, max: 3_000 });
const pick = fc.constantFrom("cheapest" as const, "dearest" as const);
const per = fc.constantFrom("piece" as const, "line" as const, "basket" as const);
const few = fc.integer({ min: 1, max: 4 });
const slot = fc.record({ of: filter, count: few });

const effects: fc.Arbitrary<PromotionEffect> = fc.oneof(
  fc.record({
    kind: fc.constant("percent-off" as const),
    percentPpm: share,
    per,
    on: filter,
    pick,
    maximumPieces: few,
  }),
  fc.record({ kind: fc.constant("percent-off" as const), percentPpm: share, per, on: filter, pick }),
  fc.record({ kind: fc.constant("amount-off" as const), amountMinor: amount, per, on: filter, pick }),
  fc.record({
    kind: fc.constant("amount-off" as const),
    amountMinor: amount,
    per,
    on: filter,
    pick,
    perCompleteGroupOf: fc.constant(3),
  }),
  fc.record({ kind: fc.constant("fixed-price" as const), unitPriceMinor: amount, on: filter, pick }),
  fc.record({ kind: fc.constant("set-total" as const), amountMinor: amount, on: filter }),
  fc.record({
    kind: fc.constant("buy-get" as const),
    buy: slot,
    get: fc.record({ count: few }),
    percentPpm: share,
    same: fc.boolean(),
    pick,
  }),
  fc.record({
    kind: fc.constant("buy-get" as const),
    buy: slot,
    get: slot,
    percentPpm: share,
    same: fc.constant(false),
    pick,
  }),
  fc.record({
    kind: fc.constant("nth-item" as const),
    nth: fc.integer({ min: 2, max: 5 }),
    percentPpm: share,
    on: filter,
    pick,
  }),
  fc.record({
    kind: fc.constant("bundle-price" as const),
    slots: fc.array(slot, { minLength: 1, maxLength: 3 }),
    amountMinor: amount,
    pick,
  }),
  fc.record({
    kind: fc.constant("tiers" as const),
    by: fc.constantFrom("quantity" as const, "spend" as const),
    on: filter,
    tiers: fc.tuple(
      fc.record({ from: few, percentPpm: share }),
      fc.record({ from: fc.constant(10), unitPriceMinor: amount }),
    ),
  }),
  fc.record({ kind: fc.constant("free-item" as const), on: filter, count: few, pick }),
  fc.record({
    kind: fc.constant("redeem-points" as const),
    pointsPerStep: few,
    minorPerStep: few,
    maximumSharePpm: share,
    on: filter,
  }),
);
const promotions: fc.Arbitrary<Promotion[]> = fc
  .array(
    fc.record({
      priority: fc.integer({ min: 0, max: 3 }),
      exclusive: fc.constantFrom(false, false, false, true),
      group: fc.constantFrom(undefined, undefined, "g"),
      cap: fc.constantFrom(undefined, undefined, 150),
      minimumMinor: fc.constantFrom(0, 0, 2_000),
      effects: fc.array(effects, { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map(({ priority, exclusive, group, cap, minimumMinor, effects: own }, index) =>
      promotionSchema.parse({
        promotionId: `p${index}`,
        names,
        priority,
        exclusive,
        effects: own,
        conditions: [{ kind: "spend", minimumMinor }],
        ...(group === undefined ? {} : { competesIn: group }),
        ...(cap === undefined ? {} : { limits: { maximumDiscountMinor: cap } }),
      }),
    ),
  );

const contexts: fc.Arbitrary<PricingContext> = fc.record({
  policy: policies,
  taxRates: rates,
  promotions,
  versions: fc.constant({ priceBook: { bookId: "b", version: 1 } }),
  channel: fc.constant("store" as const),
  storeId: fc.constant("s"),
  region: fc.constant(undefined),
  customerGroups: fc.constant([]),
  localTime: fc.constant("2026-11-23T12:00"),
  shopper: fc.constant({ points: 500 }),
  taxExempt: fc.constantFrom(false, false, true),
});

const runs = { numRuns: 300 };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function expectAddsUp(priced: PricedBasket, context: PricingContext): void {
  for (const each of priced.lines) {
    expect(
      each.baseMinor - sum(each.discounts.map(({ amountMinor }) => amountMinor)) + each.depositMinor,
    ).toBe(each.totalMinor);
    expect(each.discounts.every(({ amountMinor }) => amountMinor > 0 || context.taxExempt === true)).toBe(
      true,
    );
    if (each.taxParts !== undefined) {
      expect(sum(each.taxParts.map(({ amountMinor }) => amountMinor))).toBe(each.totalMinor);
      expect(sum(each.taxParts.map(({ taxMinor }) => taxMinor))).toBe(each.taxMinor);
    }
    expect(each.totalMinor).toBeGreaterThanOrEqual(context.taxExempt === true ? Number.MIN_SAFE_INTEGER : 0);
  }
  const subtotal = sum(priced.lines.map(({ totalMinor }) => totalMinor));
  expect(priced.subtotalMinor).toBe(subtotal);
  expect(priced.totalMinor).toBe(context.policy.pricesIncludeTax ? subtotal : subtotal + priced.taxMinor);
  expect(sum(priced.taxes.map(({ grossMinor }) => grossMinor))).toBe(priced.totalMinor);
  expect(sum(priced.taxes.map(({ taxMinor }) => taxMinor))).toBe(priced.taxMinor);
  expect(sum(priced.lines.map(({ taxMinor }) => taxMinor ?? 0))).toBe(priced.taxMinor);
  for (const row of priced.taxes) {
    expect(row.netMinor + row.taxMinor).toBe(row.grossMinor);
    if (row.components !== undefined)
      expect(sum(row.components.map(({ taxMinor }) => taxMinor))).toBe(row.taxMinor);
  }
}

describe("whatever the basket, the promotions and the policy", () => {
  it("lines, discounts, deposits and taxes add up to the total, and no line is below zero", () => {
    fc.assert(
      fc.property(baskets, contexts, (lines, context) => expectAddsUp(priceBasket(lines, context), context)),
      runs,
    );
  });

  it("the order of scanning changes nothing but the order of the lines", () => {
    fc.assert(
      fc.property(baskets, contexts, fc.infiniteStream(fc.nat(1_000)), (lines, context, keys) => {
        const shuffled = lines
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const one = priceBasket(lines, context);
        const other = priceBasket(
          shuffled.map(({ each }) => each),
          context,
        );
        const byId = (priced: PricedBasket) =>
          [...priced.lines].sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
        expect(byId(other)).toEqual(byId(one));
        expect({ ...other, lines: [] }).toEqual({ ...one, lines: [] });
      }),
      // An odd cent that could fall elsewhere is rare among drawn baskets.
      { numRuns: 2_000 },
    );
  });

  it("another line never changes the base price of the others, rounding on the total apart", () => {
    fc.assert(
      fc.property(baskets, contexts, line, (lines, context, more) => {
        const policy = { ...context.policy, amountLevel: "line" as const };
        const before = priceBasket(lines, { ...context, policy });
        const after = priceBasket([...lines, { ...more, lineId: "more" }], { ...context, policy });
        expect(after.lines.slice(0, -1).map(({ baseMinor }) => baseMinor)).toEqual(
          before.lines.map(({ baseMinor }) => baseMinor),
        );
      }),
      runs,
    );
  });

  it("a line added and voided leaves everything as it was", () => {
    fc.assert(
      fc.property(baskets, contexts, line, (lines, context, more) => {
        const before = priceBasket(lines, context);
        priceBasket([...lines, { ...more, lineId: "more" }], context);
        expect(priceBasket(lines, context)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it("any sequence of returns that brings everything back gives back exactly what was paid", () => {
    fc.assert(
      fc.property(
        baskets,
        contexts,
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (lines, context, steps) => {
          priceBasket(lines, context).lines.forEach((priced, index) => {
            const asked = lines[index] as PricingLine;
            const sold = asked.weightGrams ?? asked.quantity;
            const back = { total: 0, base: 0, tax: 0, deposit: 0, discounts: 0 };
            const backParts: [number, number][] = [];
            for (let returned = 0; returned < sold; ) {
              const pieces = Math.min(
                sold - returned,
                (steps.next().value as number) * (asked.soldBy === "weight" ? 300 : 1),
              );
              const each = returnPieces({ priced, sold, returned }, pieces);
              if (context.taxExempt !== true)
                expect(Math.min(each.totalMinor, each.baseMinor, each.depositMinor)).toBeGreaterThanOrEqual(
                  0,
                );
              back.total += each.totalMinor;
              back.base += each.baseMinor;
              back.tax += each.taxMinor;
              back.deposit += each.depositMinor;
              back.discounts += sum(each.discounts.map(({ amountMinor }) => amountMinor));
              for (const [at, { amountMinor, taxMinor }] of (each.taxParts ?? []).entries()) {
                backParts[at] = [(backParts[at]?.[0] ?? 0) + amountMinor, (backParts[at]?.[1] ?? 0) + taxMinor];
              }
              returned += pieces;
            }
            expect(backParts).toEqual((priced.taxParts ?? []).map((part) => [part.amountMinor, part.taxMinor]));
            const discounts = sum(priced.discounts.map(({ amountMinor }) => amountMinor));
            expect(back).toEqual({
              total: priced.totalMinor,
              base: priced.baseMinor,
              tax: priced.taxMinor,
              deposit: priced.depositMinor,
              discounts,
            });
          });
        },
      ),
      runs,
    );
  });
});

describe("prorate", () => {
  it("gives whole parts that add up exactly and differ from the exact share by less than one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const parts = prorate(total, weights);
          expect(sum(parts)).toBe(total);
          const weight = sum(weights);
          if (weight === 0) return;
          parts.forEach((part, index) => {
            const off = BigInt(part) * BigInt(weight) - BigInt(total) * BigInt(weights[index] ?? 0);
            expect(off < BigInt(weight) && off > -BigInt(weight)).toBe(true);
          });
        },
      ),
      runs,
    );
  });
});

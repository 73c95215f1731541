import { z } from "zod";
import { type FieldProblem, fieldProblems } from "./field-problems.js";
import { channel, localizedText } from "./price-book.js";
import { amountMinor, itemId } from "./units.js";

/*
 * A promotion as it stands in a price book's `promotions`: when it holds (limits in time and place,
 * conditions on the basket) and what it does (effects). docs/PRICING.md explains the order of evaluation and
 * gives worked examples.
 */

/** Parts per million of a price: 10 % is 100 000. */
const sharePpm = z.int().min(0).max(1_000_000);
const names = (length: number) => z.array(z.string().min(1).max(64)).min(1).max(length);
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "a local date and time such as 2026-11-23T08:00");
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 08:30");

/**
 * Goods of a maker: a GS1 company prefix (6 digits: a U.P.C. company prefix, without its leading 0) and, within it, a family
 * of the maker's own numbering. In a family code zeros at the end stand for anything; absent: all of the maker.
 */
const maker = z.strictObject({
  companyPrefix: z.string().regex(/^\d{6,12}$/, "6 to 12 digits"),
  familyCode: z
    .string()
    .regex(/^\d{3}$/, "three digits")
    .optional(),
});

/**
 * Which lines are meant: all facets given must hold, each by any of its values. An empty filter means every
 * line.
 */
export const lineFilter = z.strictObject({
  itemIds: z.array(itemId).min(1).max(5_000).optional(),
  departmentIds: names(200).optional(),
  brands: names(200).optional(),
  exceptItemIds: z.array(itemId).min(1).max(5_000).optional(),
  exceptDepartmentIds: names(200).optional(),
  exceptBrands: names(200).optional(),
  /** Of one piece, or of a kilogram, before promotions; both bounds inclusive. */
  minimumUnitPriceMinor: amountMinor.min(0).optional(),
  maximumUnitPriceMinor: amountMinor.min(0).optional(),
  /** Leaves out lines that already have a limited-time price. */
  exceptReduced: z.boolean().optional(),
  /** By maker, as coupons of makers name goods. */
  makers: z.array(maker).min(1).max(20).optional(),
});

export const promotionCondition = z.discriminatedUnion("kind", [
  /** What the lines come to when the promotion's turn comes, after earlier promotions. */
  z.strictObject({
    kind: z.literal("spend"),
    minimumMinor: amountMinor.min(0),
    maximumMinor: amountMinor.min(0).optional(),
    of: lineFilter.optional(),
  }),
  /** Pieces over all lines; a weighed line is one piece. */
  z.strictObject({
    kind: z.literal("quantity"),
    minimum: z.int().min(1).max(100_000),
    of: lineFilter.optional(),
  }),
  /** Pieces in one and the same line. */
  z.strictObject({
    kind: z.literal("line-quantity"),
    minimum: z.int().min(1).max(100_000),
    of: lineFilter.optional(),
  }),
  z.strictObject({ kind: z.literal("contains"), of: lineFilter }),
  /** The shopper's first, second … order, where the seller knows it. */
  z.strictObject({ kind: z.literal("order-number"), number: z.int().min(1).max(100_000) }),
]);

/** Which pieces go first where an effect reaches only some. `dearest` is the best outcome for the shopper. */
const pick = z.enum(["cheapest", "dearest"]).default("dearest");
const per = z.enum(["piece", "line", "basket"]);
const on = lineFilter.default({});
const pieces = z.int().min(1).max(100_000);
/** Which pieces an effect reaches. */
const reach = {
  on,
  maximumPieces: pieces.optional(),
  pick,
  /** Only pieces of complete groups of so many, counted over all lines meant. */
  perCompleteGroupOf: z.int().min(2).max(1_000).optional(),
};
const slot = z.strictObject({ of: lineFilter.default({}), count: z.int().min(1).max(100) });
const reward = {
  percentPpm: sharePpm.optional(),
  amountMinor: amountMinor.min(0).optional(),
  unitPriceMinor: amountMinor.min(0).optional(),
};

export const promotionEffect = z.discriminatedUnion("kind", [
  /** Rounded per piece, per line, or once for the basket and prorated. */
  z.strictObject({
    kind: z.literal("percent-off"),
    percentPpm: sharePpm,
    per: per.default("line"),
    ...reach,
  }),
  /** Taken off each piece, each line, or once off all of them together and prorated. Never below zero. */
  z.strictObject({
    kind: z.literal("amount-off"),
    amountMinor: amountMinor.min(0),
    per: per.default("piece"),
    ...reach,
  }),
  /** Each piece (or kilogram) at this price when that is lower. */
  z.strictObject({ kind: z.literal("fixed-price"), unitPriceMinor: amountMinor.min(0), ...reach }),
  /** All lines meant together cost this much when that is lower. */
  z.strictObject({ kind: z.literal("set-total"), amountMinor: amountMinor.min(0), on }),
  /**
   * Buy so many, get so many at a discount (1 000 000 is free); `same`: all of one item. Without `get.of`
   * both are of the same kind.
   */
  z.strictObject({
    kind: z.literal("buy-get"),
    buy: slot,
    get: z.strictObject({ of: lineFilter.optional(), count: z.int().min(1).max(100) }),
    percentPpm: sharePpm.default(1_000_000),
    same: z.boolean().default(false),
    maximumApplications: pieces.optional(),
    pick,
  }),
  /** Every nth piece at a discount; the cheapest of each n. */
  z.strictObject({
    kind: z.literal("nth-item"),
    nth: z.int().min(2).max(100),
    percentPpm: sharePpm,
    on,
    maximumApplications: pieces.optional(),
    pick,
  }),
  /** Any `count` of each slot together at a price: a meal deal, three for a price. */
  z.strictObject({
    kind: z.literal("bundle-price"),
    slots: z.array(slot).min(1).max(10),
    amountMinor: amountMinor.min(0),
    maximumApplications: pieces.optional(),
    pick,
  }),
  /** The highest tier reached, by pieces or by spend, gives its reward to every piece meant. */
  z.strictObject({
    kind: z.literal("tiers"),
    by: z.enum(["quantity", "spend"]),
    on,
    tiers: z
      .array(
        z
          .strictObject({ from: z.int().min(1), ...reward })
          .refine(
            (tier) =>
              [tier.percentPpm, tier.amountMinor, tier.unitPriceMinor].filter((each) => each !== undefined)
                .length === 1,
            "exactly one of percentPpm, amountMinor, unitPriceMinor",
          ),
      )
      .min(1)
      .max(20),
  }),
  /** Pieces that are in the basket come free. */
  z.strictObject({ kind: z.literal("free-item"), on, count: z.int().min(1).max(100).default(1), pick }),
  z.strictObject({
    kind: z.literal("free-delivery"),
    /** At most so much of the charge; absent: all. */ maximumMinor: amountMinor.min(1).optional(),
  }),
  /** Points as money: `pointsPerStep` points are worth `minorPerStep`, up to a share of the basket. */
  z.strictObject({
    kind: z.literal("redeem-points"),
    pointsPerStep: z.int().min(1),
    minorPerStep: amountMinor.min(1),
    maximumSharePpm: sharePpm.default(1_000_000),
    on,
  }),
  /**
   * A maker's coupon: what must be bought, and what is saved on it. A piece serves one such coupon only. With `rule` `any`
   * one purchase is enough, `first-and-another` wants the first and one more, `mixed` takes pieces of all together for the
   * first. `appliesTo`: the purchase on which is saved, from 0.
   */
  z.strictObject({
    kind: z.literal("maker-coupon"),
    purchases: z
      .array(
        z.strictObject({
          of: lineFilter.default({}),
          /** `basket`: what the whole basket comes to. */
          by: z.enum(["pieces", "spend", "basket", "grams"]),
          minimum: z.int().min(0).max(100_000_000),
        }),
      )
      .min(1)
      .max(3),
    rule: z.enum(["any", "all", "first-and-another", "mixed"]).default("all"),
    save: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("amount"), amountMinor: amountMinor.min(0) }),
      z.strictObject({ kind: z.literal("percent"), percentPpm: sharePpm }),
      z.strictObject({
        kind: z.literal("free"),
        pieces: z.int().min(1).max(1_000),
        /** At most so much for each piece. */
        maximumMinor: amountMinor.min(1).optional(),
      }),
      z.strictObject({ kind: z.literal("basket-amount"), amountMinor: amountMinor.min(0) }),
    ]),
    appliesTo: z.int().min(0).max(2).default(0),
  }),
  /** By days left until the line's expiry date; the step with the fewest days that still holds. */
  z.strictObject({
    kind: z.literal("freshness"),
    on,
    steps: z
      .array(z.strictObject({ daysLeft: z.int().min(0).max(365), percentPpm: sharePpm }))
      .min(1)
      .max(20),
  }),
]);

/** How a coupon that sets a promotion off is told: by one of these codes, or by a beginning that a serial number follows. */
const coupon = z
  .strictObject({
    codes: names(5_000).optional(),
    /** A code that begins so: what follows is its serial number, and each is taken once. */
    serialPrefix: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{2,31}$/, "3-32 of A-Z a-z 0-9 . _ : -")
      .optional(),
    /** Each of the codes is taken once, in all baskets. */
    singleUse: z.boolean().default(false),
    stackable: z.boolean().default(false),
  })
  .refine(
    ({ codes, serialPrefix }) => codes !== undefined || serialPrefix !== undefined,
    "codes or a serialPrefix",
  );

export const promotion = z.strictObject({
  promotionId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, "1-64 of A-Z a-z 0-9 _ . : -"),
  names: localizedText,
  /** Higher first; equal ones in the order of the price book. */
  priority: z.int().min(-1_000_000).max(1_000_000).default(0),
  /**
   * When it applies, no other does. Of several, the highest priority; of equal ones, the best for the
   * shopper.
   */
  exclusive: z.boolean().default(false),
  /** Of all promotions with the same name here only one applies: the best for the shopper. */
  competesIn: z.string().min(1).max(64).optional(),
  /** On the store's clock: from inclusive, to exclusive. */
  from: localTime.optional(),
  to: localTime.optional(),
  /** 1 is Monday, 7 Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  /** Any of these spans; to exclusive; a span may pass midnight. */
  timesOfDay: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .max(10)
    .optional(),
  channels: z.array(channel).min(1).optional(),
  storeIds: names(5_000).optional(),
  regions: names(200).optional(),
  customerGroups: names(200).optional(),
  /** Only while one of these events is on. */
  events: names(50).optional(),
  /** Only for these members: a digital coupon on their account. */
  memberIds: names(5_000).optional(),
  /** Only with one of these coupons; not stackable ones compete with each other, the best applies. */
  coupon: coupon.optional(),
  conditions: z.array(promotionCondition).max(20).default([]),
  effects: z.array(promotionEffect).min(1).max(10),
  limits: z
    .strictObject({
      /** Of one basket. */
      maximumDiscountMinor: amountMinor.min(1).optional(),
      /** Of all baskets together; what is spent comes in with the context. */
      budgetMinor: amountMinor.min(1).optional(),
      /** Baskets of one shopper; what is used comes in with the context. */
      usesPerShopper: z.int().min(1).optional(),
    })
    .default({}),
});
export const promotionList = z.array(promotion).max(20_000);

export type LineFilter = z.infer<typeof lineFilter>;
export type PromotionCondition = z.infer<typeof promotionCondition>;
export type PromotionEffect = z.infer<typeof promotionEffect>;
export type PromotionPick = "cheapest" | "dearest";
export type Promotion = z.infer<typeof promotion>;

/**
 * What is wrong in a price book's promotions, path by path; empty: nothing. For the import of price books.
 */
export function promotionProblems(
  promotions: unknown,
): readonly FieldProblem[] {
  const parsed = promotionList.safeParse(promotions);
  if (!parsed.success) return fieldProblems(parsed.error);
  const seen = new Set<string>();
  return parsed.data.flatMap(({ promotionId }, index) => {
    if (seen.has(promotionId))
      return [{ path: `${index}.promotionId`, message: `"${promotionId}" is there twice` }];
    seen.add(promotionId);
    return [];
  });
}

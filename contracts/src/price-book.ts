import { z } from "zod";
import { restrictedGoods } from "./restriction-rule.js";
import { amountMinor, currencyCode, itemId, localeTag, ratePpm, timestampMs } from "./units.js";

/** A text in several languages; the store's first language is the fallback. At least one is present. */
export const localizedText = z
  .record(localeTag, z.string().trim().min(1).max(200))
  .refine((texts) => Object.keys(texts).length > 0, "at least one language");

/** How an item is sold: by the piece, or by weight at a price per kilogram. */
export const soldBy = z.enum(["each", "weight"]);

export const channel = z.enum(["store", "online", "marketplace", "event"]);

/** How a fraction of a minor unit becomes a whole one. Halves, "up" and "down" go by magnitude, ceiling and floor by value. */
export const roundingMode = z.enum(["half-up", "half-even", "half-odd", "half-down", "up", "down", "ceiling", "floor"]);

/** The store's arithmetic; every field has a default (docs/PRICING.md). */
export const pricePolicy = z.strictObject({
  taxLevel: z.enum(["unit", "line", "total"]).optional(),
  taxRounding: roundingMode.optional(),
  amountRounding: roundingMode.optional(),
  amountLevel: z.enum(["unit", "line", "total"]).optional(),
  taxStepMinor: z.int().min(1).max(1_000_000).optional(),
  discountTax: z.enum(["of-what-is-left", "apart"]).optional(),
  stacking: z.enum(["on-what-is-left", "on-price", "pieces-on-price"]).optional(),
  roundedPart: z.enum(["discount", "price"]).optional(),
});

/** A local date-time on the store's clock. */
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
const eventId = z.string().min(1).max(64);

/** Something that is on for a time, in some stores or everywhere: a fair, a sale. Prices and promotions may hold only while it is. */
export const storeEvent = z.strictObject({
  eventId,
  /** Inclusive. */
  from: localTime.optional(),
  /** Exclusive. */
  to: localTime.optional(),
  storeIds: z.array(z.string().min(1).max(64)).min(1).max(5_000).optional(),
  regions: z.array(z.string().min(1).max(64)).min(1).max(200).optional(),
});

/**
 * What a foreign currency is worth in cash: `units` of it are so many millionths of one of the store's. The foreign currency's
 * digits are its own (ISO 4217).
 */
export const exchangeRate = z.strictObject({
  currency: currencyCode,
  /** 1 unless the rate is given for more, as that of a small unit is: 100 JPY = 0.61 EUR. */
  units: z.int().min(1).max(1_000_000).default(1),
  storePpm: z.int().min(1).max(1_000_000_000_000),
  /** The day the rate is of. */
  asOf: z.string().regex(/^\d{4}-\d\d-\d\d$/, "a date such as 2026-11-23"),
});

/** One price of an item. The most specific entry that applies on the store's clock wins (docs/PRICING.md). */
export const itemPrice = z.strictObject({
  /** Per piece, or per kilogram when the item is sold by weight. */
  amountMinor: amountMinor.min(0),
  channel: channel.optional(),
  storeId: z.string().optional(),
  region: z.string().optional(),
  customerGroup: z.string().optional(),
  /** Only while this event of the header's is on. */
  event: eventId.optional(),
  /** Local date-time on the store's clock, `YYYY-MM-DDTHH:MM`, inclusive. */
  from: localTime.optional(),
  /** Exclusive. */
  to: localTime.optional(),
  /** A limited-time price is shown with the regular one struck through. */
  kind: z.enum(["regular", "limited", "markdown", "event"]).default("regular"),
});

export const item = z.strictObject({
  itemId,
  names: localizedText,
  departmentId: z.string().min(1).max(64),
  soldBy,
  prices: z.array(itemPrice).min(1).max(200),
  taxGroup: z.string().min(1).max(32),
  /** GTINs (8, 12, 13 or 14 digits, check digit valid) and store codes. */
  codes: z.array(z.string().min(1).max(48)).max(200).default([]),
  /** Produce look-up codes, 4 or 5 digits. */
  plus: z.array(z.string().regex(/^\d{4,5}$/)).max(20).default([]),
  brand: z.string().max(100).optional(),
  /** A size or colour of this item: promotions that name (or except) that item mean this one too. It need not be sold itself. */
  variantOf: itemId.optional(),
  /** Years of age a shopper must have. */
  minimumAge: z.int().min(1).max(99).optional(),
  /** The kind of goods by which the law of the store's country restricts it: its age, hours and quantities come on top of the item's own. */
  restrictedAs: restrictedGoods.optional(),
  /** What one piece weighs in the bagging area. */
  expectedWeightGrams: z.int().min(1).max(100_000).optional(),
  weightToleranceGrams: z.int().min(1).max(10_000).optional(),
  /** Packaging taken off a weighed item. */
  tareGrams: z.int().min(0).max(10_000).optional(),
  /** A refundable deposit charged with each piece (bottle deposit). */
  depositMinor: amountMinor.min(0).optional(),
  depositTaxGroup: z.string().optional(),
  /** Content for the unit price: 500 g, 750 ml, 10 pieces. */
  content: z.strictObject({ amount: z.int().min(1), unit: z.enum(["g", "ml", "piece"]) }).optional(),
  /** Only then may a scanned in-store code carry its price, up to `maximumMinor`. */
  priceInCode: z.strictObject({ maximumMinor: amountMinor.min(1) }).optional(),
  maximumQuantity: z.int().min(1).max(9_999).optional(),
  /** Codes of packs of this item: scanning one sells so many pieces, each at the item's price. A pack with a price of its own is an item. */
  packs: z
    .array(z.strictObject({ code: z.string().min(1).max(48), pieces: z.int().min(2).max(999) }))
    .max(20)
    .optional(),
  /**
   * A kit: goods of several kinds for one price. Each part is taxed in its own group, on its share of what the kit costs: by what
   * the parts are worth alone (`valueMinor`, all pieces of a part together). The kit's own `taxGroup` is then that of none.
   */
  kit: z
    .array(z.strictObject({ itemId, pieces: z.int().min(1).max(999), taxGroup: z.string().min(1).max(32), valueMinor: amountMinor.min(0) }))
    .min(2)
    .max(20)
    .optional(),
  /** The maker's family code, by which coupons of makers find the item. */
  couponFamilyCode: z.string().regex(/^\d{3}$/, "three digits").optional(),
  /** Name of a bundled picture or an image path; see kiosk-ui/src/pictures. */
  picture: z.string().max(200).optional(),
  /** Refused at the lane by this reason. */
  blocked: z.enum(["recalled", "not-for-sale", "staffed-till-only"]).optional(),
  /** Lots (AI 10) the maker has called back: refused at the lane when the code names one of them. */
  recalledLots: z.array(z.string().min(1).max(20)).max(1_000).optional(),
  /** Single pieces called back, by their serial number (AI 21). */
  recalledSerials: z.array(z.string().min(1).max(20)).max(10_000).optional(),
});

export const department = z.strictObject({
  departmentId: z.string().min(1).max(64),
  names: localizedText,
  picture: z.string().max(200).optional(),
  /** Departments with this flag are offered in the picture look-up. */
  browsable: z.boolean().default(false),
});

/** One of several taxes that a group is made of: state and city, goods and provincial, a levy on top. */
export const taxComponent = z.strictObject({
  componentId: z.string().min(1).max(32),
  names: localizedText,
  ratePpm,
  /** Also on the taxes before it. */
  compound: z.boolean().default(false),
  /** Only the part of a piece's price above this is taxed. */
  aboveMinor: amountMinor.min(0).optional(),
  /** Only pieces that cost more than this are taxed, then wholly. */
  whenOverMinor: amountMinor.min(0).optional(),
});

export const taxGroup = z.strictObject({
  taxGroup: z.string().min(1).max(32),
  names: localizedText,
  /** Letter on the receipt beside each line. */
  mark: z.string().min(1).max(2),
  ratePpm,
  /** Overrides the price book for this group. */
  pricesIncludeTax: z.boolean().optional(),
  /** Instead of `ratePpm`. */
  components: z.array(taxComponent).min(1).max(10).optional(),
  /** Other rates for a region or a time on the store's clock; the last one that applies counts. */
  variants: z
    .array(
      z.strictObject({
        region: z.string().optional(),
        from: localTime.optional(),
        to: localTime.optional(),
        ratePpm: ratePpm.optional(),
        components: z.array(taxComponent).min(1).max(10).optional(),
      }),
    )
    .max(50)
    .optional(),
});

/**
 * Points of a programme: what a basket earns, and what points are worth when a member pays with them. What they are worth as a
 * discount stands in a promotion.
 */
export const pointsPolicy = z.strictObject({
  /** `points` for every `perMinor` of what is paid for goods: without deposits, and without what points have paid. */
  earn: z
    .strictObject({
      points: z.int().min(1).max(100_000),
      perMinor: amountMinor.min(1),
      rounding: z.enum(["half-up", "half-even", "half-odd", "half-down", "up", "down"]).default("down"),
      /** Goods of these departments earn nothing. */
      exceptDepartmentIds: z.array(z.string().min(1).max(64)).max(200).default([]),
    })
    .optional(),
  /** As a tender, in whole steps: `pointsPerStep` points pay `minorPerStep`. Absent: points pay nothing. */
  pay: z.strictObject({ pointsPerStep: z.int().min(1).max(1_000_000), minorPerStep: amountMinor.min(1).max(100_000_000) }).optional(),
});

/** Cards (or codes from an app) of members: a number of so many digits that begins so, and what its bearer belongs to. */
export const memberCards = z.strictObject({
  programId: z.string().min(1).max(32),
  names: localizedText,
  prefix: z.string().regex(/^\d{2,12}$/, "2-12 digits"),
  length: z.int().min(6).max(24),
  customerGroups: z.array(z.string().min(1).max(64)).max(20).default([]),
  /** Absent: the programme has no points. */
  points: pointsPolicy.optional(),
});

/**
 * A versioned price book: a snapshot holds everything, a delta holds what changed since `baseVersion`.
 * Promotions are validated by the domain, which owns their kinds.
 */
/** What is added to a payment of one kind, where the law allows it (docs/TENDERS.md): a rate of the amount, and at most so much. */
export const surchargeRule = z.strictObject({
  tender: z.enum(["card", "redirect"]),
  names: localizedText,
  ratePpm,
  maximumMinor: amountMinor.min(1),
  /** By which the surcharge is taxed. */
  taxGroup: z.string().min(1).max(32),
});

export const priceBookHeader = z.strictObject({
  bookId: z.string().min(1).max(64),
  version: z.int().min(1),
  currency: currencyCode,
  pricesIncludeTax: z.boolean(),
  /** From when on lanes use this version (between baskets); absent: at once. */
  effectiveFromMs: timestampMs.optional(),
  /** The arithmetic of every price made from this book, on lanes and in quotes. */
  policy: pricePolicy.optional(),
  /** Any number at a time may be on; the same one may come again. */
  events: z.array(storeEvent).max(500).optional(),
  /** Foreign currencies that are taken in cash on attended lanes; a basket keeps the rates it began with. */
  exchangeRates: z
    .array(exchangeRate)
    .max(20)
    .refine((rates) => new Set(rates.map(({ currency }) => currency)).size === rates.length, "each currency once")
    .optional(),
  /** By the way of paying; absent: none costs more. A basket keeps the ones it began with. */
  surcharges: z
    .array(surchargeRule)
    .max(2)
    .refine((rules) => new Set(rules.map(({ tender }) => tender)).size === rules.length, "each way of paying once")
    .optional(),
  /** Several programmes may share digits: the longest prefix counts. A number that a payment card could have is never taken for a member's. */
  memberCards: z.array(memberCards).max(50).optional(),
  /** Free text shown where the book's figures are shown, e.g. "Demo prices: invented". */
  notice: z.string().max(300).optional(),
});
export const priceBookSnapshot = z.strictObject({
  kind: z.literal("snapshot"),
  header: priceBookHeader,
  taxGroups: z.array(taxGroup).min(1),
  departments: z.array(department),
  items: z.array(item),
  promotions: z.array(z.unknown()).default([]),
});
export const priceBookDelta = z.strictObject({
  kind: z.literal("delta"),
  header: priceBookHeader,
  baseVersion: z.int().min(1),
  taxGroups: z.array(taxGroup).default([]),
  departments: z.array(department).default([]),
  items: z.array(item).default([]),
  removedItemIds: z.array(itemId).default([]),
  /** Absent: unchanged. */
  promotions: z.array(z.unknown()).optional(),
});
export const priceBookDocument = z.discriminatedUnion("kind", [priceBookSnapshot, priceBookDelta]);

export type ExchangeRate = z.infer<typeof exchangeRate>;
export type SurchargeRule = z.infer<typeof surchargeRule>;
export type PricePolicy = z.infer<typeof pricePolicy>;
export type PointsPolicy = z.infer<typeof pointsPolicy>;
export type MemberCards = z.infer<typeof memberCards>;
export type Item = z.infer<typeof item>;
export type ItemPrice = z.infer<typeof itemPrice>;
export type Department = z.infer<typeof department>;
export type TaxGroup = z.infer<typeof taxGroup>;
export type Channel = z.infer<typeof channel>;
export type LocalizedText = z.infer<typeof localizedText>;
export type PriceBookHeader = z.infer<typeof priceBookHeader>;
export type PriceBookSnapshot = z.infer<typeof priceBookSnapshot>;
export type PriceBookDelta = z.infer<typeof priceBookDelta>;
export type PriceBookDocument = z.infer<typeof priceBookDocument>;

import { z } from "zod";

/** Goods that a law treats alike. Beer, wine, sparkling wine and cider are one, whatever is distilled or holds spirits another. */
export const restrictedGoods = z.enum(["beer-wine", "spirits", "tobacco", "medicine", "knife", "firework", "lottery", "energy-drink"]);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time such as 22:00");

/** When goods may be sold, on the store's clock. Rows with `dates` stand before those with `days`. `to` is exclusive; none at all: `from` and `to` alike. */
export const saleHours = z.strictObject({
  /** 1 is Monday, 7 Sunday; absent: every day. */
  days: z.array(z.int().min(1).max(7)).min(1).optional(),
  /** `MM-DD`, every year. */
  dates: z.array(z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a day of the year such as 12-25")).min(1).optional(),
  from: timeOfDay,
  to: timeOfDay,
});

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a day such as 2009-01-01");

/** What a law, or the store itself, asks of a kind of goods. */
export const restrictionRule = z.strictObject({
  goods: restrictedGoods,
  /** Of `store.region`; absent: in the whole country. */
  region: z.string().min(1).max(64).optional(),
  /** Years of age a shopper must have. */
  minimumAge: z.int().min(1).max(99).optional(),
  /** Only for shoppers born before `date`, however old they grow; when the law begins later, on `from`. */
  bornBefore: z.strictObject({ date: day, from: day.optional() }).optional(),
  /** Absent: at any hour. A day that no row names: not at all. */
  hours: z.array(saleHours).max(40).optional(),
  /** Pieces of these goods in one basket, all items together. */
  maximumPieces: z.int().min(1).max(999).optional(),
  /** Only where a person scans, never at a self-checkout. */
  staffedOnly: z.boolean().optional(),
  /** Where it stands. */
  source: z.string().min(1).max(200),
});

export type RestrictedGoods = z.infer<typeof restrictedGoods>;
export type SaleHours = z.infer<typeof saleHours>;
export type RestrictionRule = z.infer<typeof restrictionRule>;

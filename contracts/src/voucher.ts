import { z } from "zod";
import { amountMinor, commandId, currencyCode, laneId, localeTag, storeId, timestampMs } from "./units.js";

const number = z.string().trim().min(1).max(48);
const lastDay = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Under `tenders.vouchers` of the configuration. */
export const voucherRules = z.strictObject({
  /** A return may be given as a voucher. */
  issue: z.boolean().default(true),
  /** Of a voucher worth more than is due: the rest becomes a new voucher, or it is refused. */
  rest: z.enum(["voucher", "refuse"]).default("voucher"),
  /** How many days a new one is good for. */
  validDays: z.int().min(1).max(36_500).default(1_095),
});

/** What is printed of a voucher. `code` is scanned (docs/TENDERS.md): whoever shows it first is paid for. */
export const voucherPaper = z.strictObject({
  seller: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
  storeId,
  number,
  amountMinor: amountMinor.min(1),
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  lastDay,
  locale: localeTag,
  code: z.string().max(400),
});

/** A voucher on a screen, for the phone of whom it was given to. */
export const shownVoucher = z.strictObject({ number, amountMinor, lastDay, code: z.string().max(400) });

/** `used`: it has paid, or lies in an open basket. */
export const voucherState = z.enum(["open", "used", "expired", "blocked"]);

export const listedVoucher = z.strictObject({
  number,
  amountMinor,
  lastDay,
  state: voucherState,
  /** Given for a return, or for the rest of a voucher that was worth more than was due. */
  because: z.enum(["refund", "rest"]),
  issuedAtMs: timestampMs,
  laneId,
  usedAtMs: timestampMs.optional(),
  blocked: z.strictObject({ reason: z.string(), by: z.string(), atMs: timestampMs }).optional(),
});

const sum = z.strictObject({ count: z.int().min(0), amountMinor });

/** GET /api/v1/attendant/vouchers : the newest first, and what all of the store's come to. `open` is what the store owes. */
export const voucherList = z.strictObject({
  vouchers: z.array(listedVoucher),
  sums: z.strictObject({ issued: sum, open: sum, used: sum, expired: sum, blocked: sum }),
});

/** What a lead or a manager may ask about a voucher (POST /api/v1/attendant/vouchers/commands). A blocked one pays nothing until it is let go again. */
export const voucherCommand = z.strictObject({
  commandId,
  kind: z.enum(["block-voucher", "release-voucher"]),
  number,
  reason: z.string().trim().min(1).max(200),
});

export type VoucherPaper = z.infer<typeof voucherPaper>;
export type ShownVoucher = z.infer<typeof shownVoucher>;
export type ListedVoucher = z.infer<typeof listedVoucher>;
export type VoucherList = z.infer<typeof voucherList>;
export type VoucherCommand = z.infer<typeof voucherCommand>;

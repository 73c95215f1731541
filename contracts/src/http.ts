import { z } from "zod";
import { laneView } from "./lane-view.js";
import { receipt } from "./receipt.js";
import { attendantRole } from "./role-actions.js";
import { refusal } from "./refusals.js";
import { amountMinor, commandId, comparisonPrice, laneId, localeTag } from "./units.js";

/** Answer to every lane command: a repeat of the same command id gets the same body. */
export const commandAnswer = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("accepted"), commandId, /** The lane's version after it. */ version: z.int() }),
  z.strictObject({ result: z.literal("refused"), commandId, refusal }),
]);

/** POST /api/v1/sessions/kiosk */
export const kioskSessionRequest = z.strictObject({ laneId, key: z.string().min(1).max(200) });
const pin = z.string().regex(/^\d{4,12}$/);
/** What is printed on a badge, as a barcode or QR code: 100 random bits. */
export const badgeCode = z.string().regex(/^LWB-[A-Z2-7]{20}$/);
/** Who somebody is: name and PIN, or a badge. */
export const credentials = z.union([z.strictObject({ attendantId: z.string().min(1).max(32), pin }), z.strictObject({ badge: badgeCode })]);
/** POST /api/v1/sessions/attendant */
export const attendantSessionRequest = credentials;
/** POST /api/v1/attendant/approvals: a second person approves one command, named by the id it will be sent with, in the header `laneway-approval`. */
export const approvalRequest = z.strictObject({ commandId, by: credentials });
export const approvalAnswer = z.strictObject({ approval: z.string(), expiresAtMs: z.int(), name: z.string() });

/** POST /api/v1/lanes/{lane}/assist, by the lane's own kiosk: an attendant takes the lane over there. */
export const assistRequest = z.strictObject({ commandId, by: credentials });

/** WebAuthn, as browsers speak it: the library on both sides checks its shape, the size is limited here. */
const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/);
const deviceAnswer = z.looseObject({ id: base64url, rawId: base64url, type: z.literal("public-key"), response: z.record(z.string(), z.unknown()) });
/** POST /api/v1/sessions/passkey/options and …/attendant/passkeys/{attendant}/options answer. */
export const passkeyOptions = z.strictObject({ options: z.record(z.string(), z.unknown()) });
/** POST /api/v1/sessions/passkey */
export const passkeySignIn = z.strictObject({ response: deviceAnswer });
/** POST /api/v1/attendant/passkeys/{attendant} */
export const passkeyEnrolment = z.strictObject({ response: deviceAnswer });

/** A session: a bearer for HTTP and an MQTT user for the views it may read. */
export const session = z.strictObject({
  token: z.string(),
  expiresAtMs: z.int(),
  storeId: z.string(),
  mqtt: z.strictObject({ url: z.string(), username: z.string(), password: z.string() }),
  attendant: z.strictObject({ attendantId: z.string(), name: z.string(), role: attendantRole }).optional(),
  view: laneView.optional(),
});

/** GET /api/v1/items?query=&locale=&department=&limit= : what a shopper sees while choosing. */
export const itemCard = z.strictObject({
  itemId: z.string(),
  name: z.string(),
  departmentId: z.string(),
  soldBy: z.enum(["each", "weight"]),
  unitPriceMinor: amountMinor,
  comparisonPrice: comparisonPrice.optional(),
  plu: z.string().optional(),
  picture: z.string().optional(),
  minimumAge: z.int().optional(),
});
export const itemSearchAnswer = z.strictObject({ items: z.array(itemCard), total: z.int().min(0) });
export const departmentCard = z.strictObject({ departmentId: z.string(), name: z.string(), picture: z.string().optional(), itemCount: z.int() });

/** POST /api/v1/price-book/import answers: all or nothing. `row` counts from 1, the header not counted (CSV) or the item's index + 1 (JSON). */
export const importAnswer = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("imported"), version: z.int(), items: z.int(), added: z.int(), changed: z.int(), removed: z.int() }),
  z.strictObject({
    result: z.literal("refused"),
    problems: z.array(z.strictObject({ row: z.int().nullable(), field: z.string(), problem: z.string() })),
    /** Problems beyond those listed. */
    more: z.int().min(0),
  }),
]);

/** GET /api/v1/attendant/receipts?query=&limit= : newest first; `query` is the end of a receipt number. */
export const receiptListAnswer = z.strictObject({
  receipts: z.array(receipt),
  /** Transactions among them that were undone as a whole: nothing of them comes back any more. */
  undone: z.array(z.string()).default([]),
});
/** GET /api/v1/receipts/{token} (no session; the token cannot be guessed). */
export const eReceiptAnswer = z.strictObject({ receipt });

/** GET /api/v1/health (no session): what store IT and the starter look at. */
export const health = z.strictObject({
  part: z.string(),
  ready: z.boolean(),
  bootId: z.string(),
  /** Name → "ok", or what is wrong in words. */
  checks: z.record(z.string(), z.string()),
});

export const localeQuery = z.strictObject({ locale: localeTag.optional() });

export type CommandAnswer = z.infer<typeof commandAnswer>;
export type Credentials = z.infer<typeof credentials>;
export type Session = z.infer<typeof session>;
export type ItemCard = z.infer<typeof itemCard>;
export type ItemSearchAnswer = z.infer<typeof itemSearchAnswer>;
export type DepartmentCard = z.infer<typeof departmentCard>;
export type ImportAnswer = z.infer<typeof importAnswer>;
export type Health = z.infer<typeof health>;

import { z } from "zod";
import { canonicalJson, type Json } from "./canonical-json.js";
import { receipt } from "./receipt.js";
import { returnPurpose } from "./returns.js";
import { attemptTender, ledgerReference } from "./tender.js";
import { amountMinor, currencyCode, laneId, lineId, storeId, timestampMs, transactionId } from "./units.js";

/** Of whatever waits for the answer: a payment attempt's id, or one made from it. Unique for ever within a store. */
export const inquiryId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, "1-64 of A-Z a-z 0-9 _ . : -");

/** Who takes payments on the shopper's phone: a provider's name at headquarters. */
export const redirectProvider = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "a provider's name");
/** 16 digits, the last two a check (ISO 7064 MOD 97-10); never a number that a card scheme's check accepts. */
export const giftCardCode = z.string().regex(/^\d{16}$/, "16 digits");
export const giftCardPin = z.string().regex(/^\d{4,8}$/, "4 to 8 digits");
/** A member's account of points: a programme of the price book and the number of the member's card. */
const account = { programId: z.string().min(1).max(32), memberId: z.string().regex(/^\d{6,24}$/, "6 to 24 digits") };
const points = z.int().min(1).max(1_000_000_000);
/** Units of a sale's lines that come back, and what each payment gives back for them. */
const units = z.array(z.strictObject({ lineId, from: z.int().min(0), to: z.int().min(1) })).max(2_000);
const parts = z.array(z.strictObject({ attemptId: z.string().min(1).max(64), amountMinor: amountMinor.min(1) })).max(50);
/** What a sale put on gift cards, and a return takes off them again: each as the inquiry that prepared it is named. */
const cardLoads = z.array(z.strictObject({ loadId: inquiryId, amountMinor: amountMinor.min(1) })).max(100);
const money = { amountMinor: amountMinor.min(1), currency: currencyCode };

/** What a store may ask headquarters. */
export const inquiryRequest = z.discriminatedUnion("kind", [
  /** Pays with a gift card: all of the amount, or what the card still holds. */
  z.strictObject({ kind: z.literal("redeem-gift-card"), code: giftCardCode, pin: giftCardPin.optional(), ...money }),
  /** What a gift card holds. Changes nothing. */
  z.strictObject({ kind: z.literal("gift-card-balance"), code: giftCardCode, pin: giftCardPin.optional(), currency: currencyCode }),
  /** A card is to be sold or reloaded. The inquiry's id names the load from now on; the card is known only here. */
  z.strictObject({ kind: z.literal("prepare-gift-card"), code: giftCardCode, currency: currencyCode }),
  /** The sale is complete: puts the money on the card that the inquiry `target` prepared. Once for ever, whoever tells it first, this or the record. */
  z.strictObject({ kind: z.literal("load-gift-card"), target: inquiryId, ...money }),
  /** What a member's account holds. Changes nothing. */
  z.strictObject({ kind: z.literal("points-balance"), ...account }),
  /** Pays with points, in whole steps: as much of the amount as the account holds. */
  z.strictObject({ kind: z.literal("redeem-points"), ...account, pointsPerStep: points, minorPerStep: amountMinor.min(1), ...money }),
  /** Sets points aside for a basket that takes them as a discount: as many as wished, or what the account holds. */
  z.strictObject({ kind: z.literal("hold-points"), ...account, points }),
  /** Opens a payment on the shopper's phone. Answered once the provider has a page to show. */
  z.strictObject({ kind: z.literal("open-redirect"), provider: redirectProvider, ...money }),
  /** What became of a payment on the phone: `target` is what opened it. Each question has an id of its own. */
  z.strictObject({ kind: z.literal("redirect-status"), target: inquiryId }),
  /** The shopper wishes to stop; the provider decides, and may answer that it is paid. */
  z.strictObject({ kind: z.literal("cancel-redirect"), target: inquiryId }),
  /**
   * Undoes an inquiry that pays, whether it has arrived or not: what was booked is booked back, and what arrives later
   * books nothing. So the store may go on as soon as this is stored.
   */
  z.strictObject({ kind: z.literal("take-back"), tender: attemptTender.exclude(["card"]), target: inquiryId }),
  /**
   * Gives back a part of what a completed sale was paid with: to the gift card, the wallet. `target` is the inquiry that paid, in `storeId`
   * (absent: the store that asks). Never more than that payment over all its refunds.
   */
  z.strictObject({ kind: z.literal("give-back"), tender: attemptTender.exclude(["card"]), target: inquiryId, storeId: storeId.optional(), ...money }),
  /** The sale behind a receipt of any of the retailer's stores, and what other stores have taken back of it. Changes nothing. */
  z.strictObject({ kind: z.literal("find-sale"), receipt: z.string().trim().min(1).max(300) }),
  /**
   * Holds what a return takes, before any money is given: from then on no other return can have it, and what the sale put on gift cards is off
   * them. The same return again takes its own place.
   */
  z.strictObject({ kind: z.literal("hold-return"), storeId, transactionId, returnId: transactionId, purpose: returnPurpose, units, refunds: parts, cardLoads: cardLoads.optional() }),
  /** Gives up what the inquiry `target` holds, whether it has arrived or not. */
  z.strictObject({ kind: z.literal("release-return"), target: inquiryId }),
]);

/** What other stores than the asking one have taken back of a sale. */
export const returnedElsewhere = z.strictObject({ claims: units, refunds: parts, undone: z.boolean() });

/** Relay → headquarters: POST /relay/v1/stores/{store}/inquiries/{id}, bearer: the store's relay key. */
export const inquiry = z.strictObject({
  storeId,
  inquiryId,
  /** The lane that asks; null: the store itself. */
  laneId: laneId.nullable(),
  askedAtMs: timestampMs,
  request: inquiryRequest,
});

/** What headquarters says. The same inquiry gets the same answer for ever. */
export const inquiryOutcome = z.discriminatedUnion("result", [
  /** Booked, perhaps less than was asked for. `details` stand on the receipt. */
  z.strictObject({ result: z.literal("approved"), ...money, reference: ledgerReference, details: z.array(z.string().max(100)).max(10) }),
  /** Headquarters says no and has booked nothing. */
  z.strictObject({ result: z.literal("declined"), code: z.string().max(32) }),
  /** Nothing is booked under that id (any more), and nothing will be. */
  z.strictObject({ result: z.literal("not-performed"), because: z.string().max(200) }),
  /** The shopper can pay at this address, to be shown as a code. */
  z.strictObject({ result: z.literal("opened"), payUrl: z.string().min(1).max(500), expiresAtMs: timestampMs, providerName: z.string().max(40) }),
  /** A gift card that can be loaded. `known`: it has been loaded before. */
  /** `balanceMinor`: what is on it already; not said of a card that has a PIN. */
  z.strictObject({ result: z.literal("prepared"), lastFour: z.string().regex(/^\d{4}$/), known: z.boolean(), balanceMinor: amountMinor.min(0).optional() }),
  z.strictObject({ result: z.literal("points"), points: z.int() }),
  z.strictObject({
    result: z.literal("sale"),
    storeId,
    storeName: z.string().max(100),
    sale: z.strictObject({ transaction: z.looseObject({ transactionId, lines: z.array(z.looseObject({ lineId })) }), receipt }),
    elsewhere: returnedElsewhere,
  }),
  /** What a return takes is held. */
  z.strictObject({ result: z.literal("held") }),
  z.strictObject({ result: z.literal("balance"), balanceMinor: amountMinor, currency: currencyCode, lastFour: z.string() }),
]);

/**
 * Headquarters' answer. Only this shape, with the inquiry's id and the hash of its content, is an answer: a login page that
 * answers 200 is not. `contentHash` is SHA-256 (hex) over `inquiryHashInput`.
 */
export const inquiryAnswer = z.discriminatedUnion("result", [
  z.strictObject({
    protocol: z.literal("laneway-relay/1"),
    result: z.literal("answered"),
    inquiryId,
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    outcome: inquiryOutcome,
  }),
  /** Not taken. `conflicting-inquiry`: another content stands under this id, and what became of that one is not told. */
  z.strictObject({
    protocol: z.literal("laneway-relay/1"),
    result: z.literal("refused"),
    inquiryId,
    reason: z.enum(["conflicting-inquiry", "malformed"]),
  }),
]);

/** Edge → relay, on the box: GET /relay/v1/inquiries (bearer: the box's relay token): those that wait, oldest first. */
export const inquiryPage = z.strictObject({ inquiries: z.array(inquiry) });
/** Relay → edge: POST /relay/v1/inquiries/answers. */
export const inquiryAnswerTaken = z.strictObject({ inquiryId, answer: inquiryAnswer });
/** On MQTT: something was asked. */
export const inquiryBell = z.strictObject({ waiting: z.int().min(0) });

/** The exact text whose SHA-256 is an inquiry's content hash. */
export const inquiryHashInput = (asked: Inquiry): string => canonicalJson(asked as unknown as Json);

export type InquiryRequest = z.infer<typeof inquiryRequest>;
export type Inquiry = z.infer<typeof inquiry>;
export type InquiryOutcome = z.infer<typeof inquiryOutcome>;
export type InquiryAnswer = z.infer<typeof inquiryAnswer>;
export type InquiryAnswerTaken = z.infer<typeof inquiryAnswerTaken>;

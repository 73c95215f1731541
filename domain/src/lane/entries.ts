import type { Actor, AttemptTender, AttendantReason, CashCount, DeviceClass, DeviceFaultCode, ItemPrice, OutcomeReason, Receipt, ReturnPurpose, TerminalReference, TillClosing } from "@laneway/contracts";
import type { Assist, AssistEnd } from "../assist/types.js";
import type { BaggingNudge, WeightExpectation } from "../bagging/types.js";
import type { Uses } from "../coupon/coupon-amounts.js";
import type { PresentedCoupon } from "../coupon/types.js";
import type { LoadRefusal, SoldLoad } from "../gift-card/types.js";
import type { LoyaltyResult, ToldPoints } from "../loyalty/types.js";
import type { Membership } from "../member/read-member.js";
import type { LaneMessage, MessageEnd } from "../message/types.js";
import type { OfflineWay } from "../offline/types.js";
import type { ApprovedOutcome, AttemptOutcome, BookingReference, PaymentStage, PayPage } from "../payment/types.js";
import type { PricedBasket, PricedLine, PriceVersions, PricingPolicy } from "../pricing/types.js";
import type { EarlierReturns, RefundAttempt, RefundLeg, ReturnChoice, ReturnHoldRefusal, ReturnedLine, SoldTransaction } from "../returns/types.js";
import type { OnTop } from "../tender/on-top.js";
import type { RiskAssessment } from "../risk/types.js";
import type { Voucher, VoucherOrigin } from "../voucher/types.js";
import type { BasketLine, BasketSlip, Evidence, Intervention, LaneNotice, TaxExemption, Transaction, TransactionTender } from "./types.js";

/** What every entry says beside its own facts: who caused it and when. */
export interface EntryHead {
  /** Version of the kind's shape, from `entryShapes`. */
  readonly shape: number;
  readonly atMs: number;
  readonly actor: Actor;
}

/** Why a line was cancelled. */
export type LineVoidReason = AttendantReason | "shopper" | "age-refused";
/** Why a basket was given up. */
export type TransactionVoidReason = AttendantReason | "shopper" | "idle";
/** `lapsed`: what it was about is over. */
export type InterventionOutcome = "approved" | "refused" | "resolved" | "lapsed";

interface Payloads {
  // the transaction and its steps
  "transaction-started": { readonly transactionId: string; readonly locale: string; readonly training: boolean; readonly versions: PriceVersions; readonly policy: PricingPolicy };
  "locale-changed": { readonly locale: string };
  "bags-asked": Record<never, never>;
  "bags-chosen": { readonly count: number };
  "payment-step-reached": Record<never, never>;
  "basket-reopened": Record<never, never>;
  "transaction-completed": { readonly number: number; readonly training: boolean; readonly receipt: Receipt; readonly untilMs: number; /** What is counted over all baskets; absent: nothing. */ readonly uses?: Uses; /** What it does to the member's points; absent: nothing. */ readonly loyalty?: LoyaltyResult; /** What it puts on gift cards; absent: nothing. */ readonly loads?: readonly SoldLoad[] };
  "transaction-voided": { readonly transactionId: string; readonly because: TransactionVoidReason; readonly totalMinor: number; readonly homeLocale: string };
  /** Carries the whole transaction, so that any lane can take it up again. */
  "transaction-suspended": { readonly token: string; readonly because: "shopper" | "attendant" | "idle"; readonly transaction: Transaction; readonly laneId: string; readonly untilMs: number; readonly homeLocale: string };
  "transaction-recalled": { readonly token: string; readonly fromLaneId: string; readonly transaction: Transaction };
  /** The thank-you or the suspended basket's token is no longer shown: the lane is the next shopper's. */
  "shopper-left": { readonly homeLocale: string };
  // the basket
  "line-added": { readonly line: BasketLine };
  "line-quantity-changed": { readonly lineId: string; readonly fromQuantity: number; readonly quantity: number };
  "line-voided": { readonly voidId: string; readonly lineId: string; readonly because: LineVoidReason; readonly baseMinor: number };
  "price-overridden": { readonly lineId: string; readonly fromUnitPriceMinor: number; readonly unitPriceMinor: number; readonly reason: AttendantReason };
  /** Only the lines whose price differs from before, and the totals: replay never prices again. */
  "basket-priced": { readonly lines: readonly PricedLine[] } & Omit<PricedBasket, "lines" | "versions">;
  /** The price for another group of shoppers, of the same price book version. */
  "line-price-changed": { readonly lineId: string; readonly unitPriceMinor: number; readonly regularUnitPriceMinor: number; readonly priceEntry: ItemPrice | undefined };
  "coupon-added": { readonly coupon: PresentedCoupon };
  "coupon-removed": { readonly couponId: string };
  "member-identified": { readonly memberId: string; readonly membership: Membership };
  "member-forgotten": Record<never, never>;
  /** Headquarters says what the member's account holds. */
  "points-told": ToldPoints;
  /** The member wishes to use points as a discount: they are to be set aside first. */
  "points-hold-asked": { readonly holdId: string; readonly points: number };
  "points-held": { readonly holdId: string; readonly points: number };
  /** None are set aside for this basket any more. */
  "points-released": { readonly holdId: string };
  /** Headquarters is asked whether a gift card can be loaded. Its number is not written down. */
  "gift-card-presented": { readonly loadId: string; readonly entryMethod: "scanned" | "keyed"; readonly askAtMs: number };
  "gift-card-prepared": { readonly loadId: string; readonly lastFour: string; /** It has been loaded before. */ readonly known: boolean; readonly balanceMinor?: number };
  "gift-card-refused": { readonly loadId: string; readonly because: LoadRefusal };
  /** No amount was chosen. */
  "gift-card-dropped": { readonly loadId: string };
  "tax-exempted": { readonly exemption: TaxExemption };
  "age-approved": { readonly upToAge: number; readonly bornBefore?: string };
  /** How the basket was judged when it came to be paid for. */
  "risk-assessed": { readonly assessment: RiskAssessment };
  /** The shopper says that everything is scanned. */
  "basket-confirmed": Record<never, never>;
  // what the shopper is told
  "notice-shown": { readonly notice: LaneNotice };
  "notice-dismissed": { readonly noticeId: string };
  // people
  "intervention-raised": { readonly intervention: Intervention };
  "intervention-changed": { readonly interventionId: string; readonly evidence: Evidence };
  "intervention-taken": { readonly interventionId: string; readonly by: { readonly attendantId: string; readonly name: string } };
  "intervention-ended": { readonly interventionId: string; readonly about: Intervention["kind"]; readonly outcome: InterventionOutcome; readonly note: string | undefined; /** A person's answer; absent: it ended by itself, or by another deed. */ readonly answered?: { readonly undoable: boolean } };
  /** The last answer is taken back: what was asked is asked again. The answer stays in the journal. */
  "outcome-undone": { readonly interventionId: string; readonly about: Intervention["kind"]; readonly outcome: InterventionOutcome };
  "outcome-explained": { readonly interventionId: string; readonly about: Intervention["kind"]; readonly reason: OutcomeReason };
  /** An attendant has taken the lane over: from here on what is scanned and touched there is theirs. */
  "assist-started": Pick<Assist, "assistId" | "by" | "at" | "attended">;
  "assist-ended": { readonly assistId: string; readonly because: AssistEnd };
  "message-shown": { readonly message: LaneMessage };
  "message-ended": { readonly messageId: string; readonly because: MessageEnd };
  // payment
  "payment-intent-saved": { readonly attemptId: string; /** Absent in old records: by card. */ readonly tender?: AttemptTender; readonly amountMinor: number; readonly currency: string; readonly previous: TerminalReference | undefined; readonly askAtMs: number; /** Of `amountMinor`, what is no part of the total. */ readonly onTop?: OnTop; /** Absent: the store has no say in whether a terminal goes without its host. */ readonly offline?: OfflineWay };
  "payment-sent": { readonly attemptId: string; readonly askAtMs: number };
  "payment-progressed": { readonly attemptId: string; readonly stage: PaymentStage; readonly askAtMs: number };
  /** `askAtMs`: when the wish has been out too long; absent: the terminal answers for itself. */
  "payment-abort-requested": { readonly attemptId: string; readonly askAtMs?: number };
  "redirect-opened": { readonly attemptId: string; readonly askAtMs: number } & PayPage;
  "payment-approved": { readonly attemptId: string; readonly outcome: ApprovedOutcome; readonly late: boolean; /** Who had allowed it to be approved without the host. */ readonly allowedBy?: string };
  "payment-declined": { readonly attemptId: string; readonly code: string; /** The terminal had nobody to ask. */ readonly hostAway?: true };
  "payment-aborted": { readonly attemptId: string; readonly code: string };
  "payment-not-performed": { readonly attemptId: string; readonly because: string };
  "payment-unknown": { readonly attemptId: string; readonly because: string; readonly askAtMs: number | undefined };
  /** The terminal is asked what became of an attempt. */
  "payment-queried": { readonly attemptId: string; readonly queries: number; readonly askAtMs: number | undefined };
  /** The basket is voided while the outcome is unknown; a late approval will be given back. */
  "payment-given-up": { readonly attemptId: string; readonly askAtMs: number | undefined };
  /** An outcome nobody waits for, or for another amount: not believed, shown to a person. */
  "payment-contradicted": { readonly attemptId: string; readonly outcome: AttemptOutcome; readonly because: "not-our-attempt" | "amount-differs" | "booked-twice" | "anothers-booking" | "not-booked" };
  /** The terminal would not give it back. `askAtMs`: when it is asked again; undefined: a person must. */
  "payment-reversal-refused": { readonly attemptId: string; readonly code: string; readonly askAtMs: number | undefined };
  /** `reference` is undefined when a ledger is to undo what it may have booked. */
  "payment-reversal-started": { readonly attemptId: string; readonly tender?: AttemptTender; readonly amountMinor: number; readonly currency: string; readonly reference: BookingReference | undefined; readonly askAtMs: number | undefined };
  "payment-reversed": { readonly attemptId: string };
  // returns
  /** Carries the sale and what came back of it before: replay looks nothing up. */
  "return-started": { readonly returnId: string; readonly purpose: ReturnPurpose; readonly businessDate: string; readonly original: SoldTransaction; readonly earlier: EarlierReturns; readonly elsewhere?: EarlierReturns };
  "return-chosen": { readonly choice: ReturnChoice };
  /** Headquarters is asked to hold what comes back. Nothing is taken yet. */
  "return-hold-asked": { readonly returnId: string; readonly holdId: string; readonly legs: readonly RefundLeg[]; readonly askAtMs: number };
  "return-hold-refused": { readonly returnId: string; readonly holdId: string; readonly because: ReturnHoldRefusal };
  /** From here on the units are taken: no other return can have them. */
  "return-confirmed": { readonly returnId: string; readonly transactionId: string; /** Absent in older records. */ readonly purpose?: ReturnPurpose; /** The store that sold; absent: this one. */ readonly saleStoreId?: string; readonly lines: readonly ReturnedLine[]; readonly legs: readonly RefundLeg[] };
  /** Nothing was given; what it had taken is free again. */
  "return-cancelled": { readonly returnId: string; readonly transactionId: string; readonly confirmed: boolean };
  "return-completed": { readonly returnId: string; readonly transactionId: string; readonly number: number; readonly training: boolean; readonly receipt: Receipt; /** What points had taken off what came back; absent: nothing. */ readonly pointsDiscountMinor?: number };
  "refund-intent-saved": { readonly attempt: RefundAttempt };
  "refund-progressed": { readonly attemptId: string; readonly askAtMs: number };
  "refund-queried": { readonly attemptId: string; readonly queries: number; readonly askAtMs: number | undefined };
  "refund-unknown": { readonly attemptId: string; readonly because: string; readonly askAtMs: number | undefined };
  "refund-declined": { readonly attemptId: string; readonly code: string };
  /** Headquarters did not answer in time, or cannot be asked: it will be, and books it then. */
  "refund-promised": { readonly attemptId: string };
  /** Counted out of the till: the part's amount and the rounding. */
  "refund-handed-over": { readonly attemptId: string; readonly handedMinor: number; readonly roundingMinor: number };
  "refund-given": { readonly attemptId: string; readonly outcome: ApprovedOutcome };
  // vouchers
  /** `attemptIds`: the parts of a return that it gives. The code on its paper is signed when it is printed and kept nowhere. */
  "voucher-issued": { readonly voucher: Voucher; readonly because: VoucherOrigin; readonly attemptIds: readonly string[] };
  "voucher-print-started": { readonly jobId: string; readonly voucher: Voucher; readonly copy: number };
  "tender-added": { readonly tender: TransactionTender };
  /** It is no part of the basket any more: what follows gives it back. */
  "tender-given-back": { readonly tenderId: string };
  // the till
  "till-opened": { readonly tillId: string; readonly floatMinor: number };
  "till-paid-in": { readonly tillId: string; readonly amountMinor: number; readonly note: string | undefined };
  "till-picked-up": { readonly tillId: string; readonly amountMinor: number; readonly note: string | undefined };
  "till-counted": { readonly tillId: string; readonly counts: readonly CashCount[]; readonly countedMinor: number; readonly expectedMinor: number };
  "till-closed": { readonly closing: TillClosing };
  // the bagging area
  "bagging-expected": { readonly change: "placed" | "taken"; readonly expectation: WeightExpectation };
  /** Pieces that are neither waited for nor to come off any more. */
  "bagging-forgotten": { readonly change: "placed" | "taken"; readonly lineId: string; readonly pieces: number };
  "bagging-weighed": { readonly grams: number; readonly settledGrams: number; readonly foreignGrams: number; readonly ownBagAnnounced: boolean; readonly explained: readonly { readonly change: "placed" | "taken"; readonly lineId: string; readonly pieces: number }[] };
  "bagging-nudged": { readonly nudge: BaggingNudge | undefined };
  "bagging-skipped": { readonly lineId: string };
  "bagging-own-bag-announced": Record<never, never>;
  /** An attendant takes what lies there as right. */
  "bagging-accepted": { readonly settledGrams: number };
  // the lane
  "lane-opened": Record<never, never>;
  "lane-paused": Record<never, never>;
  "lane-closed": Record<never, never>;
  "device-fault-raised": { readonly device: DeviceClass; readonly code: DeviceFaultCode; readonly detail: string | undefined };
  "device-fault-cleared": { readonly device: DeviceClass; readonly code: DeviceFaultCode };
  "idle-asked": { readonly endsAtMs: number };
  "idle-ended": Record<never, never>;
  // paper
  "slip-print-started": { readonly jobId: string; readonly slip: BasketSlip };
  "receipt-print-started": { readonly jobId: string; readonly receiptNumber: string; readonly copy: number };
  "receipt-print-waiting": { readonly jobId: string };
  "receipt-printed": { readonly jobId: string };
  "receipt-print-failed": { readonly jobId: string };
}

export type EntryKind = keyof Payloads;
/** Everything that can have happened on a lane. */
export type LaneEntry = { [K in EntryKind]: { readonly kind: K } & EntryHead & Payloads[K] }[EntryKind];
export type LaneEntryOf<K extends EntryKind> = Extract<LaneEntry, { kind: K }>;
/** An entry before it is known who caused it and when. */
export type NewEntry = { [K in EntryKind]: { readonly kind: K } & Payloads[K] }[EntryKind];

/** The present shape of each kind. A changed meaning gets a higher number (or a new kind); old records are never rewritten. */
export const entryShapes: { readonly [K in EntryKind]: number } = {
  "transaction-started": 1,
  "locale-changed": 1,
  "bags-asked": 1,
  "bags-chosen": 1,
  "payment-step-reached": 1,
  "basket-reopened": 1,
  "transaction-completed": 1,
  "transaction-voided": 1,
  "transaction-suspended": 1,
  "transaction-recalled": 1,
  "shopper-left": 1,
  "line-added": 1,
  "line-quantity-changed": 1,
  "line-voided": 1,
  "price-overridden": 1,
  "basket-priced": 1,
  "line-price-changed": 1,
  "coupon-added": 1,
  "coupon-removed": 1,
  "member-identified": 1,
  "member-forgotten": 1,
  "points-told": 1,
  "points-hold-asked": 1,
  "points-held": 1,
  "points-released": 1,
  "gift-card-presented": 1,
  "gift-card-prepared": 1,
  "gift-card-refused": 1,
  "gift-card-dropped": 1,
  "tax-exempted": 1,
  "age-approved": 1,
  "risk-assessed": 1,
  "basket-confirmed": 1,
  "notice-shown": 1,
  "notice-dismissed": 1,
  "intervention-raised": 1,
  "intervention-changed": 1,
  "intervention-taken": 1,
  "intervention-ended": 1,
  "outcome-undone": 1,
  "outcome-explained": 1,
  "assist-started": 1,
  "assist-ended": 1,
  "message-shown": 1,
  "message-ended": 1,
  "payment-intent-saved": 1,
  "payment-sent": 1,
  "payment-progressed": 1,
  "payment-abort-requested": 1,
  "redirect-opened": 1,
  "payment-approved": 1,
  "payment-declined": 1,
  "payment-aborted": 1,
  "payment-not-performed": 1,
  "payment-unknown": 1,
  "payment-queried": 1,
  "payment-given-up": 1,
  "payment-contradicted": 1,
  "payment-reversal-started": 1,
  "payment-reversal-refused": 1,
  "payment-reversed": 1,
  "return-started": 1,
  "return-chosen": 1,
  "return-hold-asked": 1,
  "return-hold-refused": 1,
  "return-confirmed": 1,
  "return-cancelled": 1,
  "return-completed": 1,
  "refund-intent-saved": 1,
  "refund-progressed": 1,
  "refund-queried": 1,
  "refund-unknown": 1,
  "refund-declined": 1,
  "refund-promised": 1,
  "refund-handed-over": 1,
  "refund-given": 1,
  "voucher-issued": 1,
  "voucher-print-started": 1,
  "tender-added": 1,
  "tender-given-back": 1,
  "till-opened": 1,
  "till-paid-in": 1,
  "till-picked-up": 1,
  "till-counted": 1,
  "till-closed": 1,
  "bagging-expected": 1,
  "bagging-forgotten": 1,
  "bagging-weighed": 1,
  "bagging-nudged": 1,
  "bagging-skipped": 1,
  "bagging-own-bag-announced": 1,
  "bagging-accepted": 1,
  "lane-opened": 1,
  "lane-paused": 1,
  "lane-closed": 1,
  "device-fault-raised": 1,
  "device-fault-cleared": 1,
  "idle-asked": 1,
  "idle-ended": 1,
  "slip-print-started": 1,
  "receipt-print-started": 1,
  "receipt-print-waiting": 1,
  "receipt-printed": 1,
  "receipt-print-failed": 1,
};

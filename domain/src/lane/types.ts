import type {
  Actor,
  AttendantCommand,
  AttendantRole,
  DeviceClass,
  DeviceFaultCode,
  InquiryRequest,
  Item,
  LocalizedText,
  PrintState,
  Receipt,
  RefusalReason,
  RestrictionRule,
  Result,
  ShopperCommand,
  StoreRules,
  TenderRules,
  TerminalReference,
  TillClosing,
} from "@laneway/contracts";
import type { Assist } from "../assist/types.js";
import type { PackWeight } from "../bagging/learn-weight.js";
import type { BaggingState, ScaleWatch } from "../bagging/types.js";
import type { Intervention, LastOutcome } from "../intervention/types.js";
import type { Coupon, CouponProblem } from "../coupon/types.js";
import type { LoadRefusal, PreparedCard } from "../gift-card/types.js";
import type { Membership } from "../member/read-member.js";
import type { LaneMessage } from "../message/types.js";
import type { OfflineKnowledge } from "../offline/types.js";
import type { AttemptOutcome, BookingReference, PastAttempt, PayPage, PaymentAttempt, PaymentStage } from "../payment/types.js";
import type { TerminalEffect } from "../payment/terminal-effect.js";
import type { PricingContext } from "../pricing/types.js";
import type { EarlierReturns, OpenReturn, PendingRefund, ReturnHoldRefusal, SoldTransaction } from "../returns/types.js";
import type { RiskKnowledge } from "../risk/types.js";
import type { TillState } from "../till/till.js";
import type { Transaction } from "../transaction/types.js";
import type { SlipKind } from "../voucher/read-slip.js";
import type { KnownVoucher, Voucher } from "../voucher/types.js";

export type { Assist } from "../assist/types.js";
export type { BaggingState } from "../bagging/types.js";
export type { Evidence, Intervention, LastOutcome } from "../intervention/types.js";
export type { PastAttempt, PaymentAttempt, PaymentStage } from "../payment/types.js";
export type { TransactionTender } from "../tender/types.js";
export type { BasketLine, LineItem, TaxExemption, Transaction } from "../transaction/types.js";

/*
 * The lane as a pure machine: decide(state, command, knowledge) → entries + effects | refusal;
 * evolve(state, entry) → state. One lane holds at most one open transaction. Ids of things a command
 * creates derive from its command id ("<commandId>.1"); time comes in with the command.
 */

/** A command as the edge hands it to the lane: who, when, and what it is. */
export interface LaneCommand {
  /** At most 58 characters, so that ids derived from it stay within the contracts' 64. */
  readonly commandId: string;
  readonly actor: Actor;
  /** The edge's clock when the command first arrived. Kept on a retry. */
  readonly atMs: number;
  readonly request: LaneRequest;
}

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;

/** What the devices, the clock and the start-up of the edge ask of a lane. */
export type SystemRequest =
  | { readonly kind: "scan"; readonly text: string; readonly aim: string | undefined }
  /** A stable reading of the security scale, 0 when empty. */
  | { readonly kind: "bagging-weight"; readonly reading: { readonly grams: number } }
  | { readonly kind: "payment-progress"; readonly attemptId: string; readonly stage: PaymentStage }
  /** What a member's account holds. */
  | { readonly kind: "points-told"; readonly programId: string; readonly memberId: string; readonly points: number }
  /** How many points are set aside for the basket; undefined: none. */
  | { readonly kind: "points-hold-answered"; readonly holdId: string; readonly points: number | undefined }
  /** Whether money can be put on a gift card; undefined: `because`. */
  | { readonly kind: "gift-card-answered"; readonly loadId: string; readonly card: PreparedCard | undefined; readonly because?: LoadRefusal }
  /** Headquarters has a page on which the shopper's phone can pay. */
  | ({ readonly kind: "redirect-opened"; readonly attemptId: string } & PayPage)
  | { readonly kind: "payment-outcome"; readonly attemptId: string; readonly outcome: AttemptOutcome }
  /** Headquarters holds what a return takes, or does not: `because`. */
  | { readonly kind: "return-held"; readonly holdId: string; readonly because: Exclude<ReturnHoldRefusal, "no-answer"> | undefined }
  | { readonly kind: "print-result"; readonly jobId: string; readonly result: "printed" | "waiting" | "failed" }
  | {
      readonly kind: "device-fault";
      readonly device: DeviceClass;
      readonly code: DeviceFaultCode;
      readonly raised: boolean;
      readonly detail: string | undefined;
    }
  /** A timer set by an effect rang. A timer that no longer matters is refused without an entry. `dueAtMs`: as it was set, by whoever measured the wait; a clock that was put back since does not silence it. */
  | { readonly kind: "timer"; readonly timer: TimerName; readonly about: string; readonly dueAtMs?: number }
  /** An attendant has shown a badge or PIN at the lane itself. */
  | { readonly kind: "begin-assist-here" }
  /** After a start: an open payment attempt is asked about, a running print is settled, timers are set again. */
  | { readonly kind: "recover" };

export type LaneRequest = WithoutId<ShopperCommand> | WithoutId<AttendantCommand> | SystemRequest;
export type TimerName =
  "idle-ask" | "idle-end" | "assist-idle" | "message-over" | "bagging-nudge" | "thank-you" | "suspended-shown" | "payment-query";

/** A slip or voucher that is signed by whom the store trusts, is of this store, and has not expired. */
export interface Slip {
  readonly kind: SlipKind;
  /** Who issued it, and its number. */
  readonly slipKey: string;
  readonly number: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** `YYYY-MM-DD` */
  readonly lastDay: string;
}
export type SlipProblem = Extract<
  RefusalReason,
  "voucher-forged" | "voucher-unknown" | "voucher-expired" | "voucher-elsewhere" | "voucher-blocked" | "voucher-too-large"
>;

/** An item code or pick, looked up by the edge before deciding. */
export type ItemLookup =
  | {
      readonly kind: "found";
      readonly item: Item;
      /** Read from the code itself, when the scheme carries it. */
      readonly weightGrams: number | undefined;
      readonly priceInCodeMinor: number | undefined;
      readonly lot: string | undefined;
      /** `YYYY-MM-DD`: the last day on which it may be sold. */
      readonly expiryDate: string | undefined;
      readonly serial: string | undefined;
      /** `YYYY-MM-DD`: it may be sold afterwards too. */
      readonly bestBeforeDate?: string | undefined;
      /** Pieces that the code stands for: a pack, or a count in the code. Absent: one. */
      readonly pieces?: number | undefined;
      /** The trade item that the code names; absent: the first of the item's own. */
      readonly gtin14?: string | undefined;
    }
  | { readonly kind: "suspended-token"; readonly token: string }
  | { readonly kind: "not-found"; readonly code: string }
  | {
      readonly kind: "coupon";
      readonly code: string;
      readonly coupon: Result<Coupon, CouponProblem>;
      /** It was taken once already, or lies in another basket. */
      readonly used: boolean;
    }
  | { readonly kind: "member"; readonly memberId: string; readonly membership: Membership }
  | { readonly kind: "unreadable"; readonly because: string }
  | { readonly kind: "gift-card"; readonly code: string }
  /** `used`: it has been taken already, by whichever lane. */
  | { readonly kind: "slip"; readonly slip: Result<Slip, SlipProblem>; readonly used: boolean }
  /** What lets somebody pay or sign in: it leaves no trace. */
  | { readonly kind: "secret"; readonly what: "card-number" | "badge" };

/** What the lane is told, as values with versions. Absent means: not looked up for this command. */
export interface LaneKnowledge {
  /** While a transaction is open, of the versions the transaction names; else the store's present one. */
  readonly pricing: PricingContext;
  readonly rules: StoreRules;
  readonly tenders: TenderRules;
  /** Headquarters is reachable, as far as is known. */
  readonly online: boolean;
  /** Absent: the store has no say in whether a terminal goes without its host. */
  readonly offlineCards?: OfflineKnowledge;
  /** For begin-return and confirm-return: a card payment of the sale that was approved without the host was declined since. */
  readonly paymentLost?: boolean;
  /** For a timer about a payment that headquarters was to be asked for: nobody has fetched the question yet. */
  readonly inquiryUnsent?: boolean;
  readonly store: {
    readonly storeId: string;
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly taxId: string;
    readonly timeZone: string;
    readonly receiptNotice: string;
  };
  /** The store's languages, its first one first: the fallback of every text. Never empty. */
  readonly locales: readonly string[];
  /** The lane's profile says that nothing it sells counts. */
  readonly training: boolean;
  readonly businessDate: string;
  /** `YYYY-MM-DDTHH:MM` on the store's clock, now: prices are of the moment the basket began, hours of sale are of this one. */
  readonly localTime: string;
  /** What the law and the store ask of kinds of goods, one row each. */
  readonly restrictions: readonly RestrictionRule[];
  /** Shoppers are asked for a tip here; absent: they are not. */
  readonly tips?: TenderRules["tips"];
  /** An attendant takes cash here. */
  readonly cash: boolean;
  /** May a basket begin? `closing`: the business day is being closed; `not-open`: a day must be open and none is. */
  readonly selling: "open" | "closing" | "not-open";
  /** Of the attendant who asks, or of who approves it, whichever is higher; absent: nobody's or an attendant's. */
  readonly role?: AttendantRole;
  /** For begin-return: the sale, and what has come back of it already. */
  readonly sale?: SoldTransaction;
  readonly earlier?: EarlierReturns;
  /** For reprint-voucher: the voucher, if the store has issued it. */
  readonly voucher?: KnownVoucher;
  /** Of it, what other stores have taken back; absent: headquarters was not asked. */
  readonly elsewhere?: EarlierReturns;
  /** Address to which an e-receipt token is appended. */
  readonly eReceiptBase: string;
  /** A secret-keyed token for this command's receipt, made by the edge. */
  readonly eReceiptToken: string;
  /** For scan, key-code, pick-item, weigh-item and identify-item. */
  readonly lookup?: ItemLookup;
  /** The produce scale's reading if stable and fresh (< 1 s). */
  readonly produceWeightGrams?: number;
  /** When the shopper's groups change: the items of the basket's lines, to price them for the member. */
  readonly lineItems?: readonly Item[];
  /** For go-to-bags and choose-bags: the carrier bag, if the store sells one. */
  readonly bagItem?: Item;
  /** For recall, attendant-recall and a scanned token: the basket under that token, when it still waits. */
  readonly suspended?: SuspendedTransaction;
  /** The basket under that token was brought back already. */
  readonly suspendedUsed?: boolean;
  readonly recalledItems?: readonly string[];
  /** For what leads to paying; absent: baskets are not judged. */
  readonly risk?: RiskKnowledge;
  /** What is known of items' weights, by item id; absent: nothing yet. */
  readonly learnedWeights?: ReadonlyMap<string, readonly PackWeight[]>;
  readonly hasSecurityScale: boolean;
  readonly hasPrinter: boolean;
  readonly terminalUsable: boolean;
}


export type LaneStepState =
  | { readonly name: "welcome" }
  | { readonly name: "basket" }
  | { readonly name: "bags" }
  | { readonly name: "payment" }
  | {
      readonly name: "thank-you";
      readonly receipt: Receipt;
      readonly print: PrintState;
      readonly printJobId: string | undefined;
      readonly untilMs: number;
    }
  /** `print` absent: paper is offered. */
  | { readonly name: "suspended"; readonly token: string; readonly untilMs: number; readonly print?: PrintState; readonly printJobId?: string };

/** A saved basket's number on paper. */
export interface BasketSlip {
  readonly token: string;
  readonly locale: string;
  readonly savedAtMs: number;
  readonly training: boolean;
}

export interface LaneNotice {
  readonly noticeId: string;
  readonly kind:
    | "item-added"
    | "item-not-found"
    | "item-refused"
    | "weigh-this-item"
    | "payment-declined"
    | "payment-aborted"
    | "refused-by-attendant"
    | "approved-by-attendant"
    | "price-changed"
    | "recalled"
    | "coupon-added"
    | "coupon-waiting"
    | "member-welcome"
    | "points-not-used";
  readonly itemId: string | undefined;
  readonly names: LocalizedText | undefined;
  readonly reason: string | undefined;
}

export interface LaneFaultState {
  readonly device: DeviceClass;
  readonly code: DeviceFaultCode;
  readonly sinceMs: number;
}

export type PrintJob = {
  readonly jobId: string;
  /** 0: the original; n: the n-th marked copy. */
  readonly copy: number;
  readonly state: "printing" | "waiting";
} & ({ readonly receiptNumber: string } | { readonly voucher: Voucher; readonly sinceMs: number } | { readonly slip: BasketSlip; readonly sinceMs: number });

/** The fold of a lane's entries. Nothing of a shopper remains once a transaction has ended. */
export interface LaneState {
  readonly laneId: string;
  readonly mode: "open" | "paused" | "closed";
  readonly locale: string;
  readonly step: LaneStepState;
  readonly stepSinceMs: number;
  readonly transaction: Transaction | undefined;
  readonly attempt: PaymentAttempt | undefined;
  /** Attempts that are over for the basket but whose late outcome must still be understood. Oldest first, limited. */
  readonly pastAttempts: readonly PastAttempt[];
  /** A lane busy with a return serves no shopper. */
  readonly returning: OpenReturn | undefined;
  /** Attempts of returns that are over, to tell a repeated outcome from a stranger's. Oldest first, limited. */
  readonly pastRefunds: readonly { readonly attemptId: string; readonly reference: BookingReference | undefined }[];
  /** What headquarters still has to book back of returns that are over. */
  readonly pendingRefunds: readonly PendingRefund[];
  readonly bagging: BaggingState;
  /** What the bagging scale's readings say about the scale itself. */
  readonly scale: ScaleWatch;
  readonly interventions: readonly Intervention[];
  readonly lastOutcome: LastOutcome | undefined;
  /** The attendant who has taken the lane over. */
  readonly assist: Assist | undefined;
  readonly message: LaneMessage | undefined;
  /** When it called for a person, lately: the last few times. */
  readonly recentCalls: readonly number[];
  readonly notices: readonly LaneNotice[];
  readonly faults: readonly LaneFaultState[];
  readonly idle: { readonly askedAtMs: number; readonly endsAtMs: number } | undefined;
  readonly lastActivityMs: number;
  /** When the last basket was paid, set aside or given up: what was scanned before that is nobody's any more. */
  readonly lastBasketEndedAtMs: number | undefined;
  /** Receipt numbers are gapless per lane; training receipts have their own. */
  readonly lastReceiptNumber: number;
  readonly lastTrainingReceiptNumber: number;
  /** Numbers of refund receipts, gapless too. */
  readonly lastRefundNumber: number;
  readonly lastTrainingRefundNumber: number;
  /** Vouchers have numbers of their own. */
  readonly lastVoucherNumber: number;
  /** Issued to whoever stands here, or stood here last: shown as a code until the next one begins. */
  readonly lastVoucher: Voucher | undefined;
  readonly lastTerminalReference: TerminalReference | undefined;
  /** Since when the terminal does not reach its host, as far as the last card payments tell. */
  readonly hostAwaySinceMs: number | undefined;
  /** The last few receipts, for an attendant's copy; `copies` counts what was printed, the original included. */
  readonly recentReceipts: readonly { readonly receipt: Receipt; readonly copies: number }[];
  readonly printJobs: readonly PrintJob[];
  /** The open till of an attended lane. */
  readonly till: TillState | undefined;
  /** The last one that was counted and closed. */
  readonly lastTill: TillClosing | undefined;
  /** For the attendant's evidence: the last few events. */
  readonly lastEvents: readonly { readonly kind: string; readonly names: LocalizedText | undefined; readonly atMs: number }[];
}

export interface SuspendedTransaction {
  readonly token: string;
  readonly fromLaneId: string;
  readonly suspendedAtMs: number;
  readonly because: "shopper" | "attendant" | "idle";
  readonly transaction: Transaction;
}

/**
 * What happened, in the past tense. Integers only. Stored as `kind` + `entry` of a journal record and never changed:
 * a new meaning is a new kind or a higher `shape`. The full list with its payloads is in entries.ts.
 */
export interface Decision<Entry> {
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
}

/** What to do after the commit. Repeatable: each carries the id under which a device does it once. */
export type Effect =
  | TerminalEffect
  /** Asks headquarters: kept by the store in the same commit, until it is answered. */
  | { readonly kind: "inquire"; readonly inquiryId: string; readonly request: InquiryRequest }
  /** Takes a question back that nobody has fetched; in the same commit. */
  | { readonly kind: "withdraw-inquiry"; readonly inquiryId: string }
  | {
      readonly kind: "print-receipt";
      readonly jobId: string;
      readonly receipt: Receipt;
      readonly copy: number;
    }
  /** The store signs its code on the way to the printer: it stands nowhere else. */
  | { readonly kind: "print-voucher"; readonly jobId: string; readonly voucher: Voucher; readonly copy: number }
  | { readonly kind: "print-slip"; readonly jobId: string; readonly slip: BasketSlip }
  | { readonly kind: "open-drawer" }
  | { readonly kind: "scanner-signal"; readonly signal: "good" | "not-on-file" }
  /** Only if it shows no more than `withinGrams` when it is asked. */
  | { readonly kind: "zero-scale"; readonly device: "produce-scale" | "security-scale"; readonly withinGrams: number }
  /** Replaces the lane's timer of that name. */
  | {
      readonly kind: "set-timer";
      readonly timer: TimerName;
      readonly about: string;
      readonly dueAtMs: number;
      readonly afterMs: number;
    }
  | { readonly kind: "cancel-timer"; readonly timer: TimerName };

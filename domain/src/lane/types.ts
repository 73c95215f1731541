import type {
  Actor,
  AttendantCommand,
  DeviceClass,
  DeviceFaultCode,
  InquiryRequest,
  InterventionKind,
  Item,
  ItemPrice,
  LocalizedText,
  Receipt,
  Result,
  ShopperCommand,
  StoreRules,
  TenderRules,
  TerminalReference,
  TillClosing,
} from "@laneway/contracts";
import type { BaggingState } from "../bagging/types.js";
import type { Coupon, CouponProblem, PresentedCoupon } from "../coupon/types.js";
import type { Membership } from "../member/read-member.js";
import type { AttemptOutcome, PastAttempt, PayPage, PaymentAttempt, PaymentStage } from "../payment/types.js";
import type { PriceVersions, PricedBasket, PricingContext, PricingPolicy } from "../pricing/types.js";
import type { TransactionTender } from "../tender/types.js";
import type { TillState } from "../till/till.js";

export type { BaggingState } from "../bagging/types.js";
export type { PastAttempt, PaymentAttempt, PaymentStage } from "../payment/types.js";
export type { TransactionTender } from "../tender/types.js";

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
  /** Headquarters has a page on which the shopper's phone can pay. */
  | ({ readonly kind: "redirect-opened"; readonly attemptId: string } & PayPage)
  | { readonly kind: "payment-outcome"; readonly attemptId: string; readonly outcome: AttemptOutcome }
  | {
      readonly kind: "print-result";
      readonly jobId: string;
      readonly result: "printed" | "waiting" | "failed";
    }
  | {
      readonly kind: "device-fault";
      readonly device: DeviceClass;
      readonly code: DeviceFaultCode;
      readonly raised: boolean;
      readonly detail: string | undefined;
    }
  /** A timer set by an effect rang. A timer that no longer matters is refused without an entry. */
  | { readonly kind: "timer"; readonly timer: TimerName; readonly about: string }
  /** After a start: an open payment attempt is asked about, a running print is settled, timers are set again. */
  | { readonly kind: "recover" };

export type LaneRequest = WithoutId<ShopperCommand> | WithoutId<AttendantCommand> | SystemRequest;
export type TimerName =
  | "idle-ask"
  | "idle-end"
  | "bagging-nudge"
  | "thank-you"
  | "suspended-shown"
  | "payment-query";

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
  | { readonly kind: "card-number" };

/** What the lane is told, as values with versions. Absent means: not looked up for this command. */
export interface LaneKnowledge {
  /** While a transaction is open, of the versions the transaction names; else the store's present one. */
  readonly pricing: PricingContext;
  readonly rules: StoreRules;
  readonly tenders: TenderRules;
  /** Headquarters is reachable, as far as is known. */
  readonly online: boolean;
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
  /** May a basket begin? `closing`: the business day is being closed; `not-open`: a day must be open and none is. */
  /** An attendant takes cash here. */
  readonly cash: boolean;
  readonly selling: "open" | "closing" | "not-open";
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
  readonly hasSecurityScale: boolean;
  readonly hasPrinter: boolean;
  readonly terminalUsable: boolean;
}

/** What a line keeps of its item: the facts of the moment it was added. */
export type LineItem = Omit<
  Item,
  "prices" | "codes" | "plus" | "packs" | "blocked" | "recalledLots" | "recalledSerials"
>;

export interface BasketLine {
  readonly lineId: string;
  readonly item: LineItem;
  readonly entryMethod: "scanned" | "keyed" | "picked" | "weighed" | "attendant" | "bag";
  readonly code: string | undefined;
  readonly quantity: number;
  /** Net of tare. */
  readonly weightGrams: number | undefined;
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number;
  readonly priceInCodeMinor: number | undefined;
  readonly overriddenUnitPriceMinor: number | undefined;
  readonly lot: string | undefined;
  readonly expiryDate: string | undefined;
  /** Best before this day; absent in older records. */
  readonly bestBeforeDate?: string | undefined;
  readonly serial: string | undefined;
  readonly gtin14?: string | undefined;
  /** The entry of the price book that made the unit price; absent in older records. */
  readonly priceEntry?: ItemPrice | undefined;
  /** Set on a line that has been cancelled by a later `line-voided`. */
  readonly voided: boolean;
  /** What the line cost before discounts when it was voided: shown struck through. */
  readonly voidedBaseMinor: number | undefined;
}

export interface Transaction {
  readonly transactionId: string;
  readonly startedAtMs: number;
  readonly locale: string;
  readonly training: boolean;
  readonly lines: readonly BasketLine[];
  readonly priced: PricedBasket;
  /** A basket keeps the prices and the arithmetic of its start. */
  readonly versions: PriceVersions;
  readonly policy: PricingPolicy;
  readonly ageApprovedUpTo: number;
  readonly tenders: readonly TransactionTender[];
  readonly bagsAsked: boolean;
  /** The member whose basket it is, by the number of the card; with what the card's bearer belongs to. */
  readonly memberId?: string | undefined;
  readonly membership?: Membership | undefined;
  /** In the order in which they were presented, which changes nothing. */
  readonly coupons?: readonly PresentedCoupon[];
  readonly taxExemption?: TaxExemption | undefined;
}

/** Why a basket is not taxed, as an attendant saw it. */
export interface TaxExemption {
  readonly certificate: string;
  readonly reason: string;
}

export interface Evidence {
  readonly lineId?: string;
  readonly itemNames?: LocalizedText;
  readonly picture?: string;
  readonly code?: string;
  readonly minimumAge?: number;
  readonly expectedGrams?: number;
  readonly measuredGrams?: number;
  readonly toleranceGrams?: number;
  readonly amountMinor?: number;
  readonly faultCode?: string;
  readonly device?: string;
  readonly token?: string;
  /** Of the payment attempt whose outcome is unclear; absent: a booking that belongs to none. */
  readonly attemptId?: string;
}

export interface Intervention {
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly raisedAtMs: number;
  readonly blocking: boolean;
  readonly takenBy: { readonly attendantId: string; readonly name: string } | undefined;
  readonly evidence: Evidence;
}

export type PrintState = "offered" | "printing" | "waiting" | "printed" | "failed";

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
  | { readonly name: "suspended"; readonly token: string; readonly untilMs: number };

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
    | "member-welcome";
  readonly itemId: string | undefined;
  readonly names: LocalizedText | undefined;
  readonly reason: string | undefined;
}

export interface LaneFaultState {
  readonly device: DeviceClass;
  readonly code: DeviceFaultCode;
  readonly sinceMs: number;
}

export interface PrintJob {
  readonly jobId: string;
  readonly receiptNumber: string;
  /** 0: the original; n: the n-th marked copy. */
  readonly copy: number;
  readonly state: "printing" | "waiting";
}

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
  readonly bagging: BaggingState;
  readonly interventions: readonly Intervention[];
  readonly notices: readonly LaneNotice[];
  readonly faults: readonly LaneFaultState[];
  readonly idle: { readonly askedAtMs: number; readonly endsAtMs: number } | undefined;
  readonly lastActivityMs: number;
  /** Receipt numbers are gapless per lane; training receipts have their own. */
  readonly lastReceiptNumber: number;
  readonly lastTrainingReceiptNumber: number;
  readonly lastTerminalReference: TerminalReference | undefined;
  /** The last few receipts, for an attendant's copy; `copies` counts what was printed, the original included. */
  readonly recentReceipts: readonly { readonly receipt: Receipt; readonly copies: number }[];
  readonly printJobs: readonly PrintJob[];
  /** The open till of an attended lane. */
  readonly till: TillState | undefined;
  /** The last one that was counted and closed. */
  readonly lastTill: TillClosing | undefined;
  /** For the attendant's evidence: the last few events. */
  readonly lastEvents: readonly {
    readonly kind: string;
    readonly names: LocalizedText | undefined;
    readonly atMs: number;
  }[];
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
  | {
      readonly kind: "authorise";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly previous: TerminalReference | undefined;
    }
  | { readonly kind: "abort-payment"; readonly attemptId: string }
  | {
      readonly kind: "resolve-payment";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly previous: TerminalReference | undefined;
    }
  | {
      readonly kind: "reverse-payment";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly reference: TerminalReference;
    }
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
  | { readonly kind: "open-drawer" }
  | { readonly kind: "scanner-signal"; readonly signal: "good" | "not-on-file" }
  | { readonly kind: "zero-scale"; readonly device: "produce-scale" | "security-scale" }
  /** Replaces the lane's timer of that name. */
  | {
      readonly kind: "set-timer";
      readonly timer: TimerName;
      readonly about: string;
      readonly afterMs: number;
    }
  | { readonly kind: "cancel-timer"; readonly timer: TimerName };

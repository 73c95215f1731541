import type {
  Actor,
  AttendantCommand,
  DeviceClass,
  DeviceFaultCode,
  Item,
  LocalizedText,
  PaymentOutcome,
  Receipt,
  ReceiptTender,
  Refusal,
  Result,
  ShopperCommand,
  StoreRules,
  TerminalReference,
} from "@laneway/contracts";
import type { PricedBasket, PricingContext } from "../pricing/types.js";

/*
 * The lane as a pure machine: decide(state, command, knowledge) → entries + effects | refusal;
 * evolve(state, entry) → state. One lane holds at most one open transaction. Ids of things a command
 * creates derive from its command id ("<commandId>/1"); time comes in with the command.
 */

/** A command as the edge hands it to the lane: who, when, and what it is. */
export interface LaneCommand {
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
  | { readonly kind: "bagging-weight"; readonly reading: { readonly grams: number } }
  | { readonly kind: "payment-progress"; readonly attemptId: string; readonly stage: "sent" | "present-card" | "enter-pin" | "processing" | "remove-card" | "query" }
  | { readonly kind: "payment-outcome"; readonly attemptId: string; readonly outcome: PaymentOutcome }
  | { readonly kind: "print-result"; readonly jobId: string; readonly result: "printed" | "waiting" | "failed" }
  | { readonly kind: "device-fault"; readonly device: DeviceClass; readonly code: DeviceFaultCode; readonly raised: boolean; readonly detail: string | undefined }
  /** A timer set by an effect rang. A timer that no longer matters is refused without an entry. */
  | { readonly kind: "timer"; readonly timer: TimerName; readonly about: string }
  /** After a start: an open payment attempt is asked about, a running print is settled. */
  | { readonly kind: "recover" };

export type LaneRequest = WithoutId<ShopperCommand> | WithoutId<AttendantCommand> | SystemRequest;
export type TimerName = "idle-ask" | "idle-end" | "bagging-nudge" | "thank-you" | "suspended-shown" | "payment-query";

/** An item code or pick, looked up by the edge before deciding. */
export type ItemLookup =
  | {
      readonly kind: "found";
      readonly item: Item;
      /** Read from the code itself, when the scheme carries it. */
      readonly weightGrams: number | undefined;
      readonly priceInCodeMinor: number | undefined;
      readonly lot: string | undefined;
      readonly expiryDate: string | undefined;
      readonly serial: string | undefined;
    }
  | { readonly kind: "suspended-token"; readonly token: string }
  | { readonly kind: "not-found"; readonly code: string }
  | { readonly kind: "unreadable"; readonly because: string }
  | { readonly kind: "card-number" };

/** What the lane is told, as values with versions. Absent means: not looked up for this command. */
export interface LaneKnowledge {
  readonly pricing: PricingContext;
  readonly rules: StoreRules;
  readonly store: { readonly storeId: string; readonly name: string; readonly addressLines: readonly string[]; readonly taxId: string; readonly timeZone: string; readonly receiptNotice: string };
  readonly businessDate: string;
  /** Address to which an e-receipt token is appended. */
  readonly eReceiptBase: string;
  /** A secret-keyed token for this command's receipt, made by the edge. */
  readonly eReceiptToken: string;
  readonly lookup?: ItemLookup;
  /** The produce scale's reading if stable and fresh (< 1 s). */
  readonly produceWeightGrams?: number;
  readonly bagItem?: Item;
  readonly suspended?: SuspendedTransaction;
  readonly recalledItems?: readonly string[];
  readonly hasSecurityScale: boolean;
  readonly hasPrinter: boolean;
  readonly terminalUsable: boolean;
}

export interface BasketLine {
  readonly lineId: string;
  readonly item: Item;
  readonly entryMethod: "scanned" | "keyed" | "picked" | "weighed" | "attendant" | "bag";
  readonly code: string | undefined;
  readonly quantity: number;
  readonly weightGrams: number | undefined;
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number;
  readonly priceInCodeMinor: number | undefined;
  readonly overriddenUnitPriceMinor: number | undefined;
  readonly lot: string | undefined;
  readonly expiryDate: string | undefined;
  readonly serial: string | undefined;
  /** Set on a line that has been cancelled by a later `line-voided`. */
  readonly voided: boolean;
}

export interface Transaction {
  readonly transactionId: string;
  readonly startedAtMs: number;
  readonly locale: string;
  readonly lines: readonly BasketLine[];
  readonly priced: PricedBasket;
  readonly pricing: PricingContext;
  readonly ageApprovedUpTo: number;
  readonly tenders: readonly (ReceiptTender & { readonly attemptId: string; readonly reference: TerminalReference | undefined })[];
  readonly bagsAsked: boolean;
}

/** A payment attempt. `unknown` is a state with exits of its own, never a timeout that became "declined". */
export type PaymentAttempt = {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly startedAtMs: number;
  readonly previous: TerminalReference | undefined;
} & (
  | { readonly state: "intent-saved" }
  | { readonly state: "sent"; readonly stage: "sent" | "present-card" | "enter-pin" | "processing" | "remove-card" | "query"; readonly abortRequested: boolean }
  | { readonly state: "unknown"; readonly because: string; readonly queries: number }
  | { readonly state: "approved"; readonly outcome: Extract<PaymentOutcome, { result: "approved" }> }
  | { readonly state: "declined"; readonly code: string }
  | { readonly state: "aborted"; readonly code: string }
  | { readonly state: "not-performed"; readonly because: string }
  /** Approved although the lane no longer wanted it: being given back. */
  | { readonly state: "reversing"; readonly reference: TerminalReference }
  | { readonly state: "reversed" }
);

export interface Intervention {
  readonly interventionId: string;
  readonly kind: "unknown-item" | "age-restriction" | "weight-mismatch" | "help" | "device-fault" | "payment-unclear" | "basket-left" | "item-blocked";
  readonly raisedAtMs: number;
  readonly blocking: boolean;
  readonly takenBy: { readonly attendantId: string; readonly name: string } | undefined;
  readonly evidence: {
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
  };
}

/** The bagging area as the lane understands it. A table of its own in domain/src/bagging. */
export interface BaggingState {
  /** What the scale showed when everything in it was explained. */
  readonly settledGrams: number;
  readonly measuredGrams: number | undefined;
  /** Lines whose weight has not been seen yet; `expectedGrams` undefined: any weight will do. */
  readonly waiting: readonly { readonly lineId: string; readonly expectedGrams: number | undefined; readonly toleranceGrams: number }[];
  /** Weight to come off again after a void. */
  readonly leaving: readonly { readonly lineId: string; readonly expectedGrams: number | undefined; readonly toleranceGrams: number }[];
  readonly nudge: { readonly kind: "place-item" | "unexpected-item" | "item-removed" | "wrong-weight" | "own-bag"; readonly lineId: string | undefined; readonly sinceMs: number } | undefined;
  readonly skipped: number;
}

export type LaneStepState =
  | { readonly name: "welcome" }
  | { readonly name: "basket" }
  | { readonly name: "bags" }
  | { readonly name: "payment" }
  | { readonly name: "thank-you"; readonly receipt: Receipt; readonly print: "offered" | "printing" | "waiting" | "printed" | "failed"; readonly printJobId: string | undefined; readonly untilMs: number }
  | { readonly name: "suspended"; readonly token: string; readonly untilMs: number };

export interface LaneNotice {
  readonly noticeId: string;
  readonly kind: "item-added" | "item-not-found" | "item-refused" | "weigh-this-item" | "payment-declined" | "payment-aborted" | "refused-by-attendant" | "approved-by-attendant" | "price-changed" | "recalled";
  readonly itemId: string | undefined;
  readonly names: LocalizedText | undefined;
  readonly reason: string | undefined;
}

/** The fold of a lane's entries. Nothing of a shopper remains once a transaction has ended. */
export interface LaneState {
  readonly laneId: string;
  readonly mode: "open" | "paused" | "closed";
  readonly training: boolean;
  readonly locale: string;
  readonly step: LaneStepState;
  readonly stepSinceMs: number;
  readonly transaction: Transaction | undefined;
  readonly attempt: PaymentAttempt | undefined;
  readonly bagging: BaggingState;
  readonly interventions: readonly Intervention[];
  readonly notices: readonly LaneNotice[];
  readonly faults: readonly { readonly device: DeviceClass; readonly code: DeviceFaultCode; readonly sinceMs: number }[];
  readonly idle: { readonly askedAtMs: number; readonly endsAtMs: number } | undefined;
  readonly lastActivityMs: number;
  /** Receipt numbers are gapless per lane. */
  readonly lastReceiptNumber: number;
  readonly lastTerminalReference: TerminalReference | undefined;
  /** Copies printed, by receipt number of the last few receipts. */
  readonly recentReceipts: readonly { readonly receipt: Receipt; readonly copies: number }[];
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
  | { readonly kind: "authorise"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly previous: TerminalReference | undefined }
  | { readonly kind: "abort-payment"; readonly attemptId: string }
  | { readonly kind: "resolve-payment"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly previous: TerminalReference | undefined }
  | { readonly kind: "reverse-payment"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly reference: TerminalReference }
  | { readonly kind: "print-receipt"; readonly jobId: string; readonly receipt: Receipt; readonly copy: number }
  | { readonly kind: "scanner-signal"; readonly signal: "good" | "not-on-file" }
  | { readonly kind: "zero-scale"; readonly device: "produce-scale" | "security-scale" }
  | { readonly kind: "set-timer"; readonly timer: TimerName; readonly about: string; readonly afterMs: number }
  | { readonly kind: "cancel-timer"; readonly timer: TimerName };

export type Decide<Entry> = (state: LaneState, command: LaneCommand, knowledge: LaneKnowledge) => Result<Decision<Entry>, Refusal>;
export type Evolve<Entry> = (state: LaneState, entry: Entry) => LaneState;

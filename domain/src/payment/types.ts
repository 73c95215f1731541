import type {
  AttemptTender,
  InquiryOutcome,
  LedgerReference,
  PaymentOutcome,
  TerminalReference,
} from "@laneway/contracts";
import type { OfflineWay } from "../offline/types.js";

import type { OnTop } from "../tender/on-top.js";

export type PaymentStage = "sent" | "present-card" | "enter-pin" | "processing" | "remove-card" | "query";

/** Where the shopper's phone pays. */
export interface PayPage {
  readonly payUrl: string;
  readonly providerName: string;
  readonly expiresAtMs: number;
}

/** Where a payment was booked: at the terminal, or in a ledger outside the store. */
export type BookingReference = TerminalReference | LedgerReference;
export type LedgerApproval = Extract<InquiryOutcome, { result: "approved" }>;
export type ApprovedOutcome = Extract<PaymentOutcome, { result: "approved" }> | LedgerApproval;
/** What the terminal or a ledger says about an attempt. */
export type AttemptOutcome = PaymentOutcome | LedgerApproval;

export const isTerminalReference = (reference: BookingReference | undefined): reference is TerminalReference =>
  reference !== undefined && "terminalId" in reference;

/** What the shopper is told while a terminal does not reach its host. */
export const hostAwayReason = "host-away";

/** What is asked for: by which tender, and how much. */
export interface PaymentHead {
  readonly attemptId: string;
  readonly tender: AttemptTender;
  /** With what is on top. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly onTop?: OnTop;
}

/**
 * The payment attempt of the open basket. `unknown` is a state with exits of its own, never a timeout that became
 * "declined". `askAtMs`: when the terminal is asked (again) what became of it.
 */
export type PaymentAttempt = PaymentHead & {
  readonly startedAtMs: number;
  readonly previous: TerminalReference | undefined;
  /** May the terminal approve it without its host? Absent: the store has no say in it. */
  readonly offline?: OfflineWay;
} & (
    | { readonly state: "intent-saved"; readonly abortRequested: boolean; readonly askAtMs: number }
    | {
        readonly state: "sent";
        readonly stage: PaymentStage;
        /** The code on the screen, for a payment on the phone. */
        readonly onPhone?: PayPage;
        readonly abortRequested: boolean;
        readonly askAtMs: number;
      }
    | {
        readonly state: "unknown";
        readonly because: string;
        readonly queries: number;
        readonly askAtMs: number | undefined;
      }
    | { readonly state: "declined"; readonly code: string; readonly hostAway?: true }
    | { readonly state: "aborted"; readonly code: string }
    | { readonly state: "not-performed"; readonly because: string }
  );

/** An attempt the basket is done with. It stays known, so that a late or repeated outcome is told from a stranger's. */
export interface PastAttempt extends PaymentHead {
  readonly previous: TerminalReference | undefined;
  /** `given-up`: the basket was voided while the outcome was unknown. `reversing`: being given back. */
  readonly state: "paid" | "declined" | "aborted" | "not-performed" | "given-up" | "reversing" | "reversed";
  readonly reference: BookingReference | undefined;
  readonly queries: number;
  readonly askAtMs: number | undefined;
}

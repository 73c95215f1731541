import type { CardRefund, DeviceFaultCode, PaymentOutcome, StoredFate, TerminalDayOutcome, TerminalDiagnosis, TerminalReference } from "@laneway/contracts";
import type { Apdu } from "./apdu.js";
import type { Snapshot, Wanted } from "./booking.js";
import type { IntermediateStatus, Registration, StatusInformation } from "./messages.js";

export type CommandName = "register" | "ask-status" | "repeat-receipt" | "authorise" | "reverse" | "refund" | "end-of-day" | "diagnosis" | "forward-stored";

/** Where the conversation stands. `held`: approved, and not yet acknowledged because the edge has not committed it. */
export type Phase =
  | { readonly name: "offline" }
  | { readonly name: "sent"; readonly command: CommandName }
  | { readonly name: "running"; readonly command: CommandName }
  | { readonly name: "held"; readonly command: CommandName }
  | { readonly name: "ready" };
export type PhaseName = Phase["name"];

/** What the lane wants of the terminal: one thing at a time. */
export interface Job extends Wanted {
  readonly kind: "authorise" | "reverse" | "refund" | "resolve";
  readonly attemptId: string;
  /** The terminal may approve it without its host. */
  readonly offline?: true;
  /** For a reversal, and for finding out what became of one. */
  readonly reversing?: { readonly receiptNumber: string };
  /** For money given back as an attempt of its own. */
  readonly refunding?: CardRefund;
  /** The edge has this outcome already; the query only confirms it. */
  readonly told?: PaymentOutcome;
  readonly abortSent?: boolean;
  /** Why an approval of this payment was not believed; the terminal is asked what it booked. */
  readonly doubt?: string;
}

/** What is asked of the terminal beside payments. `told`: the edge is told what became of it, the exchange goes on. */
export interface Errand {
  readonly kind: "end-of-day" | "diagnosis" | "forward-stored";
  readonly requestId: string;
  readonly told?: boolean;
}

/** The approved outcome that is offered to the edge while the terminal waits for our answer. */
export interface Holding {
  readonly outcome: PaymentOutcome;
  readonly confirmed: boolean;
  /** How often the terminal was asked to come back. */
  readonly rounds: number;
}

export interface ConversationState {
  readonly registration: Registration;
  readonly phase: Phase;
  readonly registered: boolean;
  /** As the terminal named itself when the till registered. */
  readonly terminalId: string | undefined;
  /** Of the last 05 01; undefined: ask before doing anything else. */
  readonly terminalStatus: number | undefined;
  readonly lastBooked: Snapshot;
  /** The terminal was asked for its last booking since the connection opened. */
  readonly repeatAsked: boolean;
  readonly job: Job | undefined;
  readonly errand: Errand | undefined;
  /** The last status information of the running command. */
  readonly information: StatusInformation | undefined;
  readonly holding: Holding | undefined;
}

export type TimerName = "t3" | "t4" | "hold" | "poll" | "resolve";

export type ConversationEvent =
  | { readonly kind: "link-up" }
  | { readonly kind: "link-down" }
  | { readonly kind: "apdu"; readonly apdu: Apdu }
  | { readonly kind: "timer"; readonly timer: TimerName }
  | { readonly kind: "authorise"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly before: Snapshot; readonly offline?: true }
  | { readonly kind: "resolve"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly before: Snapshot; readonly reversing: { readonly receiptNumber: string } | undefined; readonly refunding: CardRefund | undefined; readonly told?: PaymentOutcome | undefined }
  | { readonly kind: "refund"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly before: Snapshot; readonly refunding: CardRefund }
  | { readonly kind: "reverse"; readonly attemptId: string; readonly amountMinor: number; readonly currency: string; readonly receiptNumber: string }
  | { readonly kind: "errand"; readonly errand: Errand }
  | { readonly kind: "abort-wish"; readonly attemptId: string }
  /** The edge has committed the outcome of this attempt. */
  | { readonly kind: "committed"; readonly attemptId: string };

export type Effect =
  | { readonly kind: "send"; readonly bytes: Uint8Array }
  /** To be on disk before the next `send`: from here on the terminal may book this attempt. */
  | { readonly kind: "save-attempt"; readonly job: Job }
  /** The terminal's last booking is surely ours, or there surely is none: to be remembered across a restart. */
  | { readonly kind: "save-last-booked"; readonly snapshot: Snapshot }
  /** The terminal and we agree that the payment stands: nobody has to ask about it any more. */
  | { readonly kind: "payment-closed"; readonly attemptId: string }
  | { readonly kind: "set-timer"; readonly timer: TimerName; readonly afterMs: number }
  | { readonly kind: "cancel-timer"; readonly timer: TimerName }
  | { readonly kind: "progress"; readonly attemptId: string; readonly stage: IntermediateStatus["stage"] | "sent" | "query"; readonly text?: string }
  /** `asked`: from the terminal's last booking, which may have been made by another attempt. */
  | { readonly kind: "outcome"; readonly attemptId: string; readonly outcome: PaymentOutcome; readonly asked?: true }
  /** The outcome last offered for this attempt does not hold any more; another one follows. */
  | { readonly kind: "withdraw"; readonly attemptId: string }
  /** To be on disk before the next `send`: the terminal's end of day is under way. */
  | { readonly kind: "save-errand"; readonly requestId: string }
  /** To be on disk before the next `send`, and then told. */
  | { readonly kind: "day-ended"; readonly requestId: string; readonly outcome: TerminalDayOutcome }
  | { readonly kind: "diagnosed"; readonly requestId: string; readonly diagnosis: TerminalDiagnosis }
  /** What became of a payment that the terminal kept; to be on disk before the next `send`, and then told. */
  | { readonly kind: "stored-told"; readonly reference: TerminalReference; readonly fate: StoredFate }
  | { readonly kind: "raise"; readonly code: DeviceFaultCode; readonly detail: string }
  | { readonly kind: "clear"; readonly code: DeviceFaultCode }
  | { readonly kind: "reset-link"; readonly because: string };

export interface Step {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

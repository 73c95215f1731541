import type { TerminalReference } from "@laneway/contracts";

export type PaymentStage = "sent" | "present-card" | "enter-pin" | "processing" | "remove-card" | "query";

/**
 * The payment attempt of the open basket. `unknown` is a state with exits of its own, never a timeout that became
 * "declined". `askAtMs`: when the terminal is asked (again) what became of it.
 */
export type PaymentAttempt = {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly startedAtMs: number;
  readonly previous: TerminalReference | undefined;
} & (
  | { readonly state: "intent-saved"; readonly abortRequested: boolean; readonly askAtMs: number }
  | {
      readonly state: "sent";
      readonly stage: PaymentStage;
      readonly abortRequested: boolean;
      readonly askAtMs: number;
    }
  | {
      readonly state: "unknown";
      readonly because: string;
      readonly queries: number;
      readonly askAtMs: number | undefined;
    }
  | { readonly state: "declined"; readonly code: string }
  | { readonly state: "aborted"; readonly code: string }
  | { readonly state: "not-performed"; readonly because: string }
);

/** An attempt the basket is done with. It stays known, so that a late or repeated outcome is told from a stranger's. */
export interface PastAttempt {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly previous: TerminalReference | undefined;
  /** `given-up`: the basket was voided while the outcome was unknown. `reversing`: being given back. */
  readonly state: "paid" | "declined" | "aborted" | "not-performed" | "given-up" | "reversing" | "reversed";
  readonly reference: TerminalReference | undefined;
  readonly queries: number;
  readonly askAtMs: number | undefined;
}

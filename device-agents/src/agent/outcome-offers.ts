import type { DeviceCommand, DeviceFact, PaymentOutcome } from "@laneway/contracts";
import type { AttemptNotes } from "./attempt-notes.js";
import type { DeviceHost } from "./device-host.js";

export type PaymentCommand = Extract<DeviceCommand, { kind: "authorise" | "resolve-payment" | "reverse-payment" | "refund-payment" }>;

export const isPaymentCommand = (command: DeviceCommand): command is PaymentCommand =>
  command.kind === "authorise" || command.kind === "resolve-payment" || command.kind === "reverse-payment" || command.kind === "refund-payment";

/** The outcomes of attempts on their way to the edge: one open offer for each attempt, the latest. */
export interface OutcomeOffers {
  offer(attemptId: string, outcome: PaymentOutcome): void;
  /** What was offered does not hold any more. */
  withdraw(attemptId: string): void;
  /** The attempt whose latest outcome the edge has now; undefined for any other fact. */
  acknowledged(fact: DeviceFact): string | undefined;
}

/** The same for every terminal protocol: an approval is settled in the notes only when the edge has it, what is unknown never. */
export function offerOutcomes(notes: AttemptNotes, host: DeviceHost): OutcomeOffers {
  const offered = new Map<string, { readonly factId: string; readonly outcome: PaymentOutcome }>();

  function settle(attemptId: string, outcome: PaymentOutcome): void {
    if (notes.find(attemptId) !== undefined) notes.settle(attemptId, outcome);
  }

  function withdraw(attemptId: string): void {
    const earlier = offered.get(attemptId);
    if (earlier !== undefined) host.withdraw(earlier.factId);
    offered.delete(attemptId);
  }

  return {
    offer(attemptId, outcome) {
      withdraw(attemptId);
      const factId = host.report({ kind: "payment-outcome", attemptId, outcome });
      offered.set(attemptId, { factId, outcome });
      if (outcome.result !== "approved" && outcome.result !== "unknown") settle(attemptId, outcome);
    },
    withdraw,
    acknowledged(fact) {
      if (fact.kind !== "payment-outcome") return undefined;
      const offer = offered.get(fact.attemptId);
      if (offer?.factId !== fact.factId) return undefined;
      offered.delete(fact.attemptId);
      if (offer.outcome.result === "approved") settle(fact.attemptId, offer.outcome);
      return fact.attemptId;
    },
  };
}

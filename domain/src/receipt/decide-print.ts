import type { Receipt } from "@laneway/contracts";
import {
  accepted,
  type Deciders,
  type Draft,
  type Drafted,
  nextId,
  perform,
  record,
  refused,
} from "../lane/draft.js";
import { canPrint } from "./can-print.js";

/** Receipts, and saved baskets' slips, on paper. */
export const printDeciders: Deciders<"print-receipt" | "print-slip" | "reprint-receipt" | "print-result"> = {
  "print-receipt": (draft) => {
    const { step } = draft.state;
    if (step.name !== "thank-you") return refused("wrong-step");
    // One original: what is on its way or printed is not printed again by a second tap.
    if (step.print !== "offered" && step.print !== "failed") return accepted(draft);
    return print(draft, step.receipt, 0);
  },

  "print-slip": (draft) => {
    const { step, locale, stepSinceMs } = draft.state;
    if (step.name !== "suspended") return refused("wrong-step");
    if (step.print !== undefined && step.print !== "failed") return accepted(draft);
    if (!canPrint(draft)) return refused("printer-unavailable");
    const { id: jobId, draft: numbered } = nextId(draft);
    const slip = { token: step.token, locale, savedAtMs: stepSinceMs, training: draft.knowledge.training };
    return accepted(perform(record(numbered, { kind: "slip-print-started", jobId, slip }), { kind: "print-slip", jobId, slip }));
  },

  "reprint-receipt": (draft, { receiptNumber }) => {
    const recent = draft.state.recentReceipts.find((one) => one.receipt.receiptNumber === receiptNumber);
    if (recent === undefined) return refused("receipt-not-found");
    return print(draft, recent.receipt, recent.copies);
  },

  "print-result": (draft, { jobId, result }) => {
    const job = draft.state.printJobs.find((one) => one.jobId === jobId);
    if (job === undefined) return accepted(draft);
    switch (result) {
      case "printed":
        return accepted(record(draft, { kind: "receipt-printed", jobId }));
      case "failed":
        return accepted(record(draft, { kind: "receipt-print-failed", jobId }));
      case "waiting":
        return accepted(
          job.state === "waiting" ? draft : record(draft, { kind: "receipt-print-waiting", jobId }),
        );
    }
  },
};

function print(draft: Draft, receipt: Receipt, copy: number): Drafted {
  if (!canPrint(draft)) return refused("printer-unavailable");
  const { id: jobId, draft: numbered } = nextId(draft);
  const started = record(numbered, {
    kind: "receipt-print-started",
    jobId,
    receiptNumber: receipt.receiptNumber,
    copy,
  });
  return accepted(perform(started, { kind: "print-receipt", jobId, receipt, copy }));
}

import type { PrintState } from "@laneway/contracts";
import type { Handlers } from "../lane/handlers.js";
import type { LaneState, PrintJob } from "../lane/types.js";

const maximumPrintJobs = 5;

/** Shows a job's state to the shopper whose paper it is, if that shopper is still there. */
function onScreen(state: LaneState, jobId: string, print: PrintState): LaneState {
  const { step } = state;
  return (step.name === "thank-you" || step.name === "suspended") && step.printJobId === jobId
    ? { ...state, step: { ...step, print } }
    : state;
}

const withoutJob = (state: LaneState, jobId: string): LaneState => ({
  ...state,
  printJobs: state.printJobs.filter((job) => job.jobId !== jobId),
});

export const withPrintJob = (state: LaneState, job: PrintJob): LaneState => ({
  ...state,
  printJobs: [...state.printJobs, job].slice(-maximumPrintJobs),
});

export const printHandlers: Handlers<
  "receipt-print-started" | "slip-print-started" | "receipt-print-waiting" | "receipt-printed" | "receipt-print-failed"
> = {
  "receipt-print-started": (state, { jobId, receiptNumber, copy }) => {
    const { step } = state;
    const isShown = step.name === "thank-you" && step.receipt.receiptNumber === receiptNumber;
    const shown: LaneState = { ...state, step: isShown ? { ...step, print: "printing", printJobId: jobId } : step };
    return withPrintJob(shown, { jobId, receiptNumber, copy, state: "printing" });
  },
  "slip-print-started": (state, { jobId, slip, atMs }) => {
    const { step } = state;
    const isShown = step.name === "suspended" && step.token === slip.token;
    const shown: LaneState = { ...state, step: isShown ? { ...step, print: "printing", printJobId: jobId } : step };
    return withPrintJob(shown, { jobId, slip, copy: 0, sinceMs: atMs, state: "printing" });
  },
  "receipt-print-waiting": (state, { jobId }) =>
    onScreen(
      {
        ...state,
        printJobs: state.printJobs.map((job) => (job.jobId === jobId ? { ...job, state: "waiting" } : job)),
      },
      jobId,
      "waiting",
    ),
  "receipt-printed": (state, { jobId }) => {
    const job = state.printJobs.find((one) => one.jobId === jobId);
    const recentReceipts = state.recentReceipts.map((recent) =>
      job !== undefined && "receiptNumber" in job && recent.receipt.receiptNumber === job.receiptNumber
        ? { ...recent, copies: Math.max(recent.copies, job.copy + 1) }
        : recent,
    );
    return onScreen({ ...withoutJob(state, jobId), recentReceipts }, jobId, "printed");
  },
  "receipt-print-failed": (state, { jobId }) => onScreen(withoutJob(state, jobId), jobId, "failed"),
};

import type { Handlers } from "../lane/handlers.js";
import { withPrintJob } from "../receipt/evolve-print.js";

export const voucherHandlers: Handlers<"voucher-issued" | "voucher-print-started"> = {
  "voucher-issued": (state, { voucher, attemptIds }) => ({
    ...state,
    lastVoucherNumber: state.lastVoucherNumber + 1,
    lastVoucher: voucher,
    returning:
      state.returning === undefined || attemptIds.length === 0
        ? state.returning
        : {
            ...state.returning,
            voucherNumber: voucher.number,
            attempts: state.returning.attempts.map((attempt) =>
              attemptIds.includes(attempt.attemptId) ? { ...attempt, state: "given" as const, because: undefined, askAtMs: undefined } : attempt,
            ),
          },
  }),
  "voucher-print-started": (state, { jobId, voucher, copy, atMs }) => withPrintJob(state, { jobId, voucher, copy, sinceMs: atMs, state: "printing" }),
};

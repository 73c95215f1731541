import { invariant } from "../invariant.js";
import { accepted, type Deciders, type Draft, nextId, perform, record, refused } from "../lane/draft.js";
import { canPrint } from "../receipt/can-print.js";
import { dateAfter } from "../pricing/calendar.js";
import type { Voucher, VoucherOrigin } from "./types.js";

export const voucherNumber = (laneId: string, number: number): string => `${laneId}-V${String(number).padStart(6, "0")}`;

interface ToIssue {
  readonly amountMinor: number;
  readonly because: VoucherOrigin;
  readonly locale: string;
  /** Absent: as long as the store's vouchers are good for. */
  readonly lastDay?: string;
  /** Of a return: the attempts that it gives. */
  readonly attemptIds?: readonly string[];
}

/** Issues the lane's next voucher, in the commit of what it is given for; its paper is printed after it. */
export function issueVoucher(draft: Draft, { amountMinor, because, locale, lastDay, attemptIds = [] }: ToIssue): Draft {
  const { knowledge, state } = draft;
  invariant(!knowledge.training && amountMinor > 0, "a voucher is real, and worth something");
  const voucher: Voucher = {
    number: voucherNumber(state.laneId, state.lastVoucherNumber + 1),
    amountMinor,
    currency: knowledge.pricing.policy.currency,
    lastDay: lastDay ?? dateAfter(knowledge.localTime.slice(0, 10), knowledge.tenders.vouchers.validDays),
    locale,
  };
  const issued = record(draft, { kind: "voucher-issued", voucher, because, attemptIds });
  return canPrint(issued) ? printVoucher(issued, voucher, 0) : issued;
}

function printVoucher(draft: Draft, voucher: Voucher, copy: number): Draft {
  const { id: jobId, draft: numbered } = nextId(draft);
  return perform(record(numbered, { kind: "voucher-print-started", jobId, voucher, copy }), { kind: "print-voucher", jobId, voucher, copy });
}

/** A lost paper is printed again: the same number, marked as a copy, so whichever is shown first pays. */
export const voucherDeciders: Deciders<"reprint-voucher"> = {
  "reprint-voucher": (draft) => {
    const { voucher } = draft.knowledge;
    if (voucher === undefined) return refused("voucher-unknown");
    const { state, prints, number, amountMinor, currency, lastDay, locale } = voucher;
    if (state !== "open") return refused(`voucher-${state}`);
    if (!canPrint(draft)) return refused("printer-unavailable");
    return accepted(printVoucher(draft, { number, amountMinor, currency, lastDay, locale }, prints));
  },
};

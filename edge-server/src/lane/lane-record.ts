import type { Json } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { Effect } from "@laneway/domain/lane/types";
import { isSlipTender } from "@laneway/domain/tender/types";
import type { JournalEntry } from "../store/journal.js";
import type { Projection } from "../store/record.js";

/** An entry as the journal keeps it: who and when stand in the record, the rest under `entry`. */
export function recordable(entry: LaneEntry): JournalEntry {
  const { kind, shape, atMs: _atMs, actor: _actor, ...rest } = entry;
  return { kind, shape, entry: rest as unknown as { readonly [key: string]: Json | undefined } };
}

/** The look-up tables' changes that belong to these entries. */
export function projectionsOf(entries: readonly LaneEntry[], laneId: string, eReceiptToken: string): Projection[] {
  const projections: Projection[] = [];
  for (const entry of entries) {
    if (entry.kind === "transaction-suspended") {
      const { token, because, transaction, atMs } = entry;
      projections.push({ kind: "suspended", basket: { token, fromLaneId: entry.laneId, suspendedAtMs: atMs, because, transaction } });
    } else if (entry.kind === "transaction-recalled") {
      projections.push({ kind: "recalled", token: entry.token });
    } else if (entry.kind === "transaction-completed") {
      projections.push({ kind: "receipt", token: eReceiptToken, receipt: entry.receipt });
      if (entry.uses !== undefined) projections.push({ kind: "uses", uses: entry.uses });
    } else if (entry.kind === "tender-added") {
      const { tender } = entry;
      if (isSlipTender(tender)) projections.push({ kind: "slip-taken", slipKey: tender.slipKey, tenderId: tender.tenderId });
    } else if (entry.kind === "tender-given-back") {
      projections.push({ kind: "slip-released", tenderId: entry.tenderId });
    } else if (entry.kind === "voucher-issued") {
      projections.push({ kind: "voucher-issued", voucher: entry.voucher, because: entry.because, laneId, atMs: entry.atMs });
    } else if (entry.kind === "voucher-print-started") {
      projections.push({ kind: "voucher-printed", number: entry.voucher.number });
    } else if (entry.kind === "return-confirmed") {
      const { returnId, transactionId, purpose, lines, legs } = entry;
      const units = lines.flatMap(({ lineId, spans }) => spans.map(({ from, to }) => ({ lineId, from, to })));
      const refunds = legs.map(({ paymentAttemptId, amountMinor }) => ({ attemptId: paymentAttemptId, amountMinor }));
      projections.push({ kind: "return-claimed", returnId, transactionId, units, refunds, ...(purpose === "post-void" ? { undoes: true } : {}) });
    } else if (entry.kind === "return-cancelled") {
      projections.push({ kind: "return-released", returnId: entry.returnId });
    } else if (entry.kind === "return-completed") {
      projections.push({ kind: "receipt", token: eReceiptToken, receipt: entry.receipt });
    }
  }
  return projections;
}

/** The questions to headquarters that belong to a commit: kept with the entries that need their answers. */
export function inquiriesOf(effects: readonly Effect[], laneId: string, askedAtMs: number): Projection[] {
  return effects.flatMap((effect): Projection[] => {
    if (effect.kind === "withdraw-inquiry") return [{ kind: "inquiry-withdrawn", inquiryId: effect.inquiryId }];
    if (effect.kind !== "inquire") return [];
    const { inquiryId, request } = effect;
    return [{ kind: "inquiry", inquiry: { inquiryId, laneId, askedAtMs, request } }];
  });
}

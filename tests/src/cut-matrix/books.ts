import type { Receipt } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { tenderIdOf } from "@laneway/domain/tender/types";
import type { Charge } from "./terminal-ledger.js";

/** A sale that the kiosk showed as finished. */
export interface ShownSale {
  readonly receiptNumber: string;
  readonly totalMinor: number;
}

export interface Findings {
  /** Sales shown that are not there; sales or charges twice; money that nobody can explain. Each in words. */
  readonly lost: string[];
  readonly doubled: string[];
  readonly unexplained: string[];
  /** Differences that a person was told of, with the attempt as evidence. */
  readonly told: string[];
}

interface Tender {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly reference: { readonly receiptNumber: string };
}

/** Compares three books of one payment's time: what was shown, what the journal says, what the bank has. */
export function compare(shown: readonly ShownSale[], entries: readonly LaneEntry[], charges: readonly Charge[]): Findings {
  const findings: Findings = { lost: [], doubled: [], unexplained: [], told: [] };
  const receipts = entries.flatMap((entry) => (entry.kind === "transaction-completed" ? [entry.receipt as Receipt] : []));
  const givenBack = new Set(entries.flatMap((entry) => (entry.kind === "tender-given-back" ? [entry.tenderId] : [])));
  const tenders = entries.flatMap((entry) => (entry.kind === "tender-added" && "attemptId" in entry.tender && !givenBack.has(tenderIdOf(entry.tender)) ? [entry.tender as Tender] : []));
  for (const sale of shown) {
    const kept = receipts.find((receipt) => receipt.receiptNumber === sale.receiptNumber);
    if (kept?.totalMinor !== sale.totalMinor) findings.lost.push(`receipt ${sale.receiptNumber} over ${sale.totalMinor} was shown, the journal has ${kept?.totalMinor ?? "nothing"}`);
  }
  if (new Set(receipts.map(({ receiptNumber }) => receiptNumber)).size !== receipts.length) findings.doubled.push("a receipt number stands twice in the journal");
  const isFor = (tender: Tender, charge: Charge) =>
    tender.reference.receiptNumber === (charge.serviceId ?? charge.receiptNumber) && tender.attemptId === charge.attemptId && tender.amountMinor === charge.amountMinor && charge.currencyNumber === "0978";
  for (const charge of charges.filter(({ standing }) => standing)) {
    if (tenders.some((tender) => isFor(tender, charge))) continue;
    report(`charged ${charge.amountMinor} for ${charge.attemptId}, no sale has it`, charge.attemptId, charge.amountMinor);
  }
  for (const tender of tenders) {
    const fitting = charges.filter((charge) => isFor(tender, charge) && charge.standing);
    if (fitting.length > 1 || tenders.filter((other) => other.reference.receiptNumber === tender.reference.receiptNumber).length > 1) findings.doubled.push(`a charge counts twice: ${tender.attemptId}`);
    if (fitting.length === 0) report(`sold for ${tender.amountMinor} by ${tender.attemptId}, the bank has no such charge`, tender.attemptId, tender.amountMinor);
  }
  return findings;

  function report(what: string, attemptId: string, amountMinor: number): void {
    const isTold = entries.some(
      (entry) =>
        (entry.kind === "intervention-raised" && entry.intervention.kind === "payment-unclear" && (entry.intervention.evidence.attemptId === attemptId || entry.intervention.evidence.amountMinor === amountMinor)) ||
        (entry.kind === "payment-contradicted" && entry.attemptId === attemptId),
    );
    (isTold ? findings.told : findings.unexplained).push(what);
  }
}

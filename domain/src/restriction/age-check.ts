import { soldLines } from "../basket/reprice.js";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { type Draft, record } from "../lane/draft.js";
import type { BasketLine, Transaction } from "../lane/types.js";

/** Does the line wait for somebody to look at the shopper? */
export const isAgeCheckDue = (transaction: Transaction, line: BasketLine): boolean =>
  !line.voided && (line.item.minimumAge ?? 0) > transaction.ageApprovedUpTo;

/** The lines that wait for an age check, the highest age first. */
export function ageCheckDue(transaction: Transaction): readonly BasketLine[] {
  const due = soldLines(transaction).filter((line) => isAgeCheckDue(transaction, line));
  return due.toSorted((one, other) => (other.item.minimumAge ?? 0) - (one.item.minimumAge ?? 0));
}

/** One age check a basket, at its highest age: raised, raised higher, or lapsed, as the lines demand. */
export function updateAgeCheck(draft: Draft): Draft {
  const { transaction, interventions } = draft.state;
  if (transaction === undefined) return draft;
  const open = interventions.find((one) => one.kind === "age-restriction");
  const highest = ageCheckDue(transaction)[0];
  if (highest === undefined) return open === undefined ? draft : endIntervention(draft, open, "lapsed");
  const { item, lineId } = highest;
  const evidence = {
    lineId,
    itemNames: item.names,
    ...(item.picture === undefined ? {} : { picture: item.picture }),
    minimumAge: item.minimumAge ?? 0,
  };
  if (open === undefined) return raiseIntervention(draft, "age-restriction", evidence);
  if (open.evidence.lineId === lineId && open.evidence.minimumAge === item.minimumAge) return draft;
  return record(draft, { kind: "intervention-changed", interventionId: open.interventionId, evidence });
}

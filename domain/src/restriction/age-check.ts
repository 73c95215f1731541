import { soldLines } from "../basket/reprice.js";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { type Draft, record } from "../lane/draft.js";
import type { BasketLine, Transaction } from "../lane/types.js";

/** After every day. */
const latest = "9999-99-99";

/** Does the line wait for somebody to look at the shopper? Days are `YYYY-MM-DD`, so the order of the texts is theirs. */
export const isAgeCheckDue = (transaction: Transaction, { voided, item }: BasketLine): boolean =>
  !voided && ((item.minimumAge ?? 0) > transaction.ageApprovedUpTo || (item.bornBefore !== undefined && (transaction.bornBeforeApproved ?? latest) > item.bornBefore));

/** The lines that wait for an age check: those that go by the day of birth first, the earliest of them before, then the highest age. */
export function ageCheckDue(transaction: Transaction): readonly BasketLine[] {
  const due = soldLines(transaction).filter((line) => isAgeCheckDue(transaction, line));
  const bornOf = ({ item }: BasketLine) => item.bornBefore ?? latest;
  return due.toSorted((one, other) => (bornOf(one) === bornOf(other) ? (other.item.minimumAge ?? 0) - (one.item.minimumAge ?? 0) : bornOf(one) < bornOf(other) ? -1 : 1));
}

/** One age check a basket, for all that its lines demand: raised, raised higher, or lapsed. */
export function updateAgeCheck(draft: Draft): Draft {
  const { transaction, interventions } = draft.state;
  if (transaction === undefined) return draft;
  const open = interventions.find((one) => one.kind === "age-restriction");
  const due = ageCheckDue(transaction);
  const [strictest] = due;
  if (strictest === undefined) return open === undefined ? draft : endIntervention(draft, open, "lapsed");
  const { item, lineId } = strictest;
  const { bornBefore } = item;
  const minimumAge = Math.max(...due.map((line) => line.item.minimumAge ?? 0));
  const evidence = {
    lineId,
    itemNames: item.names,
    ...(item.picture === undefined ? {} : { picture: item.picture }),
    ...(minimumAge === 0 ? {} : { minimumAge }),
    ...(bornBefore === undefined ? {} : { bornBefore }),
  };
  if (open === undefined) return raiseIntervention(draft, "age-restriction", evidence);
  const known = open.evidence;
  if (known.lineId === lineId && known.minimumAge === evidence.minimumAge && known.bornBefore === bornBefore) return draft;
  return record(draft, { kind: "intervention-changed", interventionId: open.interventionId, evidence });
}

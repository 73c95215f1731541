import { expectAgain } from "../bagging/expect-weight.js";
import { soldLines } from "../basket/reprice.js";
import { showNotice } from "../basket/show-notice.js";
import { settleBasket } from "../basket/settle-basket.js";
import { endIntervention } from "../intervention/raise.js";
import { accepted, type Draft, type Drafted, record, refused } from "../lane/draft.js";
import { clearScreen, notSelling } from "./begin.js";

/** Brings the suspended basket that was asked for back on this lane. The lane must be open and have no basket of its own. */
export function recallBasket(draft: Draft): Drafted {
  if (draft.state.transaction !== undefined) return refused("lane-busy");
  const shut = notSelling(draft);
  if (shut !== undefined) return refused(shut);
  const { suspended, suspendedUsed } = draft.knowledge;
  if (suspended === undefined)
    return refused(suspendedUsed === true ? "suspended-basket-used" : "suspended-basket-not-found");
  const { token, fromLaneId, transaction } = suspended;
  // What was practised is no real basket, and a real one is not paid for by practising.
  if (transaction.training !== draft.knowledge.training) return refused("suspended-basket-not-found");
  const recalled = record(clearScreen(draft), {
    kind: "transaction-recalled",
    token,
    fromLaneId,
    transaction,
  });
  let told = showNotice(recalled, {
    kind: "recalled",
    itemId: undefined,
    names: undefined,
    reason: undefined,
  });
  for (const line of soldLines(transaction)) told = expectAgain(told, line);
  const left = told.state.interventions.find(
    (one) => one.kind === "basket-left" && one.evidence.token === token,
  );
  return accepted(settleBasket(left === undefined ? told : endIntervention(told, left, "lapsed")));
}

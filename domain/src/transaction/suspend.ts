import { soldLines } from "../basket/reprice.js";
import { endTransactionInterventions, raiseIntervention } from "../intervention/raise.js";
import { dropCard } from "../gift-card/load-card.js";
import { withoutPoints } from "../loyalty/decide-points.js";
import { accepted, type Draft, type Drafted, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import { homeLocale } from "./begin.js";
import { tokenOf } from "./token.js";

/** Sets the open basket aside under a token, for this lane or another. */
export function suspendTransaction(draft: Draft, because: "shopper" | "attendant" | "idle"): Drafted {
  const open = changeableTransaction(draft);
  if (!open.ok) return open;
  if (soldLines(open.value).length === 0) return refused("basket-empty");
  const settled = endTransactionInterventions(dropCard(withoutPoints(draft)));
  const { transaction = open.value } = settled.state;
  const token = tokenOf(draft.command.commandId);
  const untilMs = draft.command.atMs + draft.knowledge.rules.thankYouSeconds * 1_000;
  const { laneId } = draft.state;
  const suspended = record(settled, {
    kind: "transaction-suspended",
    token,
    because,
    transaction,
    laneId,
    untilMs,
    homeLocale: homeLocale(draft),
  });
  return accepted(
    because === "idle"
      ? raiseIntervention(suspended, "basket-left", { token, amountMinor: transaction.priced.totalMinor })
      : suspended,
  );
}

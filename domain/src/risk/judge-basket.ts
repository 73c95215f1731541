import { raiseIntervention } from "../intervention/raise.js";
import { accepted, type Deciders, type Draft, record, refused } from "../lane/draft.js";
import type { Evidence, LaneState } from "../lane/types.js";
import type { Transaction } from "../transaction/types.js";
import { assess } from "./assess.js";
import { suspiciousLines } from "./suspicious-lines.js";
import type { RiskAssessment } from "./types.js";

/**
 * When a basket comes to be paid for it is judged, once and in the same commit: the judgement is written down, and at most one
 * thing follows in the life of a basket. Judged is the basket as it was before the command: that is what the score is of.
 */
export function judgeBasket(before: LaneState, draft: Draft): Draft {
  const { risk, pricing, store } = draft.knowledge;
  const { transaction } = before;
  const reached = before.step.name !== "payment" && draft.state.step.name === "payment";
  // An attendant has it in their hands: there is nobody else to send.
  if (draft.state.assist !== undefined) return draft;
  if (!reached || transaction === undefined || transaction.training || risk === undefined) return draft;
  const { channel, localTime } = pricing;
  const assessment = assess(transaction, { storeId: store.storeId, channel, localTime }, risk);
  const judged = record(draft, { kind: "risk-assessed", assessment });
  const asks = assessment.check !== "pass" && assessment.check !== "nudge";
  if (!asks) return judged;
  const { priorityPpm } = assessment;
  return raiseIntervention(judged, "basket-check", evidenceOf(transaction, assessment, suspiciousLines(transaction, risk.settings)), (priorityPpm - (priorityPpm % 1_000)) / 1_000);
}

function evidenceOf(transaction: Transaction, { check, reasons }: RiskAssessment, lines: ReturnType<typeof suspiciousLines>): Evidence {
  const items = check === "items" ? lines : [];
  return {
    amountMinor: transaction.priced.totalMinor,
    check: {
      extent: check,
      items: items.map(({ item, voided }) => ({ names: item.names, voided, ...(item.picture === undefined ? {} : { picture: item.picture }) })),
      reasons,
    },
  };
}

/** "Yes, everything is scanned." */
export const confirmDeciders: Deciders<"confirm-basket"> = {
  "confirm-basket": (draft) => {
    const { transaction } = draft.state;
    if (transaction === undefined) return refused("no-open-basket");
    return accepted(transaction.risk?.asking === true ? record(draft, { kind: "basket-confirmed" }) : draft);
  },
};

import { accepted, type Deciders, nextId, perform, refused } from "../lane/draft.js";
import type { LaneKnowledge } from "../lane/types.js";
import { whyNotPay } from "../payment/decide-pay.js";
import { cashDue } from "../pricing/cash-rounding.js";
import { handedOver } from "./foreign-cash.js";
import { addTender, takesAnotherTender } from "../tender/add-tender.js";
import { dueMinor } from "../tender/amount-due.js";
import type { CashTender } from "../tender/types.js";
import { completeTransaction } from "../transaction/complete.js";

/** What is due in coins that exist. */
export const roundedDue = (due: number, { tenders }: Pick<LaneKnowledge, "tenders">) =>
  cashDue(due, { stepMinor: tenders.cashStepMinor ?? 1, mode: tenders.cashRounding });

/** An attendant takes notes and coins at the lane and gives change out of its till. Less than what is due is a part of it. */
export const cashDeciders: Deciders<"take-cash"> = {
  "take-cash": (draft, { tenderedMinor: givenMinor, currency }) => {
    const ready = whyNotPay(draft);
    if (!ready.ok) return ready;
    if (!draft.knowledge.cash) return refused("tender-not-taken");
    const { training } = ready.value;
    if (draft.state.till === undefined && !training) return refused("till-not-open");
    const due = dueMinor(ready.value);
    if (due === 0) return accepted(completeTransaction(draft));
    if (!takesAnotherTender(ready.value)) return refused("too-many-tenders");
    const handed = handedOver(ready.value, givenMinor, currency, draft.knowledge.tenders.cashStepMinor ?? 1);
    if (!handed.ok) return handed;
    const { worthMinor: tenderedMinor, foreign, details } = handed.value;
    const { id: tenderId, draft: numbered } = nextId(draft);
    const rounded = roundedDue(due, draft.knowledge);
    const head = { kind: "cash", tenderId, details, tenderedMinor, ...(foreign === undefined ? {} : { foreign }) } as const;
    const tender: CashTender =
      tenderedMinor >= rounded.dueMinor
        ? { ...head, amountMinor: due, changeMinor: tenderedMinor - rounded.dueMinor, roundingMinor: rounded.roundingMinor }
        : { ...head, amountMinor: Math.min(tenderedMinor, due), changeMinor: Math.max(0, tenderedMinor - due), roundingMinor: 0 };
    const taken = addTender(numbered, tender);
    // Play money lies in no drawer.
    return accepted(training ? taken : perform(taken, { kind: "open-drawer" }));
  },
};

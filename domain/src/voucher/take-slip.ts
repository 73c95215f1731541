import type { RefusalReason } from "@laneway/contracts";
import { accepted, type Draft, type Drafted, nextId, refused } from "../lane/draft.js";
import type { ItemLookup } from "../lane/types.js";
import { whyNotPay } from "../payment/decide-pay.js";
import { addTender, takesAnotherTender } from "../tender/add-tender.js";
import { dueMinor } from "../tender/amount-due.js";

type Shown = Extract<ItemLookup, { kind: "deposit-slip" }>;

/**
 * Takes the slip of a bottle machine as a part of the payment. It is used up in the same commit, so no other lane takes it; given back with
 * the basket it is good again. One that is worth more than is due is refused: nothing of it would be left.
 */
export function takeSlip(draft: Draft, shown: Shown): Drafted {
  if (draft.state.step.name !== "payment") return refused("voucher-at-payment");
  const ready = whyNotPay(draft);
  if (!ready.ok) return ready;
  const problem = whyNotSlip(draft, shown);
  if (problem !== undefined) return refused(problem);
  const due = dueMinor(ready.value);
  const { slip } = shown;
  if (!slip.ok) return refused(slip.error);
  const { amountMinor, number, slipKey } = slip.value;
  if (due === 0) return refused("nothing-due");
  if (amountMinor > due) return refused("voucher-too-large", { amountMinor, dueMinor: due });
  if (!takesAnotherTender(ready.value)) return refused("too-many-tenders");
  const { id: tenderId, draft: numbered } = nextId(draft);
  return accepted(addTender(numbered, { kind: "deposit-slip", tenderId, amountMinor, details: [number], slipKey }));
}

function whyNotSlip({ knowledge, state }: Draft, { slip, used }: Shown): RefusalReason | undefined {
  // A slip is real: a lane that practises does not use it up.
  if (knowledge.training || state.transaction?.training === true) return "tender-not-taken";
  if (!slip.ok) return slip.error;
  if (slip.value.currency !== knowledge.pricing.policy.currency) return "voucher-elsewhere";
  return used ? "voucher-used" : undefined;
}

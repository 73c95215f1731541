import type { RefusalReason } from "@laneway/contracts";
import { accepted, type Draft, type Drafted, nextId, refused } from "../lane/draft.js";
import { payableMinor } from "../gift-card/card-lines.js";
import type { ItemLookup } from "../lane/types.js";
import { whyNotPay } from "../payment/decide-pay.js";
import { addTender, takesAnotherTender } from "../tender/add-tender.js";
import { dueMinor } from "../tender/amount-due.js";
import { issueVoucher } from "./issue-voucher.js";

type Shown = Extract<ItemLookup, { kind: "slip" }>;

/**
 * Takes paper that is signed as a part of the payment. It is used up in the same commit, so no other lane takes it; given back with
 * the basket it is good again. Of a voucher that is worth more than is due the rest becomes a new voucher, as good as long, in that
 * commit too; of any other nothing would be left, so it is refused.
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
  const { kind, amountMinor, number, slipKey, lastDay } = slip.value;
  if (due === 0) return refused("nothing-due");
  const restMinor = Math.max(0, amountMinor - due);
  const splits = kind === "voucher" && draft.knowledge.tenders.vouchers.rest === "voucher";
  if (restMinor > 0 && !splits) return refused("voucher-too-large", { amountMinor, dueMinor: due });
  // What is no money pays for the goods alone.
  if (Math.min(amountMinor, due) > payableMinor(ready.value, kind)) return refused("gift-card-needs-money");
  if (!takesAnotherTender(ready.value)) return refused("too-many-tenders");
  const { id: tenderId, draft: numbered } = nextId(draft);
  const tender = { kind, tenderId, amountMinor: amountMinor - restMinor, details: [number], slipKey };
  if (restMinor === 0) return accepted(addTender(numbered, tender));
  // The tender that follows completes the sale: the old voucher and the new one are never both good.
  const issued = issueVoucher(numbered, { amountMinor: restMinor, because: "rest", lastDay, locale: ready.value.locale });
  const { lastVoucher } = issued.state;
  return accepted(addTender(issued, lastVoucher === undefined ? tender : { ...tender, rest: { number: lastVoucher.number, amountMinor: restMinor } }));
}

function whyNotSlip({ knowledge, state }: Draft, { slip, used }: Shown): RefusalReason | undefined {
  // A slip is real: a lane that practises does not use it up.
  if (knowledge.training || state.transaction?.training === true) return "tender-not-taken";
  if (!slip.ok) return slip.error;
  if (slip.value.currency !== knowledge.pricing.policy.currency) return "voucher-elsewhere";
  return used ? "voucher-used" : undefined;
}

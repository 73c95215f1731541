import { reprice, soldLines } from "../basket/reprice.js";
import { pricingOf } from "../basket/shopper-pricing.js";
import { showNotice } from "../basket/show-notice.js";
import { accepted, type Deciders, type Draft, type Drafted, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import type { ItemLookup } from "../lane/types.js";
import { askPoints, releasePoints } from "../loyalty/decide-points.js";
import { priceEntryOf, resolvePrice } from "../pricing/resolve-price.js";

/** Whose basket it is, and whether it is taxed. */
export const memberDeciders: Deciders<"forget-member" | "exempt-tax"> = {
  "forget-member": (draft) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    if (open.value.memberId === undefined) return accepted(draft);
    return accepted(reprice(withPricesForShopper(record(releasePoints(draft), { kind: "member-forgotten" }))));
  },

  "exempt-tax": (draft, { certificate, reason }) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    if (open.value.taxExemption !== undefined) return refused("already-exempt");
    return accepted(
      reprice(record(draft, { kind: "tax-exempted", exemption: { certificate, reason } })),
    );
  },
};

/** The open basket is this member's: every line gets the price it would have had, had the card come first. */
export function identifyMember(
  draft: Draft,
  { memberId, membership }: Extract<ItemLookup, { kind: "member" }>,
): Drafted {
  if (draft.state.transaction?.memberId === memberId) return accepted(draft);
  const known = record(releasePoints(draft), { kind: "member-identified", memberId, membership });
  return accepted(
    showNotice(askPoints(reprice(withPricesForShopper(known))), {
      kind: "member-welcome",
      itemId: undefined,
      names: membership.names,
      reason: undefined,
    }),
  );
}

function withPricesForShopper(draft: Draft): Draft {
  const { transaction } = draft.state;
  const pricing = pricingOf(draft);
  const items = new Map((draft.knowledge.lineItems ?? []).map((item) => [item.itemId, item]));
  let changed = draft;
  for (const line of transaction === undefined ? [] : soldLines(transaction)) {
    const item = items.get(line.item.itemId);
    const price = item === undefined ? undefined : resolvePrice(item, pricing);
    if (item === undefined || price === undefined) continue;
    const { lineId, unitPriceMinor, regularUnitPriceMinor } = line;
    if (price.unitPriceMinor === unitPriceMinor && price.regularUnitPriceMinor === regularUnitPriceMinor)
      continue;
    changed = record(changed, {
      kind: "line-price-changed",
      lineId,
      ...price,
      priceEntry: priceEntryOf(item, pricing),
    });
  }
  return changed;
}

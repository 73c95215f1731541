import type { Item, Refusal } from "@laneway/contracts";
import { isPieceRecalled } from "../item/recalled-piece.js";
import { refusalOf } from "../lane/refusal-of.js";
import { goodsRefusal } from "./goods-rules.js";
import type { ItemLookup, LaneKnowledge } from "../lane/types.js";

/** Why an item may not be sold at the lane, if so: recalled, expired, or blocked in the price book. `attended`: an attendant serves there. */
export function restrictionOf(
  lookup: Extract<ItemLookup, { kind: "found" }>,
  knowledge: LaneKnowledge,
  attended: boolean,
): Refusal | undefined {
  const { item, expiryDate } = lookup;
  if (isRecalled(item, knowledge) || isPieceRecalled(lookup)) return refusalOf("item-recalled", { itemId: item.itemId });
  if (item.blocked !== undefined && !(attended && item.blocked === "staffed-till-only"))
    return refusalOf("item-blocked", { itemId: item.itemId, because: item.blocked });
  // Both are `YYYY-MM-DD`, so the order of the texts is the order of the days.
  if (expiryDate !== undefined && expiryDate < knowledge.businessDate)
    return refusalOf("item-expired", { itemId: item.itemId, expiryDate });
  return goodsRefusal(item, knowledge, attended);
}

const isRecalled = (item: Item, knowledge: LaneKnowledge): boolean =>
  item.blocked === "recalled" || (knowledge.recalledItems ?? []).includes(item.itemId);

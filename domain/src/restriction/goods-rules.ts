import type { Refusal, RestrictedGoods, RestrictionRule, SaleHours } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { LineItem, Transaction } from "../lane/types.js";
import { weekdayOf } from "../pricing/calendar.js";

/** What the rules need to know of a moment in a store. */
export interface RestrictionKnowledge {
  /** One row for each kind of goods. */
  readonly restrictions: readonly RestrictionRule[];
  /** `YYYY-MM-DDTHH:MM`, on the store's clock, now. */
  readonly localTime: string;
}

const ruleOf = (goods: RestrictedGoods | undefined, { restrictions }: RestrictionKnowledge): RestrictionRule | undefined =>
  goods === undefined ? undefined : restrictions.find((rule) => rule.goods === goods);

/** Years a shopper must have for an item here: the law's and the item's own, whichever is higher. */
export function minimumAgeOf(
  item: Pick<LineItem, "minimumAge" | "restrictedAs">,
  knowledge: RestrictionKnowledge,
): number | undefined {
  const ages = [item.minimumAge ?? 0, ruleOf(item.restrictedAs, knowledge)?.minimumAge ?? 0];
  const highest = Math.max(...ages);
  return highest === 0 ? undefined : highest;
}

/** The day before which a shopper must be born for an item, where the law goes by that; `YYYY-MM-DD`. */
export function bornBeforeOf({ restrictedAs }: Pick<LineItem, "restrictedAs">, knowledge: RestrictionKnowledge): string | undefined {
  const rule = ruleOf(restrictedAs, knowledge)?.bornBefore;
  return rule === undefined || (rule.from ?? "") > knowledge.localTime.slice(0, 10) ? undefined : rule.date;
}

/** Why goods may not be sold at this lane, or not at this hour. `attended`: an attendant serves there, as at a staffed till. */
export function goodsRefusal(
  item: Pick<LineItem, "itemId" | "restrictedAs" | "staffedOnly">,
  knowledge: RestrictionKnowledge,
  attended: boolean,
): Refusal | undefined {
  const rule = ruleOf(item.restrictedAs, knowledge);
  if (!attended && (item.staffedOnly === true || rule?.staffedOnly === true))
    return refusalOf("item-blocked", { itemId: item.itemId, because: "staffed-till-only" });
  if (rule === undefined) return undefined;
  if (rule.hours === undefined) return undefined;
  const today = hoursOn(rule.hours, knowledge.localTime.slice(0, 10));
  const time = knowledge.localTime.slice(11);
  // Both are `HH:MM`, so the order of the texts is the order of the times.
  if (today.some(({ from, to }) => from <= time && time < to)) return undefined;
  const next = today.find(({ from, to }) => from < to);
  return refusalOf("not-at-this-hour", {
    itemId: item.itemId,
    ...(next === undefined ? {} : { from: next.from, to: next.to }),
  });
}

/** May so many more pieces of such goods lie in this basket, whatever item they are? */
export function goodsQuantityRefusal(
  transaction: Transaction,
  item: LineItem,
  more: number,
  knowledge: RestrictionKnowledge,
): Refusal | undefined {
  const maximum = ruleOf(item.restrictedAs, knowledge)?.maximumPieces;
  if (maximum === undefined) return undefined;
  const had = transaction.lines.reduce(
    (sum, line) =>
      sum + (!line.voided && line.item.restrictedAs === item.restrictedAs ? line.quantity : 0),
    0,
  );
  return had + more > maximum ? refusalOf("quantity-not-allowed", { itemId: item.itemId, maximum }) : undefined;
}

/** Why the basket may not be paid now: goods that are not sold any more at this hour, or only where an attendant serves. */
export function unsellable(transaction: Transaction, knowledge: RestrictionKnowledge, attended: boolean): Refusal | undefined {
  for (const line of transaction.lines) {
    const refusal = line.voided ? undefined : goodsRefusal(line.item, knowledge, attended);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The hours of a day: those of its date, if any row names it, else those of its weekday. */
function hoursOn(hours: readonly SaleHours[], date: string): readonly SaleHours[] {
  const ofDate = hours.filter(({ dates }) => dates?.includes(date.slice(5)) ?? false);
  if (ofDate.length > 0) return ofDate;
  const weekday = weekdayOf(date);
  return hours.filter(({ days, dates }) => dates === undefined && (days?.includes(weekday) ?? true));
}

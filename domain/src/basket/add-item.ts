import { err, type Item, ok, type Refusal, type Result } from "@laneway/contracts";
import { expectPlaced } from "../bagging/expect-weight.js";
import { isGtin } from "../item/gtin.js";
import { itemCodeKey } from "../item/read-code.js";
import { invariant } from "../invariant.js";
import { type Draft, type Drafted, nextId, record } from "../lane/draft.js";
import { refusalOf } from "../lane/refusal-of.js";
import type { BasketLine, ItemLookup, LineItem, Transaction } from "../lane/types.js";
import { priceEntryOf, resolvePrice } from "../pricing/resolve-price.js";
import { bornBeforeOf, goodsQuantityRefusal, minimumAgeOf } from "../restriction/goods-rules.js";
import { restrictionOf } from "../restriction/item-restriction.js";
import { reprice, soldLines } from "./reprice.js";
import { pricingOf } from "./shopper-pricing.js";
import { settleBasket } from "./settle-basket.js";

export type FoundItem = Extract<ItemLookup, { kind: "found" }>;

export interface Addition {
  readonly found: FoundItem;
  readonly entryMethod: BasketLine["entryMethod"];
  readonly code: string | undefined;
  readonly quantity: number;
  /** Gross, from the produce scale; undefined: what the code carries, if anything. */
  readonly grossGrams: number | undefined;
}

/** Puts an item into the open basket, or says by which rule not. A weighed item without a weight: `weight-required`. */
export function addItem(draft: Draft, addition: Addition): Drafted {
  const { transaction } = draft.state;
  invariant(transaction !== undefined, "an item is added to an open basket");
  const line = lineOf(draft, transaction, addition);
  if (!line.ok) return line;
  const { id, draft: numbered } = nextId(draft);
  const whole: BasketLine = { ...line.value, lineId: id };
  const priced = reprice(record(numbered, { kind: "line-added", line: whole }));
  const withinLimit = checkTotal(priced);
  if (withinLimit !== undefined) return err(withinLimit);
  return ok(settleBasket(expectPlaced(priced, whole, whole.quantity)));
}

/** Is the basket dearer than a lane may sell? */
export function checkTotal(draft: Draft): Refusal | undefined {
  const { maximumBasketMinor } = draft.knowledge.rules;
  const totalMinor = draft.state.transaction?.priced.totalMinor ?? 0;
  return totalMinor > maximumBasketMinor
    ? refusalOf("amount-out-of-range", { maximumMinor: maximumBasketMinor })
    : undefined;
}

/** May so many more pieces of an item be sold in this basket? */
export function checkQuantity(
  { knowledge }: Draft,
  transaction: Transaction,
  item: LineItem,
  more: number,
): Refusal | undefined {
  const ofGoods = goodsQuantityRefusal(transaction, item, more, knowledge);
  if (ofGoods !== undefined || item.maximumQuantity === undefined) return ofGoods;
  const had = soldLines(transaction).reduce(
    (sum, line) => sum + (line.item.itemId === item.itemId ? line.quantity : 0),
    0,
  );
  return had + more > item.maximumQuantity
    ? refusalOf("quantity-not-allowed", { itemId: item.itemId, maximum: item.maximumQuantity })
    : undefined;
}

function lineOf(
  draft: Draft,
  transaction: Transaction,
  addition: Addition,
): Result<Omit<BasketLine, "lineId">, Refusal> {
  const { found, entryMethod, code, quantity } = addition;
  const { item } = found;
  const { rules } = draft.knowledge;
  const restriction = restrictionOf(found, draft.knowledge, draft.state.assist?.attended === true) ?? checkQuantity(draft, transaction, item, quantity);
  if (restriction !== undefined) return err(restriction);
  if (transaction.lines.length >= rules.maximumBasketLines)
    return err(refusalOf("basket-full", { maximum: rules.maximumBasketLines }));
  const pricing = pricingOf(draft);
  const price = resolvePrice(item, pricing);
  if (price === undefined)
    return err(refusalOf("item-blocked", { itemId: item.itemId, because: "no-price" }));
  const priceInCode = priceInCodeOf(found);
  if (!priceInCode.ok) return priceInCode;
  const weight = weightOf(addition);
  if (!weight.ok) return weight;
  return ok({
    item: lineItem(item, minimumAgeOf(item, draft.knowledge), bornBeforeOf(item, draft.knowledge)),
    entryMethod,
    code,
    quantity,
    weightGrams: weight.value,
    ...price,
    priceInCodeMinor: priceInCode.value,
    overriddenUnitPriceMinor: undefined,
    lot: found.lot,
    expiryDate: found.expiryDate,
    bestBeforeDate: found.bestBeforeDate,
    serial: found.serial,
    gtin14: found.gtin14 ?? item.codes.map(itemCodeKey).find(isGtin),
    priceEntry: priceEntryOf(item, pricing),
    voided: false,
    voidedBaseMinor: undefined,
  });
}

/** A price printed in a code counts only for items that allow it, and only up to their limit. */
function priceInCodeOf({ item, priceInCodeMinor }: FoundItem): Result<number | undefined, Refusal> {
  if (priceInCodeMinor === undefined) return ok(undefined);
  const limit = item.priceInCode?.maximumMinor;
  const allowed = limit !== undefined && priceInCodeMinor > 0 && priceInCodeMinor <= limit;
  return allowed ? ok(priceInCodeMinor) : err(refusalOf("price-in-code-refused", { itemId: item.itemId }));
}

/** Net grams of a weighed item; undefined for one sold by the piece. */
function weightOf({ found, grossGrams }: Addition): Result<number | undefined, Refusal> {
  const { item } = found;
  if (item.soldBy === "each") return ok(undefined);
  // A code is printed where the goods were weighed, without their packaging.
  const netGrams = grossGrams === undefined ? found.weightGrams : grossGrams - (item.tareGrams ?? 0);
  if (netGrams === undefined && found.priceInCodeMinor !== undefined) return ok(undefined);
  if (netGrams === undefined || netGrams <= 0)
    return err(refusalOf("weight-required", { itemId: item.itemId }));
  return ok(netGrams);
}

/** The item as its line keeps it, with the age or the day of birth that was asked for here and then. */
function lineItem(item: Item, minimumAge: number | undefined, bornBefore: string | undefined): LineItem {
  const {
    prices: _prices,
    codes: _codes,
    plus: _plus,
    blocked,
    recalledLots: _lots,
    recalledSerials: _serials,
    packs: _packs,
    minimumAge: _ownAge,
    ...kept
  } = item;
  const staffed = blocked === "staffed-till-only" ? ({ staffedOnly: true } as const) : {};
  return { ...kept, ...(minimumAge === undefined ? {} : { minimumAge }), ...(bornBefore === undefined ? {} : { bornBefore }), ...staffed };
}

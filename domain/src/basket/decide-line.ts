import { err, ok, type Refusal, type Result } from "@laneway/contracts";
import { expectPlaced, expectTaken } from "../bagging/expect-weight.js";
import { isGoods } from "../gift-card/card-lines.js";
import { accepted, type Deciders, type Draft, type Drafted, nextId, record, refused } from "../lane/draft.js";
import type { LineVoidReason } from "../lane/entries.js";
import { changeableTransaction } from "../lane/guards.js";
import { refusalOf } from "../lane/refusal-of.js";
import type { BasketLine, Transaction } from "../lane/types.js";
import { overrideLimit, voidLimit } from "../people/role-limits.js";
import { checkQuantity, checkTotal } from "./add-item.js";
import { reprice } from "./reprice.js";
import { settleBasket } from "./settle-basket.js";
import { showNotice } from "./show-notice.js";

/** The most pieces one line may hold. */
const maximumQuantity = 999;

/** Changes lines that are in the basket. */
export const lineDeciders: Deciders<
  "change-quantity" | "void-line" | "attendant-void-line" | "override-price" | "dismiss-notice"
> = {
  "change-quantity": (draft, { lineId, quantity }) => {
    const found = soldLine(draft, lineId);
    if (!found.ok) return found;
    const { line, transaction } = found.value;
    if (!isQuantityChangeable(line) || quantity < 1 || quantity > maximumQuantity)
      return refused("quantity-not-allowed", { itemId: line.item.itemId });
    if (quantity === line.quantity) return accepted(draft);
    const more = quantity - line.quantity;
    const limited = more > 0 ? checkQuantity(draft, transaction, line.item, more) : undefined;
    if (limited !== undefined) return err(limited);
    const changed = reprice(
      record(draft, { kind: "line-quantity-changed", lineId, fromQuantity: line.quantity, quantity }),
    );
    const dearer = more > 0 ? checkTotal(changed) : undefined;
    if (dearer !== undefined) return err(dearer);
    return accepted(
      settleBasket(more > 0 ? expectPlaced(changed, line, more) : expectTaken(changed, line, -more)),
    );
  },

  "void-line": (draft, { lineId }) => voidOne(draft, lineId, "shopper"),
  "attendant-void-line": (draft, { lineId, reason }) => {
    const { transaction } = draft.state;
    const baseMinor = transaction?.priced.lines.find((line) => line.lineId === lineId)?.baseMinor ?? 0;
    const beyond = voidLimit(baseMinor, draft.knowledge);
    return beyond === undefined ? voidOne(draft, lineId, reason) : err(beyond);
  },

  "override-price": (draft, { lineId, unitPriceMinor, reason }) => {
    const found = soldLine(draft, lineId);
    if (!found.ok) return found;
    const { line } = found.value;
    if (!isGoods(line)) return refused("quantity-not-allowed", { itemId: line.item.itemId });
    const { maximumBasketMinor } = draft.knowledge.rules;
    if (unitPriceMinor < 0 || unitPriceMinor > maximumBasketMinor)
      return refused("amount-out-of-range", { maximumMinor: maximumBasketMinor });
    const fromUnitPriceMinor = line.overriddenUnitPriceMinor ?? line.unitPriceMinor;
    const changed = reprice(
      record(draft, { kind: "price-overridden", lineId, fromUnitPriceMinor, unitPriceMinor, reason }),
    );
    const dearer =
      checkTotal(changed) ??
      (changed.state.transaction === undefined
        ? undefined
        : overrideLimit(changed.state.transaction, draft.knowledge));
    if (dearer !== undefined) return err(dearer);
    return accepted(
      showNotice(changed, {
        kind: "price-changed",
        itemId: line.item.itemId,
        names: line.item.names,
        reason: undefined,
      }),
    );
  },

  "dismiss-notice": (draft, { noticeId }) => {
    const known = draft.state.notices.some((notice) => notice.noticeId === noticeId);
    return accepted(known ? record(draft, { kind: "notice-dismissed", noticeId }) : draft);
  },
};

/** May the number of pieces be changed by hand? Not what was weighed, priced in its code, or chosen as bags. */
export const isQuantityChangeable = (line: BasketLine): boolean =>
  !line.voided &&
  line.item.soldBy === "each" &&
  isGoods(line) &&
  line.priceInCodeMinor === undefined &&
  line.entryMethod !== "bag";

/** Cancels a line by a new fact that points at it. */
export function voidLine(draft: Draft, line: BasketLine, because: LineVoidReason): Draft {
  const { id, draft: numbered } = nextId(draft);
  const baseMinor =
    draft.state.transaction?.priced.lines.find((priced) => priced.lineId === line.lineId)?.baseMinor ?? 0;
  const voided = record(numbered, {
    kind: "line-voided",
    voidId: id,
    lineId: line.lineId,
    because,
    baseMinor,
  });
  return expectTaken(reprice(voided), line, line.quantity);
}

function voidOne(draft: Draft, lineId: string, because: LineVoidReason): Drafted {
  const found = soldLine(draft, lineId);
  return found.ok ? accepted(settleBasket(voidLine(draft, found.value.line, because))) : found;
}

function soldLine(
  draft: Draft,
  lineId: string,
): Result<{ readonly line: BasketLine; readonly transaction: Transaction }, Refusal> {
  const open = changeableTransaction(draft);
  if (!open.ok) return open;
  const line = open.value.lines.find((one) => one.lineId === lineId);
  if (line === undefined) return err(refusalOf("line-not-found"));
  return line.voided ? err(refusalOf("line-already-void")) : ok({ line, transaction: open.value });
}

import { err, type RefusalReason } from "@laneway/contracts";
import { checkTotal } from "../basket/add-item.js";
import { reprice } from "../basket/reprice.js";
import { settleBasket } from "../basket/settle-basket.js";
import { showNotice } from "../basket/show-notice.js";
import { accepted, type Deciders, type Draft, type Drafted, nextId, perform, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import type { BasketLine } from "../lane/types.js";
import { ledgerPatienceMs } from "../payment/query-times.js";
import { basketToFill } from "../transaction/begin.js";
import { cardItem } from "./card-lines.js";
import type { LoadRefusal } from "./types.js";

/** A gift card among the goods: headquarters is asked whether it can be loaded. Its number goes there and nowhere else. */
export function presentCard(draft: Draft, code: string, entryMethod: "scanned" | "keyed"): Drafted {
  const { tenders, online, pricing, training } = draft.knowledge;
  if (!tenders.giftCards || !tenders.giftCardSales.enabled) return refused("gift-card-at-payment");
  if (draft.state.transaction?.cardLoad !== undefined) return refused("gift-card-amount-due");
  if (!training && !online) return refused("gift-card-not-now");
  const basket = basketToFill(draft);
  if (!basket.ok) return basket;
  // The lane was switched between training and selling while it was open: what is practised is not sold.
  if (basket.value.state.transaction?.training !== training) return refused("gift-card-not-now");
  const { id: loadId, draft: numbered } = nextId(basket.value);
  const askAtMs = draft.command.atMs + ledgerPatienceMs;
  const asked = record(numbered, { kind: "gift-card-presented", loadId, entryMethod, askAtMs });
  // A lane that practises does not touch what is real.
  if (training) return accepted(record(asked, { kind: "gift-card-prepared", loadId, lastFour: code.slice(-4), known: false }));
  return accepted(perform(asked, { kind: "inquire", inquiryId: loadId, request: { kind: "prepare-gift-card", code, currency: pricing.policy.currency } }));
}

/** From a scan to a line: what headquarters says, and how much the shopper wishes. */
export const loadDeciders: Deciders<"gift-card-answered" | "load-gift-card" | "drop-gift-card"> = {
  "gift-card-answered": (draft, { loadId, card, because }) => {
    const pending = draft.state.transaction?.cardLoad;
    // Nobody waits for it any more: what is prepared and never sold is nothing.
    if (pending?.loadId !== loadId || pending.state !== "asked") return accepted(draft);
    return accepted(card === undefined ? refuseCard(draft, loadId, because ?? "gift-card-not-loadable") : record(draft, { kind: "gift-card-prepared", loadId, ...card }));
  },

  "load-gift-card": (draft, { amountMinor }) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    const { cardLoad, lines } = open.value;
    if (cardLoad?.state !== "prepared") return refused("line-not-found");
    const { minimumMinor, maximumMinor } = draft.knowledge.tenders.giftCardSales;
    if (amountMinor < minimumMinor || amountMinor > maximumMinor) return refused("amount-out-of-range", { minimumMinor, maximumMinor });
    const { maximumBasketLines: maximum } = draft.knowledge.rules;
    if (lines.length >= maximum) return refused("basket-full", { maximum });
    const { id: lineId, draft: numbered } = nextId(draft);
    const priced = reprice(record(numbered, { kind: "line-added", line: cardLine(lineId, cardLoad, amountMinor) }));
    const dearer = checkTotal(priced);
    return dearer === undefined ? accepted(settleBasket(priced)) : err(dearer);
  },

  "drop-gift-card": (draft) => accepted(dropCard(draft)),
};

/** Nobody answered in time. */
export function stopPreparing(draft: Draft, loadId: string): Draft {
  const refused = refuseCard(draft, loadId, "gift-card-not-now");
  return draft.knowledge.inquiryUnsent === true ? perform(refused, { kind: "withdraw-inquiry", inquiryId: loadId }) : refused;
}

/** No money goes on it. Headquarters need not hear of it: what is prepared is loaded by a sale alone. */
export function dropCard(draft: Draft): Draft {
  const loadId = draft.state.transaction?.cardLoad?.loadId;
  return loadId === undefined ? draft : record(draft, { kind: "gift-card-dropped", loadId });
}

function refuseCard(draft: Draft, loadId: string, because: LoadRefusal): Draft {
  const reason: RefusalReason = because;
  return showNotice(record(draft, { kind: "gift-card-refused", loadId, because }), { kind: "item-refused", itemId: undefined, names: undefined, reason });
}

function cardLine(lineId: string, { loadId, lastFour, entryMethod }: { readonly loadId: string; readonly lastFour: string; readonly entryMethod: "scanned" | "keyed" }, amountMinor: number): BasketLine {
  return {
    lineId,
    item: cardItem(lastFour),
    giftCard: { loadId, lastFour },
    entryMethod,
    code: undefined,
    quantity: 1,
    weightGrams: undefined,
    unitPriceMinor: amountMinor,
    regularUnitPriceMinor: amountMinor,
    priceInCodeMinor: undefined,
    overriddenUnitPriceMinor: undefined,
    lot: undefined,
    expiryDate: undefined,
    serial: undefined,
    voided: false,
    voidedBaseMinor: undefined,
  };
}

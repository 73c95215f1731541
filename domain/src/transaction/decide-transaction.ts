import { err } from "@laneway/contracts";
import { addItem } from "../basket/add-item.js";
import { soldLines } from "../basket/reprice.js";
import { isBaggingChecked } from "../bagging/expect-weight.js";
import { isBaggingSettled } from "../bagging/explain-weight.js";
import { accepted, type Deciders, type Draft, type Drafted, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import { askPoints } from "../loyalty/decide-points.js";
import { voidLimit } from "../people/role-limits.js";
import { beginTransaction, clearScreen } from "./begin.js";
import { recallBasket } from "./recall.js";
import { suspendTransaction } from "./suspend.js";
import { voidTransaction } from "./void.js";

/** The transaction as a whole: begun, led to payment, set aside, brought back, given up. */
export const transactionDeciders: Deciders<
  | "start"
  | "set-locale"
  | "go-to-bags"
  | "choose-bags"
  | "back-to-basket"
  | "finish"
  | "suspend"
  | "attendant-suspend"
  | "recall"
  | "attendant-recall"
  | "abandon"
  | "void-transaction"
> = {
  start: (draft, { locale }) => beginTransaction(draft, locale),

  "set-locale": (draft, { locale }) =>
    accepted(draft.state.locale === locale ? draft : record(draft, { kind: "locale-changed", locale })),

  "go-to-bags": (draft) => {
    const transaction = changeableTransaction(draft);
    if (!transaction.ok) return transaction;
    if (draft.state.step.name !== "basket") return refused("wrong-step");
    if (transaction.value.cardLoad !== undefined) return refused("gift-card-amount-due");
    if (soldLines(transaction.value).length === 0) return refused("basket-empty");
    if (isBaggingChecked(draft) && !isBaggingSettled(draft.state.bagging)) return refused("bagging-mismatch");
    const asks = draft.knowledge.bagItem !== undefined && !transaction.value.bagsAsked;
    return accepted(asks ? record(draft, { kind: "bags-asked" }) : askPoints(record(draft, { kind: "payment-step-reached" })));
  },

  "choose-bags": (draft, { count }) => {
    const transaction = changeableTransaction(draft);
    if (!transaction.ok) return transaction;
    if (draft.state.step.name !== "bags") return refused("wrong-step");
    const bagged = count === 0 ? accepted(draft) : addBags(draft, count);
    if (!bagged.ok) return bagged;
    return accepted(
      askPoints(record(record(bagged.value, { kind: "bags-chosen", count }), { kind: "payment-step-reached" })),
    );
  },

  "back-to-basket": (draft) => {
    const transaction = changeableTransaction(draft);
    if (!transaction.ok) return transaction;
    const { name } = draft.state.step;
    return name === "bags" || name === "payment"
      ? accepted(record(draft, { kind: "basket-reopened" }))
      : refused("wrong-step");
  },

  finish: (draft) => {
    const { name } = draft.state.step;
    return name === "thank-you" || name === "suspended"
      ? accepted(clearScreen(draft))
      : refused("wrong-step");
  },

  suspend: (draft) => suspendTransaction(draft, "shopper"),
  "attendant-suspend": (draft) => suspendTransaction(draft, "attendant"),
  recall: (draft) => recallBasket(draft),
  "attendant-recall": (draft) => recallBasket(draft),
  abandon: (draft) => voidTransaction(draft, "shopper"),
  "void-transaction": (draft, { reason }) => {
    const beyond = voidLimit(draft.state.transaction?.priced.totalMinor ?? 0, draft.knowledge);
    return beyond === undefined ? voidTransaction(draft, reason) : err(beyond);
  },
};

function addBags(draft: Draft, count: number): Drafted {
  const { bagItem } = draft.knowledge;
  if (bagItem === undefined) return refused("item-not-found");
  const found = {
    kind: "found",
    item: bagItem,
    weightGrams: undefined,
    priceInCodeMinor: undefined,
    lot: undefined,
    expiryDate: undefined,
    serial: undefined,
  } as const;
  return addItem(draft, {
    found,
    entryMethod: "bag",
    code: undefined,
    quantity: count,
    grossGrams: undefined,
  });
}

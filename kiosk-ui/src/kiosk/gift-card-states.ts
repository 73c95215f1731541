import type { BasketView, LaneStep, LaneView, LineView, PaymentWay, Receipt } from "@laneway/contracts";

/** What these scenes are made of. */
export interface GiftCardParts {
  readonly view: (step: LaneStep, more?: Partial<LaneView>) => LaneView;
  readonly basket: BasketView;
  readonly ways: readonly PaymentWay[];
  readonly receipt: Receipt;
  readonly locale: string;
}

const names: Readonly<Record<string, string>> = { en: "Gift card **** 4127", de: "Geschenkkarte **** 4127", ar: "بطاقة هدية **** 4127" };
const choosing: Extract<NonNullable<BasketView["giftCard"]>, { state: "choose" }> = { state: "choose", lastFour: "4127", known: false, amountsMinor: [1_000, 2_500, 5_000], minimumMinor: 500, maximumMinor: 15_000 };

/** A gift card from the rack: scanned, filled, paid for. */
export function giftCardScenes({ view, basket, ways, receipt, locale }: GiftCardParts): Readonly<Record<string, { readonly view: LaneView; readonly press?: "other-amount" }>> {
  const at = (giftCard: NonNullable<BasketView["giftCard"]>) => view({ name: "basket" }, { basket: { ...basket, giftCard } });
  const name = names[locale] ?? names.en ?? "";
  const line: LineView = {
    lineId: "card", itemId: "gift-card", name, departmentId: "gift-card", quantity: 1, soldBy: "each", unitPriceMinor: 2_500, baseMinor: 2_500, discounts: [], depositMinor: 0, totalMinor: 2_500,
    state: "sold", priceOverridden: false, quantityChangeable: false, giftCard: true,
  };
  const total = basket.totalMinor + 2_500;
  const held: BasketView = { ...basket, lines: [line, ...basket.lines.slice(0, 2)], totalMinor: total, dueMinor: total, subtotalMinor: total };
  const noMoney = ways.map((way) => (way.tender === "gift-card" ? { ...way, usable: false, because: "gift-card-needs-money" as const } : way));
  const first = receipt.lines[0];
  const sold = (loads: "at-once" | "later"): Receipt => ({
    ...receipt,
    lines: [...receipt.lines, ...(first === undefined ? [] : [{ ...first, kind: "gift-card" as const, name, quantity: 1, unitPriceMinor: 2_500, baseMinor: 2_500, totalMinor: 2_500, discounts: [], taxMark: "N", loads }])],
  });
  return {
    "load-asking": { view: at({ state: "asking" }) },
    "load-choose": { view: at(choosing) },
    "load-again": { view: at({ ...choosing, known: true }) },
    "load-holds": { view: at({ ...choosing, known: true, balanceMinor: 1_380 }) },
    "load-other": { view: at(choosing), press: "other-amount" },
    "load-in-basket": { view: view({ name: "basket" }, { basket: held }) },
    "load-not-now": { view: view({ name: "basket" }, { basket, online: false, notices: [{ noticeId: "card", kind: "item-refused", reason: "gift-card-not-now" }] }) },
    "load-blocked": { view: view({ name: "basket" }, { basket, notices: [{ noticeId: "card", kind: "item-refused", reason: "gift-card-blocked" }] }) },
    "load-needs-money": { view: view({ name: "payment", ways: noMoney }, { basket: { ...held, lines: [line] } }) },
    "load-sold-later": { view: view({ name: "thank-you", receipt: sold("later"), print: "offered", remainingMs: 20_000 }, { online: false }) },
  };
}

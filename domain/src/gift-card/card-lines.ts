import type { AttemptTender, LocalizedText } from "@laneway/contracts";
import type { PricedLine, TaxRate } from "../pricing/types.js";
import type { BasketLine, LineItem, Transaction } from "../transaction/types.js";
import type { SoldLoad } from "./types.js";

/** Money for a card is no turnover: it is taxed when it is spent. No price book's group has this name. */
export const notTaxed: TaxRate = {
  taxGroup: "laneway:not-taxed",
  mark: "N",
  names: { en: "Not taxed", de: "Nicht steuerbar", ar: "غير خاضع للضريبة" },
  ratePpm: 0,
  pricesIncludeTax: true,
};

const namesOf = (lastFour: string): LocalizedText => ({
  en: `Gift card **** ${lastFour}`,
  de: `Geschenkkarte **** ${lastFour}`,
  ar: `بطاقة هدية **** ${lastFour}`,
});

/** What a line of money for a card says in the place of an item. No department, no promotion and no restriction knows it. */
export const cardItem = (lastFour: string): LineItem => ({
  itemId: "gift-card",
  names: namesOf(lastFour),
  departmentId: "gift-card",
  soldBy: "each",
  taxGroup: notTaxed.taxGroup,
});

export const isGoods = (line: BasketLine): boolean => line.giftCard === undefined;

/** What an open or sold basket puts on gift cards, line by line. */
export function loadsOf({ lines, priced }: Transaction): readonly SoldLoad[] {
  const totals = new Map(priced.lines.map((line: PricedLine) => [line.lineId, line.totalMinor]));
  return lines.flatMap(({ giftCard, voided, lineId }) => (giftCard === undefined || voided ? [] : [{ ...giftCard, amountMinor: totals.get(lineId) ?? 0 }]));
}

export const loadedMinor = (transaction: Transaction): number => loadsOf(transaction).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

type TenderKind = Transaction["tenders"][number]["kind"];
/** What buys a gift card. What is itself a promise of goods does not. */
const isMoney = (kind: AttemptTender | TenderKind): boolean => kind === "card" || kind === "redirect" || kind === "cash";

/**
 * How much of what is due a tender may pay: of a basket with gift cards, whatever is no money pays for the goods alone, all such tenders together.
 * In whichever order the basket is paid.
 */
export function payableMinor(transaction: Transaction, kind: AttemptTender | TenderKind): number {
  const { tenders, priced } = transaction;
  const sumOf = (counts: (kind: TenderKind) => boolean) => tenders.reduce((sum, tender) => sum + (counts(tender.kind) ? tender.amountMinor : 0), 0);
  const due = priced.totalMinor - sumOf(() => true);
  if (isMoney(kind)) return due;
  return Math.max(0, Math.min(due, priced.totalMinor - loadedMinor(transaction) - sumOf((each) => !isMoney(each))));
}

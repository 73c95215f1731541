import type { LocalizedText, Receipt, ReceiptLine } from "@laneway/contracts";
import { invariant } from "../invariant.js";
import { notTaxed } from "../gift-card/card-lines.js";
import { localized } from "../lane/localized.js";
import type { BasketLine, LaneKnowledge, LaneState, LineItem, Transaction } from "../lane/types.js";
import { receiptPoints } from "../loyalty/points.js";
import { comparison } from "../pricing/comparison-price.js";
import { type Surcharge, withTaxRow } from "../pricing/surcharge.js";
import type { PricedBasket, PricedLine } from "../pricing/types.js";
import { surchargeMinorOf, tipMinorOf, toldTip } from "../tender/on-top.js";
import { isSlipTender } from "../tender/types.js";
import { mixedTax } from "../tax/added-tax.js";

/** `lane-1-000042`; training receipts are told apart: `lane-1-T000042`. */
const receiptNumberText = (laneId: string, number: number, training: boolean): string =>
  `${laneId}-${training ? "T" : ""}${String(number).padStart(6, "0")}`;

/** The receipt of a paid transaction, as facts. Lines add up to the total, with the tax on top of those groups whose prices exclude it. */
export function buildReceipt(
  state: LaneState,
  transaction: Transaction,
  number: number,
  completedAtMs: number,
  knowledge: LaneKnowledge,
): Receipt {
  const { store, pricing, locales, businessDate } = knowledge;
  const { locale, priced, policy, tenders, training } = transaction;
  const pricedLines = new Map(priced.lines.map((line) => [line.lineId, line]));
  const textOf = (names: LocalizedText) => localized(names, locale, locales);
  const markOf = (taxGroup: string) =>
    [...pricing.taxRates, notTaxed].find((rate) => rate.taxGroup === taxGroup)?.mark ?? "";
  const goods = transaction.lines
    .filter((line) => !line.voided)
    .flatMap((line) => receiptLines(line, pricedLines.get(line.lineId), textOf, markOf))
    .map((line) => (line.kind === "gift-card" && !training ? { ...line, loads: knowledge.online ? ("at-once" as const) : ("later" as const) } : line));
  const linesMinor = goods.reduce((sum, line) => sum + line.totalMinor, 0);
  invariant(linesMinor === priced.subtotalMinor, "a receipt's lines add up to its subtotal");
  const surcharges = tenders.flatMap(({ onTop }) => onTop?.surcharge ?? []);
  const lines = [...goods, ...surcharges.map((each) => surchargeLine(each, textOf))];
  const charged = chargedTotals(priced, surcharges);
  const cash = tenders.filter((tender) => tender.kind === "cash");
  const points = receiptPoints(transaction, locales);
  const roundingMinor = cash.reduce((sum, tender) => sum + tender.roundingMinor, 0);
  return {
    seller: {
      name: store.name,
      addressLines: [...store.addressLines],
      ...(store.taxId === "" ? {} : { taxId: store.taxId }),
    },
    storeId: store.storeId,
    laneId: state.laneId,
    transactionId: transaction.transactionId,
    receiptNumber: receiptNumberText(state.laneId, number, training),
    businessDate,
    completedAtMs,
    timeZone: store.timeZone,
    locale,
    currency: policy.currency,
    currencyDigits: policy.currencyDigits,
    lines,
    savingsMinor: priced.savingsMinor,
    taxes: charged.taxes.map(({ mark, names, ratePpm, netMinor, taxMinor, grossMinor }) => ({
      mark,
      name: textOf(names),
      ratePpm,
      netMinor,
      taxMinor,
      grossMinor,
    })),
    pricesIncludeTax: policy.pricesIncludeTax,
    taxMinor: charged.taxMinor,
    ...mixedTax(charged, policy),
    roundingMinor,
    totalMinor: charged.totalMinor + roundingMinor,
    tenders: tenders.map((tender) => ({
      kind: tender.kind,
      amountMinor: tender.kind === "cash" ? tender.tenderedMinor : tender.amountMinor + surchargeMinorOf(tender),
      ...toldTip(tipMinorOf(tender), tender.amountMinor + surchargeMinorOf(tender)),
      details: [...tender.details],
      ...(tender.kind === "cash" && tender.foreign !== undefined ? { foreign: tender.foreign } : {}),
      ...(isSlipTender(tender) && tender.rest !== undefined ? { rest: tender.rest } : {}),
      ...(tender.kind === "card" && tender.offline === true ? { offline: true as const } : {}),
    })),
    changeMinor: cash.reduce((sum, tender) => sum + tender.changeMinor, 0),
    eReceiptUrl: `${knowledge.eReceiptBase}${knowledge.eReceiptToken}`,
    ...(transaction.taxExemption === undefined ? {} : { taxExemption: transaction.taxExemption }),
    ...(points === undefined ? {} : { points }),
    training,
    ...(store.receiptNotice === "" ? {} : { notice: store.receiptNotice }),
  };
}

/** What ways of paying cost more stands behind the goods. `sign` -1: it goes back. */
export const surchargeLine = ({ names, amountMinor, tax }: Pick<Surcharge, "names" | "amountMinor" | "tax">, textOf: (names: LocalizedText) => string, sign: 1 | -1 = 1): ReceiptLine => ({
  kind: "surcharge",
  name: textOf(names),
  quantity: sign,
  unitPriceMinor: amountMinor,
  baseMinor: sign * amountMinor,
  discounts: [],
  totalMinor: sign * amountMinor,
  taxMark: tax.mark,
  priceOverridden: false,
});

/** A basket's sums with its surcharges in them. */
function chargedTotals(priced: PricedBasket, surcharges: readonly Surcharge[]): Pick<PricedBasket, "taxes" | "taxMinor" | "subtotalMinor" | "totalMinor"> {
  const sums = { taxes: priced.taxes, taxMinor: priced.taxMinor, subtotalMinor: priced.subtotalMinor, totalMinor: priced.totalMinor };
  for (const { amountMinor, tax } of surcharges) {
    sums.taxes = withTaxRow(sums.taxes, tax);
    sums.taxMinor += tax.taxMinor;
    sums.subtotalMinor += amountMinor;
    sums.totalMinor += tax.grossMinor;
  }
  return sums;
}

/** The mark beside a line; a kit has those of all its groups. */
export const marksOf = ({ taxGroup, kit }: LineItem, markOf: (taxGroup: string) => string): string =>
  kit === undefined ? markOf(taxGroup) : [...new Set(kit.map((part) => markOf(part.taxGroup)))].join("");

export const receiptLineKind = ({ entryMethod, giftCard }: BasketLine): ReceiptLine["kind"] =>
  giftCard !== undefined ? "gift-card" : entryMethod === "bag" ? "bag" : "item";

/** The item, and the deposit charged with it as a line of its own. */
function receiptLines(
  line: BasketLine,
  priced: PricedLine | undefined,
  textOf: (names: LocalizedText) => string,
  markOf: (taxGroup: string) => string,
): ReceiptLine[] {
  invariant(priced !== undefined, "every sold line is priced");
  const { item, quantity, weightGrams } = line;
  const name = textOf(item.names);
  const own: ReceiptLine = {
    kind: receiptLineKind(line),
    name,
    quantity,
    ...(weightGrams === undefined ? {} : { weightGrams }),
    unitPriceMinor: priced.unitPriceMinor,
    baseMinor: priced.baseMinor,
    discounts: priced.discounts.map((discount) => ({
      name: textOf(discount.names),
      amountMinor: discount.amountMinor,
    })),
    totalMinor: priced.totalMinor - priced.depositMinor,
    taxMark: marksOf(item, markOf),
    ...comparison(item, priced.unitPriceMinor),
    priceOverridden: line.overriddenUnitPriceMinor !== undefined,
  };
  if (priced.depositMinor === 0) return [own];
  const taxMark = markOf(item.depositTaxGroup ?? item.taxGroup);
  const unitPriceMinor = item.depositMinor ?? 0;
  return [
    own,
    {
      kind: "deposit",
      name,
      quantity,
      unitPriceMinor,
      baseMinor: priced.depositMinor,
      discounts: [],
      totalMinor: priced.depositMinor,
      taxMark,
      priceOverridden: false,
    },
  ];
}

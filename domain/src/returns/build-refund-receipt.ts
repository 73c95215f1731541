import type { LocalizedText, Receipt, ReceiptLine } from "@laneway/contracts";
import { invariant } from "../invariant.js";
import type { Surcharge, SurchargeBack } from "../pricing/surcharge.js";
import { marksOf, receiptLineKind, surchargeLine } from "../receipt/build-receipt.js";
import { toldTip } from "../tender/on-top.js";
import { tenderIdOf } from "../tender/types.js";
import { localized } from "../lane/localized.js";
import type { BasketLine, LaneKnowledge } from "../lane/types.js";
import { scaled } from "../pricing/rounding.js";
import { isTaxOnTop, pricedLine, taxGroupsOf } from "./returnable.js";
import { tenderOfRefund } from "./return-view.js";
import { legMinor, legSurchargeMinor, legTipMinor, type OpenReturn, type RefundLeg, type ReturnChoice, type ReturnedLine, type SoldTransaction } from "./types.js";

/** `lane-1-R000042`; of training: `lane-1-RT000042`. Numbers of their own, gapless per lane. */
const refundNumberText = (laneId: string, number: number, training: boolean): string =>
  `${laneId}-R${training ? "T" : ""}${String(number).padStart(6, "0")}`;

const less = (amountMinor: number): number => (amountMinor === 0 ? 0 : -amountMinor);

/** The receipt of money given back: the sale's own lines, taxes and tenders with negative amounts. It refers to the sale's receipt. */
export function buildRefundReceipt(open: OpenReturn, choice: ReturnChoice, number: number, completedAtMs: number, laneId: string, knowledge: LaneKnowledge): Receipt {
  const { transaction, receipt: sale } = open.original;
  const textOf = (names: LocalizedText) => localized(names, sale.locale, knowledge.locales);
  const taxes = taxRows(open, choice.lines);
  const surcharges = surchargesBack(open);
  const goods = choice.lines.flatMap((returned) => receiptLines(open.original, returned, textOf));
  const lines = [...goods, ...surcharges.map((each) => surchargeLine(each, textOf, -1))];
  const taxMinor = taxes.reduce((sum, row) => sum + row.taxMinor, 0);
  const linesMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const dueMinor = less(choice.totalMinor + open.legs.reduce((sum, leg) => sum + legSurchargeMinor(leg), 0));
  const roundingMinor = less(open.legs.reduce((sum, { refund }) => (refund.way === "cash" ? sum + refund.roundingMinor : sum), 0));
  const addedTaxMinor = dueMinor - linesMinor;
  invariant(
    taxes.reduce((sum, row) => sum + row.grossMinor, 0) === dueMinor,
    "the taxes of a return are those of what comes back",
  );
  const mixed = addedTaxMinor !== 0 && addedTaxMinor !== taxMinor;
  const { currency, currencyDigits, locale, pricesIncludeTax } = sale;
  const { store } = knowledge;
  const isOwn = sale.storeId === store.storeId;
  const { seller, timeZone } = isOwn ? sale : { seller: sellerOf(store), timeZone: store.timeZone };
  return {
    seller,
    storeId: knowledge.store.storeId,
    laneId,
    transactionId: open.returnId,
    receiptNumber: refundNumberText(laneId, number, transaction.training),
    businessDate: knowledge.businessDate,
    completedAtMs,
    timeZone,
    locale,
    currency,
    currencyDigits,
    lines,
    savingsMinor: 0,
    taxes,
    pricesIncludeTax: mixed ? pricesIncludeTax : addedTaxMinor === 0,
    taxMinor,
    ...(mixed ? { addedTaxMinor } : {}),
    roundingMinor,
    totalMinor: dueMinor + roundingMinor,
    tenders: refundTenders(open),
    changeMinor: 0,
    eReceiptUrl: `${knowledge.eReceiptBase}${knowledge.eReceiptToken}`,
    training: transaction.training,
    refundOf: { purpose: open.purpose, receiptNumber: sale.receiptNumber, businessDate: sale.businessDate, transactionId: transaction.transactionId, ...(isOwn ? {} : { storeId: sale.storeId }), reason: choice.reason },
  };
}

/** Who gives the money, where another store sold. */
const sellerOf = ({ name, addressLines, taxId }: LaneKnowledge["store"]): Receipt["seller"] => ({ name, addressLines: [...addressLines], ...(taxId === "" ? {} : { taxId }) });

/** Parts that went back as store credit are one voucher. */
function refundTenders({ legs, voucherNumber }: OpenReturn): Receipt["tenders"] {
  const creditMinor = legs.reduce((sum, leg) => (leg.refund.way === "voucher" ? sum + legMinor(leg) : sum), 0);
  const others = legs.filter(({ refund }) => refund.way !== "voucher").map(refundTender);
  return voucherNumber === undefined ? others : [...others, { kind: "voucher", amountMinor: less(creditMinor), details: [voucherNumber] }];
}

/** What went back to a tender; of cash what was handed over, in the store's currency. */
function refundTender(leg: RefundLeg): Receipt["tenders"][number] {
  const { amountMinor, refund, details } = leg;
  if (refund.way === "cash") return { kind: "cash", amountMinor: less(refund.handedMinor), details: [] };
  return { kind: tenderOfRefund(refund), amountMinor: less(amountMinor + legSurchargeMinor(leg)), details: [...details], ...toldTip(less(legTipMinor(leg)), less(amountMinor + legSurchargeMinor(leg))) };
}

function receiptLines({ transaction, receipt }: SoldTransaction, { lineId, spans, amounts }: ReturnedLine, textOf: (names: LocalizedText) => string): ReceiptLine[] {
  const line = transaction.lines.find((one) => one.lineId === lineId);
  const priced = pricedLine(transaction, lineId);
  invariant(line !== undefined && priced !== undefined, "what comes back was sold");
  const units = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const weighed = line.item.soldBy === "weight" && line.weightGrams !== undefined;
  const markOf = (taxGroup: string) => receipt.taxes[transaction.priced.taxes.findIndex((row) => row.taxGroup === taxGroup)]?.mark ?? "";
  const name = textOf(line.item.names);
  const quantity = weighed ? -1 : -units;
  const discounts = amounts.discounts.map(({ names, amountMinor }) => ({ name: textOf(names), amountMinor: less(amountMinor) }));
  const own: ReceiptLine = {
    kind: receiptLineKind(line),
    name,
    quantity,
    ...(weighed ? { weightGrams: -units } : {}),
    unitPriceMinor: priced.unitPriceMinor,
    baseMinor: less(amounts.baseMinor),
    discounts: discounts.filter(({ amountMinor }) => amountMinor !== 0),
    totalMinor: less(amounts.totalMinor - amounts.depositMinor),
    taxMark: marksOf(line.item, markOf),
    priceOverridden: line.overriddenUnitPriceMinor !== undefined,
  };
  if (amounts.depositMinor === 0) return [own];
  const taxMark = markOf(line.item.depositTaxGroup ?? line.item.taxGroup);
  const depositMinor = less(amounts.depositMinor);
  const unitPriceMinor = line.item.depositMinor ?? 0;
  return [own, { kind: "deposit", name, quantity, unitPriceMinor, baseMinor: depositMinor, discounts: [], totalMinor: depositMinor, taxMark, priceOverridden: false }];
}

type SurchargeRow = Pick<Surcharge["tax"], "taxGroup">;

interface GroupShare {
  readonly taxGroup: string;
  readonly amountMinor: number;
  readonly taxMinor: number;
  readonly onTop: boolean;
}

/** A line's amounts by tax group. An older record does not tell them apart: where its deposit has another group than its goods, the deposit's tax is taken out by that group's rate. */
function sharesOf(original: SoldTransaction, line: BasketLine, { amounts }: ReturnedLine): readonly GroupShare[] {
  const priced = pricedLine(original.transaction, line.lineId);
  invariant(priced !== undefined, "what comes back was priced");
  if (amounts.taxParts !== undefined)
    return amounts.taxParts.map(({ inPrice, ...part }) => ({ ...part, onTop: !inPrice }));
  const onTop = isTaxOnTop(original.transaction, line) === true;
  const [own, other] = taxGroupsOf(line, priced);
  const taxGroup = own ?? line.item.taxGroup;
  if (other === undefined) return [{ taxGroup, amountMinor: amounts.totalMinor, taxMinor: amounts.taxMinor, onTop }];
  const ratePpm = original.transaction.priced.taxes.find((row) => row.taxGroup === other)?.ratePpm ?? 0;
  const base = onTop ? 1_000_000 : 1_000_000 + ratePpm;
  const depositTaxMinor = Math.min(amounts.taxMinor, scaled(amounts.depositMinor, ratePpm, base, "half-up"));
  return [
    { taxGroup, amountMinor: amounts.totalMinor - amounts.depositMinor, taxMinor: amounts.taxMinor - depositTaxMinor, onTop },
    { taxGroup: other, amountMinor: amounts.depositMinor, taxMinor: depositTaxMinor, onTop },
  ];
}

/** What goes back of surcharges, with the names and the tax group they were charged under. */
const surchargesBack = ({ legs, original }: OpenReturn): (Surcharge & { readonly back: SurchargeBack })[] =>
  legs.flatMap(({ paymentAttemptId, onTop }) => {
    const charged = original.transaction.tenders.find((tender) => tenderIdOf(tender) === paymentAttemptId)?.onTop?.surcharge;
    const back = onTop?.surcharge;
    return charged === undefined || back === undefined || back.grossMinor === 0 ? [] : [{ ...charged, amountMinor: back.amountMinor, back }];
  });

function taxRows(open: OpenReturn, lines: readonly ReturnedLine[]): Receipt["taxes"] {
  const { original } = open;
  const { transaction, receipt } = original;
  const charged = transaction.tenders.flatMap(({ onTop }) => onTop?.surcharge?.tax ?? []);
  const rows: SurchargeRow[] = [...transaction.priced.taxes];
  for (const tax of charged) if (!rows.some(({ taxGroup }) => taxGroup === tax.taxGroup)) rows.push(tax);
  const sums = new Map<string, { taxMinor: number; grossMinor: number }>();
  for (const returned of lines) {
    const line = transaction.lines.find((one) => one.lineId === returned.lineId);
    if (line === undefined) continue;
    for (const { taxGroup, amountMinor, taxMinor, onTop } of sharesOf(original, line, returned)) {
      const sum = sums.get(taxGroup) ?? { taxMinor: 0, grossMinor: 0 };
      sums.set(taxGroup, { taxMinor: sum.taxMinor + taxMinor, grossMinor: sum.grossMinor + amountMinor + (onTop ? taxMinor : 0) });
    }
  }
  for (const { tax, back } of surchargesBack(open)) {
    const sum = sums.get(tax.taxGroup) ?? { taxMinor: 0, grossMinor: 0 };
    sums.set(tax.taxGroup, { taxMinor: sum.taxMinor + back.taxMinor, grossMinor: sum.grossMinor + back.grossMinor });
  }
  // The sale's receipt has a row of its own for a surcharge's group where no goods have one: last, as here.
  return rows.flatMap(({ taxGroup }, index) => {
    const row = receipt.taxes[index];
    const sum = sums.get(taxGroup);
    if (row === undefined || sum === undefined) return [];
    const { taxMinor, grossMinor } = sum;
    return [{ ...row, netMinor: less(grossMinor - taxMinor), taxMinor: less(taxMinor), grossMinor: less(grossMinor) }];
  });
}

import { invariant } from "../invariant.js";
import { type Draft, record } from "../lane/draft.js";
import type { BasketLine, Transaction } from "../lane/types.js";
import { priceBasket } from "../pricing/price-basket.js";
import type { PricedBasket, PricingContext, PricingLine } from "../pricing/types.js";
import { addedTaxMinor } from "../tax/added-tax.js";
import { pricingOf } from "./shopper-pricing.js";
import { sameValue } from "../same-value.js";

/** What pricing needs of a basket's line. */
export function pricingLine(line: BasketLine): PricingLine {
  const { item } = line;
  return {
    lineId: line.lineId,
    itemId: item.itemId,
    variantOf: item.variantOf,
    departmentId: item.departmentId,
    brand: item.brand,
    taxGroup: item.taxGroup,
    soldBy: item.soldBy,
    quantity: line.quantity,
    weightGrams: line.weightGrams,
    unitPriceMinor: line.unitPriceMinor,
    regularUnitPriceMinor: line.regularUnitPriceMinor,
    priceInCodeMinor: line.priceInCodeMinor,
    overriddenUnitPriceMinor: line.overriddenUnitPriceMinor,
    depositMinor: item.depositMinor ?? 0,
    depositTaxGroup: item.depositTaxGroup,
    kit: item.kit,
    expiryDate: line.expiryDate ?? line.bestBeforeDate,
    gtin14: line.gtin14,
    couponFamilyCode: item.couponFamilyCode,
    charge: line.giftCard === undefined ? undefined : "gift-card",
  };
}

/** The lines that are sold: not cancelled. */
export const soldLines = (transaction: Transaction): readonly BasketLine[] =>
  transaction.lines.filter((line) => !line.voided);

/** Prices the basket anew after its lines changed, and records what changed. */
export function reprice(draft: Draft): Draft {
  const { transaction } = draft.state;
  invariant(transaction !== undefined, "only an open basket is priced");
  const pricing = pricingOf(draft);
  invariant(sameVersions(transaction, draft), "a basket keeps the price book version of its start");
  const priced = priceBasket(soldLines(transaction).map(pricingLine), pricing);
  assertAddsUp(priced, pricing);
  const before = new Map(transaction.priced.lines.map((line) => [line.lineId, line]));
  const changed = priced.lines.filter((line) => !sameValue(before.get(line.lineId), line));
  const { lines: _lines, versions: _versions, ...totals } = priced;
  return record(draft, { kind: "basket-priced", lines: changed, ...totals });
}

function sameVersions(transaction: Transaction, draft: Draft): boolean {
  const own = transaction.versions.priceBook;
  const given = draft.knowledge.pricing.versions.priceBook;
  return own.bookId === given.bookId && own.version === given.version;
}

/** The sum of the lines is the subtotal; with the taxes of those groups whose prices exclude them it is the total, which the tax rows show. */
function assertAddsUp(priced: PricedBasket, { taxRates, policy }: PricingContext): void {
  const linesMinor = priced.lines.reduce((sum, line) => sum + line.totalMinor, 0);
  invariant(linesMinor === priced.subtotalMinor, "the sum of the lines is the subtotal");
  const grossMinor = priced.taxes.reduce((sum, row) => sum + row.grossMinor, 0);
  invariant(grossMinor === priced.totalMinor, "the tax rows add up to the total");
  const onTop = new Set(
    taxRates
      .filter((rate) => !(rate.pricesIncludeTax ?? policy.pricesIncludeTax))
      .map(({ taxGroup }) => taxGroup),
  );
  const onTopMinor = priced.taxes.reduce((sum, row) => sum + (onTop.has(row.taxGroup) ? row.taxMinor : 0), 0);
  invariant(onTopMinor === addedTaxMinor(priced), "what comes on top of the lines is the tax their prices exclude");
  invariant(Number.isSafeInteger(priced.totalMinor), "a total is a whole number of minor units");
  for (const line of priced.lines) {
    const discounted = line.discounts.reduce(
      (total, discount) => total - discount.amountMinor,
      line.baseMinor,
    );
    invariant(
      discounted + line.depositMinor === line.totalMinor,
      "a line's total is its base less its discounts, with its deposit",
    );
  }
}

import { invariant } from "../invariant.js";
import { type Draft, record } from "../lane/draft.js";
import type { BasketLine, Transaction } from "../lane/types.js";
import { priceBasket } from "../pricing/price-basket.js";
import type { PricedBasket, PricedLine, PricingLine } from "../pricing/types.js";

/** What pricing needs of a basket's line. */
function pricingLine(line: BasketLine): PricingLine {
  const { item } = line;
  return {
    lineId: line.lineId,
    itemId: item.itemId,
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
  };
}

/** The lines that are sold: not cancelled. */
export const soldLines = (transaction: Transaction): readonly BasketLine[] =>
  transaction.lines.filter((line) => !line.voided);

/** Prices the basket anew after its lines changed, and records what changed. */
export function reprice(draft: Draft): Draft {
  const { transaction } = draft.state;
  invariant(transaction !== undefined, "only an open basket is priced");
  const { pricing } = draft.knowledge;
  invariant(sameVersions(transaction, draft), "a basket keeps the price book version of its start");
  const priced = priceBasket(soldLines(transaction).map(pricingLine), pricing);
  assertAddsUp(priced, transaction);
  const before = new Map(transaction.priced.lines.map((line) => [line.lineId, line]));
  const changed = priced.lines.filter((line) => !samePrice(before.get(line.lineId), line));
  const { subtotalMinor, savingsMinor, taxes, taxMinor, totalMinor } = priced;
  return record(draft, {
    kind: "basket-priced",
    lines: changed,
    subtotalMinor,
    savingsMinor,
    taxes,
    taxMinor,
    totalMinor,
  });
}

function sameVersions(transaction: Transaction, draft: Draft): boolean {
  const own = transaction.versions.priceBook;
  const given = draft.knowledge.pricing.versions.priceBook;
  return own.bookId === given.bookId && own.version === given.version;
}

/** The sum of the lines, with tax when prices exclude it, is the total. */
export function assertAddsUp(priced: PricedBasket, { policy }: Pick<Transaction, "policy">): void {
  const sum = priced.lines.reduce((total, line) => total + line.totalMinor, 0);
  invariant(
    sum + (policy.pricesIncludeTax ? 0 : priced.taxMinor) === priced.totalMinor,
    "the sum of the lines is the total",
  );
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

function samePrice(one: PricedLine | undefined, other: PricedLine): boolean {
  if (one === undefined || one.discounts.length !== other.discounts.length) return false;
  const sameAmounts =
    one.unitPriceMinor === other.unitPriceMinor &&
    one.baseMinor === other.baseMinor &&
    one.depositMinor === other.depositMinor;
  return (
    sameAmounts &&
    one.totalMinor === other.totalMinor &&
    one.discounts.every((discount, index) => sameDiscount(discount, other.discounts[index]))
  );
}

const sameDiscount = (
  one: PricedLine["discounts"][number],
  other: PricedLine["discounts"][number] | undefined,
): boolean => one.promotionId === other?.promotionId && one.amountMinor === other.amountMinor;

import { canonicalJson, type Json, type Receipt } from "@laneway/contracts";
import type { Books, TransactionRow } from "./rows.js";

/** Fills a transaction's row from its receipt and adds its lines, tenders and taxes to the books. */
export function completedRows(books: Books, row: TransactionRow, receipt: Receipt): void {
  const { store_id, transaction_id } = row;
  Object.assign(row, {
    receipt_number: receipt.receiptNumber,
    currency: receipt.currency,
    currency_digits: receipt.currencyDigits,
    line_count: receipt.lines.filter((line) => line.kind === "item" || line.kind === "bag").length,
    total_minor: receipt.totalMinor,
    tax_minor: receipt.taxMinor,
    savings_minor: receipt.savingsMinor,
    rounding_minor: receipt.roundingMinor,
    receipt: canonicalJson(receipt as unknown as Json),
    search_text: searchText(row, receipt),
  } satisfies Partial<TransactionRow>);
  for (const [position, line] of receipt.lines.entries()) {
    books.lines.push({
      store_id,
      transaction_id,
      position,
      kind: line.kind,
      name: line.name,
      quantity: line.quantity,
      weight_grams: line.weightGrams ?? null,
      unit_price_minor: line.unitPriceMinor,
      base_minor: line.baseMinor,
      discount_minor: line.discounts.reduce((sum, discount) => sum + discount.amountMinor, 0),
      total_minor: line.totalMinor,
      tax_mark: line.taxMark,
      price_overridden: line.priceOverridden,
    });
  }
  for (const [position, tender] of receipt.tenders.entries()) {
    books.tenders.push({ store_id, transaction_id, position, kind: tender.kind, amount_minor: tender.amountMinor });
  }
  for (const [position, tax] of receipt.taxes.entries()) {
    books.taxes.push({
      store_id,
      transaction_id,
      position,
      mark: tax.mark,
      name: tax.name,
      rate_ppm: tax.ratePpm,
      net_minor: tax.netMinor,
      tax_minor: tax.taxMinor,
      gross_minor: tax.grossMinor,
    });
  }
}

/** What the text filter looks through: the numbers on the receipt and what was bought. */
const searchText = (row: TransactionRow, receipt: Receipt): string =>
  [row.transaction_id, receipt.receiptNumber, ...receipt.lines.map((line) => line.name)].join("\n").toLowerCase();

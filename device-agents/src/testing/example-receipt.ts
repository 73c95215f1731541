import type { Receipt } from "@laneway/contracts";

/** A receipt with everything in it that a receipt may have. */
export function exampleReceipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    seller: { name: "Laneway Demo Market", addressLines: ["1 Example Street", "10115 Berlin"], taxId: "DE000000000" },
    storeId: "demo",
    laneId: "lane-1",
    transactionId: "demo-lane-1-20261123-000042",
    receiptNumber: "000042",
    businessDate: "2026-11-23",
    completedAtMs: Date.UTC(2026, 10, 23, 17, 4, 0),
    timeZone: "Europe/Berlin",
    locale: "en",
    currency: "EUR",
    currencyDigits: 2,
    lines: [
      { kind: "item", name: "Bananas, organic", quantity: 1, weightGrams: 1_234, unitPriceMinor: 199, baseMinor: 246, discounts: [], totalMinor: 246, taxMark: "B", priceOverridden: false },
      {
        kind: "item", name: "Mineral water, sparkling, six bottles of one and a half litres each", quantity: 2, unitPriceMinor: 349, baseMinor: 698,
        discounts: [{ name: "2 for 6.00", amountMinor: -98 }], totalMinor: 600, taxMark: "A", priceOverridden: false,
      },
      { kind: "deposit", name: "PET bottle", quantity: 12, unitPriceMinor: 25, baseMinor: 300, discounts: [], totalMinor: 300, taxMark: "A", priceOverridden: false },
      { kind: "item", name: "Käse Crème fraîche 30 %", quantity: 1, unitPriceMinor: 129, baseMinor: 129, discounts: [], totalMinor: 129, taxMark: "B", priceOverridden: true },
      { kind: "void", name: "Chocolate", quantity: -1, unitPriceMinor: 219, baseMinor: -219, discounts: [], totalMinor: -219, taxMark: "B", priceOverridden: false },
    ],
    savingsMinor: 98,
    taxes: [
      { mark: "A", name: "standard", ratePpm: 190_000, netMinor: 756, taxMinor: 144, grossMinor: 900 },
      { mark: "B", name: "reduced", ratePpm: 70_000, netMinor: 146, taxMinor: 10, grossMinor: 156 },
    ],
    pricesIncludeTax: true,
    taxMinor: 154,
    roundingMinor: 0,
    totalMinor: 1_056,
    tenders: [{ kind: "card", amountMinor: 1_056, details: ["Mastercard ************4771", "Auth 000042  Terminal 29001006"] }],
    changeMinor: 0,
    eReceiptUrl: "http://127.0.0.1:7300/r/2f0c9c1b7d7a4a3f9e5d",
    training: false,
    notice: "Demo store: prices are invented.",
    ...changes,
  };
}

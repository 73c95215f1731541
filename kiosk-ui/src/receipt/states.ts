import type { Receipt } from "@laneway/contracts";

/** Receipts as the edge answers them, for tests and screenshots. Every row adds up, as the contract asks. */
const everyday: Receipt = {
  seller: {
    name: "Laneway Market am Domplatz",
    addressLines: ["Domplatz 8", "50667 Köln"],
    taxId: "DE 305 118 442",
  },
  storeId: "store-1",
  laneId: "lane-1",
  transactionId: "t-0193f2",
  receiptNumber: "1-000482",
  businessDate: "2026-11-23",
  completedAtMs: Date.UTC(2026, 10, 23, 16, 42, 7),
  timeZone: "Europe/Berlin",
  locale: "en",
  currency: "EUR",
  currencyDigits: 2,
  lines: [
    line("Bananas", 139, "A", { weightGrams: 842, unitPriceMinor: 165 }),
    line("Sourdough rye loaf, stone-baked, sliced, 750 g", 449, "A"),
    line("Oat drink barista 1 l", 438, "B", { quantity: 2, unitPriceMinor: 219, discountMinor: 60, discountName: "2 for 3.78" }),
    line("Sparkling water 0.75 l", 89, "B"),
    { ...line("Deposit", 25, "B"), kind: "deposit" },
    line("Dark chocolate 70 %, single origin", 299, "A", { overridden: true }),
    line("Aubergine", 149, "A"),
    { ...line("Aubergine", -149, "A", { quantity: -1, unitPriceMinor: 149 }), kind: "void" },
    { ...line("Paper bag", 20, "B"), kind: "bag" },
  ],
  savingsMinor: 60,
  taxes: [
    { mark: "A", name: "Reduced VAT", ratePpm: 70_000, netMinor: 829, taxMinor: 58, grossMinor: 887 },
    { mark: "B", name: "VAT", ratePpm: 190_000, netMinor: 430, taxMinor: 82, grossMinor: 512 },
  ],
  pricesIncludeTax: true,
  taxMinor: 140,
  roundingMinor: 0,
  totalMinor: 1399,
  tenders: [
    {
      kind: "card",
      amountMinor: 1399,
      details: ["Mastercard contactless", "**** **** **** 4417", "Authorisation 082913", "Terminal 52500041 · Trace 000318"],
    },
  ],
  changeMinor: 0,
  eReceiptUrl: "http://127.0.0.1:7300/r/k3J9v0yQm2",
  signature: { keyId: "9f3c1a70b2e4d586", value: "A".repeat(86) },
  fiscal: { scheme: "AT-RKSV", signed: true, code: `_R1-AT0_demo_lane-1-000042_2026-11-23T18:04:11_4,98_7,20_0,00_0,00_0,00_GFcSnbVWfIw=_1f2e3d4c5b6a7988_dpzooBjO1F4=_${"A".repeat(86)}==` },
  training: false,
  notice: "Demo prices: invented. Item names: Open Food Facts (ODbL 1.0).",
};

interface LineFacts {
  readonly quantity?: number;
  readonly weightGrams?: number;
  readonly unitPriceMinor?: number;
  readonly discountMinor?: number;
  readonly discountName?: string;
  readonly overridden?: boolean;
}

function line(name: string, baseMinor: number, taxMark: string, facts: LineFacts = {}): Receipt["lines"][number] {
  const discountMinor = facts.discountMinor ?? 0;
  return {
    kind: "item",
    name,
    quantity: facts.quantity ?? 1,
    ...(facts.weightGrams === undefined ? {} : { weightGrams: facts.weightGrams }),
    unitPriceMinor: facts.unitPriceMinor ?? baseMinor,
    baseMinor,
    discounts: discountMinor === 0 ? [] : [{ name: facts.discountName ?? "", amountMinor: discountMinor }],
    totalMinor: baseMinor - discountMinor,
    taxMark,
    priceOverridden: facts.overridden ?? false,
  };
}

const arabic: Receipt = {
  ...everyday,
  locale: "ar",
  currency: "JOD",
  currencyDigits: 3,
  timeZone: "Asia/Amman",
  seller: { name: "سوق لينواي", addressLines: ["شارع الرينبو ١٢", "عمّان"], taxId: "JO 114 220 918" },
  lines: [
    line("موز", 1390, "أ", { weightGrams: 842, unitPriceMinor: 1651 }),
    line("خبز القمح الكامل المخبوز على الحجر، مقطّع، ٧٥٠ غرامًا", 2250, "أ"),
    line("مشروب الشوفان ١ لتر", 3600, "ب", { quantity: 2, unitPriceMinor: 1800, discountMinor: 400, discountName: "عرض القطعتين" }),
    { ...line("كيس ورقي", 100, "ب"), kind: "bag" },
  ],
  savingsMinor: 400,
  taxes: [
    { mark: "أ", name: "ضريبة مخفّضة", ratePpm: 40_000, netMinor: 3500, taxMinor: 140, grossMinor: 3640 },
    { mark: "ب", name: "ضريبة المبيعات", ratePpm: 160_000, netMinor: 2845, taxMinor: 455, grossMinor: 3300 },
  ],
  taxMinor: 595,
  totalMinor: 6940,
  tenders: [{ kind: "card", amountMinor: 6940, details: ["Visa contactless", "**** **** **** 0921", "Authorisation 114302"] }],
  notice: "أسعار تجريبية مختلقة.",
};

const training: Receipt = { ...everyday, training: true, receiptNumber: "T-000012" };

/** Prices without tax, two tenders, cash rounding and change: the rows a card purchase in Europe never shows. */
const netPrices: Receipt = {
  ...everyday,
  seller: { name: "Laneway Market", addressLines: ["41 Alder Street", "Springfield"], taxId: "12-3456789" },
  currency: "USD",
  timeZone: "America/Chicago",
  lines: [line("Bell peppers, three colours", 399, "T"), line("Whole milk, half gallon", 315, "N")],
  savingsMinor: 0,
  taxes: [
    { mark: "T", name: "Sales tax", ratePpm: 88_750, netMinor: 399, taxMinor: 35, grossMinor: 434 },
    { mark: "N", name: "Exempt", ratePpm: 0, netMinor: 315, taxMinor: 0, grossMinor: 315 },
  ],
  pricesIncludeTax: false,
  taxMinor: 35,
  roundingMinor: 1,
  totalMinor: 750,
  tenders: [
    { kind: "gift-card", amountMinor: 250, details: ["Card **** 2210", "Balance left 0.00"] },
    { kind: "cash", amountMinor: 1000, details: [] },
  ],
  changeMinor: 500,
};

/** A surcharge among the lines, a voucher with its rest, and a tip. */
const onTop: Receipt = {
  ...everyday,
  lines: [...everyday.lines, { ...line("Card surcharge", 8, "B"), kind: "surcharge" }],
  taxes: [
    { mark: "A", name: "Reduced VAT", ratePpm: 70_000, netMinor: 829, taxMinor: 58, grossMinor: 887 },
    { mark: "B", name: "VAT", ratePpm: 190_000, netMinor: 437, taxMinor: 83, grossMinor: 520 },
  ],
  taxMinor: 141,
  totalMinor: 1_407,
  tenders: [
    { kind: "voucher", amountMinor: 399, details: ["lane-2-V000007"], rest: { number: "lane-1-V000042", amountMinor: 381 } },
    { kind: "card", amountMinor: 1_008, details: ["Visa contactless", "**** **** **** 4417"], tipMinor: 100, chargedMinor: 1_108 },
  ],
};

export const receiptStates = { everyday, onTop, german: { ...everyday, locale: "de" }, arabic, training, netPrices } satisfies Record<string, Receipt>;

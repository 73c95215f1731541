import { type Item, storeConfig } from "@laneway/contracts";
import type { LaneKnowledge } from "@laneway/domain/lane/types";

/** One thing on a shelf of the simulated shop. */
export interface Good {
  readonly item: Item;
  /** Of one piece; of produce: of the handful a shopper takes, at most. */
  readonly grams: number;
  readonly minor: number;
}

const item = (itemId: string, departmentId: string, minor: number, more: Partial<Item>): Item => ({
  itemId,
  names: { en: itemId },
  departmentId,
  soldBy: "each",
  prices: [{ amountMinor: minor, kind: "regular" }],
  taxGroup: "food",
  codes: [itemId],
  plus: [],
  ...more,
});

const packed = (departmentId: string, goods: readonly (readonly [string, number, number])[]): readonly Good[] =>
  goods.map(([itemId, minor, grams]) => ({ minor, grams, item: item(itemId, departmentId, minor, { expectedWeightGrams: grams }) }));
const weighed = (goods: readonly (readonly [string, number, number])[]): readonly Good[] =>
  goods.map(([itemId, minor, grams]) => ({ minor, grams, item: item(itemId, "produce", minor, { soldBy: "weight" }) }));

export const cheap = packed("grocery", [
  ["milk", 119, 1_040], ["butter", 229, 255], ["yoghurt", 69, 160], ["pasta", 99, 510], ["flour", 79, 1_010], ["sugar", 129, 1_005], ["eggs", 299, 640], ["bread", 249, 520],
  ["rolls", 159, 330], ["crisps", 189, 190], ["juice", 199, 1_060], ["water", 89, 1_530], ["tomatoes-tin", 79, 480], ["beans-tin", 109, 470], ["chocolate", 149, 108], ["gum", 99, 24],
  ["tissues", 149, 140], ["soap", 119, 110], ["rice", 219, 1_010], ["oats", 129, 505], ["cola", 139, 1_060], ["frozen-peas", 249, 1_010], ["pizza", 299, 380], ["ketchup", 219, 560],
]);
export const dear = packed("fine", [
  ["wine", 899, 1_290], ["spirits", 1_999, 1_210], ["steak", 1_499, 460], ["salmon", 1_199, 310], ["coffee", 849, 515], ["cheese-block", 999, 420], ["razor", 1_799, 85],
  ["cream", 1_299, 120], ["batteries", 899, 110], ["olive-oil", 1_099, 920], ["nappies", 1_399, 1_650], ["formula", 1_899, 880], ["champagne", 2_999, 1_620], ["detergent", 1_249, 1_480],
]);
export const cheapProduce = weighed([["bananas", 189, 1_200], ["onions", 129, 1_400], ["carrots", 149, 1_100], ["potatoes", 119, 2_600], ["cabbage", 159, 1_500], ["apples", 249, 1_300]]);
export const dearProduce = weighed([["cherries", 1_290, 700], ["asparagus", 990, 900], ["mushrooms", 890, 500], ["grapes", 499, 900], ["nuts", 1_690, 600], ["avocados", 690, 800]]);

const usual = storeConfig.parse({});

/** What the lane of the shop knows. No carrier bags, so that the basket goes straight to paying. */
export const shopKnowledge: LaneKnowledge = {
  pricing: {
    policy: { currency: "EUR", currencyDigits: 2, pricesIncludeTax: true, taxLevel: "total", taxRounding: "half-up", amountRounding: "half-up" },
    versions: { priceBook: { bookId: "population", version: 1 } },
    taxRates: [{ taxGroup: "food", mark: "A", names: { en: "VAT" }, ratePpm: 70_000 }],
    promotions: [],
    channel: "store",
    storeId: "population",
    region: undefined,
    customerGroups: [],
    localTime: "2026-11-23T10:00",
  },
  rules: usual.rules,
  tenders: { ...usual.tenders, wallet: "none" },
  online: true,
  store: { storeId: "population", name: "Population", addressLines: [], taxId: "", timeZone: "Europe/Berlin", receiptNotice: "" },
  locales: ["en"],
  training: false,
  businessDate: "2026-11-23",
  localTime: "2026-11-23T10:00",
  restrictions: [],
  cash: false,
  selling: "open",
  eReceiptBase: "http://population/r/",
  eReceiptToken: "population",
  hasSecurityScale: true,
  hasPrinter: false,
  terminalUsable: true,
};

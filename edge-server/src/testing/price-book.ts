import type { PriceBookSnapshot } from "@laneway/contracts";

type ItemIn = Omit<PriceBookSnapshot["items"][number], "codes" | "plus" | "prices"> & { codes?: string[]; plus?: string[]; prices: { amountMinor: number }[] };

const items: ItemIn[] = [
  { itemId: "milk", names: { en: "Whole milk 1 l", de: "Vollmilch 1 l", ar: "حليب كامل الدسم" }, departmentId: "dairy", soldBy: "each", prices: [{ amountMinor: 119 }], taxGroup: "food", codes: ["4006381333931"], expectedWeightGrams: 1_030 },
  { itemId: "apples", names: { en: "Apples Braeburn", de: "Äpfel Braeburn", ar: "تفاح" }, departmentId: "produce", soldBy: "weight", prices: [{ amountMinor: 249 }], taxGroup: "food", plus: ["4103"], picture: "apple" },
  { itemId: "bananas", names: { en: "Bananas", de: "Bananen", ar: "موز" }, departmentId: "produce", soldBy: "weight", prices: [{ amountMinor: 199 }], taxGroup: "food", plus: ["4011"], picture: "banana" },
  { itemId: "tea", names: { en: "Green tea", de: "Grüner Tee", ar: "شاي أخضر" }, departmentId: "dairy", soldBy: "each", prices: [{ amountMinor: 299 }], taxGroup: "food", codes: ["4006381333948"], brand: "Müller" },
  { itemId: "bag-paper", names: { en: "Paper bag", de: "Papiertüte", ar: "كيس ورقي" }, departmentId: "bags", soldBy: "each", prices: [{ amountMinor: 20 }], taxGroup: "full" },
];

/** A small price book document of version 1. */
export function smallPriceBook(more: object = {}, version = 1): Record<string, unknown> & { items: ItemIn[] } {
  return {
    kind: "snapshot",
    header: { bookId: "test", version, currency: "EUR", pricesIncludeTax: true },
    taxGroups: [
      { taxGroup: "food", names: { en: "Reduced", de: "Ermäßigt" }, mark: "B", ratePpm: 70_000 },
      { taxGroup: "full", names: { en: "Full", de: "Voll" }, mark: "A", ratePpm: 190_000 },
    ],
    departments: [
      { departmentId: "produce", names: { en: "Fruit and vegetables", de: "Obst und Gemüse", ar: "فواكه وخضروات" }, browsable: true },
      { departmentId: "dairy", names: { en: "Dairy", de: "Molkerei", ar: "ألبان" }, browsable: true },
      { departmentId: "bags", names: { en: "Bags", de: "Tüten", ar: "أكياس" }, browsable: false },
    ],
    promotions: [],
    items: structuredClone(items),
    ...more,
  };
}

// Invented offers, one of each kind that shoppers know. docs/PRICING.md explains them.
const rolls = ["bakery-roll", "bakery-grain-roll", "bakery-poppy-roll", "bakery-spelt-roll"];

export const promotions = [
  {
    promotionId: "rolls-3-for-2",
    names: { en: "Rolls: 3 for 2", de: "Brötchen: 3 für 2", ar: "خبز صغير: ٣ بسعر ٢" },
    priority: 30,
    effects: [{ kind: "buy-get", buy: { of: { itemIds: rolls }, count: 2 }, get: { of: { itemIds: rolls }, count: 1 }, pick: "cheapest" }],
  },
  {
    promotionId: "cheese-10-percent",
    names: { en: "10 % off cheese", de: "10 % auf Käse", ar: "خصم ١٠٪ على الأجبان" },
    priority: 20,
    effects: [{ kind: "percent-off", percentPpm: 100_000, on: { departmentIds: ["cheese"], exceptReduced: true } }],
  },
  {
    promotionId: "snacks-3-for-5",
    names: { en: "Crisps and snacks: any 3 for 5 €", de: "Knabbereien: 3 Stück für 5 €", ar: "مقرمشات: أي ٣ بخمسة يورو" },
    priority: 20,
    effects: [{ kind: "bundle-price", slots: [{ of: { departmentIds: ["snacks"] }, count: 3 }], amountMinor: 500 }],
  },
  {
    promotionId: "spend-40-save-3",
    names: { en: "3 € off from 40 €", de: "3 € Rabatt ab 40 €", ar: "خصم ٣ يورو عند الشراء بـ ٤٠ يورو" },
    priority: 10,
    conditions: [{ kind: "spend", minimumMinor: 4_000, of: { exceptDepartmentIds: ["alcohol"] } }],
    effects: [{ kind: "amount-off", amountMinor: 300, per: "basket", on: { exceptDepartmentIds: ["alcohol"] } }],
  },
];

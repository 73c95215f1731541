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
  {
    promotionId: "one-off-bakery",
    names: { en: "1 € off bread and rolls", de: "1 € auf Brot und Brötchen", ar: "خصم يورو على المخبوزات" },
    coupon: { codes: ["9910000000010", "BAKERY1"], stackable: true },
    effects: [{ kind: "amount-off", amountMinor: 100, per: "basket", on: { departmentIds: ["bakery"] } }],
  },
  {
    promotionId: "welcome-10-percent",
    names: { en: "Welcome: 10 % off", de: "Willkommen: 10 % Rabatt", ar: "أهلًا بك: خصم ١٠٪" },
    coupon: { serialPrefix: "WELCOME-" },
    effects: [{ kind: "percent-off", percentPpm: 100_000, per: "basket", on: { exceptDepartmentIds: ["alcohol"] } }],
    limits: { maximumDiscountMinor: 500 },
  },
  {
    promotionId: "plus-fruit",
    names: { en: "Plus: 20 % off fruit, once", de: "Plus: einmal 20 % auf Obst", ar: "بلس: خصم ٢٠٪ على الفواكه مرة واحدة" },
    customerGroups: ["plus"],
    effects: [{ kind: "percent-off", percentPpm: 200_000, on: { departmentIds: ["fruit"], exceptReduced: true } }],
    limits: { usesPerShopper: 1 },
  },
  {
    promotionId: "plus-points",
    names: { en: "Plus points", de: "Plus-Punkte", ar: "نقاط بلس" },
    priority: -10,
    customerGroups: ["plus"],
    effects: [{ kind: "redeem-points", pointsPerStep: 500, minorPerStep: 500, maximumSharePpm: 500_000, on: { exceptDepartmentIds: ["alcohol"] } }],
  },
  {
    promotionId: "last-days",
    names: { en: "Still good: reduced", de: "Noch gut: reduziert", ar: "ما زال صالحًا: سعر مخفّض" },
    effects: [{ kind: "freshness", on: { departmentIds: ["dairy", "meat", "fish"] }, steps: [{ daysLeft: 1, percentPpm: 500_000 }, { daysLeft: 3, percentPpm: 250_000 }] }],
  },
];

/** Who shows such a card shops as a member. */
export const memberCards = [
  {
    programId: "plus",
    names: { en: "Laneway Plus", de: "Laneway Plus", ar: "لينواي بلس" },
    prefix: "2990",
    length: 13,
    customerGroups: ["plus"],
    points: { earn: { points: 1, perMinor: 100, exceptDepartmentIds: ["alcohol"] }, pay: { pointsPerStep: 1, minorPerStep: 1 } },
  },
];

/** What packaged items have beside what the catalogue knows: a pack with its own code, content, a price for members. */
export const morePackaged = {
  "gtin-4100590121607": {
    packs: [{ code: "14100590121604", pieces: 6 }],
    content: { amount: 750, unit: "ml" },
    memberPrice: { amountMinor: 79, kind: "regular", customerGroup: "plus" },
  },
};

import { readFileSync } from "node:fs";
import { type Item, type PriceBookSnapshot, priceBookSnapshot, promotionList, promotionProblems } from "@laneway/contracts";
import { describe, expect, it } from "vitest";

/** The price book that a demo store opens with: deploy/demo/price-book.json. */
const book: PriceBookSnapshot = priceBookSnapshot.parse(JSON.parse(readFileSync(new URL("../../demo/price-book.json", import.meta.url), "utf8")));
const idsWhere = (wrong: (item: Item) => boolean) => book.items.filter(wrong).map((item) => item.itemId);

/** GS1's mod-10 check over all digits, the last one included. */
const hasCheckDigit = (code: string) =>
  [...code].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;

describe("the demo price book", () => {
  it("is of a shop's size, in euros with tax inside, and says that its prices are invented", () => {
    expect(book.items.length).toBeGreaterThan(2_500);
    expect(book.header).toMatchObject({ currency: "EUR", pricesIncludeTax: true, notice: expect.stringContaining("invented") });
  });

  it("names nothing that is not there", () => {
    const departments = new Set(book.departments.map((department) => department.departmentId));
    const taxGroups = new Set(book.taxGroups.map((group) => group.taxGroup));
    expect(idsWhere((item) => !departments.has(item.departmentId))).toEqual([]);
    expect(idsWhere((item) => !taxGroups.has(item.taxGroup) || (item.depositTaxGroup !== undefined && !taxGroups.has(item.depositTaxGroup)))).toEqual([]);
    const empty = [...departments].filter((id) => !book.items.some((item) => item.departmentId === id));
    expect(empty).toEqual([]);
  });

  it("gives every code and every PLU to one item, with valid check digits", () => {
    const codes = book.items.flatMap((item) => [...item.codes, ...item.plus.map((plu) => `plu ${plu}`)]);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(idsWhere((item) => item.codes.some((code) => /^\d+$/.test(code) && !hasCheckDigit(code)))).toEqual([]);
    expect(new Set(book.items.map((item) => item.itemId)).size).toBe(book.items.length);
  });

  it("prices everything above zero, limited prices below the regular one", () => {
    expect(idsWhere((item) => item.prices.some((price) => price.amountMinor < 9))).toEqual([]);
    expect(idsWhere(({ prices: [regular, limited] }) => limited !== undefined && limited.amountMinor >= (regular?.amountMinor ?? 0))).toEqual([]);
    expect(idsWhere(({ prices }) => prices.length > 1).length).toBeGreaterThan(50);
  });

  it("asks the age that German law asks: 16 for beer and wine, 18 for spirits", () => {
    expect(idsWhere((item) => item.departmentId === "alcohol" && item.minimumAge !== (item.picture === "spirits" ? 18 : 16))).toEqual([]);
    expect(idsWhere((item) => item.departmentId !== "alcohol" && item.minimumAge !== undefined)).toEqual([]);
    expect(idsWhere((item) => item.minimumAge === 18).length).toBeGreaterThan(5);
  });

  it("charges a deposit on water, soft drinks and beer", () => {
    expect(idsWhere((item) => ["beer", "water", "soda", "juice"].includes(item.picture ?? "") && item.departmentId !== "alcohol" && item.depositMinor !== 25)).toEqual([]);
    expect(idsWhere((item) => item.depositMinor !== undefined).length).toBeGreaterThan(150);
  });

  it("has produce by weight and by the piece, pictured and named in every language of the store", () => {
    const produce = book.items.filter((item) => item.plus.length > 0);
    expect(produce.length).toBeGreaterThan(280);
    const named = produce.filter((item) => ["en", "de", "ar"].every((locale) => item.names[locale] !== undefined));
    expect(named.length).toBeGreaterThan(70);
    expect(produce.filter((item) => item.soldBy === "each" && item.expectedWeightGrams === undefined)).toEqual([]);
    expect(produce.filter((item) => item.picture === undefined)).toEqual([]);
    expect(new Set(produce.map((item) => item.soldBy))).toEqual(new Set(["weight", "each"]));
  });

  it("has offers that hold, on departments and items that are there", () => {
    expect(promotionProblems(book.promotions)).toEqual([]);
    const text = JSON.stringify(promotionList.parse(book.promotions));
    for (const id of [...text.matchAll(/"(?:bakery|bag)-[a-z-]+"/g)].map(([quoted]) => JSON.parse(quoted) as string)) expect(book.items.map((item) => item.itemId)).toContain(id);
    for (const kind of ["buy-get", "percent-off", "amount-off", "bundle-price"]) expect(text).toContain(`"kind":"${kind}"`);
  });

  it("sells the paper bag that the kiosk offers", () => {
    expect(book.items.find((item) => item.itemId === "bag-paper")).toMatchObject({ soldBy: "each", names: { en: "Paper bag" } });
  });
});

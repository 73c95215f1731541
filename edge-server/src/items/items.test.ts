import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportAnswer } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { smallPriceBook } from "../testing/price-book.js";
import { Catalogue, openItems } from "./catalogue.js";
import { codeKey, pluKey } from "./code-keys.js";
import { editDistance } from "./edit-distance.js";
import { foldText, indexedWords } from "./fold-text.js";
import { importFile } from "./import-file.js";
import { promotionProblems } from "./promotion-problems.js";

let folder: string;
let catalogue: Catalogue;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-items-"));
  catalogue = new Catalogue(openItems(join(folder, "items.db")));
});
afterEach(() => {
  catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importText(text: string, format: "csv" | "json", mode: "update" | "replace" = "update"): Promise<ImportAnswer> {
  const path = join(folder, `price-book.${format}`);
  writeFileSync(path, text);
  return importFile(path, { itemsFile: join(folder, "items.db"), format, mode, currency: "EUR", currencyDigits: 2, promotionProblems, nowMs: 4_000 });
}
const importDocument = (document: object) => importText(JSON.stringify(document), "json");
const item = (itemId: string, names: Record<string, string>, more: object = {}) => ({ itemId, names, departmentId: "dairy", soldBy: "each", prices: [{ amountMinor: 100 }], taxGroup: "food", ...more });
const problemsOf = (answer: ImportAnswer) => (answer.result === "refused" ? answer.problems : []);

describe("an import of JSON", () => {
  test("brings everything of a snapshot, and lanes find it at once", async () => {
    expect(catalogue.active(0)).toBeUndefined();
    expect(await importDocument(smallPriceBook())).toEqual({ result: "imported", version: 1, items: 5, added: 5, changed: 0, removed: 0 });
    expect(catalogue.active(0)?.header.version).toBe(1);
    expect(catalogue.byCode(codeKey("4006381333931"), 1)?.itemId).toBe("milk");
    expect(catalogue.byCode(pluKey("4011"), 1)?.itemId).toBe("bananas");
    expect(catalogue.byCode(codeKey("4006381333930"), 1)).toBeUndefined();
    expect(catalogue.active(0)?.departments.map((each) => [each.departmentId, each.itemCount])).toEqual([["produce", 2], ["dairy", 2], ["bags", 1]]);
  });

  test("again changes nothing", async () => {
    await importDocument(smallPriceBook());
    expect(await importDocument(smallPriceBook())).toMatchObject({ result: "imported", added: 0, changed: 0, removed: 0 });
  });

  test("keeps versions apart: a basket of version 1 sees version 1", async () => {
    await importDocument(smallPriceBook());
    const next = smallPriceBook({}, 2);
    next.items = next.items.filter((each) => each.itemId !== "tea").map((each) => (each.itemId === "milk" ? { ...each, prices: [{ amountMinor: 129 }] } : each));
    expect(await importDocument(next)).toEqual({ result: "imported", version: 2, items: 4, added: 0, changed: 1, removed: 1 });
    expect(catalogue.byId("milk", 1)?.prices[0]?.amountMinor).toBe(119);
    expect(catalogue.byId("milk", 2)?.prices[0]?.amountMinor).toBe(129);
    expect(catalogue.byName("tea", 1)).toHaveLength(1);
    expect(catalogue.byName("tea", 2)).toHaveLength(0);
  });

  test("a version takes effect at its time", async () => {
    await importDocument(smallPriceBook());
    await importDocument(smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true, effectiveFromMs: 5_000 } }, 2));
    expect(catalogue.active(4_999)?.header.version).toBe(1);
    expect(catalogue.active(5_000)?.header.version).toBe(2);
  });

  test("any number of versions to come leaves the one in force, and eight that were, alone", async () => {
    const dated = (version: number, effectiveFromMs: number) => importDocument(smallPriceBook({ header: { bookId: "test", version, currency: "EUR", pricesIncludeTax: true, effectiveFromMs } }, version));
    for (let version = 1; version <= 10; version += 1) await dated(version, 1_000);
    for (let version = 11; version <= 30; version += 1) await dated(version, version * 1_000);
    expect(catalogue.active(4_000)?.header.version).toBe(10);
    expect(catalogue.byId("milk", 10)).toBeDefined();
    expect([2, 3].map((version) => catalogue.version(version)?.header.version)).toEqual([undefined, 3]);
    expect(catalogue.active(30_000)?.header.version).toBe(30);
  });

  test("a delta changes what it names", async () => {
    await importDocument(smallPriceBook());
    const header = { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true };
    const delta = { kind: "delta", header, baseVersion: 1, items: [item("cake", { en: "Cake" }), item("milk", { en: "Milk" })], removedItemIds: ["tea"] };
    expect(await importDocument(delta)).toEqual({ result: "imported", version: 2, items: 5, added: 1, changed: 1, removed: 1 });
    expect(problemsOf(await importDocument({ ...delta, header: { ...header, version: 3 } }))).toEqual([{ row: null, field: "baseVersion", problem: "is 1; the newest version held is 2" }]);
    expect(problemsOf(await importDocument({ ...delta, header: { ...header, version: 3 }, baseVersion: 2, removedItemIds: ["nothing"], items: [] }))).toMatchObject([{ field: "removedItemIds" }]);
    expect(catalogue.newest()?.header.version).toBe(2);
  });

  test("reports every bad row and takes nothing", async () => {
    const document = smallPriceBook();
    const bad = [
      item("a", { en: "Wrong tax" }, { taxGroup: "none" }),
      item("b", { en: "Wrong department" }, { departmentId: "none" }),
      item("c", { en: "Negative" }, { prices: [{ amountMinor: -1 }] }),
      item("d", { en: "Fraction" }, { prices: [{ amountMinor: 1.5 }] }),
      item("e", { en: "Check digit" }, { codes: ["4006381333930"] }),
      item("milk", { en: "Milk again" }),
      item("f", { en: "Code twice" }, { codes: ["4006381333931"] }),
      item("g", {}),
      { ...item("h", { en: "Unknown field" }), colour: "red" },
      item("i", { en: "Unknown deposit" }, { depositTaxGroup: "x" }),
      "not an item",
    ];
    const answer = await importDocument({ ...document, items: [...document.items, ...bad] });
    const found = problemsOf(answer).map(({ row, field }) => `${row} ${field}`);
    expect(found).toEqual(["6 taxGroup", "7 departmentId", "8 prices.0.amountMinor", "9 prices.0.amountMinor", "10 codes", "11 itemId", "13 names", "14 colour", "15 depositTaxGroup", "16 ", "1 codes", "12 codes"]);
    expect(catalogue.newest()).toBeUndefined();
    expect(await importDocument(smallPriceBook())).toMatchObject({ result: "imported" });
  });

  test("lists a limited number of problems and counts the rest", async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => item(`i${index}`, { en: "x" }, { taxGroup: "none" }));
    const answer = await importDocument(smallPriceBook({ items }));
    expect(problemsOf(answer)).toHaveLength(200);
    expect(answer).toMatchObject({ more: 800 });
  });

  test("another currency, an older version, a broken header, no JSON: refused with words", async () => {
    await importDocument(smallPriceBook({}, 3));
    const header = { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true };
    expect(problemsOf(await importDocument(smallPriceBook({ header })))).toMatchObject([{ field: "header.version" }]);
    expect(problemsOf(await importDocument(smallPriceBook({ header: { ...header, version: 4, currency: "USD" } })))).toMatchObject([{ field: "header.currency" }]);
    expect(problemsOf(await importDocument(smallPriceBook({ header: { ...header, version: 0 }, colour: 1 }))).map((each) => each.field).sort()).toEqual(["colour", "header.version"]);
    expect(problemsOf(await importText("{", "json"))[0]?.problem).toMatch(/not JSON/);
  });
});

describe("an import of CSV", () => {
  const header = "item_id,name:en,name:de,department,sold_by,price,tax_group,codes,plus,minimum_age,content_amount,content_unit";

  test("adds and changes items, exactly to the cent", async () => {
    await importDocument(smallPriceBook());
    const text = `\ufeff${header}\r\nwine,"Wine, red",Rotwein,dairy,each,4.35,full,4006381333955,,16,750,ml\r\nmilk,Milk,Milch,dairy,each,1.1,food,4006381333931|12345670,,,,\r\n`;
    expect(await importText(text, "csv")).toEqual({ result: "imported", version: 2, items: 6, added: 1, changed: 1, removed: 0 });
    expect(catalogue.byId("wine", 2)).toMatchObject({ names: { en: "Wine, red", de: "Rotwein" }, prices: [{ amountMinor: 435 }], minimumAge: 16, content: { amount: 750, unit: "ml" } });
    expect(catalogue.byId("milk", 2)).toMatchObject({ prices: [{ amountMinor: 110 }], codes: ["4006381333931", "12345670"] });
  });

  test("an item may be a variant of another", async () => {
    await importDocument(smallPriceBook());
    expect(await importText("item_id,name,department,sold_by,price,tax_group,variant_of\nmilk-2l,Milk 2 l,dairy,each,1.99,food,milk\n", "csv")).toMatchObject({ result: "imported", added: 1 });
    expect(catalogue.byId("milk-2l", 2)).toMatchObject({ variantOf: "milk" });
  });

  test("recalled lots and serials are lists, and too long a one is named", async () => {
    await importDocument(smallPriceBook());
    const recall = "item_id,name,department,sold_by,price,tax_group,codes,recalled_lots,recalled_serials";
    expect(await importText(`${recall}\nmilk,Milk,dairy,each,1.19,food,4006381333931,L1 L-2|L3,S9\n`, "csv")).toMatchObject({ result: "imported", changed: 1 });
    expect(catalogue.byId("milk", 2)).toMatchObject({ recalledLots: ["L1", "L-2", "L3"], recalledSerials: ["S9"] });
    const bad = await importText(`${recall}\nmilk,Milk,dairy,each,1.19,food,,${"L".repeat(21)},\n`, "csv");
    expect(problemsOf(bad)).toMatchObject([{ row: 1, field: "recalledLots.0" }]);
  });

  test("replaces the assortment when told so", async () => {
    await importDocument(smallPriceBook());
    expect(await importText(`${header}\nmilk,Milk,,dairy,each,1.19,food,,,,,\n`, "csv", "replace")).toMatchObject({ items: 1, changed: 1, removed: 4 });
  });

  test("reports every bad cell with its row", async () => {
    await importDocument(smallPriceBook());
    const rows = ["a,A,,dairy,each,1.999,food,,,,,", "b,B,,dairy,each,1,food,,,x,,", "c,C,,dairy,each,1,food", "d,,,dairy,each,,food,,,,,", "e,E,,dairy,piece,1,food,,,,,"];
    const found = problemsOf(await importText([header, ...rows].join("\n"), "csv")).map(({ row, field }) => `${row} ${field}`);
    expect(found).toEqual(["1 prices", "2 minimumAge", "3 ", "4 names", "4 prices", "5 soldBy"]);
    expect(catalogue.newest()?.header.version).toBe(1);
  });

  test("unknown, missing and doubled columns, and a book that is not there, are named", async () => {
    expect(problemsOf(await importText(header, "csv"))[0]?.problem).toMatch(/import a JSON price book/);
    await importDocument(smallPriceBook());
    expect(problemsOf(await importText("item_id,item_id,colour,name\n", "csv")).map((each) => each.field)).toEqual(["item_id", "colour", "department", "sold_by", "price", "tax_group"]);
    expect(problemsOf(await importText(`${header}\n"a,A\n`, "csv"))[0]).toMatchObject({ row: 1 });
  });
});

describe("search by name", () => {
  beforeEach(async () => {
    await importDocument(smallPriceBook());
  });
  const find = (query: string) => catalogue.byName(query, 1).map((each) => each.itemId);

  test.each([
    ["a beginning", "ban", ["bananas"]],
    ["a whole word", "bananas", ["bananas"]],
    ["a later word", "braeb", ["apples"]],
    ["two words in any order", "braeburn app", ["apples"]],
    ["capitals", "BANANAS", ["bananas"]],
    ["another language", "Bananen", ["bananas"]],
    ["umlauts as typed", "äpfel", ["apples"]],
    ["umlauts written out", "aepfel", ["apples"]],
    ["umlauts left out", "apfel", ["apples"]],
    ["a word with umlaut inside", "gruner", ["tea"]],
    ["the brand", "mueller", ["tea"]],
    ["Arabic", "تفاح", ["apples"]],
    ["the beginning of an Arabic word", "موز", ["bananas"]],
    ["Arabic with another alef", "اخضر", ["tea"]],
    ["Arabic with vowel signs", "تُفَّاح", ["apples"]],
    ["a letter missing", "bannas", ["bananas"]],
    ["a letter too many", "bananaas", ["bananas"]],
    ["two letters swapped", "mlik", ["milk"]],
    ["a wrong letter", "aplles", ["apples"]],
    ["a slip in a later word", "green tae", ["tea"]],
    ["a wrong ending while typing", "brebq", []],
    ["more than was meant", "banancake", ["bananas"]],
    ["nothing like it", "xylophone", []],
    ["only signs", `"*' AND (`, []],
    ["nothing", "   ", []],
  ])("%s: %s", (_what, query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  test("a name that begins so comes before one that holds it", async () => {
    const names = ["Dark chocolate", "Chocolate", "Chocolate cake with cream", "Milk with chocolate"];
    const header = { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true };
    await importDocument({ kind: "delta", header, baseVersion: 1, items: names.map((en, index) => item(`c${index}`, { en })) });
    expect(catalogue.byName("choc", 2).map((each) => each.names.en)).toEqual(["Chocolate", "Chocolate cake with cream", "Dark chocolate", "Milk with chocolate"]);
  });

  test("what is typed cannot become a query of its own", () => {
    expect(find('milk" OR "tea')).toEqual([]);
    expect(find("milk NOT tea")).toEqual([]);
  });
});

test("texts fold to what people type", () => {
  expect(foldText("Crème Brûlée ÄÖÜß İ")).toBe("creme brulee aouss i");
  expect(indexedWords("Süßkartöffel")).toEqual(["susskartoffel", "suesskartoeffel"]);
});

test("edit distance counts slips and gives up early", () => {
  expect([["milk", "milk"], ["milk", "mlik"], ["milk", "milkk"], ["milk", "malt"], ["", "ab"]].map(([left = "", right = ""]) => editDistance(left, right, 2))).toEqual([0, 1, 1, 2, 2]);
  expect(editDistance("milk", "chocolate", 2)).toBe(3);
});

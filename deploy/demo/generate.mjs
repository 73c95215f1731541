// Makes the demo store's price book: `node deploy/demo/generate.mjs CATALOGUE.csv PLU.json VAT.json`.
// Names and barcodes are real (Open Food Facts, ODbL 1.0; PLU names, MIT); prices, weights and promotions are invented,
// always the same for the same sources. Sources and licences: docs/ATTRIBUTION.md.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { cleanName, languageOf, readContent } from "./clean-name.mjs";
import { departments, rules } from "./departments.mjs";
import { commonProduce, counterItems, furtherKinds, organicPlus, ownItems } from "./produce.mjs";
import { memberCards, morePackaged, promotions } from "./promotions.mjs";

const [catalogueFile, pluFile, vatFile] = process.argv.slice(2);
if (vatFile === undefined) {
  process.stderr.write("usage: node deploy/demo/generate.mjs CATALOGUE.csv PLU.json VAT.json\n");
  process.exit(2);
}
/** So many packaged items a department, at most: a shop's shape, not the sample's. */
const perDepartment = 210;
const wantedPlus = 300;

/** A whole number from 0 to below `limit` that depends on the key alone (FNV-1a). */
function chosen(key, limit) {
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % limit;
}
const between = (key, low, high) => low + chosen(key, high - low + 1);
/** Shop prices end in 9: 1.29, 2.49, 3.99. */
const shopPrice = (cents) => Math.max(9, Math.round((cents + 1) / 10) * 10 - 1);
const limitedFrom = "2026-01-01T00:00";
const limitedTo = "2036-01-01T00:00";

/** The regular price; for some items a limited-time one now, or one that is over or still to come. */
function pricesOf(key, cents) {
  const regular = { amountMinor: cents, kind: "regular" };
  const draw = chosen(`${key} limited`, 100);
  const lower = shopPrice(Math.round(cents * 0.8));
  if (cents < 99 || lower >= cents || draw >= 6) return [regular];
  if (draw < 4) return [regular, { amountMinor: lower, kind: "limited", from: limitedFrom, to: limitedTo }];
  if (draw < 5) return [regular, { amountMinor: lower, kind: "limited", from: "2025-01-01T00:00", to: limitedFrom }];
  return [regular, { amountMinor: lower, kind: "limited", from: limitedTo, to: "2037-01-01T00:00" }];
}

/** Barcodes a shop may sell under: no in-store ranges (02, 04, 2x), no coupons, no books. */
function isSaleCode(code) {
  if (code.length === 13) return !/^(02|04|05|2|97[789]|98|99)/.test(code) && !code.startsWith("00000");
  return code.length === 8 && !/^[02]/.test(code);
}

function* catalogueRows() {
  for (const line of readFileSync(catalogueFile, "utf8").split(/\r?\n/).slice(1)) {
    const match = /^(\d+),(?:"((?:[^"]|"")*)"|(.*))$/.exec(line);
    if (match !== null && isSaleCode(match[1])) yield { code: match[1], rawName: (match[2]?.replaceAll('""', '"') ?? match[3]).normalize("NFC") };
  }
}

function packagedItems() {
  const seen = new Set();
  const counts = new Map();
  const items = [];
  // English and German first: they are the store's languages; then the rest, in the sample's order.
  const rows = [...catalogueRows()].flatMap((row) => {
    const name = cleanName(row.rawName);
    return name === undefined ? [] : [{ ...row, name, language: languageOf(name) }];
  });
  const ranked = ["de", "en", "other"].flatMap((language) => rows.filter((row) => row.language === language));
  for (const row of ranked) {
    const key = row.name.toLowerCase();
    const rule = rules.find(([, , must, mustNot]) => must.test(row.rawName) && mustNot?.test(row.rawName) !== true);
    if (rule === undefined || seen.has(key)) continue;
    const department = rule[0];
    const limit = row.language === "other" && department !== "alcohol" ? perDepartment / 2 : perDepartment;
    if ((counts.get(department) ?? 0) >= limit) continue;
    counts.set(department, (counts.get(department) ?? 0) + 1);
    seen.add(key);
    items.push(packagedItem(row, rule));
  }
  return items;
}

function packagedItem({ code, name, language, rawName }, [departmentId, picture, , , low, high, lightest, heaviest, more = {}]) {
  const content = readContent(rawName);
  const key = `gtin ${code}`;
  const packing = more.glass === true ? 180 : 12;
  const grams = content === undefined ? Math.round(between(`${key} grams`, lightest, heaviest) / 5) * 5 : undefined;
  const isDrink = departmentId === "drinks" || departmentId === "alcohol";
  return {
    itemId: `gtin-${code}`,
    names: language === "de" ? { de: name, en: name } : { en: name },
    departmentId,
    soldBy: "each",
    prices: pricesOf(key, shopPrice(between(`${key} price`, low, high))),
    taxGroup: isDrink ? "standard" : "reduced",
    codes: [code],
    expectedWeightGrams: grams ?? Math.round(content.amount * (content.unit === "ml" ? 1.02 : 1.03)) + packing,
    ...(content === undefined ? {} : { content }),
    picture,
    ...(more.minimumAge === undefined ? {} : { minimumAge: more.minimumAge }),
    ...(more.deposit === true ? { depositMinor: 25, depositTaxGroup: "standard" } : {}),
  };
}

/** "Large Bell, Greenhouse - Red Peppers (capsicums)" → "Bell, Greenhouse Red Peppers". */
function cleanPluName(name) {
  const cleaned = name.replace(/\([^)]*\)/g, "").replace(/\s-\s/g, " ").replace(/\/[^ ]*/g, "").replace(/^(Extra Large|Large|Small|Medium|Regular)[, ]\s*/, "").replace(/\s+/g, " ").trim();
  const comma = /^([A-Z][\p{L} ']+), ([\p{L} ']+) ([A-Z][a-z]+)$/u.exec(cleaned);
  return comma === null ? cleaned : `${comma[1]} ${comma[2].toLowerCase()} ${comma[3].toLowerCase()}`;
}

/** Leaves out breeders' numbers, shouted abbreviations and names that say a word twice. */
function isPlainName(name) {
  const words = name.toLowerCase().split(/[ -]/);
  return name.length <= 34 && !/\d|[A-Z]{2,}|Yelll|\b(Regular|Other|Reg|Sciearly|varieties|small-leaf)\b/.test(name) && new Set(words).size === words.length;
}

function produceItems() {
  const names = JSON.parse(readFileSync(pluFile, "utf8"));
  const common = commonProduce.map(([plu, picture, departmentId, price, grams, en, de, ar]) => {
    if (names[plu] === undefined) throw new Error(`PLU ${plu} is not in the list`);
    return produceItem(plu, picture, departmentId, price, grams, { en, de, ar });
  });
  const organic = common.filter((item) => organicPlus.includes(item.plus[0])).map((item) => ({
    ...item,
    itemId: `plu-9${item.plus[0]}`,
    names: { en: `Organic ${item.names.en.charAt(0).toLowerCase()}${item.names.en.slice(1)}`, de: `Bio-${item.names.de}`, ar: `${item.names.ar} عضوي` },
    prices: [{ amountMinor: shopPrice(Math.round(item.prices[0].amountMinor * 1.4)), kind: "regular" }],
    plus: [`9${item.plus[0]}`],
  }));
  const taken = new Set([...common, ...organic].flatMap((item) => [item.plus[0], item.names.en.toLowerCase()]));
  const further = [];
  for (const [plu, raw] of Object.entries(names)) {
    if (taken.has(plu) || /Retailer|See also|Synonymous|ncludes/.test(raw)) continue;
    const name = cleanPluName(raw);
    const kind = furtherKinds.find(([last]) => last.test(cleanPluName(raw.replace(/,.*(?= )/, ""))) || last.test(name));
    if (kind === undefined || !isPlainName(name) || taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    further.push(produceItem(plu, kind[1], kind[2], shopPrice(Math.round((kind[3] * between(`plu ${plu}`, 85, 130)) / 100)), 0, { en: name }));
  }
  // Spread over the whole list, so that every kind is there.
  const room = wantedPlus - common.length - organic.length;
  return [...common, ...organic, ...further.filter((_, index) => Math.floor((index * room) / further.length) !== Math.floor(((index + 1) * room) / further.length))];
}

function produceItem(plu, picture, departmentId, price, grams, names) {
  return {
    itemId: `plu-${plu}`,
    names,
    departmentId,
    soldBy: grams === 0 ? "weight" : "each",
    prices: pricesOf(`plu ${plu}`, price),
    taxGroup: "reduced",
    plus: [plu],
    ...(grams === 0 ? {} : { expectedWeightGrams: grams, weightToleranceGrams: Math.max(20, Math.round(grams * 0.35)) }),
    picture,
  };
}

const shopItems = ownItems.map(([itemId, code, picture, departmentId, taxGroup, price, grams, en, de, ar]) => ({
  itemId,
  names: { en, de, ar },
  departmentId,
  soldBy: "each",
  prices: [{ amountMinor: price, kind: "regular" }],
  taxGroup,
  codes: [code],
  expectedWeightGrams: grams,
  ...(departmentId === "bakery" ? { weightToleranceGrams: Math.max(15, Math.round(grams * 0.25)) } : {}),
  picture,
}));

const counter = counterItems.map(([itemId, code, picture, departmentId, price, en, de, ar]) => ({
  itemId,
  names: { en, de, ar },
  departmentId,
  soldBy: "weight",
  prices: [{ amountMinor: price, kind: "regular" }],
  taxGroup: "reduced",
  codes: [code],
  picture,
  ...(code.startsWith("22") ? { priceInCode: { maximumMinor: 5_000 } } : {}),
}));

/** Germany's rates in force, in parts per million. */
function vatRates() {
  const [period] = JSON.parse(readFileSync(vatFile, "utf8")).items.DE.filter((each) => each.effective_from <= "2026-01-01").sort((a, b) => (a.effective_from < b.effective_from ? 1 : -1));
  return { standard: Math.round(period.rates.standard * 10_000), reduced: Math.round(period.rates.reduced * 10_000) };
}

function withMore(item) {
  const more = morePackaged[item.itemId];
  if (more === undefined) return item;
  const { memberPrice, ...rest } = more;
  return { ...item, prices: [...item.prices, memberPrice], ...rest };
}

const rates = vatRates();
const book = {
  kind: "snapshot",
  header: {
    bookId: "demo",
    version: 1,
    currency: "EUR",
    pricesIncludeTax: true,
    memberCards,
    notice: "Demo store: prices, weights and offers are invented. Items: Open Food Facts (ODbL 1.0) and PLU names (MIT), see docs/ATTRIBUTION.md.",
  },
  taxGroups: [
    { taxGroup: "standard", names: { en: `VAT ${rates.standard / 10_000} %`, de: `MwSt. ${rates.standard / 10_000} %`, ar: "ضريبة القيمة المضافة ١٩٪" }, mark: "A", ratePpm: rates.standard },
    { taxGroup: "reduced", names: { en: `VAT ${rates.reduced / 10_000} %`, de: `MwSt. ${rates.reduced / 10_000} %`, ar: "ضريبة القيمة المضافة ٧٪" }, mark: "B", ratePpm: rates.reduced },
  ],
  departments: departments.map(([departmentId, picture, browsable, en, de, ar]) => ({ departmentId, names: { en, de, ar }, picture, browsable })),
  items: [...produceItems(), ...shopItems, ...counter, ...packagedItems().map(withMore)],
  promotions,
};

/** One item a line: a change of one item is a change of one line. */
const rows = (values) => `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(",\n")}\n  ]`;
const text = `{\n${Object.entries(book).map(([key, value]) => `  "${key}": ${Array.isArray(value) ? rows(value) : JSON.stringify(value)}`).join(",\n")}\n}\n`;
writeFileSync(new URL("price-book.json", import.meta.url), text.replace("[\n\n  ]", "[]"));
const count = new Map();
for (const item of book.items) count.set(item.departmentId, (count.get(item.departmentId) ?? 0) + 1);
process.stdout.write(`${book.items.length} items; ${[...count].map(([name, number]) => `${name} ${number}`).join(", ")}\n`);

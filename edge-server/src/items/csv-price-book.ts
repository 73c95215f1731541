import type { Readable } from "node:stream";
import type { ImportAnswer, PriceBookHeader } from "@laneway/contracts";
import { CsvError, parse } from "csv-parse";
import { ImportProblems } from "./import-problems.js";
import type { SourceResult } from "./json-price-book.js";
import type { SourceItem } from "./price-book-source.js";

/**
 * How a column becomes a field of an item. A CSV holds items only: tax groups and departments are those of the version
 * held. `replace` says the file is the whole assortment; `update` adds and changes items and removes none.
 */
export interface CsvSettings {
  readonly mode: "update" | "replace";
  /** Header of the newest version held; the file becomes the next one of the same book. */
  readonly held: PriceBookHeader | undefined;
  readonly currencyDigits: number;
}

type Read = (text: string, settings: CsvSettings) => { readonly value: unknown } | { readonly problem: string };

const text: Read = (value) => ({ value });
const list: Read = (value) => ({ value: value.split(/[\s|;]+/).filter((each) => each !== "") });
const whole: Read = (value) => (/^\d{1,9}$/.test(value) ? { value: Number(value) } : { problem: `"${value}" is not a whole number` });
/** `1.99` in the store's currency, as minor units; never through a floating-point number. */
const money: Read = (value, { currencyDigits }) => {
  const found = /^(\d{1,9})(?:\.(\d+))?$/.exec(value);
  const decimals = found?.[2] ?? "";
  if (found === null || decimals.length > currencyDigits) {
    return { problem: `"${value}" is not an amount with a point and at most ${currencyDigits} decimals, such as ${currencyDigits === 0 ? "199" : `1.${"9".repeat(currencyDigits)}`}` };
  }
  return { value: Number(`${found[1]}${decimals.padEnd(currencyDigits, "0")}`) };
};

/** The one price that a row has. */
const price: Read = (value, settings) => {
  const read = money(value, settings);
  return "problem" in read ? read : { value: [{ amountMinor: read.value }] };
};

/** The documented columns (docs/PRICE-BOOKS.md), besides `name` and `name:LOCALE`. */
const columns: Readonly<Record<string, { readonly path: readonly string[]; readonly read: Read }>> = {
  item_id: { path: ["itemId"], read: text },
  department: { path: ["departmentId"], read: text },
  sold_by: { path: ["soldBy"], read: text },
  price: { path: ["prices"], read: price },
  tax_group: { path: ["taxGroup"], read: text },
  codes: { path: ["codes"], read: list },
  plus: { path: ["plus"], read: list },
  brand: { path: ["brand"], read: text },
  variant_of: { path: ["variantOf"], read: text },
  restricted_as: { path: ["restrictedAs"], read: text },
  minimum_age: { path: ["minimumAge"], read: whole },
  expected_weight_grams: { path: ["expectedWeightGrams"], read: whole },
  weight_tolerance_grams: { path: ["weightToleranceGrams"], read: whole },
  tare_grams: { path: ["tareGrams"], read: whole },
  deposit: { path: ["depositMinor"], read: money },
  deposit_tax_group: { path: ["depositTaxGroup"], read: text },
  content_amount: { path: ["content", "amount"], read: whole },
  content_unit: { path: ["content", "unit"], read: text },
  price_in_code_maximum: { path: ["priceInCode", "maximumMinor"], read: money },
  coupon_family_code: { path: ["couponFamilyCode"], read: text },
  maximum_quantity: { path: ["maximumQuantity"], read: whole },
  picture: { path: ["picture"], read: text },
  blocked: { path: ["blocked"], read: text },
  recalled_lots: { path: ["recalledLots"], read: list },
  recalled_serials: { path: ["recalledSerials"], read: list },
};
const required = ["item_id", "department", "sold_by", "price", "tax_group"];
const nameColumn = /^name(?::([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?$/;

/** Names of all columns a CSV price book may have. */
export const csvColumns: readonly string[] = [...Object.keys(columns), "name:LOCALE"];

/** Reads a CSV price book (UTF-8, comma, header line) as a stream: a million rows take no memory. */
export async function readCsvPriceBook(input: Readable, settings: CsvSettings): Promise<SourceResult> {
  const problems = new ImportProblems();
  const { held } = settings;
  if (held === undefined) {
    problems.add(null, "", "a CSV holds items only: import a JSON price book with tax groups and departments first");
    return refused(problems);
  }
  const rows = input.pipe(parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 65_536, trim: true }))[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  let header: string[];
  try {
    const first = await rows.next();
    header = first.done === true ? [] : first.value;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add(null, "", error.message);
    return refused(problems);
  }
  for (const [index, name] of header.entries()) {
    if (columns[name] === undefined && !nameColumn.test(name)) problems.add(null, name, `is not a column of a price book; those are ${csvColumns.join(", ")}`);
    if (header.indexOf(name) !== index) problems.add(null, name, "stands twice in the header");
  }
  for (const name of required) if (!header.includes(name)) problems.add(null, name, "is missing in the header");
  if (!header.some((name) => nameColumn.test(name))) problems.add(null, "name:en", "there is no column with names");
  if (problems.any) return refused(problems);

  const version = held.version + 1;
  const { effectiveFromMs: _past, ...kept } = held;
  return {
    ok: true,
    source: {
      kind: "delta",
      header: { ...kept, version },
      baseVersion: held.version,
      taxGroups: [],
      departments: [],
      promotions: undefined,
      removedItemIds: [],
      replacesItems: settings.mode === "replace",
      items: itemsOf(rows, header, settings),
    },
  };
}

const refused = (problems: ImportProblems): { readonly ok: false; readonly answer: ImportAnswer } => ({ ok: false, answer: problems.answer() });

async function* itemsOf(rows: AsyncIterator<string[]>, header: readonly string[], settings: CsvSettings): AsyncGenerator<SourceItem> {
  for (let row = 1; ; row += 1) {
    try {
      const next = await rows.next();
      if (next.done === true) return;
      yield itemOf(row, next.value, header, settings);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      yield { row, item: undefined, problems: [{ field: "", problem: `${error.message}; the rest of the file was not read` }] };
      return;
    }
  }
}

function itemOf(row: number, cells: readonly string[], header: readonly string[], settings: CsvSettings): SourceItem {
  const item: Record<string, unknown> = {};
  const names: Record<string, string> = {};
  const problems: { field: string; problem: string }[] = [];
  if (cells.length !== header.length) problems.push({ field: "", problem: `has ${cells.length} cells; the header has ${header.length}` });
  for (const [index, name] of header.entries()) {
    const cell = cells[index] ?? "";
    if (cell === "") continue;
    const locale = nameColumn.exec(name);
    if (locale !== null) names[locale[1] ?? "en"] = cell;
    const column = columns[name];
    if (column === undefined) continue;
    const read = column.read(cell, settings);
    if ("problem" in read) problems.push({ field: column.path[0] ?? name, problem: read.problem });
    else place(item, column.path, read.value);
  }
  return { row, item: { prices: [], ...item, names }, problems };
}

function place(item: Record<string, unknown>, [first = "", second]: readonly string[], value: unknown): void {
  if (second === undefined) item[first] = value;
  else item[first] = { ...(item[first] as object | undefined), [second]: value };
}

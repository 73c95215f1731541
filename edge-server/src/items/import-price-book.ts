import { canonicalJson, type ImportAnswer, item as itemSchema, type Item, type Json } from "@laneway/contracts";
import { cardNumberIn } from "@laneway/domain/item/card-number";
import { isGtin, isDigits } from "@laneway/domain/item/gtin";
import type { Connection } from "../store/database.js";
import { ImportProblems } from "./import-problems.js";
import type { PriceBookSource, SourceItem } from "./price-book-source.js";
import { PriceBookWriter } from "./price-book-writer.js";

export interface ImportSettings {
  readonly currency: string;
  /** The store's clock: versions whose time has not come are kept whatever their number. */
  readonly nowMs: number;
  /** Problems of promotions, found by whoever owns their kinds: index and words. */
  readonly promotionProblems: (promotions: readonly unknown[]) => readonly { readonly field: string; readonly problem: string }[];
}

const sliceRows = 500;

/**
 * Writes a price book as a new version: everything or nothing. Every bad row is reported. `connection` is the import's own;
 * other connections go on reading the old versions until the commit. A version that is held already changes nothing.
 */
export async function importPriceBook(connection: Connection, source: PriceBookSource, settings: ImportSettings): Promise<ImportAnswer> {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const answer = await write(new PriceBookWriter(connection, source.header.version), source, settings);
    connection.exec(answer.result === "imported" ? "COMMIT" : "ROLLBACK");
    return answer;
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

async function write(writer: PriceBookWriter, source: PriceBookSource, settings: ImportSettings): Promise<ImportAnswer> {
  const { header } = source;
  const problems = new ImportProblems();
  const newest = writer.newest();
  if (newest?.version === header.version && newest.bookId === header.bookId) {
    return { result: "imported", version: header.version, items: newest.itemCount, added: 0, changed: 0, removed: 0 };
  }
  checkHeader(problems, source, newest, settings);
  if (problems.any) return problems.answer();

  const taxGroups = source.kind === "delta" ? merged(writer.newestTaxGroups(), source.taxGroups, (each) => each.taxGroup) : source.taxGroups;
  const departments = source.kind === "delta" ? merged(writer.newestDepartments(), source.departments, (each) => each.departmentId) : source.departments;
  const promotions = source.promotions ?? writer.newestPromotions();
  for (const { field, problem } of settings.promotionProblems(promotions)) problems.add(null, `promotions.${field}`, problem);

  const known = { taxGroups: new Set(taxGroups.map((each) => each.taxGroup)), departments: new Set(departments.map((each) => each.departmentId)) };
  for (const { taxGroup } of header.surcharges ?? []) if (!known.taxGroups.has(taxGroup)) problems.add(null, "header.surcharges", `there is no tax group "${taxGroup}"`);
  let read = 0;
  for await (const row of source.items) {
    const item = checked(problems, row, known);
    if (item !== undefined) {
      const before = writer.rowOf(item.itemId);
      if (before === undefined) writer.put(row.row, item, canonicalJson(item as unknown as Json));
      else problems.add(row.row, "itemId", `"${item.itemId}" stands in row ${before} too`);
    }
    read += 1;
    if (read % sliceRows === 0) await new Promise(setImmediate);
  }
  if (source.replacesItems) writer.endUnseen();
  for (const itemId of source.removedItemIds) if (!writer.end(itemId)) problems.add(null, "removedItemIds", `there is no item "${itemId}"`);
  for (const clash of writer.codeClashes()) problems.add(clash.row, "codes", `code ${clash.code} belongs to item "${clash.otherItemId}" too`);
  if (problems.any) return problems.answer();
  return { result: "imported", version: header.version, ...writer.finish({ header, taxGroups, departments, promotions, nowMs: settings.nowMs }) };
}

function checkHeader(problems: ImportProblems, source: PriceBookSource, newest: { version: number; bookId: string } | undefined, settings: ImportSettings): void {
  const { header } = source;
  if (header.currency !== settings.currency) problems.add(null, "header.currency", `is ${header.currency}; the store sells in ${settings.currency}`);
  if (newest !== undefined && header.version <= newest.version) problems.add(null, "header.version", `is ${header.version}; the store holds ${newest.version} already`);
  if (source.kind === "delta") {
    if (newest === undefined) problems.add(null, "kind", "a delta needs a snapshot before it");
    else if (source.baseVersion !== newest.version) problems.add(null, "baseVersion", `is ${source.baseVersion}; the newest version held is ${newest.version}`);
    else if (header.bookId !== newest.bookId) problems.add(null, "header.bookId", `is "${header.bookId}"; the book held is "${newest.bookId}"`);
  }
}

function checked(problems: ImportProblems, source: SourceItem, known: { readonly taxGroups: ReadonlySet<string>; readonly departments: ReadonlySet<string> }): Item | undefined {
  for (const { field, problem } of source.problems) problems.add(source.row, field, problem);
  const parsed = itemSchema.safeParse(source.item);
  if (!parsed.success) {
    const told = new Set(source.problems.map(({ field }) => field));
    for (const issue of parsed.error.issues) {
      const field = issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : issue.path.join(".");
      if (!told.has(String(issue.path[0] ?? field))) problems.add(source.row, field, issue.message);
    }
    return undefined;
  }
  const item = parsed.data;
  let sound = source.problems.length === 0;
  const wrong = (field: string, problem: string) => {
    problems.add(source.row, field, problem);
    sound = false;
  };
  for (const { taxGroup } of item.kit ?? []) if (!known.taxGroups.has(taxGroup)) wrong("kit", `there is no tax group "${taxGroup}"`);
  if (!known.taxGroups.has(item.taxGroup)) wrong("taxGroup", `there is no tax group "${item.taxGroup}"`);
  if (item.depositTaxGroup !== undefined && !known.taxGroups.has(item.depositTaxGroup)) wrong("depositTaxGroup", `there is no tax group "${item.depositTaxGroup}"`);
  if (!known.departments.has(item.departmentId)) wrong("departmentId", `there is no department "${item.departmentId}"`);
  if (cardNumberIn(item.names)) wrong("names", "looks like a card number");
  for (const code of item.codes) {
    const length = code.length;
    if (isDigits(code) && (length === 8 || (length >= 12 && length <= 14)) && !isGtin(code)) wrong("codes", `${code} has a wrong check digit`);
  }
  return sound ? item : undefined;
}

function merged<T>(before: readonly T[], changes: readonly T[], key: (each: T) => string): T[] {
  const all = new Map(before.map((each) => [key(each), each]));
  for (const each of changes) all.set(key(each), each);
  return [...all.values()];
}

import type { Department, Item, PriceBookHeader, TaxGroup } from "@laneway/contracts";
import type { Connection } from "../store/database.js";
import { keysOf } from "./code-keys.js";
import { slipForms } from "./edit-distance.js";
import { searchWords } from "./search-words.js";

/** Of the versions that have come into force; a version whose time is still to come is kept whatever their number. */
const versionsKept = 8;
const longestSlipWord = 24;

export interface NewestVersion {
  readonly version: number;
  readonly bookId: string;
  readonly itemCount: number;
}

/** Puts one new version into the items file, inside the caller's transaction. */
export class PriceBookWriter {
  readonly #connection: Connection;
  readonly #version: number;
  readonly #statements;
  #added = 0;
  #changed = 0;
  #removed = 0;

  constructor(connection: Connection, version: number) {
    this.#connection = connection;
    this.#version = version;
    connection.exec(`
      CREATE TEMP TABLE IF NOT EXISTS import_row (item_id TEXT PRIMARY KEY, file_row INTEGER NOT NULL) WITHOUT ROWID;
      DELETE FROM import_row;
    `);
    this.#statements = prepare(connection);
  }

  newest(): NewestVersion | undefined {
    const row = this.#statements.newest.get();
    return row === undefined ? undefined : { version: row.version, bookId: row.book_id, itemCount: row.item_count };
  }

  newestTaxGroups(): TaxGroup[] {
    return JSON.parse(this.#statements.newest.get()?.tax_groups ?? "[]") as TaxGroup[];
  }

  newestDepartments(): Department[] {
    const departments = JSON.parse(this.#statements.newest.get()?.departments ?? "[]") as (Department & { itemCount: number })[];
    return departments.map(({ itemCount: _count, ...department }) => department);
  }

  newestPromotions(): unknown[] {
    return JSON.parse(this.#statements.newest.get()?.promotions ?? "[]") as unknown[];
  }

  /** The file row that brought this item, if one did. */
  rowOf(itemId: string): number | undefined {
    return this.#statements.importRow.get(itemId)?.file_row;
  }

  put(fileRow: number, item: Item, content: string): void {
    this.#statements.keepImportRow.run(item.itemId, fileRow);
    const before = this.#statements.open.get(item.itemId);
    if (before?.content === content) return;
    if (before === undefined) this.#added += 1;
    else {
      this.#statements.close.run(this.#version, before.item_row);
      this.#changed += 1;
    }
    const { lastInsertRowid } = this.#statements.insert.run(item.itemId, this.#version, item.departmentId, content);
    for (const key of keysOf(item)) this.#statements.insertCode.run(key, lastInsertRowid);
    const { words, marked } = searchWords(item);
    this.#statements.insertWords.run(lastInsertRowid, [...marked, ...words].join(" "));
    for (const word of words) this.#learn(word);
  }

  /** Ends an item with this version. Answers whether there was one. */
  end(itemId: string): boolean {
    const before = this.#statements.open.get(itemId);
    if (before === undefined) return false;
    this.#statements.close.run(this.#version, before.item_row);
    this.#removed += 1;
    return true;
  }

  /** Ends every item that the file did not bring. */
  endUnseen(): void {
    this.#removed += this.#statements.endUnseen.run(this.#version).changes;
  }

  /** Codes of this version's new rows that another open item has as well. */
  codeClashes(): { readonly row: number | null; readonly code: string; readonly otherItemId: string }[] {
    return this.#statements.clashes.all(this.#version).map((clash) => ({ row: clash.file_row, code: clash.code.slice(1), otherItemId: clash.other_item_id }));
  }

  /** Writes the version itself and forgets what was in force long before `nowMs`. Answers the counts. */
  finish({ header, taxGroups, departments, promotions, nowMs }: { readonly header: PriceBookHeader; readonly taxGroups: readonly TaxGroup[]; readonly departments: readonly Department[]; readonly promotions: readonly unknown[]; readonly nowMs: number }) {
    const counts = new Map(this.#statements.departmentCounts.all().map((row) => [row.department_id, row.items]));
    const items = [...counts.values()].reduce((sum, each) => sum + each, 0);
    const counted = departments.map((each) => ({ ...each, itemCount: counts.get(each.departmentId) ?? 0 }));
    this.#statements.keepVersion.run(header.version, header.bookId, JSON.stringify(header), JSON.stringify(taxGroups), JSON.stringify(counted), JSON.stringify(promotions), items);
    const oldestKept = this.#statements.oldestKept.get(nowMs, versionsKept - 1)?.version;
    if (oldestKept !== undefined) {
      this.#statements.forgetVersions.run(oldestKept);
      this.#statements.forgetItems.run(oldestKept);
    }
    this.#connection.exec("DELETE FROM import_row");
    return { items, added: this.#added, changed: this.#changed, removed: this.#removed };
  }

  #learn(word: string): void {
    if (word.length < 3 || word.length > longestSlipWord || /\p{N}/u.test(word)) return;
    if (this.#statements.learnWord.run(word).changes === 0) return;
    for (const form of slipForms(word)) this.#statements.learnSlip.run(form, word);
  }
}

function prepare(connection: Connection) {
  return {
    newest: connection.prepare<[], { version: number; book_id: string; item_count: number; tax_groups: string; departments: string; promotions: string }>(
      "SELECT version, book_id, item_count, tax_groups, departments, promotions FROM price_book ORDER BY version DESC LIMIT 1",
    ),
    importRow: connection.prepare<[string], { file_row: number }>("SELECT file_row FROM import_row WHERE item_id = ?"),
    keepImportRow: connection.prepare("INSERT INTO import_row (item_id, file_row) VALUES (?, ?)"),
    open: connection.prepare<[string], { item_row: number; content: string }>("SELECT item_row, content FROM item WHERE item_id = ? AND to_version IS NULL"),
    close: connection.prepare("UPDATE item SET to_version = ? WHERE item_row = ?"),
    insert: connection.prepare("INSERT INTO item (item_id, from_version, department_id, content) VALUES (?, ?, ?, ?)"),
    insertCode: connection.prepare("INSERT INTO code (code, item_row) VALUES (?, ?)"),
    insertWords: connection.prepare("INSERT INTO name_index (rowid, words) VALUES (?, ?)"),
    learnWord: connection.prepare("INSERT INTO word (word) VALUES (?) ON CONFLICT DO NOTHING"),
    learnSlip: connection.prepare("INSERT INTO word_slip (form, word) VALUES (?, ?) ON CONFLICT DO NOTHING"),
    endUnseen: connection.prepare("UPDATE item SET to_version = ? WHERE to_version IS NULL AND item_id NOT IN (SELECT item_id FROM import_row)"),
    clashes: connection.prepare<[number], { file_row: number | null; code: string; other_item_id: string }>(
      `SELECT r.file_row, c.code, other.item_id AS other_item_id
       FROM item i JOIN code c ON c.item_row = i.item_row
       JOIN code c2 ON c2.code = c.code AND c2.item_row <> c.item_row
       JOIN item other ON other.item_row = c2.item_row AND other.to_version IS NULL
       LEFT JOIN import_row r ON r.item_id = i.item_id
       WHERE i.from_version = ? AND i.to_version IS NULL ORDER BY r.file_row`,
    ),
    departmentCounts: connection.prepare<[], { department_id: string; items: number }>("SELECT department_id, count(*) AS items FROM item WHERE to_version IS NULL GROUP BY department_id"),
    keepVersion: connection.prepare("INSERT INTO price_book (version, book_id, header, tax_groups, departments, promotions, item_count) VALUES (?, ?, ?, ?, ?, ?, ?)"),
    oldestKept: connection.prepare<[number, number], { version: number }>(
      "SELECT version FROM price_book WHERE coalesce(json_extract(header, '$.effectiveFromMs'), 0) <= ? ORDER BY version DESC LIMIT 1 OFFSET ?",
    ),
    forgetVersions: connection.prepare("DELETE FROM price_book WHERE version < ?"),
    forgetItems: connection.prepare("DELETE FROM item WHERE to_version IS NOT NULL AND to_version <= ?"),
  };
}

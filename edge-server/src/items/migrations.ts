import type { Migration } from "../store/database.js";

/**
 * Schema of the items (edge/items.db), a file of its own so that a long import never holds up a sale.
 * An item's row is alive from `from_version` until before `to_version`: a price book version is a cut through the rows,
 * so a switch of version is a change of one number.
 */
export const itemMigrations: readonly Migration[] = [
  `
  CREATE TABLE price_book (
    version INTEGER PRIMARY KEY,
    book_id TEXT NOT NULL,
    header TEXT NOT NULL,
    tax_groups TEXT NOT NULL,
    departments TEXT NOT NULL,
    promotions TEXT NOT NULL,
    item_count INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE item (
    item_row INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id TEXT NOT NULL,
    from_version INTEGER NOT NULL,
    to_version INTEGER,
    department_id TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX item_by_id ON item (item_id, from_version);
  CREATE INDEX item_by_department ON item (department_id, item_row);
  CREATE INDEX item_ended ON item (to_version) WHERE to_version IS NOT NULL;

  CREATE TABLE code (
    code TEXT NOT NULL,
    item_row INTEGER NOT NULL REFERENCES item (item_row) ON DELETE CASCADE,
    PRIMARY KEY (code, item_row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX code_by_item ON code (item_row);

  CREATE VIRTUAL TABLE name_index USING fts5 (words, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0");

  CREATE TABLE word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE word_slip (
    form TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (form, word)
  ) STRICT, WITHOUT ROWID;
  `,
];

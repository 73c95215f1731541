import type { JournalRecord } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import type { BelongsRow } from "./rows.js";

/** The unique key of each projected table. */
const keys = {
  lanes: ["store_id", "lane_id"],
  transactions: ["store_id", "transaction_id"],
  transaction_lines: ["store_id", "transaction_id", "position"],
  transaction_tenders: ["store_id", "transaction_id", "position"],
  transaction_taxes: ["store_id", "transaction_id", "position"],
  interventions: ["store_id", "intervention_id"],
  unread_entries: ["store_id", "journal_id", "sequence"],
} as const;

/** Writes whole rows in one statement: new ones are added, known ones replaced. All rows have the same columns. */
export async function write<Row extends object>(sql: Sql, table: keyof typeof keys, rows: readonly Row[]): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const key: readonly string[] = keys[table];
  const columns = Object.keys(first);
  const changed = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  await sql.query(
    `insert into ${table} (${columns.join(", ")})
     select ${columns.join(", ")} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)
     on conflict (${key.join(", ")}) do update set ${changed.join(", ")}`,
    [rowsText(rows)],
  );
}

/** Notes which transaction's history each record belongs to. */
export async function writeBelongs(sql: Sql, journal: JournalRecord, rows: readonly BelongsRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `update records set transaction_id = belongs.transaction_id
     from jsonb_to_recordset($3::text::jsonb) as belongs (sequence bigint, transaction_id text)
     where records.store_id = $1 and records.journal_id = $2 and records.sequence = belongs.sequence`,
    [journal.storeId, journal.journalId, rowsText(rows)],
  );
}

/** JSON text of rows; what PostgreSQL cannot keep in a text (NUL, half a surrogate pair) becomes the replacement character. */
export const rowsText = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === "string" ? value.replace(/\0|\p{Surrogate}/gu, "\uFFFD") : value));

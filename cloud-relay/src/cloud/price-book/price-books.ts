import { priceBookDocument, type PriceBookDelta, type PriceBookDocument, type PriceBookSnapshot } from "@laneway/contracts";
import type { Database, Sql } from "../database/database.js";
import { applyDelta, deltaBetween } from "./delta.js";
import { documentProblems, type DocumentProblem } from "./document-problems.js";
import type { Store } from "../stores/stores.js";

/** How many whole books and how many deltas are kept for a store; one that is further behind gets the newest whole book. */
const keptSnapshots = 3;
const keptDeltas = 50;

export type PublishAnswer =
  | { readonly result: "published"; readonly version: number; readonly items: number; readonly delta: boolean }
  | { readonly result: "refused"; readonly problems: readonly DocumentProblem[] };

interface DocumentRow {
  readonly version: number;
  readonly book_id: string;
  readonly document: string;
}

/** The text of the next document for a store that holds a version (0: none), or undefined when it is up to date. */
export async function nextDocument(sql: Sql, storeId: string, have: number): Promise<string | undefined> {
  const rows = await sql.query<{ document: string }>(
    `select document from price_books where store_id = $1 and version > $2 and (kind = 'snapshot' or base_version = $2)
     order by kind = 'delta' desc, version desc limit 1`,
    [storeId, have],
  );
  return rows[0]?.document;
}

/** The newest version published to a store, and how many items it has. */
export async function newestVersion(sql: Sql, storeId: string): Promise<{ readonly version: number; readonly items: number } | undefined> {
  const rows = await sql.query<{ version: number; items: number }>(
    "select version, item_count as items from price_books where store_id = $1 and kind = 'snapshot' order by version desc limit 1",
    [storeId],
  );
  return rows[0];
}

/** The version whose time has come: what the store's lanes sell by. */
export async function versionInForce(sql: Sql, storeId: string, nowMs: number): Promise<number | undefined> {
  const rows = await sql.query<{ version: number }>(
    "select version from price_books where store_id = $1 and kind = 'snapshot' and effective_from_ms <= $2 order by version desc limit 1",
    [storeId, nowMs],
  );
  return rows[0]?.version;
}

/**
 * Makes a document a store's newest price book, all or nothing. A delta must be based on the newest version. The whole book and the
 * way to it from the version before are both kept, so that a store gets the smaller one.
 */
export function publish(database: Database, store: Store, document: PriceBookDocument, nowMs: number): Promise<PublishAnswer> {
  return database.transaction(async (sql) => {
    await sql.query("select 1 from stores where store_id = $1 for update", [store.storeId]);
    const newest = await newestSnapshot(sql, store.storeId);
    const problems = [...orderProblems(store, newest, document), ...documentProblems(document, newest)];
    if (problems.length > 0) return { result: "refused", problems };
    const whole = document.kind === "snapshot" ? document : applyDelta(newest as PriceBookSnapshot, document);
    const sameBook = newest !== undefined && newest.header.bookId === whole.header.bookId;
    const delta = document.kind === "delta" ? document : sameBook ? deltaBetween(newest, document) : undefined;
    await insertDocument(sql, store.storeId, whole, nowMs);
    if (delta !== undefined) await insertDocument(sql, store.storeId, delta, nowMs);
    await forgetOld(sql, store.storeId, nowMs);
    return { result: "published", version: whole.header.version, items: whole.items.length, delta: delta !== undefined };
  });
}

function orderProblems(store: Store, newest: PriceBookSnapshot | undefined, document: PriceBookDocument): DocumentProblem[] {
  const { header } = document;
  const latest = newest?.header.version ?? 0;
  const problems: DocumentProblem[] = [];
  if (header.version <= latest) problems.push({ path: "header.version", problem: `is ${header.version}, the newest is ${latest}: use a higher one` });
  if (header.currency !== store.currency) problems.push({ path: "header.currency", problem: `is ${header.currency}, the store sells in ${store.currency}` });
  if (document.kind === "delta" && document.baseVersion !== latest) {
    problems.push({ path: "baseVersion", problem: `is ${document.baseVersion}, the newest version is ${latest}: base it on that, or send a snapshot` });
  }
  if (document.kind === "delta" && newest !== undefined && newest.header.bookId !== header.bookId) {
    problems.push({ path: "header.bookId", problem: `is ${header.bookId}, the newest version is of ${newest.header.bookId}: send a snapshot` });
  }
  return problems;
}

/** The newest whole book of a store. */
export async function newestSnapshot(sql: Sql, storeId: string): Promise<PriceBookSnapshot | undefined> {
  const newest = await newestVersion(sql, storeId);
  return newest === undefined ? undefined : snapshotOf(sql, storeId, newest.version);
}

/** A whole book of a store. */
export async function snapshotOf(sql: Sql, storeId: string, version: number): Promise<PriceBookSnapshot | undefined> {
  const rows = await sql.query<DocumentRow>(
    "select version, book_id, document from price_books where store_id = $1 and kind = 'snapshot' and version = $2",
    [storeId, version],
  );
  if (rows[0] === undefined) return undefined;
  const document = priceBookDocument.parse(JSON.parse(rows[0].document));
  if (document.kind !== "snapshot") throw new Error(`price book ${rows[0].version} of ${storeId} is not the snapshot it is kept as`);
  return document;
}

async function insertDocument(sql: Sql, storeId: string, document: PriceBookSnapshot | PriceBookDelta, nowMs: number): Promise<void> {
  const { header, kind, items } = document;
  await sql.query(
    `insert into price_books (store_id, version, kind, book_id, base_version, item_count, document, uploaded_at_ms, effective_from_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [storeId, header.version, kind, header.bookId, kind === "delta" ? document.baseVersion : null, items.length, JSON.stringify(document), nowMs, header.effectiveFromMs ?? 0],
  );
}

/** Never the version in force, however many wait for their time. */
async function forgetOld(sql: Sql, storeId: string, nowMs: number): Promise<void> {
  const inForce = await versionInForce(sql, storeId, nowMs);
  for (const [kind, kept] of [["snapshot", keptSnapshots], ["delta", keptDeltas]] as const) {
    await sql.query(
      `delete from price_books where store_id = $1 and kind = $2 and version not in
       (select version from price_books where store_id = $1 and kind = $2 order by version desc limit $3) and version < $4`,
      [storeId, kind, kept, inForce ?? 0],
    );
  }
}

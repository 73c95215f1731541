import { afterAll, beforeAll, describe } from "vitest";
import type { Database } from "../cloud/database/database.js";
import { migrate } from "../cloud/database/migrations.js";
import { openPglite } from "../cloud/database/pglite.js";
import { openPostgresql } from "../cloud/database/postgresql.js";
import { type PostgresqlCluster, startPostgresql } from "./postgresql-cluster.js";

/** Answers an empty database with the newest schema. The one answered before is emptied: a test holds one at a time. */
export type OpenDatabase = () => Promise<Database>;

/** Runs the same suite on the embedded database and on a real PostgreSQL server of its own. */
export function onEachDatabase(suite: (open: OpenDatabase) => void): void {
  describe("on PGlite", () => suite(emptied(() => openPglite(undefined))));
  describe("on PostgreSQL", () => {
    let cluster: PostgresqlCluster | undefined;
    beforeAll(async () => {
      cluster = await startPostgresql();
    });
    afterAll(() => cluster?.remove());
    suite(
      emptied(async () => {
        if (cluster === undefined) throw new Error("PostgreSQL did not start");
        return openPostgresql(await cluster.createDatabase());
      }),
    );
  });
}

function emptied(open: () => Promise<Database>): OpenDatabase {
  let opened: Database | undefined;
  afterAll(() => opened?.close());
  return async () => {
    if (opened === undefined) {
      opened = await open();
      await migrate(opened);
      return opened;
    }
    // Emptying is many times faster than making the tables again.
    const tables = await opened.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_versions'");
    await opened.script(`truncate ${tables.map(({ name }) => `"${name}"`).join(", ")} restart identity`);
    return opened;
  };
}

/** Everything a database says about stores' journals and what follows from them, but not when it arrived. */
export async function wholeState(database: Database): Promise<unknown> {
  const tables = ["records", "journals", "lanes", "transactions", "transaction_lines", "transaction_tenders", "transaction_taxes", "interventions", "unread_entries"];
  const state: Record<string, unknown> = {};
  for (const table of tables) {
    const rows = await database.query<{ row: string }>(
      `select (to_jsonb(t) - 'received_at_ms' - 'first_received_ms' - 'last_received_ms')::text as row from ${table} t order by 1`,
    );
    state[table] = rows.map(({ row }) => row);
  }
  return state;
}

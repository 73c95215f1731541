import pg from "pg";
import { type Database, type Sql, type SqlValue, wholeNumber } from "./database.js";

const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === int8 ? wholeNumber : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

const statements = (client: pg.Pool | pg.PoolClient): Sql => ({
  query: async <Row extends object>(text: string, parameters: readonly SqlValue[] = []) => (await client.query<Row>(text, [...parameters])).rows,
  script: async (text) => {
    await client.query(text);
  },
});

/** Connects to a PostgreSQL server (13 or newer). Connections are opened when needed and re-opened after a restart of the server. */
export function openPostgresql(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 6,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 3_600,
    statement_timeout: 30_000,
    application_name: "laneway-headquarters",
    keepAlive: true,
    types,
  });
  // A connection that dies while nobody uses it: the next statement opens another.
  pool.on("error", () => undefined);
  return {
    kind: "postgresql",
    ...statements(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The statement under way rejects as well; without a listener the process would end.
  const broken = (): void => undefined;
  client.on("error", broken);
  let failure: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(statements(client));
    await client.query("commit");
    return result;
  } catch (error) {
    failure = error as Error;
    await client.query("rollback").then(
      () => {
        failure = undefined;
      },
      () => undefined,
    );
    throw error;
  } finally {
    client.off("error", broken);
    // A connection that could not even roll back is not used again.
    client.release(failure);
  }
}

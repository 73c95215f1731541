import postgres from "postgres";
import { type Database, type Sql, type SqlValue, wholeNumber } from "./database.js";

const int8 = { to: 20, from: [20], serialize: (value: number) => String(value), parse: wholeNumber };
type Connection = postgres.Sql<{ bigint: number }> | postgres.TransactionSql<{ bigint: number }>;

const statements = (connection: Connection): Sql => ({
  query: async <Row extends object>(text: string, parameters: readonly SqlValue[] = []) =>
    connection.unsafe<Row[]>(text, [...parameters], { prepare: true }),
  script: async (text) => {
    await connection.unsafe(text).simple();
  },
});

/** Connects to a PostgreSQL server (13 or newer). Connections are opened when needed and re-opened after a restart of the server. */
export function openPostgresql(url: string): Database {
  const connection = postgres(url, {
    max: 6,
    connect_timeout: 10,
    idle_timeout: 60,
    max_lifetime: 3_600,
    backoff: (attempt) => Math.min(5, attempt / 4),
    connection: { application_name: "laneway-headquarters", statement_timeout: 30_000 },
    types: { bigint: int8 },
    // Array types are not used, and the library leaves this look-up's failure unhandled when the server is away.
    fetch_types: false,
    onnotice: () => undefined,
  });
  return {
    kind: "postgresql",
    ...statements(connection),
    transaction: async (work) => (await connection.begin((transaction) => work(statements(transaction)))) as Awaited<ReturnType<typeof work>>,
    close: () => connection.end({ timeout: 2 }),
  };
}

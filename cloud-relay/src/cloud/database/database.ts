/** A parameter of a statement. JSON travels as text and is cast in the statement (`$1::text::jsonb`). */
export type SqlValue = string | number | boolean | null;

/** Statements with `$1`-style parameters. Rows hold strings, whole numbers, booleans and nulls; bigint is a safe number. */
export interface Sql {
  query<Row extends object>(text: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Several statements without parameters: migrations. */
  script(text: string): Promise<void>;
}

/**
 * Headquarters' database: the same SQL on PostgreSQL and on the embedded PGlite.
 * A statement rejects while the database is away; the next one works again once it is back.
 */
export interface Database extends Sql {
  readonly kind: "postgresql" | "pglite";
  /** All of `work` or nothing of it. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A bigint column as a number. Sequences, times and amounts stay far below 2^53; anything else is a defect. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe whole number`);
  return value;
}

import { currencyDigitsOf } from "@laneway/domain/pricing/currency";
import { sha256 } from "../../record-hash.js";
import type { Sql } from "../database/database.js";

/** A store as headquarters knows it. */
export interface Store {
  readonly storeId: string;
  readonly name: string;
  readonly currency: string;
  readonly currencyDigits: number;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly timeZone: string;
  /** Whose regional prices and taxes hold there. */
  readonly region?: string | undefined;
  /** Under which makers name the retailer on coupons. */
  readonly retailerId?: string | undefined;
}

interface StoreRow {
  readonly store_id: string;
  readonly name: string;
  readonly currency: string;
  readonly currency_digits: number;
  readonly country: string;
  readonly time_zone: string;
  readonly region: string | null;
  readonly retailer_id: string | null;
}

const columns = "store_id, name, currency, currency_digits, country, time_zone, region, retailer_id";
const storeOf = (row: StoreRow): Store => ({
  storeId: row.store_id,
  name: row.name,
  currency: row.currency,
  currencyDigits: row.currency_digits,
  country: row.country,
  timeZone: row.time_zone,
  ...(row.region === null ? {} : { region: row.region }),
  ...(row.retailer_id === null ? {} : { retailerId: row.retailer_id }),
});

/** Adds a store, or gives a known one a new name, zone and key. Only the key's hash is kept. */
export async function registerStore(sql: Sql, store: Omit<Store, "currencyDigits">, key: string, nowMs: number): Promise<void> {
  await sql.query(
    `insert into stores (${columns}, key_hash, registered_at_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (store_id) do update set name = excluded.name, country = excluded.country, time_zone = excluded.time_zone,
     region = excluded.region, retailer_id = excluded.retailer_id, key_hash = excluded.key_hash`,
    [store.storeId, store.name, store.currency, currencyDigitsOf(store.currency), store.country, store.timeZone, store.region ?? null, store.retailerId ?? null, sha256(key), nowMs],
  );
}

/** The store a key belongs to. Keys are long and random, so their hash is looked up as it is. */
export async function storeOfKey(sql: Sql, key: string): Promise<Store | undefined> {
  const rows = await sql.query<StoreRow>(`select ${columns} from stores where key_hash = $1`, [sha256(key)]);
  return rows.map(storeOf)[0];
}

export async function findStore(sql: Sql, storeId: string): Promise<Store | undefined> {
  const rows = await sql.query<StoreRow>(`select ${columns} from stores where store_id = $1`, [storeId]);
  return rows.map(storeOf)[0];
}

export const listStores = async (sql: Sql): Promise<readonly Store[]> =>
  (await sql.query<StoreRow>(`select ${columns} from stores order by name, store_id`)).map(storeOf);

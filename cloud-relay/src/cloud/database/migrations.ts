import type { Database, Sql } from "./database.js";
import { giftCardActTables } from "./gift-card-act-tables.js";
import { giftCardLoadTables } from "./gift-card-load-tables.js";
import { giftCardTables } from "./gift-card-tables.js";
import { loyaltyDiscountTables } from "./loyalty-discount-tables.js";
import { loyaltyRefundTables } from "./loyalty-refund-tables.js";
import { loyaltyTables } from "./loyalty-tables.js";
import { redirectTables } from "./redirect-tables.js";
import { refundTables } from "./refund-tables.js";
import { voucherTables } from "./voucher-tables.js";
import { returnTables } from "./return-tables.js";
import { storedPaymentTables } from "./stored-payment-tables.js";

/** One step of the schema. A step that has been released never changes; a change is a new step at the end. */
interface Migration {
  readonly version: number;
  readonly script: string;
}

const records = `
create table stores (
  store_id text primary key,
  name text not null,
  currency text not null,
  currency_digits integer not null,
  time_zone text not null,
  key_hash text not null unique,
  registered_at_ms bigint not null
);
create table journals (
  store_id text not null references stores,
  journal_id text not null,
  held_through bigint not null default 0,
  held_hash text not null,
  first_received_ms bigint not null,
  last_received_ms bigint not null,
  primary key (store_id, journal_id)
);
create table records (
  store_id text not null,
  journal_id text not null,
  sequence bigint not null check (sequence > 0),
  lane_id text,
  command_id text not null,
  position bigint not null,
  at_ms bigint not null,
  business_date text not null,
  actor text not null,
  kind text not null,
  shape bigint not null,
  entry text not null,
  previous_hash text not null,
  hash text not null,
  transaction_id text,
  received_at_ms bigint not null,
  primary key (store_id, journal_id, sequence),
  foreign key (store_id, journal_id) references journals
);
create index records_of_transaction on records (store_id, transaction_id, journal_id, sequence) where transaction_id is not null;
create index records_of_lane on records (store_id, lane_id, journal_id, sequence desc);
`;

const projections = `
create table lanes (
  store_id text not null references stores,
  lane_id text not null,
  journal_id text not null,
  mode text not null check (mode in ('open', 'paused', 'closed')),
  transaction_id text,
  faults text not null default '[]',
  last_sequence bigint not null,
  last_at_ms bigint not null,
  last_kind text not null,
  primary key (store_id, lane_id)
);
create table transactions (
  store_id text not null references stores,
  transaction_id text not null,
  journal_id text not null,
  lane_id text not null,
  status text not null check (status in ('open', 'suspended', 'completed', 'voided')),
  started_at_ms bigint not null,
  last_at_ms bigint not null,
  business_date text not null,
  training boolean not null,
  first_sequence bigint not null,
  last_sequence bigint not null,
  ended_by text,
  void_reason text,
  receipt_number text,
  currency text,
  currency_digits integer,
  line_count bigint not null default 0,
  total_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  savings_minor bigint not null default 0,
  rounding_minor bigint not null default 0,
  receipt text,
  search_text text not null default '',
  primary key (store_id, transaction_id)
);
create index transactions_by_time on transactions (store_id, last_at_ms desc, transaction_id);
create index transactions_by_day on transactions (store_id, business_date, status);
create table transaction_lines (
  store_id text not null,
  transaction_id text not null,
  position bigint not null,
  kind text not null,
  name text not null,
  quantity bigint not null,
  weight_grams bigint,
  unit_price_minor bigint not null,
  base_minor bigint not null,
  discount_minor bigint not null,
  total_minor bigint not null,
  tax_mark text not null,
  price_overridden boolean not null,
  primary key (store_id, transaction_id, position),
  foreign key (store_id, transaction_id) references transactions
);
create table transaction_tenders (
  store_id text not null,
  transaction_id text not null,
  position bigint not null,
  kind text not null,
  amount_minor bigint not null,
  primary key (store_id, transaction_id, position),
  foreign key (store_id, transaction_id) references transactions
);
create table transaction_taxes (
  store_id text not null,
  transaction_id text not null,
  position bigint not null,
  mark text not null,
  name text not null,
  rate_ppm bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  gross_minor bigint not null,
  primary key (store_id, transaction_id, position),
  foreign key (store_id, transaction_id) references transactions
);
create table interventions (
  store_id text not null references stores,
  intervention_id text not null,
  journal_id text not null,
  lane_id text not null,
  transaction_id text,
  kind text not null,
  business_date text not null,
  raised_at_ms bigint not null,
  taken_by text,
  ended_at_ms bigint,
  ended_by text,
  outcome text,
  primary key (store_id, intervention_id)
);
create index interventions_by_time on interventions (store_id, raised_at_ms desc, intervention_id);
create table unread_entries (
  store_id text not null,
  journal_id text not null,
  sequence bigint not null,
  kind text not null,
  problem text not null,
  primary key (store_id, journal_id, sequence),
  foreign key (store_id, journal_id, sequence) references records
);
`;

const priceBooks = `
create table price_books (
  store_id text not null references stores,
  version integer not null check (version > 0),
  kind text not null check (kind in ('snapshot', 'delta')),
  book_id text not null,
  base_version integer,
  item_count integer not null,
  document text not null,
  uploaded_at_ms bigint not null,
  primary key (store_id, version, kind)
);
`;

const storeCountry = `alter table stores add column country text not null default 'DE';`;

/** `public_key`: the key the journal introduced last; `signed_through`: its last record with a right signature. */
const signatures = `
alter table records add column signature text;
alter table journals add column public_key text;
alter table journals add column signed_through bigint not null default 0;
create table signing_keys (
  store_id text not null,
  journal_id text not null,
  key_id text not null,
  public_key text not null,
  sequence bigint not null,
  primary key (store_id, journal_id, sequence),
  foreign key (store_id, journal_id) references journals
);
`;

const closedDays = `
create index records_closed_days on records (store_id, business_date) where kind = 'business-day-closed';
`;

const storeRegion = `
alter table stores add column region text;
alter table stores add column retailer_id text;
alter table price_books add column effective_from_ms bigint not null default 0;
update price_books set effective_from_ms = coalesce((document::jsonb -> 'header' ->> 'effectiveFromMs')::bigint, 0);
`;

const callsByDay = `
create index records_of_calls on records (store_id, business_date)
  where kind in ('intervention-raised', 'intervention-taken', 'intervention-ended', 'outcome-undone', 'risk-assessed');
`;

const peopleAtLanes = `
create index records_of_people on records (store_id, lane_id, sequence) where kind in ('assist-started', 'assist-ended', 'message-shown', 'message-ended');
create index records_of_notes on records (store_id, at_ms) where kind in ('note-written', 'notes-read', 'note-finished');
`;

const migrations: readonly Migration[] = [
  { version: 1, script: records },
  { version: 2, script: projections },
  { version: 3, script: priceBooks },
  { version: 4, script: storeCountry },
  { version: 5, script: signatures },
  { version: 6, script: redirectTables },
  { version: 7, script: closedDays },
  { version: 8, script: giftCardTables },
  { version: 9, script: storeRegion },
  { version: 10, script: loyaltyTables },
  { version: 11, script: refundTables },
  { version: 12, script: returnTables },
  { version: 13, script: callsByDay },
  { version: 14, script: loyaltyRefundTables },
  { version: 15, script: giftCardActTables },
  { version: 16, script: voucherTables },
  { version: 17, script: peopleAtLanes },
  { version: 18, script: giftCardLoadTables },
  { version: 19, script: loyaltyDiscountTables },
  { version: 20, script: storedPaymentTables },
];

/** Any number: only one headquarters at a time changes the schema of a database. */
const migrationLock = 7_320_001;

/** Brings the schema up to date, all steps or none. Rejects a database that a newer version has written. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query("select pg_advisory_xact_lock($1)::text", [migrationLock]);
    await sql.script("create table if not exists schema_versions (version integer primary key)");
    const applied = await appliedVersion(sql);
    const newest = migrations.at(-1)?.version ?? 0;
    if (applied > newest) throw new Error(`the database has schema ${applied}, this version knows ${newest}: start the newer version`);
    for (const migration of migrations.filter((each) => each.version > applied)) {
      await sql.script(migration.script);
      await sql.query("insert into schema_versions (version) values ($1)", [migration.version]);
    }
  });
}

async function appliedVersion(sql: Sql): Promise<number> {
  const rows = await sql.query<{ version: number }>("select coalesce(max(version), 0)::integer as version from schema_versions");
  return rows[0]?.version ?? 0;
}

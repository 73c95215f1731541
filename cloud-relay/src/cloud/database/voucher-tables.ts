/** What the records say of each store's vouchers. A number belongs to its journal: a store that was made anew counts from the beginning. */
export const voucherTables = `
create table vouchers (
  store_id text not null references stores,
  journal_id text not null,
  number text not null,
  amount_minor bigint not null,
  currency text not null,
  last_day text not null,
  because text not null,
  lane_id text,
  issued_at_ms bigint not null,
  used_by text,
  used_lane_id text,
  used_at_ms bigint,
  block_reason text,
  primary key (store_id, journal_id, number)
);
create index vouchers_by_time on vouchers (store_id, issued_at_ms desc);
`;

/** Card payments that a terminal approved without its host: how each stands by the newest record about it. */
export const storedPaymentTables = `
create table stored_payments (
  store_id text not null references stores (store_id),
  attempt_id text not null,
  lane_id text not null,
  transaction_id text,
  state text not null check (state in ('stored', 'forwarded', 'declined', 'reversed', 'noted')),
  at_risk boolean not null,
  amount_minor bigint not null check (amount_minor > 0),
  at_ms bigint not null,
  changed_at_ms bigint not null,
  payment text not null,
  primary key (store_id, attempt_id)
);
create index stored_payments_by_time on stored_payments (store_id, at_ms desc);
create index stored_payments_of_sale on stored_payments (store_id, transaction_id) where state = 'stored';
`;

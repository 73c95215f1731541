/** Payments on shoppers' phones, and the callbacks that were taken, each once. */
export const redirectTables = `
create table redirect_payments (
  store_id text not null references stores,
  payment_id text not null,
  provider text not null,
  amount_minor bigint not null,
  currency text not null,
  state text not null,
  provider_reference text,
  pay_url text,
  expires_at_ms bigint not null,
  code text,
  told_no boolean not null default false,
  looks integer not null default 0,
  look_at_ms bigint,
  opened_at_ms bigint not null,
  changed_at_ms bigint not null,
  primary key (store_id, payment_id)
);
create index redirect_payments_due on redirect_payments (look_at_ms) where look_at_ms is not null;
create table redirect_events (
  provider text not null,
  event_id text not null,
  received_at_ms bigint not null,
  primary key (provider, event_id)
);
`;

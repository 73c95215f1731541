/**
 * Parts of completed sales that go back: of a gift card, a movement that says which redemption it refunds; of a payment on the phone, a
 * row that is saved before the provider is asked. A sale says what came back of it and which
 * transaction undid it.
 */
export const refundTables = `
alter table transactions add column returned_minor bigint not null default 0;
alter table transactions add column undone_by text;
alter table gift_card_movements add column refunds bigint references gift_card_movements;
create index gift_card_refunds on gift_card_movements (refunds) where refunds is not null;
create table redirect_refunds (
  by_store text not null references stores (store_id),
  refund_id text not null,
  store_id text not null,
  payment_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state text not null check (state in ('asking', 'given', 'refused')),
  code text,
  looks integer not null default 0,
  look_at_ms bigint,
  asked_at_ms bigint not null,
  primary key (by_store, refund_id),
  foreign key (store_id, payment_id) references redirect_payments
);
create index redirect_refunds_of_payment on redirect_refunds (store_id, payment_id);
create index redirect_refunds_due on redirect_refunds (look_at_ms) where look_at_ms is not null;
`;

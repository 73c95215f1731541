/** What came back of payments with points, in money; the points of it are a movement of their own, when there are any. */
export const loyaltyRefundTables = `
alter table loyalty_movements drop constraint loyalty_movements_kind_check;
alter table loyalty_movements add constraint loyalty_movements_kind_check
  check (kind in ('earning', 'taking-back', 'redemption', 'hold', 'reversal', 'adjustment', 'refund'));
create table loyalty_refunds (
  by_store text not null references stores (store_id),
  refund_id text not null,
  redemption bigint not null references loyalty_movements,
  amount_minor bigint not null check (amount_minor > 0),
  points bigint not null check (points >= 0),
  primary key (by_store, refund_id)
);
create index loyalty_refunds_of_redemption on loyalty_refunds (redemption);
`;

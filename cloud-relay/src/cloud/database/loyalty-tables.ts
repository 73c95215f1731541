/**
 * Members' points: a ledger that only grows and adds itself up, what each sale earned, and what came back of it. A taking back may leave
 * an account below zero, when the points were spent meanwhile; nothing else may.
 */
export const loyaltyTables = `
create table loyalty_accounts (
  account_id bigint generated always as identity primary key,
  program_id text not null,
  member_id text not null,
  opened_at_ms bigint not null,
  unique (program_id, member_id)
);
create table loyalty_movements (
  movement_id bigint generated always as identity primary key,
  account_id bigint not null references loyalty_accounts,
  position bigint not null,
  kind text not null check (kind in ('earning', 'taking-back', 'redemption', 'hold', 'reversal', 'adjustment')),
  points bigint not null check (points <> 0),
  balance_points bigint not null check (balance_points >= 0 or kind not in ('redemption', 'hold', 'adjustment')),
  source text not null,
  inquiry_id text not null,
  lane_id text,
  reverses bigint unique references loyalty_movements,
  note text,
  at_ms bigint not null,
  unique (account_id, position),
  unique (source, inquiry_id)
);
create function loyalty_movement_adds_up() returns trigger language plpgsql as $$
declare
  before record;
begin
  select position, balance_points into before from loyalty_movements where account_id = new.account_id order by position desc limit 1;
  new.position := coalesce(before.position, 0) + 1;
  new.balance_points := coalesce(before.balance_points, 0) + new.points;
  return new;
end $$;
create trigger loyalty_movement_adds_up before insert on loyalty_movements for each row execute function loyalty_movement_adds_up();
create trigger loyalty_movements_stay before update or delete on loyalty_movements for each row execute function ledger_is_never_changed();
create table loyalty_earnings (
  store_id text not null references stores,
  transaction_id text not null,
  account_id bigint not null references loyalty_accounts,
  points bigint not null check (points >= 0),
  total_minor bigint not null,
  taken_back bigint not null default 0 check (taken_back between 0 and points),
  primary key (store_id, transaction_id)
);
create index loyalty_earnings_by_transaction on loyalty_earnings (transaction_id);
create table loyalty_returns (
  store_id text not null references stores,
  return_id text not null,
  transaction_id text not null,
  returned_minor bigint not null,
  primary key (store_id, return_id)
);
create index loyalty_returns_by_transaction on loyalty_returns (transaction_id);
`;

/** Questions of stores and their answers, for ever; and the ledger of gift cards, which only grows and adds itself up. */
export const giftCardTables = `
create table inquiries (
  store_id text not null references stores,
  inquiry_id text not null,
  lane_id text,
  kind text not null,
  content_hash text,
  received_at_ms bigint not null,
  outcome text not null,
  declined_code text,
  primary key (store_id, inquiry_id)
);
create index inquiries_declined on inquiries (store_id, lane_id, received_at_ms) where declined_code is not null;
create table gift_cards (
  card_id bigint generated always as identity primary key,
  code_hash text not null unique,
  last_four text not null,
  pin_hash text,
  currency text not null,
  blocked boolean not null default false,
  wrong_pins integer not null default 0,
  wrong_pin_at_ms bigint not null default 0,
  issued_at_ms bigint not null
);
create table gift_card_movements (
  movement_id bigint generated always as identity primary key,
  card_id bigint not null references gift_cards,
  position bigint not null,
  kind text not null check (kind in ('load', 'redemption', 'reversal', 'refund')),
  amount_minor bigint not null check (amount_minor <> 0),
  balance_minor bigint not null check (balance_minor >= 0),
  source text not null,
  inquiry_id text not null,
  lane_id text,
  reverses bigint unique references gift_card_movements,
  at_ms bigint not null,
  unique (card_id, position),
  unique (source, inquiry_id)
);
create function gift_card_movement_adds_up() returns trigger language plpgsql as $$
declare
  before record;
begin
  select position, balance_minor into before from gift_card_movements where card_id = new.card_id order by position desc limit 1;
  new.position := coalesce(before.position, 0) + 1;
  new.balance_minor := coalesce(before.balance_minor, 0) + new.amount_minor;
  return new;
end $$;
create trigger gift_card_movement_adds_up before insert on gift_card_movements for each row execute function gift_card_movement_adds_up();
create function ledger_is_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger gift_card_movements_stay before update or delete on gift_card_movements for each row execute function ledger_is_never_changed();
`;

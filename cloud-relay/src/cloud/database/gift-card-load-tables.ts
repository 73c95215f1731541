/**
 * What stores put on gift cards at their lanes. A row begins when a card is scanned, by the inquiry that prepares it; the sale says how much; what
 * is taken back by a return is off the card for as long as that return holds it. `movement_id`: the load as it stands on the card now.
 */
export const giftCardLoadTables = `
create table gift_card_loads (
  store_id text not null references stores,
  load_id text not null,
  card_id bigint not null references gift_cards,
  prepared_at_ms bigint not null,
  amount_minor bigint check (amount_minor > 0),
  movement_id bigint unique references gift_card_movements,
  taken_by_store text,
  taken_by_return text,
  turns integer not null default 0,
  primary key (store_id, load_id),
  check ((taken_by_store is null) = (taken_by_return is null))
);
create index gift_card_loads_taken on gift_card_loads (taken_by_store, taken_by_return) where taken_by_return is not null;
`;

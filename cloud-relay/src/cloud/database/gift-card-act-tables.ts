/** Who blocked a gift card, or let it be used again, and why. Only grows. */
export const giftCardActTables = `
create table gift_card_acts (
  act_id bigint generated always as identity primary key,
  card_id bigint not null references gift_cards,
  blocked boolean not null,
  reason text not null,
  at_ms bigint not null
);
create index gift_card_acts_of_card on gift_card_acts (card_id, act_id desc);
create trigger gift_card_acts_stay before update or delete on gift_card_acts for each row execute function ledger_is_never_changed();
create index gift_cards_by_last_four on gift_cards (last_four, card_id desc);
`;

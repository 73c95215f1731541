/** Points that a discount took, and what of that discount has come back: both in money, so that its points go back in proportion. */
export const loyaltyDiscountTables = `
alter table loyalty_earnings
  add column used_points bigint not null default 0 check (used_points >= 0),
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  add column given_back bigint not null default 0 check (given_back between 0 and used_points);
alter table loyalty_returns add column discount_minor bigint not null default 0 check (discount_minor >= 0);
`;

/**
 * The last part of the address of a receipt's e-receipt, out of the receipt's text: read as JSON, a receipt with a letter that PostgreSQL
 * cannot keep would stop everything.
 */
export const eReceiptToken = `substring(receipt from '"eReceiptUrl":"(?:[^"]*/)?([^"/]+)"')`;

/**
 * What has come back of sales, over all stores of a retailer: a hold is one return's, with its units and its parts of the money. It is
 * made before money is given, and taken away when the return is ended without.
 */
export const returnTables = `
create table return_holds (
  by_store text not null references stores (store_id),
  return_id text not null,
  hold_id text not null,
  sale_store text not null references stores (store_id),
  transaction_id text not null,
  undoes boolean not null,
  held_at_ms bigint not null,
  primary key (by_store, return_id)
);
create index return_holds_of_sale on return_holds (sale_store, transaction_id);
create table return_units (
  by_store text not null,
  return_id text not null,
  line_id text not null,
  unit_from bigint not null,
  unit_to bigint not null check (unit_to > unit_from),
  primary key (by_store, return_id, line_id, unit_from),
  foreign key (by_store, return_id) references return_holds on delete cascade
);
create table return_parts (
  by_store text not null,
  return_id text not null,
  payment_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (by_store, return_id, payment_id),
  foreign key (by_store, return_id) references return_holds on delete cascade
);
create index transactions_by_e_receipt on transactions ((${eReceiptToken})) where receipt is not null;
create index transactions_by_receipt_number on transactions (receipt_number) where receipt_number is not null;
`;

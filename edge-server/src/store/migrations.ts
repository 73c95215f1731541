import type { Migration } from "./database.js";

/**
 * Schema of the record (edge/edge.db). A step is never changed once released: a new meaning is a new step.
 * The journal and the command answers can only grow: their triggers refuse UPDATE and DELETE.
 */
export const recordMigrations: readonly Migration[] = [
  `
  CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    store_id TEXT NOT NULL,
    journal_id TEXT NOT NULL
  ) STRICT;

  CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    lane_id TEXT,
    command_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    shape INTEGER NOT NULL,
    entry TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_by_lane ON journal (lane_id, sequence);
  CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

  CREATE TABLE command (
    command_id TEXT PRIMARY KEY,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER command_is_never_changed BEFORE UPDATE ON command BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
  CREATE TRIGGER command_is_never_forgotten BEFORE DELETE ON command BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;

  CREATE TABLE outbox (sequence INTEGER PRIMARY KEY REFERENCES journal (sequence)) STRICT;

  CREATE TABLE snapshot (
    lane_id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE suspended (
    token TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    used INTEGER NOT NULL CHECK (used IN (0, 1)),
    basket TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX suspended_waiting ON suspended (at_ms) WHERE used = 0;

  CREATE TABLE receipt (
    token TEXT PRIMARY KEY,
    lane_id TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    receipt TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX receipt_by_number ON receipt (lane_id, receipt_number);
  CREATE INDEX receipt_by_time ON receipt (sequence);

  CREATE TABLE attendant (
    attendant_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('attendant', 'lead', 'manager')),
    pin_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sign_in_failure (
    attendant_id TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE journal ADD COLUMN signature TEXT;
  CREATE TABLE signing_key (
    key_id TEXT PRIMARY KEY,
    public_key TEXT NOT NULL,
    sequence INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // What is counted over all baskets: what promotions have given and to whom, and coupons that are taken once.
  `
  CREATE TABLE promotion_use (
    promotion_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    baskets INTEGER NOT NULL,
    given_minor INTEGER NOT NULL,
    PRIMARY KEY (promotion_id, member_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX promotion_use_by_member ON promotion_use (member_id) WHERE member_id <> '';

  CREATE TABLE coupon_use (
    use_key TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE inquiry (
    number INTEGER PRIMARY KEY,
    inquiry_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'answered', 'withdrawn')),
    inquiry TEXT,
    CHECK ((inquiry IS NULL) = (state IN ('answered', 'withdrawn')))
  ) STRICT;
  CREATE INDEX inquiry_open ON inquiry (number) WHERE state IN ('waiting', 'fetched');
  CREATE TRIGGER inquiry_is_never_forgotten BEFORE DELETE ON inquiry BEGIN SELECT RAISE(ABORT, 'an inquiry id is never used again'); END;
  `,
  `
  CREATE TABLE fiscal_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    state TEXT NOT NULL
  ) STRICT;
  CREATE TABLE fiscal_document (
    lane_id TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    block TEXT NOT NULL,
    PRIMARY KEY (lane_id, receipt_number)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE INDEX journal_closed_days ON journal (sequence) WHERE kind = 'business-day-closed';
  `,
  // Units of sold lines that have come back, and what each payment gave back for them.
  `
  CREATE TABLE return_claim (
    transaction_id TEXT NOT NULL,
    line_id TEXT NOT NULL,
    unit_from INTEGER NOT NULL,
    unit_to INTEGER NOT NULL CHECK (unit_to > unit_from),
    return_id TEXT NOT NULL,
    PRIMARY KEY (transaction_id, line_id, unit_from)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX return_claim_by_return ON return_claim (return_id);
  CREATE TRIGGER return_claim_is_never_taken_twice BEFORE INSERT ON return_claim
  WHEN EXISTS (SELECT 1 FROM return_claim WHERE transaction_id = NEW.transaction_id AND line_id = NEW.line_id AND unit_from < NEW.unit_to AND unit_to > NEW.unit_from)
  BEGIN SELECT RAISE(ABORT, 'these units have come back already'); END;

  CREATE TABLE return_refund (
    return_id TEXT NOT NULL,
    payment_attempt_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (return_id, payment_attempt_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX return_refund_by_transaction ON return_refund (transaction_id);
  CREATE INDEX receipt_by_transaction ON receipt (json_extract(receipt, '$.transactionId'));
  CREATE INDEX receipt_by_number_alone ON receipt (receipt_number);
  CREATE INDEX journal_basket_begin ON journal (lane_id, sequence) WHERE kind IN ('transaction-started', 'transaction-recalled');
  `,
  `
  CREATE INDEX journal_assessed ON journal (sequence) WHERE kind = 'risk-assessed';
  `,
  // A person's badge: only its hash, one badge each.
  `
  CREATE TABLE badge (
    attendant_id TEXT PRIMARY KEY REFERENCES attendant (attendant_id) ON DELETE CASCADE,
    badge_hash TEXT NOT NULL UNIQUE
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE learned_weight (
    item_id TEXT PRIMARY KEY,
    packs TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Sales that were undone as a whole: each once, by one return.
  `
  CREATE TABLE post_void (
    transaction_id TEXT PRIMARY KEY,
    return_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX post_void_by_return ON post_void (return_id);
  `,
  // Slips of bottle machines that lie in an open basket or have paid: each once.
  `
  CREATE TABLE slip_use (
    slip_key TEXT PRIMARY KEY,
    tender_id TEXT NOT NULL UNIQUE,
    sequence INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Vouchers that the store has issued. That one is used stands in slip_use, in the commit of its tender.
  `
  CREATE TABLE voucher (
    slip_key TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    last_day TEXT NOT NULL,
    locale TEXT NOT NULL,
    because TEXT NOT NULL,
    lane_id TEXT NOT NULL,
    issued_at_ms INTEGER NOT NULL,
    prints INTEGER NOT NULL,
    blocked TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX voucher_by_time ON voucher (issued_at_ms);
  `,
  // Public keys of people's own devices.
  `
  CREATE TABLE passkey (
    credential_id TEXT PRIMARY KEY,
    attendant_id TEXT NOT NULL REFERENCES attendant (attendant_id) ON DELETE CASCADE,
    public_key BLOB NOT NULL,
    counter INTEGER NOT NULL,
    enrolled_by TEXT NOT NULL,
    enrolled_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX passkey_by_attendant ON passkey (attendant_id);
  `,
  // Card payments that a terminal may approve, or has approved, without its host.
  `
  CREATE TABLE stored_payment (
    attempt_id TEXT PRIMARY KEY,
    lane_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'stored', 'forwarded', 'declined', 'reversed', 'noted')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    at_ms INTEGER NOT NULL,
    payment TEXT,
    CHECK ((payment IS NULL) = (state = 'reserved'))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stored_payment_open ON stored_payment (state, at_ms) WHERE state IN ('reserved', 'stored', 'declined');
  `,
];

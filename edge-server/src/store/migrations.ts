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
];

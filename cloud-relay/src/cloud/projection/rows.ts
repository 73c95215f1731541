import type { ReadEntry } from "./entries.js";

/** Rows of the projected tables, spelled as their columns are. */
export interface LaneRow {
  store_id: string;
  lane_id: string;
  journal_id: string;
  mode: "open" | "paused" | "closed";
  /** Whose entries the lane is writing, until the shopper has left. */
  transaction_id: string | null;
  /** JSON: [{ device, code, sinceMs }], in the order raised. */
  faults: string;
  last_sequence: number;
  last_at_ms: number;
  last_kind: string;
}

export interface TransactionRow {
  store_id: string;
  transaction_id: string;
  journal_id: string;
  lane_id: string;
  status: "open" | "suspended" | "completed" | "voided";
  started_at_ms: number;
  last_at_ms: number;
  business_date: string;
  training: boolean;
  first_sequence: number;
  last_sequence: number;
  ended_by: string | null;
  void_reason: string | null;
  receipt_number: string | null;
  currency: string | null;
  currency_digits: number | null;
  line_count: number;
  total_minor: number;
  tax_minor: number;
  savings_minor: number;
  rounding_minor: number;
  /** JSON of the receipt, once completed. */
  receipt: string | null;
  search_text: string;
  /** What was given back of it, in the same store. */
  returned_minor: number;
  /** The transaction that undid it as a whole. */
  undone_by: string | null;
}

export interface LineRow {
  store_id: string;
  transaction_id: string;
  position: number;
  kind: string;
  name: string;
  quantity: number;
  weight_grams: number | null;
  unit_price_minor: number;
  base_minor: number;
  discount_minor: number;
  total_minor: number;
  tax_mark: string;
  price_overridden: boolean;
}

export interface TenderRow {
  store_id: string;
  transaction_id: string;
  position: number;
  kind: string;
  amount_minor: number;
}

export interface TaxRow {
  store_id: string;
  transaction_id: string;
  position: number;
  mark: string;
  name: string;
  rate_ppm: number;
  net_minor: number;
  tax_minor: number;
  gross_minor: number;
}

export interface InterventionRow {
  store_id: string;
  intervention_id: string;
  journal_id: string;
  lane_id: string;
  transaction_id: string | null;
  kind: string;
  business_date: string;
  raised_at_ms: number;
  taken_by: string | null;
  ended_at_ms: number | null;
  ended_by: string | null;
  outcome: string | null;
}

export interface UnreadRow {
  store_id: string;
  journal_id: string;
  sequence: number;
  kind: string;
  problem: string;
}

/** Which transaction's history a record belongs to. */
export interface BelongsRow {
  sequence: number;
  transaction_id: string;
}

/** The part of the projected state that a run of records touches, changed in place while they are followed. */
export interface Books {
  readonly lanes: Map<string, LaneRow>;
  readonly transactions: Map<string, TransactionRow>;
  readonly interventions: Map<string, InterventionRow>;
  readonly lines: LineRow[];
  readonly tenders: TenderRow[];
  readonly taxes: TaxRow[];
  /** What returns take and give up, in order. */
  readonly returns: { readonly sequence: number; readonly atMs: number; readonly entry: Extract<ReadEntry, { kind: "return-confirmed" | "return-cancelled" | "return-completed" }> }[];
  readonly unread: UnreadRow[];
  readonly belongs: BelongsRow[];
}

import type { Receipt } from "@laneway/contracts";

/** Gross amounts by the five tax classes that the Austrian cash register ordinance (RKSV) knows, in cents. */
export interface FiscalAmounts {
  readonly normalMinor: number;
  readonly reduced1Minor: number;
  readonly reduced2Minor: number;
  readonly zeroMinor: number;
  readonly specialMinor: number;
}

/**
 * `start`, `month`, `year`: documents over nothing that open the register and end its months and years.
 * `recovery`: the one that says that the signing unit is back. `refund` stands for a cancellation, too.
 */
export type FiscalDocumentKind = "start" | "sale" | "training" | "refund" | "month" | "year" | "recovery";

/** A document as it is to be signed. Its place in the chain is the moment it is signed. */
export interface FiscalDocument {
  readonly documentKind: FiscalDocumentKind;
  /** Unique within the register: a receipt's own number, `fiscal-000001` for documents over nothing. */
  readonly documentNumber: string;
  /** `YYYY-MM-DDTHH:MM:SS` on the store's clock, without a zone: so the ordinance wants it. */
  readonly localTime: string;
  readonly amounts: FiscalAmounts;
  /** The register's turnover, this document included. Training leaves it as it was. */
  readonly turnoverMinor: number;
  /** Whose receipt it is about, and the journal record that completed it. */
  readonly receipt: FiscalReceipt | undefined;
}

export interface FiscalReceipt {
  readonly laneId: string;
  readonly receiptNumber: string;
  readonly sequence: number;
}

/** A receipt that waits for its document. */
export interface FiscalSource {
  readonly documentKind: "sale" | "training" | "refund";
  readonly sequence: number;
  readonly receipt: Pick<Receipt, "laneId" | "receiptNumber" | "totalMinor" | "roundingMinor" | "taxes">;
}

export type FiscalPhase = "new" | "signing" | "outage";

/** The fold of a register's entries. */
export interface FiscalState {
  readonly phase: FiscalPhase;
  readonly outageSinceMs: number | undefined;
  readonly turnoverMinor: number;
  /** How many documents over nothing there are: their numbers go on from here. */
  readonly emptyDocuments: number;
  /** `YYYY-MM` of the last document. */
  readonly lastMonth: string | undefined;
  /** The last document, signed, as the next one's link needs it. */
  readonly previousJws: string | undefined;
  /** Journal record of the last receipt that has its document. */
  readonly throughSequence: number;
}

/** Entries of no lane. `jws`: the signed document in compact form; `code`: what stands on the receipt, for a machine to read. */
export interface FiscalDocumentSigned extends FiscalDocument {
  readonly kind: "fiscal-document-signed";
  readonly jws: string;
  readonly code: string;
}
/** The unit did not sign: the document stands in the chain with the words for that in its signature's place. */
export interface FiscalDocumentUnsigned extends FiscalDocument {
  readonly kind: "fiscal-document-unsigned";
  readonly jws: string;
  readonly code: string;
  readonly because: string;
}
export type FiscalEntry = FiscalDocumentSigned | FiscalDocumentUnsigned;

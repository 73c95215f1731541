/** What may be wrong with labels, a model or its manifest. */
export type RiskErrorCode =
  | "labels-unreadable"
  | "labels-malformed"
  | "labels-too-many"
  | "labels-one-sided"
  | "training-diverged"
  | "manifest-missing"
  | "manifest-malformed"
  | "model-missing"
  | "model-changed"
  | "model-corrupt"
  | "model-mismatch"
  | "model-slow"
  | "score-not-a-probability"
  | "rules-unreadable"
  | "rules-malformed"
  | "journal-unreadable";

/** A named error of the trainer or of a model; nothing was written, no score was given. */
export class RiskError extends Error {
  readonly code: RiskErrorCode;
  constructor(code: RiskErrorCode, what: string, cause?: unknown) {
    super(`${code}: ${what}`, { cause });
    this.name = "RiskError";
    this.code = code;
  }
}

import type { Refusal, RefusalReason } from "@laneway/contracts";

/** A refusal with the facts its words need. */
export const refusalOf = (reason: RefusalReason, details?: Refusal["details"]): Refusal =>
  details === undefined ? { reason } : { reason, details };

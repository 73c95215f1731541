import type { CommandAnswer, Refusal, RefusalReason, RefusedAnswer } from "@laneway/contracts";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Reasons with a status of their own; every other refusal is a 409. */
const statuses: Partial<Record<RefusalReason, ContentfulStatusCode>> = {
  "invalid-request": 400,
  "sign-in-required": 401,
  "wrong-pin": 401,
  "wrong-passkey": 401,
  "passkeys-not-here": 404,
  "not-allowed": 403,
  "second-person-needed": 403,
  "same-person": 403,
  "receipt-not-found": 404,
  "day-report-not-found": 404,
  "command-id-reused": 422,
  "card-number-refused": 422,
  "locked-out": 429,
  "record-unavailable": 503,
};

/** Thrown by a handler to answer no. Not an error: the rule, in words a screen has. */
export class No extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: RefusedAnswer | CommandAnswer;
  constructor(body: RefusedAnswer | (CommandAnswer & { result: "refused" }), status?: ContentfulStatusCode) {
    super(body.refusal.reason);
    this.name = "No";
    this.body = body;
    this.status = status ?? statuses[body.refusal.reason] ?? 409;
  }
}

export const no = (reason: RefusalReason, more: Omit<Refusal, "reason"> = {}, status?: ContentfulStatusCode): No =>
  new No({ result: "refused", refusal: { reason, ...more } }, status);

import type { StoredPayment } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { LaneState } from "@laneway/domain/lane/types";
import { isCardRefund } from "@laneway/domain/returns/types";
import type { StoredProjection } from "../store/stored-payments.js";

/** What a lane's entries do to the card payments without the host. `before`: the lane as it was. */
export function storedPaymentsIn(before: LaneState, entries: readonly LaneEntry[]): StoredProjection[] {
  return entries.flatMap((entry): StoredProjection[] => {
    switch (entry.kind) {
      case "payment-intent-saved": {
        const { attemptId, amountMinor, offline, atMs } = entry;
        return offline?.way === "allowed" ? [{ kind: "offline-reserved", attemptId, laneId: before.laneId, amountMinor, atMs, sumMinor: offline.sumMinor }] : [];
      }
      case "payment-approved":
        return approved(before, entry);
      case "payment-declined":
      case "payment-aborted":
      case "payment-not-performed":
        return [{ kind: "offline-released", attemptId: entry.attemptId }];
      case "payment-reversed":
        return [{ kind: "offline-reversed", attemptId: entry.attemptId, atMs: entry.atMs }];
      case "refund-given":
        return undone(before, entry);
      default:
        return [];
    }
  });
}

function approved(before: LaneState, { attemptId, outcome, allowedBy, atMs }: Extract<LaneEntry, { kind: "payment-approved" }>): StoredProjection[] {
  if (!("card" in outcome)) return [];
  if (outcome.offline !== true) return [{ kind: "offline-released", attemptId }];
  const { amountMinor, currency, card, reference } = outcome;
  const transactionId = before.transaction?.transactionId;
  const payment: StoredPayment = {
    attemptId, laneId: before.laneId, ...(transactionId === undefined ? {} : { transactionId }), amountMinor, currency, card, reference, atMs,
    ...(allowedBy === undefined ? {} : { allowedBy }), state: "stored", atRisk: false, changedAtMs: atMs,
  };
  return [{ kind: "offline-stored", payment }];
}

/** A sale is undone on the terminal that took it: what it keeps it will not forward. */
function undone({ returning }: LaneState, { attemptId, atMs }: Extract<LaneEntry, { kind: "refund-given" }>): StoredProjection[] {
  const attempt = returning?.attempts.find((each) => each.attemptId === attemptId);
  const leg = attempt === undefined ? undefined : returning?.legs[attempt.leg];
  if (leg === undefined || !isCardRefund(leg.refund) || leg.refund.way !== "reversal") return [];
  return [{ kind: "offline-reversed", attemptId: leg.paymentAttemptId, atMs }];
}

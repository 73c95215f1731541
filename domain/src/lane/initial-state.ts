import { emptyScaleWatch } from "../bagging/scale-health.js";
import type { BaggingState } from "../bagging/types.js";
import type { LaneState } from "./types.js";

const emptyBagging: BaggingState = {
  settledGrams: 0,
  measuredGrams: undefined,
  foreignGrams: 0,
  baselineKnown: true,
  waiting: [],
  leaving: [],
  ownBagAnnounced: false,
  nudge: undefined,
  skippedLineIds: [],
};

/** The lane before its first entry: open, nobody there. `locale` is the store's first language. */
export function initialLaneState(laneId: string, locale: string): LaneState {
  return {
    laneId,
    mode: "open",
    locale,
    step: { name: "welcome" },
    stepSinceMs: 0,
    transaction: undefined,
    attempt: undefined,
    pastAttempts: [],
    returning: undefined,
    pastRefunds: [],
    pendingRefunds: [],
    bagging: emptyBagging,
    scale: emptyScaleWatch,
    interventions: [],
    recentCalls: [],
    lastOutcome: undefined,
    assist: undefined,
    message: undefined,
    notices: [],
    faults: [],
    idle: undefined,
    lastActivityMs: 0,
    lastBasketEndedAtMs: undefined,
    lastReceiptNumber: 0,
    lastTrainingReceiptNumber: 0,
    lastRefundNumber: 0,
    lastTrainingRefundNumber: 0,
    lastVoucherNumber: 0,
    lastVoucher: undefined,
    lastTerminalReference: undefined,
    hostAwaySinceMs: undefined,
    recentReceipts: [],
    printJobs: [],
    till: undefined,
    lastTill: undefined,
    lastEvents: [],
  };
}

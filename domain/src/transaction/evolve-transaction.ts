import { baselineNow } from "../bagging/evolve-bagging.js";
import type { Handlers } from "../lane/handlers.js";
import type { LaneState, LaneStepState } from "../lane/types.js";
import { withoutAccount } from "../loyalty/evolve-points.js";
import { pastOf, remember } from "../payment/past-attempts.js";
import { emptyPricedBasket } from "../pricing/types.js";
import { withAgeSeen } from "../restriction/age-seen.js";

const maximumRecentReceipts = 5;

/** Moves the lane to a step. */
const toStep = (state: LaneState, step: LaneStepState, atMs: number): LaneState => ({
  ...state,
  step,
  stepSinceMs: atMs,
});

/** The basket is done with its attempt; what it became stays known. */
function withoutAttempt(state: LaneState): LaneState {
  const { attempt } = state;
  return attempt === undefined
    ? state
    : { ...state, attempt: undefined, pastAttempts: remember(state.pastAttempts, pastOf(attempt)) };
}

/** The lane without anything of the shopper whose transaction just ended. */
function withoutShopper(state: LaneState, atMs: number): LaneState {
  return {
    ...withoutAttempt(state),
    transaction: undefined,
    lastBasketEndedAtMs: atMs,
    notices: [],
    idle: undefined,
    lastEvents: [],
    lastOutcome: undefined,
    message: undefined,
    bagging: baselineNow(state.bagging),
  };
}

export const transactionHandlers: Handlers<
  | "transaction-started"
  | "locale-changed"
  | "bags-asked"
  | "bags-chosen"
  | "payment-step-reached"
  | "basket-reopened"
  | "transaction-completed"
  | "transaction-voided"
  | "transaction-suspended"
  | "transaction-recalled"
  | "shopper-left"
> = {
  "transaction-started": (state, { transactionId, locale, training, versions, policy, atMs }) => ({
    ...toStep(state, { name: "basket" }, atMs),
    locale,
    notices: [],
    lastOutcome: undefined,
    lastVoucher: undefined,
    bagging: baselineNow(state.bagging),
    transaction: {
      transactionId,
      startedAtMs: atMs,
      locale,
      training,
      lines: [],
      priced: emptyPricedBasket(versions),
      versions,
      policy,
      ageApprovedUpTo: 0,
      tenders: [],
      bagsAsked: false,
    },
  }),
  "locale-changed": (state, { locale }) => ({
    ...state,
    locale,
    transaction: state.transaction === undefined ? undefined : { ...state.transaction, locale },
  }),
  "bags-asked": (state, { atMs }) => toStep(state, { name: "bags" }, atMs),
  "bags-chosen": (state) =>
    state.transaction === undefined
      ? state
      : { ...state, transaction: { ...state.transaction, bagsAsked: true } },
  "payment-step-reached": (state, { atMs }) => toStep(state, { name: "payment" }, atMs),
  "basket-reopened": (state, { atMs }) => toStep(withoutAttempt(state), { name: "basket" }, atMs),
  "transaction-completed": (state, { number, training, receipt, untilMs, atMs }) => ({
    ...toStep(
      withoutShopper(state, atMs),
      { name: "thank-you", receipt, print: "offered", printJobId: undefined, untilMs },
      atMs,
    ),
    ...(training ? { lastTrainingReceiptNumber: number } : { lastReceiptNumber: number }),
    recentReceipts: [...state.recentReceipts, { receipt, copies: 0 }].slice(-maximumRecentReceipts),
  }),
  "transaction-voided": (state, { homeLocale, atMs }) => ({
    ...toStep(withoutShopper(state, atMs), { name: "welcome" }, atMs),
    locale: homeLocale,
  }),
  "transaction-suspended": (state, { token, untilMs, atMs }) =>
    toStep(withoutShopper(state, atMs), { name: "suspended", token, untilMs }, atMs),
  "transaction-recalled": (state, { transaction, atMs }) => ({
    ...toStep(state, { name: "basket" }, atMs),
    locale: transaction.locale,
    notices: [],
    lastVoucher: undefined,
    bagging: baselineNow(state.bagging),
    // What was said of an account then is old.
    transaction: withAgeSeen(withoutAccount(transaction), { ageApprovedUpTo: 0 }),
  }),
  "shopper-left": (state, { homeLocale, atMs }) => ({
    ...toStep(state, { name: "welcome" }, atMs),
    locale: homeLocale,
    idle: undefined,
    notices: [],
    message: undefined,
    lastEvents: [],
    lastVoucher: undefined,
  }),
};

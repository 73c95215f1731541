import type { StoreRules } from "@laneway/contracts";
import { isAttemptOpen } from "../payment/attempt.js";
import { isUnsettled } from "../payment/past-attempts.js";
import { isOpenAttempt } from "../returns/refund-steps.js";
import type { Effect, LaneKnowledge, LaneState, TimerName, Transaction } from "./types.js";

/** What the times depend on. */
export type TimerKnowledge = Pick<LaneKnowledge, "rules" | "locales">;

export interface DueTimer {
  readonly timer: TimerName;
  /** Names what it is for, so that a late ring is told from a right one. */
  readonly about: string;
  readonly dueAtMs: number;
}

/** The timers a lane needs in a state: a function of the state, so a restart sets them all again. */
export function timersOf(state: LaneState, knowledge: TimerKnowledge): readonly DueTimer[] {
  const { rules } = knowledge;
  return [
    ...stepTimers(state),
    ...assistTimers(state, rules),
    ...messageTimers(state),
    ...(state.transaction === undefined
      ? welcomeTimers(state, knowledge)
      : idleTimers(state, state.transaction, rules)),
    ...baggingTimers(state, rules),
    ...paymentTimers(state),
  ];
}

function stepTimers({ step, interventions }: LaneState): readonly DueTimer[] {
  // Who asked for help stays until it came.
  if (interventions.some((one) => one.kind === "help")) return [];
  if (step.name === "thank-you")
    return [{ timer: "thank-you", about: step.receipt.receiptNumber, dueAtMs: step.untilMs }];
  if (step.name === "suspended")
    return [{ timer: "suspended-shown", about: step.token, dueAtMs: step.untilMs }];
  return [];
}

/** A language chosen, or a notice shown, on the welcome screen to somebody who went away. */
function welcomeTimers(state: LaneState, { rules, locales }: TimerKnowledge): readonly DueTimer[] {
  const isClean = state.locale === locales[0] && state.notices.length === 0;
  if (state.step.name !== "welcome" || isClean) return [];
  return [
    { timer: "idle-end", about: "welcome", dueAtMs: state.lastActivityMs + rules.idleAskSeconds * 1_000 },
  ];
}

function idleTimers(state: LaneState, transaction: Transaction, rules: StoreRules): readonly DueTimer[] {
  const { idle } = state;
  // An attendant works the lane: its own time is waited for.
  if (state.assist !== undefined) return [];
  // Somebody who pays, or waits for a person, is not idle.
  if (isAttemptOpen(state.attempt) || isWaitingForPerson(state)) return [];
  const about = transaction.transactionId;
  if (idle !== undefined) return [{ timer: "idle-end", about, dueAtMs: idle.endsAtMs }];
  return [{ timer: "idle-ask", about, dueAtMs: state.lastActivityMs + rules.idleAskSeconds * 1_000 }];
}

/** An attendant who has gone without handing the lane back leaves it to nobody with their rights. Money on its way is waited for. */
function assistTimers({ assist, attempt, lastActivityMs }: LaneState, rules: StoreRules): readonly DueTimer[] {
  if (assist === undefined || isAttemptOpen(attempt)) return [];
  const seconds = assist.attended ? rules.attendedIdleSeconds : rules.assistIdleSeconds;
  return [{ timer: "assist-idle", about: assist.assistId, dueAtMs: Math.max(assist.sinceMs, lastActivityMs) + seconds * 1_000 }];
}

const messageTimers = ({ message }: LaneState): readonly DueTimer[] =>
  message === undefined ? [] : [{ timer: "message-over", about: message.messageId, dueAtMs: message.untilMs }];

const isWaitingForPerson = (state: LaneState): boolean =>
  state.interventions.some((one) => one.blocking || one.kind === "help" || one.takenBy !== undefined);

function baggingTimers({ bagging, interventions }: LaneState, rules: StoreRules): readonly DueTimer[] {
  const { nudge } = bagging;
  const isEscalated = interventions.some((one) => one.kind === "weight-mismatch");
  if (nudge === undefined || nudge.kind === "own-bag" || isEscalated) return [];
  return [
    {
      timer: "bagging-nudge",
      about: String(nudge.sinceMs),
      dueAtMs: nudge.sinceMs + rules.nudgeSeconds * 1_000,
    },
  ];
}

function paymentTimers({ attempt, pastAttempts, returning, transaction }: LaneState): readonly DueTimer[] {
  const asked = isAttemptOpen(attempt)
    ? [attempt, ...pastAttempts.filter(isUnsettled)]
    : pastAttempts.filter(isUnsettled);
  const refunds = returning?.attempts.filter(isOpenAttempt) ?? [];
  const hold = returning?.hold;
  const held = hold === undefined || hold.refused !== undefined ? [] : [{ attemptId: hold.holdId, askAtMs: hold.askAtMs }];
  const cardLoad = transaction?.cardLoad;
  const preparing = cardLoad?.state === "asked" ? [{ attemptId: cardLoad.loadId, askAtMs: cardLoad.askAtMs }] : [];
  const due = [...asked, ...refunds, ...held, ...preparing].flatMap(({ attemptId, askAtMs }) =>
    askAtMs === undefined ? [] : [{ timer: "payment-query" as const, about: attemptId, dueAtMs: askAtMs }],
  );
  const first = due.toSorted((one, other) => one.dueAtMs - other.dueAtMs)[0];
  return first === undefined ? [] : [first];
}

/** Nothing waits longer, whatever a clock that was put back makes of it. */
const longestWaitsMs: Readonly<Record<TimerName, number>> = {
  "idle-ask": 3_600_000,
  "idle-end": 3_600_000,
  "assist-idle": 3_600_000,
  "message-over": 600_000,
  "bagging-nudge": 120_000,
  "thank-you": 120_000,
  "suspended-shown": 120_000,
  "payment-query": 960_000,
};

/** The effects that take a lane's timers from what they were to what they must be. */
export function timerEffects(
  before: readonly DueTimer[],
  after: readonly DueTimer[],
  nowMs: number,
): readonly Effect[] {
  const same = (one: DueTimer, other: DueTimer | undefined) =>
    one.about === other?.about && one.dueAtMs === other.dueAtMs;
  const of = (timers: readonly DueTimer[], timer: TimerName) => timers.find((one) => one.timer === timer);
  const gone = before.filter((one) => of(after, one.timer) === undefined);
  const changed = after.filter((one) => !same(one, of(before, one.timer)));
  return [
    ...gone.map(({ timer }) => ({ kind: "cancel-timer" as const, timer })),
    ...changed.map(({ timer, about, dueAtMs }) => ({
      kind: "set-timer" as const,
      timer,
      about,
      dueAtMs,
      afterMs: Math.min(longestWaitsMs[timer], Math.max(0, dueAtMs - nowMs)),
    })),
  ];
}

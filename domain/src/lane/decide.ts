import { err, ok, type Refusal, type Result } from "@laneway/contracts";
import { assistDeciders, endAssistWithBasket, heldByAssist } from "../assist/decide-assist.js";
import { addDeciders } from "../basket/decide-add.js";
import { lineDeciders } from "../basket/decide-line.js";
import { baggingDeciders } from "../bagging/decide-bagging.js";
import { judgeAfterPayment } from "../bagging/judge-weight.js";
import { couponDeciders } from "../coupon/decide-coupon.js";
import { loadDeciders } from "../gift-card/load-card.js";
import { pointsDeciders } from "../loyalty/decide-points.js";
import { messageDeciders } from "../message/decide-message.js";
import { memberDeciders } from "../member/decide-member.js";
import { interventionDeciders } from "../intervention/decide-intervention.js";
import { outcomeDeciders } from "../payment/decide-outcome.js";
import { payDeciders } from "../payment/decide-pay.js";
import { printDeciders } from "../receipt/decide-print.js";
import { giveBackDeciders } from "../tender/give-back.js";
import { transactionDeciders } from "../transaction/decide-transaction.js";
import { tillDeciders } from "../till/decide-till.js";
import { cashDeciders } from "../till/take-cash.js";
import { laneDeciders } from "./decide-lane.js";
import { confirmDeciders, judgeBasket } from "../risk/judge-basket.js";
import { handOverDeciders } from "../returns/decide-refund.js";
import { holdDeciders } from "../returns/hold-return.js";
import { returnDeciders } from "../returns/decide-return.js";
import { timerDeciders } from "./decide-timer.js";
import { voucherDeciders } from "../voucher/issue-voucher.js";
import { beginDraft, type Deciders, type Draft, type DecideOne, record } from "./draft.js";
import type { LaneEntry } from "./entries.js";
import { timerEffects, timersOf } from "./timers.js";
import type { Decision, LaneCommand, LaneKnowledge, LaneRequest, LaneState } from "./types.js";

const deciders: Deciders<LaneRequest["kind"]> = {
  ...transactionDeciders,
  ...addDeciders,
  ...lineDeciders,
  ...couponDeciders,
  ...memberDeciders,
  ...pointsDeciders,
  ...loadDeciders,
  ...baggingDeciders,
  ...payDeciders,
  ...outcomeDeciders,
  ...giveBackDeciders,
  ...interventionDeciders,
  ...assistDeciders,
  ...messageDeciders,
  ...printDeciders,
  ...tillDeciders,
  ...cashDeciders,
  ...laneDeciders,
  ...timerDeciders,
  ...returnDeciders,
  ...handOverDeciders,
  ...holdDeciders,
  ...confirmDeciders,
  ...voucherDeciders,
};

/** What would put somebody before a lane that is busy with a return. */
const needsFreeLane: ReadonlySet<LaneRequest["kind"]> = new Set([
  "start",
  "scan",
  "key-code",
  "pick-item",
  "weigh-item",
  "recall",
  "attendant-recall",
  "close-lane",
]);

/** So that ids derived from it keep within the contracts' 64 characters. */
const longestCommandId = 58;

/**
 * What a command does to a lane: the entries that say it happened and the effects to perform after they are committed,
 * or the rule that says no (then nothing changes and nothing is to be written). Pure; throws only on a defect.
 * No entries means that there was nothing to do. Effects about timers follow from the states before and after.
 */
export function decide(
  state: LaneState,
  command: LaneCommand,
  knowledge: LaneKnowledge,
): Result<Decision<LaneEntry>, Refusal> {
  if (command.commandId.length > longestCommandId) {
    return err({
      reason: "invalid-request",
      fields: [{ path: "commandId", message: `at most ${longestCommandId} characters` }],
    });
  }
  if (state.returning !== undefined && needsFreeLane.has(command.request.kind)) return err({ reason: "lane-busy" });
  const held = heldByAssist(state, command);
  if (held !== undefined) return err(held);
  // Each decider takes its own kind of request; the table's type proves that every kind has one.
  const decideOne = deciders[command.request.kind] as DecideOne<LaneRequest>;
  const decided = decideOne(beginDraft(state, command, knowledge), command.request);
  if (!decided.ok) return decided;
  const draft = endAssistWithBasket(state, judgeBasket(state, judgeAfterPayment(state.attempt, endIdleQuestion(decided.value))));
  // After a start no timer runs: all are set again.
  const before = command.request.kind === "recover" ? [] : timersOf(state, knowledge);
  const timers = timerEffects(before, timersOf(draft.state, knowledge), command.atMs);
  return ok({ entries: draft.entries, effects: [...draft.effects, ...timers] });
}

/** Said from a station: it shows nothing about who stands at the lane. */
const fromAfar: ReadonlySet<LaneRequest["kind"]> = new Set<LaneRequest["kind"]>(["send-message", "withdraw-message"]);

/** Whoever does something is here: the idle question answers itself. */
function endIdleQuestion(draft: Draft): Draft {
  const { actor, request } = draft.command;
  const isOver =
    draft.state.idle !== undefined && draft.state.transaction !== undefined && draft.entries.length > 0;
  const byPerson =
    actor.kind === "shopper" ||
    actor.kind === "attendant" ||
    request.kind === "scan" ||
    request.kind === "bagging-weight";
  return isOver && byPerson && request.kind !== "still-here" && !fromAfar.has(request.kind) ? record(draft, { kind: "idle-ended" }) : draft;
}

import { endAssist } from "../assist/decide-assist.js";
import { escalateNudge } from "../bagging/decide-bagging.js";
import { soldLines } from "../basket/reprice.js";
import { askTerminal } from "../payment/ask-terminal.js";
import { keepUnclear } from "../payment/decide-outcome.js";
import { stopPreparing } from "../gift-card/load-card.js";
import { stopWaiting } from "../payment/ledger-payment.js";
import { endMessage } from "../message/decide-message.js";
import { isUnsettled } from "../payment/past-attempts.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { keepRefundUnclear, refundAttemptOf } from "../returns/decide-refund.js";
import { stopHold } from "../returns/hold-return.js";
import { askAboutRefund, isOpenAttempt } from "../returns/refund-steps.js";
import { clearScreen, homeLocale } from "../transaction/begin.js";
import { suspendTransaction } from "../transaction/suspend.js";
import { raiseIntervention } from "../intervention/raise.js";
import { voidTransaction } from "../transaction/void.js";
import { accepted, type Deciders, type Draft, type Drafted, record, refused } from "./draft.js";
import { timersOf } from "./timers.js";
import type { TimerName, Transaction } from "./types.js";

/** A timer rang. One that the lane no longer waits for, or that rings too early, is refused and leaves no trace. */
export const timerDeciders: Deciders<"timer"> = {
  timer: (draft, { timer, about, dueAtMs }) => {
    const awaited = timersOf(draft.state, draft.knowledge).some(
      (one) => one.timer === timer &&
        one.about === about &&
        (one.dueAtMs === dueAtMs || one.dueAtMs <= draft.command.atMs),
    );
    return awaited ? ring[timer](draft, about) : refused("wrong-step");
  },
};

const ring: { readonly [T in TimerName]: (draft: Draft, about: string) => Drafted } = {
  "idle-ask": (draft) =>
    accepted(
      record(draft, {
        kind: "idle-asked",
        endsAtMs: draft.command.atMs + draft.knowledge.rules.idleGraceSeconds * 1_000,
      }),
    ),
  "idle-end": (draft) => {
    const { transaction } = draft.state;
    if (transaction === undefined)
      return accepted(record(draft, { kind: "shopper-left", homeLocale: homeLocale(draft) }));
    if (transaction.tenders.length > 0) return leavePartlyPaid(draft, transaction);
    return soldLines(transaction).length === 0
      ? voidTransaction(draft, "idle")
      : suspendTransaction(draft, "idle");
  },
  "assist-idle": (draft) => accepted(endAssist(draft, "idle")),
  "message-over": (draft) => accepted(endMessage(draft, "over")),
  "bagging-nudge": (draft) => accepted(escalateNudge(draft)),
  "thank-you": (draft) => accepted(clearScreen(draft)),
  "suspended-shown": (draft) => accepted(clearScreen(draft)),
  "payment-query": (draft, attemptId) => {
    const { attempt, pastAttempts } = draft.state;
    if (isAttemptOpen(attempt) && attempt.attemptId === attemptId) {
      if (attempt.tender !== "card") return accepted(stopWaiting(draft, attempt, "no-answer"));
      // Silence says nothing about the money: from now on the payment is unclear, and the terminal is asked.
      const unclear = attempt.state === "unknown" ? draft : keepUnclear(draft, attempt, "no-answer");
      const now = unclear.state.attempt;
      return isAttemptOpen(now) ? accepted(askTerminal(unclear, now)) : accepted(unclear);
    }
    const { returning, transaction } = draft.state;
    if (transaction?.cardLoad?.loadId === attemptId) return accepted(stopPreparing(draft, attemptId));
    if (returning?.hold?.holdId === attemptId) return accepted(stopHold(draft, returning));
    const refund = refundAttemptOf(draft.state, attemptId);
    if (refund !== undefined && isOpenAttempt(refund)) {
      const unclear = refund.state === "unknown" ? draft : keepRefundUnclear(draft, refund, "no-answer");
      return accepted(askAboutRefund(unclear, refundAttemptOf(unclear.state, attemptId) ?? refund));
    }
    const past = pastAttempts.find((one) => one.attemptId === attemptId && isUnsettled(one));
    return past === undefined ? refused("no-payment-running") : accepted(askTerminal(draft, past));
  },
};

/** Somebody paid a part and went away: it is given back, and a person looks after the goods. */
function leavePartlyPaid(draft: Draft, { priced }: Transaction): Drafted {
  const voided = voidTransaction(draft, "idle");
  if (!voided.ok) return voided;
  return accepted(raiseIntervention(voided.value, "basket-left", { amountMinor: priced.totalMinor }));
}

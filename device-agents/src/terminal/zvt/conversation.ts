import type { Snapshot } from "./booking.js";
import { control, isRefusal } from "./codes.js";
import { abortWish, aborted, accepted, acknowledge, askAgain, completed, confirmHolding, intermediate, lineLost, refused, stale, statusInformation } from "./conversation-answers.js";
import { queueErrand, refuseErrand, takeErrand } from "./conversation-errands.js";
import { andProceed, giveUpResolving, proceed, queueJob, refuseNew, takeJob, takeResolve } from "./conversation-jobs.js";
import { reset, send, stay, step } from "./conversation-step.js";
import type { ConversationEvent, ConversationState, PhaseName, Step } from "./conversation-types.js";
import * as message from "./messages.js";

export function beginConversation(registration: message.Registration, lastBooked: Snapshot): ConversationState {
  return {
    registration,
    phase: { name: "offline" },
    registered: false,
    terminalId: undefined,
    terminalStatus: undefined,
    lastBooked,
    repeatAsked: false,
    job: undefined,
    errand: undefined,
    information: undefined,
    holding: undefined,
  };
}

type EventName =
  | Exclude<ConversationEvent["kind"], "apdu" | "timer">
  | "t3" | "t4" | "hold" | "poll" | "resolve-limit"
  | "accepted" | "refused" | "intermediate-status" | "status-information" | "print" | "completion" | "aborted" | "unexpected";

export interface TransitionRow {
  readonly from: PhaseName;
  readonly on: EventName;
  readonly to: readonly PhaseName[];
  readonly because: string;
  readonly run: (state: ConversationState, event: ConversationEvent) => Step;
}

/** What ends an exchange leads to: the next question, or rest. */
const next: readonly PhaseName[] = ["sent", "ready"];

/**
 * The conversation with a ZVT terminal. An event without a row changes nothing. Sources: PA00P015 rev. 13.08 and
 * PA00P016 rev. 04; what to do about lost answers follows §2.2.8, §2.2.9 and §2.20 of the former, and never guesses.
 */
export const transitions: readonly TransitionRow[] = [
  { from: "offline", on: "link-up", to: ["sent"], because: "the till opens the connection and registers first", run: (state) => proceed({ ...state, registered: false, terminalStatus: undefined, repeatAsked: false }) },
  { from: "offline", on: "authorise", to: ["offline"], because: "nothing was sent: a clean no", run: (state, event) => refuseNew(state, event, "the terminal cannot be reached") },
  { from: "offline", on: "reverse", to: ["offline"], because: "nothing was sent; the reversal is still owed", run: (state, event) => refuseNew(state, event, "the terminal cannot be reached") },
  { from: "offline", on: "refund", to: ["offline"], because: "nothing was sent: a clean no", run: (state, event) => refuseNew(state, event, "the terminal cannot be reached") },
  { from: "offline", on: "resolve", to: ["offline"], because: "asked as soon as the terminal is back", run: (state, event) => takeResolve(state, event) },
  { from: "offline", on: "errand", to: ["offline"], because: "nothing was sent: a clean no", run: refuseErrand },
  { from: "offline", on: "abort-wish", to: ["offline"], because: "there is nobody to tell", run: stay },
  { from: "offline", on: "resolve-limit", to: ["offline"], because: "nobody can be asked: a person must look", run: giveUpResolving },
  { from: "offline", on: "committed", to: ["offline"], because: "the query after re-opening decides", run: stay },

  { from: "ready", on: "authorise", to: ["sent", "ready"], because: "a payment starts", run: takeJob },
  { from: "ready", on: "reverse", to: ["sent", "ready"], because: "a reversal starts", run: takeJob },
  { from: "ready", on: "refund", to: ["sent", "ready"], because: "a refund starts", run: takeJob },
  { from: "ready", on: "resolve", to: ["sent"], because: "status first, then the last receipt", run: (state, event) => andProceed(takeResolve(state, event)) },
  { from: "ready", on: "errand", to: ["sent"], because: "the end of day, or a diagnosis, starts", run: takeErrand },
  { from: "ready", on: "poll", to: ["sent"], because: "the idle terminal is asked how it is, which also shows that it is there", run: (state) => proceed({ ...state, terminalStatus: undefined }) },
  { from: "ready", on: "resolve-limit", to: ["ready"], because: "the terminal stayed busy: a person must look", run: giveUpResolving },
  { from: "ready", on: "abort-wish", to: ["ready"], because: "no payment is running", run: stay },
  ...(["intermediate-status", "status-information", "print", "completion", "aborted"] as const).map(
    (on): TransitionRow => ({ from: "ready", on, to: ["ready"], because: "told twice or late: taken, so that the terminal does not wait", run: stale }),
  ),
  { from: "ready", on: "link-down", to: ["offline"], because: "opened again by the line", run: lineLost },

  { from: "sent", on: "authorise", to: ["sent"], because: "waits for the short exchange under way", run: queueJob },
  { from: "sent", on: "reverse", to: ["sent"], because: "waits for the short exchange under way", run: queueJob },
  { from: "sent", on: "refund", to: ["sent"], because: "waits for the short exchange under way", run: queueJob },
  { from: "sent", on: "resolve", to: ["sent"], because: "waits for the short exchange under way", run: takeResolve },
  { from: "sent", on: "errand", to: ["sent"], because: "waits for the short exchange under way", run: queueErrand },
  { from: "sent", on: "accepted", to: ["running"], because: "80 00: the terminal is at work", run: accepted },
  { from: "sent", on: "refused", to: next, because: "84 xx: the command was not begun", run: refused },
  { from: "sent", on: "intermediate-status", to: ["running"], because: "an answer implies that the command was taken", run: intermediate },
  { from: "sent", on: "status-information", to: ["sent", "running", "held"], because: "of a payment it implies that the command was taken; anything else is of the exchange before", run: statusInformation },
  { from: "sent", on: "completion", to: ["sent"], because: "before 80 00 it ends the exchange before, told twice or late", run: stale },
  { from: "sent", on: "aborted", to: ["sent"], because: "before 80 00 it ends the exchange before, told twice or late", run: stale },
  { from: "sent", on: "print", to: ["sent"], because: "of the exchange before", run: stale },
  { from: "sent", on: "t3", to: ["sent"], because: "no 80 00: what the terminal does is not known; it is asked on a new connection", run: (state) => reset(state, "no answer within T3") },
  { from: "sent", on: "abort-wish", to: ["sent"], because: "a wish only: the payment may still be approved", run: abortWish },
  { from: "sent", on: "resolve-limit", to: ["sent"], because: "a person must look", run: giveUpResolving },
  { from: "sent", on: "link-down", to: ["offline"], because: "a sent payment is asked about, never sent again", run: lineLost },

  { from: "running", on: "authorise", to: ["running"], because: "waits for the exchange under way", run: queueJob },
  { from: "running", on: "reverse", to: ["running"], because: "waits for the exchange under way", run: queueJob },
  { from: "running", on: "refund", to: ["running"], because: "waits for the exchange under way", run: queueJob },
  { from: "running", on: "resolve", to: ["running"], because: "waits for the exchange under way", run: takeResolve },
  { from: "running", on: "errand", to: ["running"], because: "waits for the exchange under way", run: queueErrand },
  { from: "running", on: "intermediate-status", to: ["running"], because: "the terminal says what it does, and T4 begins anew", run: intermediate },
  { from: "running", on: "status-information", to: ["running", "held"], because: "approved is held until committed; everything else is taken", run: statusInformation },
  { from: "running", on: "print", to: ["running"], because: "taken at once: paper must not undo a payment", run: (state) => step(state, [send(message.acceptMessage())]) },
  { from: "running", on: "completion", to: next, because: "06 0F: done", run: completed },
  { from: "running", on: "aborted", to: next, because: "06 1E: ended without", run: aborted },
  { from: "running", on: "accepted", to: ["running"], because: "the answer to our abort wish", run: stay },
  { from: "running", on: "refused", to: ["running"], because: "the abort came too late; the payment goes on", run: stay },
  { from: "running", on: "committed", to: ["running"], because: "told at the terminal's next status information", run: confirmHolding },
  { from: "running", on: "abort-wish", to: ["running"], because: "a wish only: the payment may still be approved", run: abortWish },
  { from: "running", on: "t4", to: ["running"], because: "silence is no answer; it is asked on a new connection", run: (state) => reset(state, "no answer within T4") },
  { from: "running", on: "resolve-limit", to: ["running"], because: "a person must look", run: giveUpResolving },
  { from: "running", on: "link-down", to: ["offline"], because: "a sent payment is asked about, never sent again", run: lineLost },

  { from: "held", on: "committed", to: ["running", "held"], because: "written down first, acknowledged second; word of another attempt changes nothing", run: acknowledge },
  { from: "held", on: "hold", to: ["running", "held"], because: "84 9C: the terminal asks again in two seconds", run: askAgain },
  { from: "held", on: "errand", to: ["held"], because: "waits for the payment under way", run: queueErrand },
  { from: "held", on: "abort-wish", to: ["held"], because: "too late: it is approved", run: stay },
  { from: "held", on: "aborted", to: next, because: "the terminal did not wait", run: aborted },
  { from: "held", on: "completion", to: next, because: "the terminal did not wait", run: completed },
  { from: "held", on: "link-down", to: ["offline"], because: "whether it stands is asked", run: lineLost },
];

const rowOf = new Map(transitions.map((row) => [`${row.from} ${row.on}`, row]));

/** The row that an event meets, or undefined when it changes nothing here. */
export function rowFor(state: ConversationState, event: ConversationEvent): TransitionRow | undefined {
  return rowOf.get(`${state.phase.name} ${eventName(event)}`);
}

/** One step of the conversation. Pure: effects are for the owner to carry out, in their order. */
export function converse(state: ConversationState, event: ConversationEvent): Step {
  return rowFor(state, event)?.run(state, event) ?? stay(state);
}

function eventName(event: ConversationEvent): EventName {
  if (event.kind === "timer") return event.timer === "resolve" ? "resolve-limit" : event.timer;
  if (event.kind !== "apdu") return event.kind;
  if (isRefusal(event.apdu.control)) return "refused";
  switch (event.apdu.control) {
    case control.accepted:
      return "accepted";
    case control.intermediateStatus:
      return "intermediate-status";
    case control.statusInformation:
      return "status-information";
    case control.printLine:
    case control.printTextBlock:
    case control.setClock:
      return "print";
    case control.completion:
      return "completion";
    case control.aborted:
      return "aborted";
    default:
      return "unexpected";
  }
}

import type { TerminalDayOutcome, TerminalDiagnosis } from "@laneway/contracts";
import { hostAwayCodes, resultCode } from "./codes.js";
import { andProceed } from "./conversation-jobs.js";
import { apduOf, armT4, hex, prefixed, send, stay, step } from "./conversation-step.js";
import type { ConversationEvent, ConversationState, Effect, Errand, Step } from "./conversation-types.js";
import { isOfPayment, readDayTotals } from "./day-totals.js";
import * as message from "./messages.js";

/** An errand that is asked for: begun between two exchanges; a second one has to wait for the first. */
export function takeErrand(state: ConversationState, event: ConversationEvent): Step {
  const queued = queueErrand(state, event);
  return queued.state.errand === state.errand ? queued : andProceed(queued);
}

export function queueErrand(state: ConversationState, event: ConversationEvent): Step {
  if (event.kind !== "errand" || state.errand?.requestId === event.errand.requestId) return stay(state);
  if (state.errand !== undefined) return step(state, notBegun(event.errand, "the terminal is busy with another request"));
  return step({ ...state, errand: event.errand });
}

export function refuseErrand(state: ConversationState, event: ConversationEvent): Step {
  return event.kind === "errand" ? step(state, notBegun(event.errand, "the terminal cannot be reached")) : stay(state);
}

/** Nothing was sent. What the terminal keeps it is asked for again anyhow. */
function notBegun(errand: Errand, because: string): readonly Effect[] {
  if (errand.kind === "forward-stored") return [];
  return errand.kind === "end-of-day"
    ? [{ kind: "day-ended", requestId: errand.requestId, outcome: { result: "not-performed", because } }]
    : [{ kind: "diagnosed", requestId: errand.requestId, diagnosis: { result: "unreachable", detail: because } }];
}

const dayEnded = (errand: Errand, outcome: TerminalDayOutcome): Effect => ({ kind: "day-ended", requestId: errand.requestId, outcome });
const diagnosed = (errand: Errand, diagnosis: TerminalDiagnosis): Effect => ({ kind: "diagnosed", requestId: errand.requestId, diagnosis });

/** 04 0F of an end of day: on disk first, acknowledged second, because the terminal then begins to count anew, or forgets what it kept. */
export function errandInformation(state: ConversationState, event: ConversationEvent): Step {
  const errand = state.errand;
  const taken = [send(message.acceptMessage()), armT4()];
  const apdu = apduOf(event);
  if (errand?.kind === "forward-stored") return step(state, [...fateIn(message.readStatusInformation(apdu)), ...taken]);
  if (errand?.kind !== "end-of-day" || errand.told === true || isOfPayment(apdu)) return step(state, taken);
  const outcome = readDayTotals(apdu, { currency: state.registration.currency, terminalId: state.terminalId ?? "" });
  return step({ ...state, errand: { ...errand, told: true } }, [dayEnded(errand, outcome), ...taken]);
}

/** Of a payment that is named by its receipt; one whose host was away again is still kept. */
function fateIn({ result, reference }: message.StatusInformation): readonly Effect[] {
  if (result === undefined || reference === undefined || reference.receiptNumber === "" || hostAwayCodes.has(result)) return [];
  return [{ kind: "stored-told", reference, fate: result === resultCode.ok ? { result: "forwarded" } : { result: "declined", code: hex(result) } }];
}

/** The exchange is over; `code`: why it ended without (06 1E or 84 xx). */
export function errandOver(state: ConversationState, code: number | undefined): Step {
  const errand = state.errand;
  const after: ConversationState = { ...state, errand: undefined, terminalStatus: undefined };
  return prefixed(errand === undefined ? [] : told(errand, code), andProceed(step(after)));
}

function told(errand: Errand, code: number | undefined): Effect[] {
  if (errand.kind === "diagnosis") {
    return [diagnosed(errand, code === undefined || code === resultCode.ok ? { result: "ok" } : { result: "not-ok", detail: `the terminal's diagnosis ended with ${hex(code)}` })];
  }
  if (errand.told === true || errand.kind === "forward-stored") return [];
  if (code === undefined) return [dayEnded(errand, { result: "unknown", because: "the terminal ended its day without telling its totals" })];
  return [dayEnded(errand, { result: "not-performed", because: `the terminal refused its end of day (${hex(code)})` })];
}

/** The connection is gone. What was sent may have been done. */
export function errandLost(state: ConversationState): { readonly state: ConversationState; readonly effects: readonly Effect[] } {
  const { errand, phase } = state;
  if (errand === undefined) return { state, effects: [] };
  const after: ConversationState = { ...state, errand: undefined };
  const underWay = (phase.name === "sent" || phase.name === "running") && phase.command === errand.kind;
  if (!underWay) return { state: after, effects: notBegun(errand, "the connection to the terminal was lost before anything was sent") };
  if (errand.kind === "forward-stored") return { state: after, effects: [] };
  if (errand.kind === "diagnosis") return { state: after, effects: [diagnosed(errand, { result: "unreachable", detail: "the connection was lost during the diagnosis" })] };
  return { state: after, effects: errand.told === true ? [] : [dayEnded(errand, { result: "unknown", because: "the connection was lost during the terminal's end of day" })] };
}

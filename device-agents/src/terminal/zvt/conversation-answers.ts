import type { PaymentOutcome } from "@laneway/contracts";
import type { Apdu } from "./apdu.js";
import { judge, sameBooking, snapshotOf, type RepeatAnswer, type Snapshot } from "./booking.js";
import { hostAwayCodes, resultCode, statusEndOfDayDue } from "./codes.js";
import { errandInformation, errandLost, errandOver } from "./conversation-errands.js";
import { andProceed, end, notSent, proceed, rest } from "./conversation-jobs.js";
import { apduOf, armT4, commandOf, hex, isErrand, isMoney, prefixed, reset, send, statusWords, stay, step, timing, waitsForRecord } from "./conversation-step.js";
import type { ConversationEvent, ConversationState, Effect, Job, Step } from "./conversation-types.js";
import * as message from "./messages.js";
import type { StatusInformation } from "./messages.js";

export function accepted(state: ConversationState): Step {
  const command = commandOf(state);
  return step({ ...state, phase: { name: "running", command } }, [{ kind: "cancel-timer", timer: "t3" }, armT4()]);
}

export function intermediate(state: ConversationState, event: ConversationEvent): Step {
  const command = commandOf(state);
  const status = message.readIntermediateStatus(apduOf(event));
  const effects: Effect[] = [{ kind: "cancel-timer", timer: "t3" }, send(message.acceptMessage()), armT4(status.timeoutMinutes)];
  if (state.job !== undefined && isMoney(command)) {
    effects.push({ kind: "progress", attemptId: state.job.attemptId, stage: status.stage, ...(status.text === undefined ? {} : { text: status.text }) });
  }
  return step({ ...state, phase: { name: "running", command } }, effects);
}

/** Taken, so that the terminal is content, and without a meaning for what is under way. */
export function stale(state: ConversationState): Step {
  return step(state, [send(message.acceptMessage())]);
}

export function statusInformation(state: ConversationState, event: ConversationEvent): Step {
  const command = commandOf(state);
  const information = message.readStatusInformation(apduOf(event));
  if (state.phase.name === "sent" && !isMoney(command)) return stale(state);
  if (isErrand(command)) return errandInformation(state, event);
  if (waitsForRecord(command) && state.holding === undefined && isKnown(state.lastBooked, information)) return stale(state);
  const running: ConversationState = { ...state, phase: { name: "running", command }, information };
  const taken: Effect[] = [{ kind: "cancel-timer", timer: "t3" }, send(message.acceptMessage()), armT4()];
  const job = state.job;
  // A reversal undoes what nobody counts on: it is taken at once. A charge and a refund wait for the record.
  if (job === undefined || !waitsForRecord(command) || information.result !== resultCode.ok) return step(running, taken);
  if (state.holding?.confirmed === true) return prefixed(taken, booked(running));
  const doubt = doubtAbout(state, job, information);
  // Told well before and otherwise now: a new connection, and the question what is booked.
  if (doubt !== undefined && state.holding !== undefined) return reset(running, doubt.because);
  if (doubt !== undefined) return disbelieve({ ...running, information: undefined, job: { ...job, doubt: doubt.because } }, doubt);
  const outcome: PaymentOutcome = {
    result: "approved",
    amountMinor: job.amountMinor,
    currency: job.currency,
    card: information.card,
    reference: information.reference ?? { terminalId: "", receiptNumber: "", trace: "" },
    ...(information.offline === undefined ? {} : { offline: information.offline }),
  };
  const again = state.holding !== undefined;
  return step({ ...running, phase: { name: "held", command }, holding: { outcome, confirmed: false, rounds: state.holding?.rounds ?? 0 } }, [
    { kind: "cancel-timer", timer: "t3" },
    { kind: "cancel-timer", timer: "t4" },
    { kind: "set-timer", timer: "hold", afterMs: timing.holdMs },
    ...(again ? [] : [{ kind: "outcome", attemptId: job.attemptId, outcome } satisfies Effect]),
  ]);
}

/** The terminal's booking before this one: told late, or twice. */
function isKnown(last: Snapshot, { reference }: StatusInformation): boolean {
  return last.kind === "payment" && reference !== undefined && reference.receiptNumber !== "" && sameBooking(last.reference, reference);
}

interface Doubt {
  readonly because: string;
  /** It names a booking that is not what was asked for; otherwise it names none, and may be nothing at all. */
  readonly takeBack: boolean;
}

/** Does an approval say what it must, over what was asked for, from the terminal that was asked? */
function doubtAbout(state: ConversationState, job: Job, { amountMinor, currency, reference }: StatusInformation): Doubt | undefined {
  if (amountMinor === undefined || reference === undefined) return { because: "the terminal's approval names no amount or no receipt", takeBack: false };
  const other = reference.terminalId !== "" && state.terminalId !== undefined && reference.terminalId !== state.terminalId;
  if (other) return { because: "the approval is another terminal's", takeBack: true };
  if (currency !== undefined && currency !== job.currency) return { because: "the terminal approved in another currency", takeBack: true };
  return amountMinor === job.amountMinor ? undefined : { because: "the terminal approved another amount", takeBack: true };
}

/** Not taken as paid: the terminal is told to take it back, and at the end of the exchange asked what it booked. */
function disbelieve(state: ConversationState, { because, takeBack }: Doubt): Step {
  return step(state, [
    { kind: "cancel-timer", timer: "t3" },
    { kind: "raise", code: "protocol", detail: because },
    send(takeBack ? message.takeBackMessage() : message.acceptMessage()),
    armT4(),
  ]);
}

/** The edge has it: now the terminal may know. */
export function acknowledge(state: ConversationState, event: ConversationEvent): Step {
  if (event.kind !== "committed" || event.attemptId !== state.job?.attemptId) return stay(state);
  const confirmed = confirmHolding(state, event).state;
  return prefixed(
    [{ kind: "cancel-timer", timer: "hold" }, send(message.acceptMessage()), armT4()],
    booked({ ...confirmed, phase: { name: "running", command: commandOf(state) } }),
  );
}

export function confirmHolding(state: ConversationState, event: ConversationEvent): Step {
  if (state.holding === undefined || event.kind !== "committed" || event.attemptId !== state.job?.attemptId) return stay(state);
  return step({ ...state, holding: { ...state.holding, confirmed: true } });
}

/** From the till's view the payment stands; it is the terminal's newest booking. */
function booked(state: ConversationState): Step {
  const reference = state.information?.reference;
  if (reference === undefined) return step({ ...state, lastBooked: { kind: "unknown" } });
  const lastBooked: Snapshot = { kind: "payment", reference };
  return step({ ...state, lastBooked }, [{ kind: "save-last-booked", snapshot: lastBooked }]);
}

export function askAgain(state: ConversationState): Step {
  const holding = state.holding;
  if (holding === undefined) return stay(state);
  if (holding.rounds >= timing.maximumHoldRounds) return reset(state, "the edge did not commit the payment in time");
  return step({ ...state, phase: { name: "running", command: commandOf(state) }, holding: { ...holding, rounds: holding.rounds + 1 } }, [
    send(message.askAgainMessage()),
    armT4(),
  ]);
}

export function abortWish(state: ConversationState, event: ConversationEvent): Step {
  const job = state.job;
  if (event.kind !== "abort-wish" || job?.attemptId !== event.attemptId || (job.kind !== "authorise" && job.kind !== "refund")) return stay(state);
  if (!waitsForRecord(commandOf(state))) return end(state, job, { result: "aborted", code: "not-sent" });
  if (job.abortSent === true || state.holding !== undefined) return stay(state);
  return step({ ...state, job: { ...job, abortSent: true } }, [send(message.abortMessage())]);
}

/** 84 xx to a command: it was not begun. */
export function refused(state: ConversationState, event: ConversationEvent): Step {
  const code = hex(apduOf(event).control & 0xff);
  const command = commandOf(state);
  switch (command) {
    case "register":
      return registrationFailed(state, `84 ${code}`);
    case "ask-status":
      // A terminal without the status enquiry is taken as ready and answers for itself; a busy one is asked again.
      return statusKnown(state, isBusy(apduOf(event)) ? resultCode.pleaseWait : 0);
    case "repeat-receipt":
      // At work, it says nothing about what it has booked.
      if (isBusy(apduOf(event))) return state.job?.kind === "resolve" ? rest({ ...state, terminalStatus: undefined }, timing.busyPollMs) : proceed({ ...state, repeatAsked: true });
      return repeatAnswered(state, { kind: "nothing", code: `84 ${code}` });
    case "end-of-day":
    case "diagnosis":
    case "forward-stored":
      return errandOver(state, apduOf(event).control & 0xff);
    case "authorise":
    case "refund":
    case "reverse": {
      const job = state.job;
      if (job === undefined) return proceed(state);
      const outcome: PaymentOutcome = command === "authorise" ? { result: "not-performed", because: `the terminal refused to begin (84 ${code})` } : { result: "declined", code };
      return andProceed(end({ ...state, terminalStatus: undefined }, job, outcome));
    }
  }
}

const isBusy = (apdu: Apdu): boolean => (apdu.control & 0xff) === resultCode.pleaseWait;

function registrationFailed(before: ConversationState, code: string): Step {
  const { state, effects } = errandLost(before);
  return prefixed([...effects, { kind: "raise", code: "terminal-not-ready", detail: `registration refused (${code})` }], unregistered(state, code));
}

function unregistered(state: ConversationState, code: string): Step {
  const waiting = rest({ ...state, registered: false }, timing.busyPollMs * 5);
  if (state.job === undefined || state.job.kind === "resolve") return waiting;
  const ended = end(waiting.state, state.job, notSent(state.job, `the terminal refused the registration (${code})`));
  return prefixed(waiting.effects, ended);
}

export function completed(state: ConversationState, event: ConversationEvent): Step {
  const taken = send(message.acceptMessage());
  const apdu = apduOf(event);
  switch (commandOf(state)) {
    case "register": {
      const { needs, terminalId } = message.readRegistered(apdu);
      const effects: Effect[] = needs.length === 0 ? [] : [{ kind: "raise", code: "terminal-not-ready", detail: `the terminal asks for ${needs.join(", ")}` }];
      return prefixed([taken, ...effects], proceed({ ...state, registered: true, terminalId }));
    }
    case "ask-status":
      return prefixed([taken], statusKnown(state, message.readTerminalStatus(apdu) ?? 0));
    case "repeat-receipt": {
      const information = state.information;
      return prefixed([taken], repeatAnswered(state, information === undefined ? { kind: "nothing", code: "empty" } : { kind: "payment", information }));
    }
    case "authorise":
    case "refund":
      return prefixed([taken], paymentCompleted(state));
    case "reverse":
      return prefixed([taken], reversalCompleted(state, undefined));
    case "end-of-day":
    case "diagnosis":
    case "forward-stored":
      return prefixed([taken], errandOver(state, undefined));
  }
}

function statusKnown(state: ConversationState, status: number): Step {
  const effects: Effect[] = [];
  const words = statusWords(status);
  effects.push(status === statusEndOfDayDue ? { kind: "raise", code: "terminal-needs-end-of-day", detail: words } : { kind: "clear", code: "terminal-needs-end-of-day" });
  effects.push(status === 0 || status === statusEndOfDayDue ? { kind: "clear", code: "terminal-not-ready" } : { kind: "raise", code: "terminal-not-ready", detail: words });
  return prefixed(effects, proceed({ ...state, terminalStatus: status }));
}

function repeatAnswered(state: ConversationState, answer: RepeatAnswer): Step {
  // A terminal that forgot what it booked proves nothing by showing nothing: what stood before still counts.
  const lastBooked = answer.kind === "nothing" && state.lastBooked.kind === "payment" ? state.lastBooked : snapshotOf(answer);
  const known: ConversationState = { ...state, repeatAsked: true, lastBooked };
  const save: Effect = { kind: "save-last-booked", snapshot: lastBooked };
  const job = state.job;
  // A payment that is shown without our having asked for one may be an attempt whose traces were lost: not ours to keep.
  if (job?.kind !== "resolve") return prefixed(lastBooked.kind === "none" ? [save] : [], proceed(known));
  const judged = judge(job, answer, state.terminalId);
  const outcome = job.reversing === undefined ? withDoubt(job, judged) : reversalOutcome(judged, lastBooked, job.reversing.receiptNumber);
  return prefixed(judged.result === "approved" ? [save] : [], andProceed(end(known, job, job.told !== undefined && outcome.result === "not-performed" ? missing : outcome, true)));
}

/** The edge was told "approved" and the terminal took it back, because our answer never reached it. */
const missing: PaymentOutcome = { result: "not-performed", because: "the terminal no longer holds the payment it approved" };

/** What was wrong with the approval stays with what the terminal shows now. */
function withDoubt({ doubt }: Job, judged: PaymentOutcome): PaymentOutcome {
  if (doubt === undefined || (judged.result !== "not-performed" && judged.result !== "unknown")) return judged;
  return { ...judged, because: judged.result === "unknown" ? doubt : `${doubt}; the terminal holds no booking of it` };
}

/** A reversal is a booking of its own: found means undone. The payment itself as the last one means that nothing came after it. */
function reversalOutcome(judged: PaymentOutcome, last: Snapshot, receiptNumber: string): PaymentOutcome {
  if (last.kind === "payment" && Number(last.reference.receiptNumber) === Number(receiptNumber)) return { result: "declined", code: "not-sent" };
  if (judged.result === "approved") return { result: "not-performed", because: "reversed on the terminal" };
  if (judged.result === "not-performed") return { result: "declined", code: "not-reversed" };
  return judged;
}

function paymentCompleted(state: ConversationState): Step {
  const job = state.job;
  if (job === undefined) return proceed(state);
  if (state.holding?.confirmed === true) return closed(state, job);
  const result = state.information?.result;
  if (result !== undefined && result !== resultCode.ok) return andProceed(end({ ...state, terminalStatus: undefined }, job, failure(result, state)));
  return findOut(state, job);
}

export function aborted(state: ConversationState, event: ConversationEvent): Step {
  const taken = send(message.acceptMessage());
  const code = apduOf(event).data[0] ?? resultCode.notPossible;
  switch (commandOf(state)) {
    case "register":
      return prefixed([taken], registrationFailed(state, `06 1E ${hex(code)}`));
    case "ask-status":
      return prefixed([taken], statusKnown(state, code));
    case "repeat-receipt":
      return prefixed([taken], repeatAnswered(state, { kind: "nothing", code: `06 1E ${hex(code)}` }));
    case "reverse":
      return prefixed([taken], reversalCompleted(state, code));
    case "end-of-day":
    case "diagnosis":
    case "forward-stored":
      return prefixed([taken], errandOver(state, code));
    case "authorise":
    case "refund": {
      const job = state.job;
      if (job === undefined) return prefixed([taken], proceed(state));
      // PA00P015 §2.2.9: once acknowledged it is successful, whatever fails afterwards. Unless our word was lost: then the terminal took it back, and says the same.
      if (state.holding !== undefined || job.doubt !== undefined) return prefixed([taken], findOut(state, job));
      const result = state.information?.result;
      return prefixed([taken], andProceed(end({ ...state, terminalStatus: undefined }, job, failure(result === undefined || result === 0 ? code : result, state))));
    }
  }
}

/** Acknowledged, and the terminal is content. */
function closed(state: ConversationState, { attemptId }: Job): Step {
  return prefixed([{ kind: "payment-closed", attemptId }], proceed({ ...state, job: undefined }));
}

function failure(result: number, state: ConversationState): PaymentOutcome {
  if (result === resultCode.abortedByKeyOrTimeout) return { result: "aborted", code: hex(result) };
  const text = state.information?.text;
  return { result: "declined", code: hex(result), ...(text === undefined ? {} : { text }), ...(hostAwayCodes.has(result) ? { hostAway: true } : {}) };
}

function reversalCompleted(state: ConversationState, abortCode: number | undefined): Step {
  const job = state.job;
  if (job === undefined) return proceed(state);
  const result = abortCode ?? state.information?.result;
  if (result === undefined) return findOut(state, job);
  const undone = result === resultCode.ok || result === resultCode.alreadyReversed;
  const outcome: PaymentOutcome = undone ? { result: "not-performed", because: "reversed on the terminal" } : { result: "declined", code: hex(result) };
  const after = result === resultCode.ok ? booked(state) : step(state);
  return prefixed(after.effects, andProceed(end(after.state, job, outcome)));
}

/** The exchange ended without a clear word: ask for status and the last receipt, on the same connection. */
function findOut(state: ConversationState, job: Job): Step {
  return prefixed(doubt(state, job), proceed({ ...state, terminalStatus: undefined, job: resolving(state, job) }));
}

function resolving(state: ConversationState, job: Job): Job {
  const told = state.holding?.confirmed === true ? state.holding.outcome : undefined;
  return { ...job, kind: "resolve", ...(told === undefined ? {} : { told }) };
}

function doubt(state: ConversationState, job: Job): Effect[] {
  const withdrawn = state.holding !== undefined && !state.holding.confirmed;
  return [
    ...(withdrawn ? [{ kind: "withdraw", attemptId: job.attemptId } satisfies Effect] : []),
    ...(state.holding?.confirmed === true ? [] : [{ kind: "progress", attemptId: job.attemptId, stage: "query" } satisfies Effect]),
    { kind: "set-timer", timer: "resolve", afterMs: timing.resolveMs },
  ];
}

export function lineLost(before: ConversationState): Step {
  const { state, effects } = errandLost(before);
  const quiet: Effect[] = [...effects, ...(["t3", "t4", "hold", "poll"] as const).map((timer): Effect => ({ kind: "cancel-timer", timer }))];
  const offline: ConversationState = { ...state, phase: { name: "offline" }, registered: false, information: undefined, holding: undefined };
  const job = state.job;
  if (job === undefined || job.kind === "resolve") return step(offline, quiet);
  const sent = before.phase.name !== "ready" && isMoney(commandOf(before));
  if (!sent) {
    return prefixed(quiet, end(offline, job, notSent(job, "the connection to the terminal was lost before anything was sent")));
  }
  const result = state.information?.result;
  if (result !== undefined && result !== resultCode.ok) {
    const outcome: PaymentOutcome = job.kind === "reverse" ? { result: "declined", code: hex(result) } : failure(result, state);
    return prefixed(quiet, end(offline, job, outcome));
  }
  return step({ ...offline, job: resolving(state, job) }, [...quiet, ...doubt(state, job)]);
}

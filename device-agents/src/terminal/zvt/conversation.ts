import type { PaymentOutcome } from "@laneway/contracts";
import type { Apdu } from "./apdu.js";
import { judge, snapshotOf, type RepeatAnswer, type Snapshot } from "./booking.js";
import { control, isRefusal, resultCode, statusEndOfDayDue, terminalStatusWords } from "./codes.js";
import type { CommandName, ConversationEvent, ConversationState, Effect, Job, Phase, PhaseName, Step } from "./conversation-types.js";
import * as message from "./messages.js";

/** PA00P016 §5.2.5–6 and PA00P015 §3.7: T3 until a command is accepted, T4 until it is complete. */
export const timing = {
  t3Ms: 5_000,
  t4Ms: 180_000,
  /** The terminal waits 30 s for our answer to its status information; before that it is asked to come back. */
  holdMs: 8_000,
  maximumHoldRounds: 12,
  idlePollMs: 20_000,
  busyPollMs: 1_000,
  /** How long the terminal is asked what became of an attempt before a person has to. */
  resolveMs: 60_000,
} as const;

/** Terminal states that end by themselves or with a hand on the card: worth waiting for before asking on. */
const passingStatuses: ReadonlySet<number> = new Set([0x9c, 0xdc, 0xe1]);

export function beginConversation(registration: message.Registration, lastBooked: Snapshot): ConversationState {
  return {
    registration,
    phase: { name: "offline" },
    registered: false,
    terminalStatus: undefined,
    lastBooked,
    repeatAsked: false,
    job: undefined,
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
  { from: "offline", on: "resolve", to: ["offline"], because: "asked as soon as the terminal is back", run: (state, event) => takeResolve(state, event) },
  { from: "offline", on: "abort-wish", to: ["offline"], because: "there is nobody to tell", run: stay },
  { from: "offline", on: "resolve-limit", to: ["offline"], because: "nobody can be asked: a person must look", run: giveUpResolving },
  { from: "offline", on: "committed", to: ["offline"], because: "the query after re-opening decides", run: stay },

  { from: "ready", on: "authorise", to: ["sent", "ready"], because: "a payment starts", run: takeJob },
  { from: "ready", on: "reverse", to: ["sent", "ready"], because: "a reversal starts", run: takeJob },
  { from: "ready", on: "resolve", to: ["sent"], because: "status first, then the last receipt", run: (state, event) => andProceed(takeResolve(state, event)) },
  { from: "ready", on: "poll", to: ["sent"], because: "the idle terminal is asked how it is, which also shows that it is there", run: (state) => proceed({ ...state, terminalStatus: undefined }) },
  { from: "ready", on: "resolve-limit", to: ["ready"], because: "the terminal stayed busy: a person must look", run: giveUpResolving },
  { from: "ready", on: "abort-wish", to: ["ready"], because: "no payment is running", run: stay },
  { from: "ready", on: "link-down", to: ["offline"], because: "opened again by the line", run: lineLost },

  { from: "sent", on: "authorise", to: ["sent"], because: "waits for the short exchange under way", run: queueJob },
  { from: "sent", on: "reverse", to: ["sent"], because: "waits for the short exchange under way", run: queueJob },
  { from: "sent", on: "resolve", to: ["sent"], because: "waits for the short exchange under way", run: takeResolve },
  { from: "sent", on: "accepted", to: ["running"], because: "80 00: the terminal is at work", run: accepted },
  { from: "sent", on: "refused", to: next, because: "84 xx: the command was not begun", run: refused },
  { from: "sent", on: "intermediate-status", to: ["running"], because: "an answer implies that the command was taken", run: intermediate },
  { from: "sent", on: "status-information", to: ["running", "held"], because: "an answer implies that the command was taken", run: statusInformation },
  { from: "sent", on: "completion", to: next, because: "an answer implies that the command was taken", run: completed },
  { from: "sent", on: "aborted", to: next, because: "an answer implies that the command was taken", run: aborted },
  { from: "sent", on: "t3", to: ["sent"], because: "no 80 00: what the terminal does is not known; it is asked on a new connection", run: (state) => reset(state, "no answer within T3") },
  { from: "sent", on: "abort-wish", to: ["sent"], because: "a wish only: the payment may still be approved", run: abortWish },
  { from: "sent", on: "resolve-limit", to: ["sent"], because: "a person must look", run: giveUpResolving },
  { from: "sent", on: "link-down", to: ["offline"], because: "a sent payment is asked about, never sent again", run: lineLost },

  { from: "running", on: "authorise", to: ["running"], because: "waits for the exchange under way", run: queueJob },
  { from: "running", on: "reverse", to: ["running"], because: "waits for the exchange under way", run: queueJob },
  { from: "running", on: "resolve", to: ["running"], because: "waits for the exchange under way", run: takeResolve },
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

function step(state: ConversationState, effects: readonly Effect[] = []): Step {
  return { state, effects };
}

function stay(state: ConversationState): Step {
  return step(state);
}

function send(bytes: Uint8Array): Effect {
  return { kind: "send", bytes };
}

function prefixed(before: readonly Effect[], after: Step): Step {
  return { state: after.state, effects: [...before, ...after.effects] };
}

function andProceed(taken: Step): Step {
  return prefixed(taken.effects, proceed(taken.state));
}

function reset(state: ConversationState, because: string): Step {
  return step(state, [{ kind: "reset-link", because }]);
}

function apduOf(event: ConversationEvent): Apdu {
  if (event.kind !== "apdu") throw new Error(`a row for answers was run by ${event.kind}`);
  return event.apdu;
}

/** Sends a command and waits T3 for its acceptance. */
function begin(state: ConversationState, command: CommandName, bytes: Uint8Array, before: readonly Effect[] = []): Step {
  const phase: Phase = { name: "sent", command };
  return step({ ...state, phase, information: undefined, holding: undefined }, [
    { kind: "cancel-timer", timer: "poll" },
    { kind: "cancel-timer", timer: "t4" },
    { kind: "cancel-timer", timer: "hold" },
    ...before,
    send(bytes),
    { kind: "set-timer", timer: "t3", afterMs: timing.t3Ms },
  ]);
}

/** Between two exchanges: what comes next? Registration, status, last receipt, then what the lane wants. */
function proceed(state: ConversationState): Step {
  const { job, registration } = state;
  if (!state.registered) return begin(state, "register", message.registrationMessage(registration));
  if (state.terminalStatus === undefined) return begin(state, "ask-status", message.statusEnquiryMessage(registration.password));
  if (job?.kind === "resolve") {
    if (passingStatuses.has(state.terminalStatus)) return rest(state, timing.busyPollMs);
    return begin(state, "repeat-receipt", message.repeatReceiptMessage(registration.password));
  }
  if (!state.repeatAsked) return begin(state, "repeat-receipt", message.repeatReceiptMessage(registration.password));
  if (job !== undefined) return startJob(state, job);
  return rest(state, state.terminalStatus === 0 ? timing.idlePollMs : timing.busyPollMs * 3);
}

function rest(state: ConversationState, pollMs: number): Step {
  return step({ ...state, phase: { name: "ready" }, information: undefined, holding: undefined }, [
    { kind: "cancel-timer", timer: "t3" },
    { kind: "cancel-timer", timer: "t4" },
    { kind: "cancel-timer", timer: "hold" },
    { kind: "set-timer", timer: "poll", afterMs: pollMs },
  ]);
}

function startJob(state: ConversationState, job: Job): Step {
  const status = state.terminalStatus ?? 0;
  if (status !== 0) {
    const words = statusWords(status);
    return andProceed(end({ ...state, terminalStatus: undefined }, job, notSent(job, `the terminal is not ready: ${words}`)));
  }
  // The terminal's last booking as seen now; without one, what the lane remembers.
  const before = state.lastBooked.kind === "unknown" ? job.before : state.lastBooked;
  const saved: Job = { ...job, before };
  const bytes =
    saved.reversing === undefined
      ? message.authorisationMessage(saved.amountMinor, saved.currency)
      : message.reversalMessage(state.registration.password, saved.reversing.receiptNumber, saved.amountMinor, saved.currency);
  const sent = begin({ ...state, job: saved }, saved.reversing === undefined ? "authorise" : "reverse", bytes, [{ kind: "save-attempt", job: saved }]);
  return step(sent.state, [...sent.effects, { kind: "progress", attemptId: saved.attemptId, stage: "sent" }]);
}

/** The job is over: its outcome is told, unless the edge has been told the same before. */
function end(state: ConversationState, job: Job, outcome: PaymentOutcome): Step {
  const effects: Effect[] = [{ kind: "cancel-timer", timer: "resolve" }];
  const told = job.told;
  const known = told?.result === "approved" && outcome.result === "approved";
  if (!known) effects.push({ kind: "outcome", attemptId: job.attemptId, outcome });
  return step({ ...state, job: undefined, holding: undefined }, effects);
}

function jobOf(event: ConversationEvent): Job {
  switch (event.kind) {
    case "authorise":
      return { kind: "authorise", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: event.before };
    case "reverse":
      return { kind: "reverse", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: { kind: "unknown" }, reversing: { receiptNumber: event.receiptNumber } };
    case "resolve":
      return { kind: "resolve", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: event.before, ...(event.reversing === undefined ? {} : { reversing: event.reversing }) };
    default:
      throw new Error(`${event.kind} asks for nothing`);
  }
}

function takeJob(state: ConversationState, event: ConversationEvent): Step {
  const queued = queueJob(state, event);
  return queued.state.job === state.job ? queued : andProceed(queued);
}

function queueJob(state: ConversationState, event: ConversationEvent): Step {
  const job = jobOf(event);
  if (state.job?.attemptId === job.attemptId) return stay(state);
  if (state.job !== undefined) return refuseNew(state, event, "the terminal is busy with another payment");
  return step({ ...state, job });
}

function refuseNew(state: ConversationState, event: ConversationEvent, because: string): Step {
  const job = jobOf(event);
  return step(state, [{ kind: "outcome", attemptId: job.attemptId, outcome: notSent(job, because) }]);
}

/** Nothing was sent. For a payment that is the end of it; a reversal is still owed, a question still open. */
function notSent(job: Job, because: string): PaymentOutcome {
  if (job.kind === "authorise") return { result: "not-performed", because };
  return job.kind === "reverse" ? { result: "declined", code: "not-sent", text: because.slice(0, 100) } : { result: "unknown", because };
}

/** Begins to find out; a query about the attempt that is running has its answer on the way. */
function takeResolve(state: ConversationState, event: ConversationEvent): Step {
  const queued = queueJob(state, event);
  if (queued.state.job === state.job) return queued;
  const job = jobOf(event);
  return step({ ...queued.state, terminalStatus: state.phase.name === "ready" ? undefined : state.terminalStatus }, [
    { kind: "progress", attemptId: job.attemptId, stage: "query" },
    { kind: "set-timer", timer: "resolve", afterMs: timing.resolveMs },
  ]);
}

function giveUpResolving(state: ConversationState): Step {
  const job = state.job;
  if (job?.kind !== "resolve") return stay(state);
  return end(state, job, { result: "unknown", because: "the terminal could not be asked in time" });
}

function commandOf(state: ConversationState): CommandName {
  const phase = state.phase;
  if (phase.name === "offline" || phase.name === "ready") throw new Error(`no command is under way in ${phase.name}`);
  return phase.command;
}

const isMoney = (command: CommandName): boolean => command === "authorise" || command === "reverse";

const armT4 = (minutes?: number): Effect => ({ kind: "set-timer", timer: "t4", afterMs: minutes === undefined ? timing.t4Ms : Math.max(timing.t4Ms, minutes * 60_000) });

function accepted(state: ConversationState): Step {
  const command = commandOf(state);
  return step({ ...state, phase: { name: "running", command } }, [{ kind: "cancel-timer", timer: "t3" }, armT4()]);
}

function intermediate(state: ConversationState, event: ConversationEvent): Step {
  const command = commandOf(state);
  const status = message.readIntermediateStatus(apduOf(event));
  const effects: Effect[] = [{ kind: "cancel-timer", timer: "t3" }, send(message.acceptMessage()), armT4(status.timeoutMinutes)];
  if (state.job !== undefined && isMoney(command)) {
    effects.push({ kind: "progress", attemptId: state.job.attemptId, stage: status.stage, ...(status.text === undefined ? {} : { text: status.text }) });
  }
  return step({ ...state, phase: { name: "running", command } }, effects);
}

function statusInformation(state: ConversationState, event: ConversationEvent): Step {
  const command = commandOf(state);
  const information = message.readStatusInformation(apduOf(event));
  const running: ConversationState = { ...state, phase: { name: "running", command }, information };
  const taken: Effect[] = [{ kind: "cancel-timer", timer: "t3" }, send(message.acceptMessage()), armT4()];
  const job = state.job;
  // A reversal gives money back: it is taken at once. Only a charge waits for the record.
  if (job === undefined || command !== "authorise" || information.result !== resultCode.ok) return step(running, taken);
  if (state.holding?.confirmed === true) return prefixed(taken, booked(running));
  const outcome: PaymentOutcome = {
    result: "approved",
    amountMinor: information.amountMinor ?? job.amountMinor,
    currency: job.currency,
    card: information.card,
    reference: information.reference ?? { terminalId: "", receiptNumber: "", trace: "" },
  };
  const again = state.holding !== undefined;
  return step({ ...running, phase: { name: "held", command }, holding: { outcome, confirmed: false, rounds: state.holding?.rounds ?? 0 } }, [
    { kind: "cancel-timer", timer: "t3" },
    { kind: "cancel-timer", timer: "t4" },
    { kind: "set-timer", timer: "hold", afterMs: timing.holdMs },
    ...(again ? [] : [{ kind: "outcome", attemptId: job.attemptId, outcome } satisfies Effect]),
  ]);
}

/** The edge has it: now the terminal may know. */
function acknowledge(state: ConversationState, event: ConversationEvent): Step {
  if (event.kind !== "committed" || event.attemptId !== state.job?.attemptId) return stay(state);
  const confirmed = confirmHolding(state, event).state;
  return prefixed(
    [{ kind: "cancel-timer", timer: "hold" }, send(message.acceptMessage()), armT4()],
    booked({ ...confirmed, phase: { name: "running", command: commandOf(state) } }),
  );
}

function confirmHolding(state: ConversationState, event: ConversationEvent): Step {
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

function askAgain(state: ConversationState): Step {
  const holding = state.holding;
  if (holding === undefined) return stay(state);
  if (holding.rounds >= timing.maximumHoldRounds) return reset(state, "the edge did not commit the payment in time");
  return step({ ...state, phase: { name: "running", command: commandOf(state) }, holding: { ...holding, rounds: holding.rounds + 1 } }, [
    send(message.askAgainMessage()),
    armT4(),
  ]);
}

function abortWish(state: ConversationState, event: ConversationEvent): Step {
  const job = state.job;
  if (event.kind !== "abort-wish" || job?.attemptId !== event.attemptId || job.kind !== "authorise") return stay(state);
  if (commandOf(state) !== "authorise") return end(state, job, { result: "aborted", code: "not-sent" });
  if (job.abortSent === true || state.holding !== undefined) return stay(state);
  return step({ ...state, job: { ...job, abortSent: true } }, [send(message.abortMessage())]);
}

/** 84 xx to a command: it was not begun. */
function refused(state: ConversationState, event: ConversationEvent): Step {
  const code = hex(apduOf(event).control & 0xff);
  const command = commandOf(state);
  switch (command) {
    case "register":
      return registrationFailed(state, `84 ${code}`);
    case "ask-status":
      // A terminal without the status enquiry: it is taken as ready and answers for itself.
      return statusKnown(state, 0);
    case "repeat-receipt":
      return repeatAnswered(state, { kind: "nothing", code: `84 ${code}` });
    case "authorise":
    case "reverse": {
      const job = state.job;
      if (job === undefined) return proceed(state);
      const outcome: PaymentOutcome = command === "authorise" ? { result: "not-performed", because: `the terminal refused to begin (84 ${code})` } : { result: "declined", code };
      return andProceed(end({ ...state, terminalStatus: undefined }, job, outcome));
    }
  }
}

function registrationFailed(state: ConversationState, code: string): Step {
  const raised: Effect = { kind: "raise", code: "terminal-not-ready", detail: `registration refused (${code})` };
  const waiting = rest({ ...state, registered: false }, timing.busyPollMs * 5);
  if (state.job === undefined || state.job.kind === "resolve") return prefixed([raised], waiting);
  const ended = end(waiting.state, state.job, notSent(state.job, `the terminal refused the registration (${code})`));
  return prefixed([raised, ...waiting.effects], ended);
}

function completed(state: ConversationState, event: ConversationEvent): Step {
  const taken = send(message.acceptMessage());
  const apdu = apduOf(event);
  switch (commandOf(state)) {
    case "register": {
      const { needs } = message.readRegistered(apdu);
      const effects: Effect[] = needs.length === 0 ? [] : [{ kind: "raise", code: "terminal-not-ready", detail: `the terminal asks for ${needs.join(", ")}` }];
      return prefixed([taken, ...effects], proceed({ ...state, registered: true }));
    }
    case "ask-status":
      return prefixed([taken], statusKnown(state, message.readTerminalStatus(apdu) ?? 0));
    case "repeat-receipt": {
      const information = state.information;
      return prefixed([taken], repeatAnswered(state, information === undefined ? { kind: "nothing", code: "empty" } : { kind: "payment", information }));
    }
    case "authorise":
      return prefixed([taken], paymentCompleted(state));
    case "reverse":
      return prefixed([taken], reversalCompleted(state, undefined));
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
  const lastBooked = snapshotOf(answer);
  const known: ConversationState = { ...state, repeatAsked: true, lastBooked };
  const save: Effect = { kind: "save-last-booked", snapshot: lastBooked };
  const job = state.job;
  // A payment that is shown without our having asked for one may be an attempt whose traces were lost: not ours to keep.
  if (job?.kind !== "resolve") return prefixed(lastBooked.kind === "none" ? [save] : [], proceed(known));
  const judged = judge(job, answer);
  const outcome = job.reversing === undefined ? judged : reversalOutcome(judged);
  return prefixed(judged.result === "approved" ? [save] : [], andProceed(end(known, job, job.told !== undefined && outcome.result === "not-performed" ? missing : outcome)));
}

/** The edge was told "approved" and the terminal does not show it: a person has to look at the terminal's journal. */
const missing: PaymentOutcome = { result: "unknown", because: "the terminal no longer shows the payment it approved" };

/** A reversal is a booking of its own: found means undone. */
function reversalOutcome(judged: PaymentOutcome): PaymentOutcome {
  if (judged.result === "approved") return { result: "not-performed", because: "reversed on the terminal" };
  if (judged.result === "not-performed") return { result: "declined", code: "not-reversed" };
  return judged;
}

function paymentCompleted(state: ConversationState): Step {
  const job = state.job;
  if (job === undefined) return proceed(state);
  if (state.holding?.confirmed === true) return proceed({ ...state, job: undefined });
  const result = state.information?.result;
  if (result !== undefined && result !== resultCode.ok) return andProceed(end({ ...state, terminalStatus: undefined }, job, failure(result, state)));
  return findOut(state, job);
}

function aborted(state: ConversationState, event: ConversationEvent): Step {
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
    case "authorise": {
      const job = state.job;
      if (job === undefined) return prefixed([taken], proceed(state));
      // PA00P015 §2.2.9: once acknowledged it is successful, whatever fails afterwards.
      if (state.holding?.confirmed === true) return prefixed([taken], proceed({ ...state, job: undefined }));
      if (state.holding !== undefined) return prefixed([taken], findOut(state, job));
      const result = state.information?.result;
      return prefixed([taken], andProceed(end({ ...state, terminalStatus: undefined }, job, failure(result === undefined || result === 0 ? code : result, state))));
    }
  }
}

function failure(result: number, state: ConversationState): PaymentOutcome {
  if (result === resultCode.abortedByKeyOrTimeout) return { result: "aborted", code: hex(result) };
  const text = state.information?.text;
  return { result: "declined", code: hex(result), ...(text === undefined ? {} : { text }) };
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

function lineLost(state: ConversationState): Step {
  const quiet: Effect[] = (["t3", "t4", "hold", "poll"] as const).map((timer) => ({ kind: "cancel-timer", timer }));
  const offline: ConversationState = { ...state, phase: { name: "offline" }, registered: false, information: undefined, holding: undefined };
  const job = state.job;
  if (job === undefined || job.kind === "resolve") return step(offline, quiet);
  const sent = state.phase.name !== "ready" && isMoney(commandOf(state));
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

function statusWords(status: number): string {
  return terminalStatusWords.get(status) ?? `status ${hex(status)}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(2, "0").toUpperCase();
}

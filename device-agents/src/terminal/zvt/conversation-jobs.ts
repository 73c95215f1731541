import type { PaymentOutcome } from "@laneway/contracts";
import { prefixed, send, stay, statusWords, step, timing } from "./conversation-step.js";
import type { CommandName, ConversationEvent, ConversationState, Effect, Job, Phase, Step } from "./conversation-types.js";
import * as message from "./messages.js";

/** Terminal states that end by themselves or with a hand on the card: worth waiting for before asking on. */
const passingStatuses: ReadonlySet<number> = new Set([0x9c, 0xdc, 0xe1]);

export function andProceed(taken: Step): Step {
  return prefixed(taken.effects, proceed(taken.state));
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
export function proceed(state: ConversationState): Step {
  const { job, errand, registration } = state;
  if (!state.registered) return begin(state, "register", message.registrationMessage(registration));
  if (state.terminalStatus === undefined) return begin(state, "ask-status", message.statusEnquiryMessage(registration.password));
  if (job?.kind === "resolve") {
    if (passingStatuses.has(state.terminalStatus)) return rest(state, timing.busyPollMs);
    return begin(state, "repeat-receipt", message.repeatReceiptMessage(registration.password));
  }
  if (!state.repeatAsked) return begin(state, "repeat-receipt", message.repeatReceiptMessage(registration.password));
  if (job !== undefined) return startJob(state, job);
  if (errand?.kind === "end-of-day") return begin(state, "end-of-day", message.endOfDayMessage(registration.password), [{ kind: "save-errand", requestId: errand.requestId }]);
  if (errand?.kind === "diagnosis") return begin(state, "diagnosis", message.diagnosisMessage());
  if (errand?.kind === "forward-stored") return begin(state, "forward-stored", message.sendOfflineMessage(registration.password));
  return rest(state, state.terminalStatus === 0 ? timing.idlePollMs : timing.busyPollMs * 3);
}

export function rest(state: ConversationState, pollMs: number): Step {
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
  const { command, bytes } = requestOf(saved, state.registration.password);
  const sent = begin({ ...state, job: saved }, command, bytes, [{ kind: "save-attempt", job: saved }]);
  return step(sent.state, [...sent.effects, { kind: "progress", attemptId: saved.attemptId, stage: "sent" }]);
}

function requestOf(job: Job, password: string): { readonly command: CommandName; readonly bytes: Uint8Array } {
  const { reversing, refunding, amountMinor, currency, offline } = job;
  if (reversing !== undefined) return { command: "reverse", bytes: message.reversalMessage(password, reversing.receiptNumber, amountMinor, currency) };
  if (refunding === undefined) return { command: "authorise", bytes: message.authorisationMessage(amountMinor, currency, offline) };
  const bytes = refunding.way === "reversal" ? message.reversalMessage(password, refunding.original.receiptNumber, amountMinor, currency) : message.refundMessage(password, amountMinor, currency);
  return { command: "refund", bytes };
}

/** The job is over: its outcome is told, unless the edge has been told the same before. */
export function end(state: ConversationState, job: Job, outcome: PaymentOutcome, asked = false): Step {
  const effects: Effect[] = [{ kind: "cancel-timer", timer: "resolve" }];
  const told = job.told;
  const known = told?.result === "approved" && outcome.result === "approved";
  effects.push(known ? { kind: "payment-closed", attemptId: job.attemptId } : { kind: "outcome", attemptId: job.attemptId, outcome, ...(asked ? { asked } : {}) });
  return step({ ...state, job: undefined, holding: undefined }, effects);
}

function jobOf(event: ConversationEvent): Job {
  switch (event.kind) {
    case "authorise":
      return { kind: "authorise", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: event.before, ...(event.offline === undefined ? {} : { offline: event.offline }) };
    case "reverse":
      return { kind: "reverse", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: { kind: "unknown" }, reversing: { receiptNumber: event.receiptNumber } };
    case "resolve":
      return { kind: "resolve", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: event.before, ...(event.reversing === undefined ? {} : { reversing: event.reversing }), ...(event.refunding === undefined ? {} : { refunding: event.refunding }), ...(event.told === undefined ? {} : { told: event.told }) };
    case "refund":
      return { kind: "refund", attemptId: event.attemptId, amountMinor: event.amountMinor, currency: event.currency, before: event.before, refunding: event.refunding };
    default:
      throw new Error(`${event.kind} asks for nothing`);
  }
}

export function takeJob(state: ConversationState, event: ConversationEvent): Step {
  const queued = queueJob(state, event);
  return queued.state.job === state.job ? queued : andProceed(queued);
}

export function queueJob(state: ConversationState, event: ConversationEvent): Step {
  const job = jobOf(event);
  if (state.job?.attemptId === job.attemptId) return stay(state);
  if (state.job !== undefined) return refuseNew(state, event, "the terminal is busy with another payment");
  return step({ ...state, job });
}

export function refuseNew(state: ConversationState, event: ConversationEvent, because: string): Step {
  const job = jobOf(event);
  return step(state, [{ kind: "outcome", attemptId: job.attemptId, outcome: notSent(job, because) }]);
}

/** Nothing was sent. For a payment or a refund that is the end of it; a reversal is still owed, a question still open. */
export function notSent(job: Job, because: string): PaymentOutcome {
  if (job.kind === "authorise" || job.kind === "refund") return { result: "not-performed", because };
  return job.kind === "reverse" ? { result: "declined", code: "not-sent", text: because.slice(0, 100) } : { result: "unknown", because };
}

/** Begins to find out; a query about the attempt that is running has its answer on the way. */
export function takeResolve(state: ConversationState, event: ConversationEvent): Step {
  const queued = queueJob(state, event);
  if (queued.state.job === state.job) return queued;
  const job = jobOf(event);
  return step({ ...queued.state, terminalStatus: state.phase.name === "ready" ? undefined : state.terminalStatus }, [
    ...(job.told === undefined ? [{ kind: "progress", attemptId: job.attemptId, stage: "query" } satisfies Effect] : []),
    { kind: "set-timer", timer: "resolve", afterMs: timing.resolveMs },
  ]);
}

export function giveUpResolving(state: ConversationState): Step {
  const job = state.job;
  if (job?.kind !== "resolve") return stay(state);
  // The edge has its answer; whether it stands is asked for as long as it takes.
  if (job.told !== undefined) return step(state, [{ kind: "set-timer", timer: "resolve", afterMs: timing.resolveMs }]);
  return end(state, job, { result: "unknown", because: "the terminal could not be asked in time" });
}

import type { DeviceCommand, DeviceFact, PaymentOutcome, TerminalReference } from "@laneway/contracts";
import type { DeviceOptions } from "../adapter.js";
import { sameBooking, type Snapshot } from "../terminal/zvt/booking.js";
import type { ConversationEvent, Effect, TimerName } from "../terminal/zvt/conversation-types.js";
import type { TerminalAdapter } from "../terminal/zvt/zvt.js";
import type { Connect } from "../transport/connection.js";
import { startDeadline } from "../transport/deadline.js";
import { openLine } from "../transport/line.js";
import type { AttemptNotes } from "./attempt-notes.js";
import type { DayOffers } from "./day-offers.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";
import { isPaymentCommand, offerOutcomes, type PaymentCommand } from "./outcome-offers.js";
import type { StoredOffers } from "./stored-offers.js";

/** Runs a payment terminal: carries out the conversation's effects and keeps the notes that survive a crash. */
export function runTerminal(
  adapter: TerminalAdapter,
  connect: Connect,
  options: DeviceOptions,
  currency: string,
  notes: AttemptNotes,
  days: DayOffers,
  stored: StoredOffers,
  host: DeviceHost,
): RunningDevice {
  let reading = adapter.beginReading;
  /**
   * The terminal's last booking that is surely not of an attempt we do not know: from the notes, then from our own
   * payments. Another one that the terminal shows does not count: it may be the very attempt in question.
   */
  let lastOwn = notes.lastBooked;
  let state = adapter.begin(options, currency, lastOwn);
  const endWait = new Map<TimerName, () => void>();
  /** What waits for the payment before it to end. */
  const deferred: PaymentCommand[] = [];
  const offers = offerOutcomes(notes, host);
  /** What the edge thinks the terminal keeps, by our own name of each. */
  let kept: Forward["payments"] = [];

  const line = openLine(connect, {
    onOpen: () => {
      reading = adapter.beginReading;
      step({ kind: "link-up" });
    },
    onBytes: (bytes) => {
      const result = adapter.read(reading, bytes);
      reading = result.state;
      for (const apdu of result.readings) {
        host.clear("unreachable");
        host.clear("protocol");
        host.connected(true);
        step({ kind: "apdu", apdu });
      }
      for (const fault of result.faults) {
        host.raise("protocol", fault.detail);
        line.reset(fault.detail);
      }
    },
    onDown: (because) => {
      host.connected(false);
      host.raise("unreachable", because);
      step({ kind: "link-down" });
    },
  });

  function step(event: ConversationEvent): void {
    const result = adapter.converse(state, event);
    state = result.state;
    for (const effect of result.effects) perform(effect);
    while (state.job === undefined) {
      const next = deferred.shift();
      if (next === undefined) return;
      // As on its way here: who waits so long has asked since what became of it, and nothing must begin after that.
      if (next.expiresAtMs >= Date.now()) take(next);
      else host.log.warn({ commandId: next.commandId, kind: next.kind }, "a command that waited too long was dropped");
    }
  }

  function take(command: PaymentCommand): void {
    // A payment that is approved, and only waits for the edge's or the terminal's last word, does not keep the next one out.
    if (state.holding !== undefined) deferred.push(command);
    else if (command.kind === "authorise") authorise(command);
    else if (command.kind === "refund-payment") refund(command);
    else if (command.kind === "resolve-payment") resolve(command);
    else reverse(command);
  }

  function perform(effect: Effect): void {
    switch (effect.kind) {
      case "send":
        line.write(effect.bytes);
        break;
      case "save-attempt": {
        const { attemptId, amountMinor, currency: paidIn, before, reversing, refunding } = effect.job;
        notes.save({ attemptId, amountMinor, currency: paidIn, before, sentAtMs: Date.now(), ...(reversing === undefined ? {} : { reversing }), ...(refunding === undefined ? {} : { refunding }), ...(reversing === undefined && refunding === undefined ? { awaitsEnd: true } : {}) });
        break;
      }
      case "save-last-booked":
        notes.saveLastBooked(effect.snapshot);
        lastOwn = effect.snapshot;
        break;
      case "payment-closed":
        notes.close(effect.attemptId);
        break;
      case "set-timer":
        endWait.get(effect.timer)?.();
        endWait.set(effect.timer, startDeadline(effect.afterMs, () => step({ kind: "timer", timer: effect.timer })));
        break;
      case "cancel-timer":
        endWait.get(effect.timer)?.();
        break;
      case "progress":
        host.report({ kind: "payment-progress", attemptId: effect.attemptId, stage: effect.stage, ...(effect.text === undefined ? {} : { text: effect.text }) });
        break;
      case "outcome":
        offers.offer(effect.attemptId, effect.asked === true ? ownOutcome(effect.attemptId, effect.outcome) : effect.outcome);
        break;
      case "withdraw":
        offers.withdraw(effect.attemptId);
        break;
      case "save-errand":
        days.begin(effect.requestId);
        break;
      case "day-ended":
        days.end(effect.requestId, effect.outcome);
        break;
      case "stored-told": {
        const told = kept.find(({ reference }) => sameBooking(reference, effect.reference));
        if (told !== undefined) stored.tell(told.attemptId, effect.fate);
        break;
      }
      case "diagnosed":
        host.report({ kind: "terminal-diagnosis", requestId: effect.requestId, diagnosis: effect.diagnosis });
        break;
      case "raise":
        host.raise(effect.code, effect.detail);
        break;
      case "clear":
        host.clear(effect.code);
        break;
      case "reset-link":
        host.raise("unreachable", effect.because);
        line.reset(effect.because);
        break;
    }
  }

  function authorise(command: Extract<PaymentCommand, { kind: "authorise" }>): void {
    const known = notes.find(command.attemptId);
    if (known === undefined) step({ ...start(command), kind: "authorise", before: snapshotFrom(command.previous), ...(command.offline === "allowed" ? { offline: true } : {}) });
    // Sent once is sent for ever: a repeated command gets the outcome, or a question to the terminal.
    else resolve(command);
  }

  /** The terminal shows its last booking only. One that another attempt made says nothing about this one. */
  function ownOutcome(attemptId: string, outcome: PaymentOutcome): PaymentOutcome {
    if (outcome.result !== "approved" || notes.bookedBy(outcome.reference, attemptId) === undefined) return outcome;
    return { result: "unknown", because: "the terminal's last booking is of another attempt" };
  }

  function refund(command: Extract<PaymentCommand, { kind: "refund-payment" }>): void {
    const { way, original } = command.refund;
    if (notes.find(command.attemptId) !== undefined) resolve(command);
    else if (way === "reversal" && !/^\d{1,4}$/.test(original.receiptNumber)) offers.offer(command.attemptId, { result: "declined", code: "no-receipt-number" });
    else step({ ...start(command), kind: "refund", before: snapshotFrom(command.previous), refunding: command.refund });
  }

  function resolve(command: Extract<PaymentCommand, { kind: "authorise" | "resolve-payment" | "refund-payment" }>): void {
    if (state.job?.attemptId === command.attemptId) return;
    const known = notes.find(command.attemptId);
    if (known?.outcome !== undefined) {
      offers.offer(command.attemptId, known.outcome);
      return;
    }
    const before = known?.before ?? (lastOwn.kind === "unknown" ? snapshotFrom(command.previous) : lastOwn);
    step({ ...start(command), kind: "resolve", before, reversing: known?.reversing, refunding: known?.refunding ?? (command.kind === "authorise" ? undefined : command.refund) });
  }

  function reverse(command: Extract<PaymentCommand, { kind: "reverse-payment" }>): void {
    const known = notes.find(command.attemptId);
    if (known?.reversing !== undefined && known.outcome?.result === "not-performed") {
      offers.offer(command.attemptId, known.outcome);
    } else if (known?.reversing !== undefined && known.outcome === undefined) {
      if (state.job?.attemptId === command.attemptId) return;
      step({ ...start(command), kind: "resolve", before: known.before, reversing: known.reversing, refunding: undefined });
    } else if (!/^\d{1,4}$/.test(command.reference.receiptNumber)) {
      offers.offer(command.attemptId, { result: "declined", code: "no-receipt-number" });
    } else {
      step({ ...start(command), kind: "reverse", receiptNumber: command.reference.receiptNumber });
    }
  }

  /** What the terminal has told already it does not tell again. */
  function forward({ requestId, payments }: Forward): void {
    kept = payments;
    const untold = payments.filter(({ attemptId }) => !stored.repeat(attemptId));
    if (untold.length > 0) step({ kind: "errand", errand: { kind: "forward-stored", requestId } });
  }

  return {
    start() {
      line.start();
      days.resume();
      stored.resume();
      const open = notes.open();
      if (open === undefined) return;
      host.log.warn({ attemptId: open.attemptId }, "the agent was ended during a payment; the terminal is asked");
      step({ kind: "resolve", attemptId: open.attemptId, amountMinor: open.amountMinor, currency: open.currency, before: open.before, reversing: open.reversing, refunding: open.refunding, told: open.outcome });
    },
    async stop() {
      for (const end of endWait.values()) end();
      await line.stop();
    },
    handle(command) {
      if (command.kind === "abort-payment") step({ kind: "abort-wish", attemptId: command.attemptId });
      else if (isPaymentCommand(command)) take(command);
      else if (command.kind === "diagnose-terminal") step({ kind: "errand", errand: { kind: "diagnosis", requestId: command.requestId } });
      else if (command.kind === "forward-stored") forward(command);
      else if (command.kind === "end-of-day" && !days.repeat(command.requestId)) step({ kind: "errand", errand: { kind: "end-of-day", requestId: command.requestId } });
    },
    acknowledged(fact: DeviceFact) {
      days.acknowledged(fact);
      stored.acknowledged(fact);
      const attemptId = offers.acknowledged(fact);
      if (attemptId !== undefined) step({ kind: "committed", attemptId });
    },
  };
}

type Forward = Extract<DeviceCommand, { kind: "forward-stored" }>;

function start(command: PaymentCommand) {
  return { attemptId: command.attemptId, amountMinor: command.amountMinor, currency: command.currency };
}

function snapshotFrom(reference: TerminalReference | undefined): Snapshot {
  return reference === undefined ? { kind: "unknown" } : { kind: "payment", reference };
}

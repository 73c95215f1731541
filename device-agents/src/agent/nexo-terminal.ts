import { setTimeout as wait } from "node:timers/promises";
import type { CardRefund, DeviceCommand, DeviceFact, PaymentOutcome, TerminalDiagnosis, TerminalReference } from "@laneway/contracts";
import { z } from "zod";
import { judgePayment, judgeReversal, response, type Wanted } from "../terminal/nexo/answers.js";
import { currencyDigits } from "../terminal/nexo/decimal.js";
import { find, type NexoLine, type NexoTiming, usualNexoTiming } from "../terminal/nexo/find.js";
import { abortRequest, diagnosisRequest, freshServiceId, paymentRequest, type PoiTransaction, refundRequest, reversalRequest, serviceIdFor } from "../terminal/nexo/messages.js";
import type { NexoSettings } from "../terminal/nexo/options.js";
import { ask } from "../terminal/nexo/session.js";
import type { AttemptNotes } from "./attempt-notes.js";
import type { DayOffers } from "./day-offers.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";
import { askBookings, diagnose } from "./nexo-day.js";
import { askStored } from "./nexo-stored.js";
import { isPaymentCommand, offerOutcomes, type PaymentCommand } from "./outcome-offers.js";
import type { StoredOffers } from "./stored-offers.js";

interface Attempt {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

type Authorise = Extract<PaymentCommand, { kind: "authorise" }>;

interface Undoing extends PoiTransaction {
  readonly round: number;
  /** Why a booking that is not what was asked for is taken back; undefined: the lane asked for the reversal. */
  readonly unwanted?: string | undefined;
}

/** A reversal the terminal has provably not had is sent again, this often. */
const maximumRounds = 3;
const diagnosis = z.object({ Response: response, POIStatus: z.object({ GlobalStatus: z.string().max(40) }).optional() });

/**
 * Runs a payment terminal that speaks nexo over HTTPS. One thing at a time; what was sent is saved first, asked about
 * when its answer is missing or not to be believed, and never sent again.
 */
export function runNexoTerminal(settings: NexoSettings, currency: string, notes: AttemptNotes, days: DayOffers, stored: StoredOffers, host: DeviceHost, timing: NexoTiming = usualNexoTiming): RunningDevice {
  currencyDigits(currency);
  const { parties } = settings;
  const offers = offerOutcomes(notes, host);
  let life = new AbortController();
  let polling: NodeJS.Timeout | undefined;
  let running: { readonly attemptId: string; readonly abortable: boolean; abortSent: boolean } | undefined;
  /** Why nothing can be started now; undefined: the terminal said that it is ready. */
  let notReady: string | undefined = "the terminal has not been asked yet";
  const works = new Set<Promise<void>>();

  function lineOf(ending: AbortSignal): NexoLine {
    return {
      settings,
      timing,
      ending,
      ask: async (category, serviceId, body, withinMs) => {
        const answer = await ask(settings, category, serviceId, body, withinMs, ending);
        if (!ending.aborted) tellLink(answer.kind, answer.kind === "answer" ? "" : answer.because);
        return answer;
      },
      pause: (ms) => wait(ms, undefined, { signal: ending }).catch(() => undefined),
    };
  }

  function tellLink(kind: "answer" | "not-sent" | "no-answer" | "refused", because: string): void {
    if (kind === "refused") {
      host.raise("protocol", because);
    } else if (kind === "answer") {
      host.clear("unreachable");
      host.clear("protocol");
      host.connected(true);
    } else if (kind === "not-sent") {
      host.connected(false);
      host.raise("unreachable", because);
    }
  }

  /** Runs one piece of work at a time in the background; it ends with the agent. */
  function work(attemptId: string, abortable: boolean, run: (line: NexoLine) => Promise<PaymentOutcome>): void {
    const mine = { attemptId, abortable, abortSent: false };
    const { signal } = life;
    running = mine;
    clearTimeout(polling);
    const working = run(lineOf(signal))
      .catch((error: unknown): PaymentOutcome => {
        host.log.error({ err: error, attemptId }, "the terminal driver failed");
        return { result: "unknown", because: "the terminal driver failed" };
      })
      .then((outcome) => {
        if (signal.aborted) return;
        running = undefined;
        offers.offer(attemptId, outcome);
        poll(0);
      })
      .finally(() => works.delete(working));
    works.add(working);
  }

  /** What is not a payment: one thing at a time with them, and it ends with the agent. */
  function errand(busy: () => void, run: (line: NexoLine) => Promise<void>): void {
    if (running !== undefined) {
      busy();
      return;
    }
    const { signal } = life;
    running = { attemptId: "", abortable: false, abortSent: false };
    clearTimeout(polling);
    const working = run(lineOf(signal))
      .catch((error: unknown) => host.log.error({ err: error }, "the terminal driver failed"))
      .then(() => {
        if (signal.aborted) return;
        running = undefined;
        poll(0);
      })
      .finally(() => works.delete(working));
    works.add(working);
  }

  function endDay(command: Extract<DeviceCommand, { kind: "end-of-day" }>): void {
    const { requestId } = command;
    if (days.repeat(requestId)) return;
    const busy = () => days.end(requestId, { result: "not-performed", because: "the terminal is busy with a payment" });
    errand(busy, async (line) => {
      // Only questions: what is cut off may be asked again under another id.
      const outcome = await askBookings(line, command, currency, notes);
      if (!line.ending.aborted) days.end(requestId, outcome);
    });
  }

  function diagnoseTerminal(requestId: string): void {
    const tell = (diagnosis: TerminalDiagnosis) => host.report({ kind: "terminal-diagnosis", requestId, diagnosis });
    errand(
      () => tell({ result: "not-ok", detail: "the terminal is busy with a payment" }),
      async (line) => {
        const found = await diagnose(line);
        if (!line.ending.aborted) tell(found);
      },
    );
  }

  function poll(afterMs: number): void {
    const { signal } = life;
    clearTimeout(polling);
    polling = setTimeout(() => {
      if (running !== undefined) return;
      const checking = check(lineOf(signal))
        .then(() => {
          if (!signal.aborted && running === undefined) poll(notReady === undefined ? timing.idlePollMs : timing.downPollMs);
        })
        .finally(() => works.delete(checking));
      works.add(checking);
    }, afterMs);
  }

  /** Asks the terminal how it is, which also shows that it is there and has the same key. */
  async function check(line: NexoLine): Promise<void> {
    const answer = await line.ask("Diagnosis", freshServiceId(), diagnosisRequest(), timing.shortMs);
    if (line.ending.aborted) return;
    if (answer.kind !== "answer") {
      notReady = answer.kind === "refused" ? answer.because : "the terminal cannot be reached";
      if (answer.kind === "no-answer") tellLink("not-sent", answer.because);
      return;
    }
    const parsed = diagnosis.safeParse(answer.body);
    const status = parsed.success ? (parsed.data.POIStatus?.GlobalStatus ?? parsed.data.Response.ErrorCondition ?? "unreadable") : "unreadable";
    notReady = status === "OK" ? undefined : `the terminal is not ready: ${status}`;
    if (notReady === undefined) host.clear("terminal-not-ready");
    else host.raise("terminal-not-ready", notReady);
  }

  async function pay(line: NexoLine, wanted: Wanted, previous: TerminalReference | undefined, offline: Authorise["offline"]): Promise<PaymentOutcome> {
    if (notReady !== undefined) await check(line);
    if (notReady !== undefined || line.ending.aborted) return { result: "not-performed", because: notReady ?? "the agent is ending" };
    save(wanted, wanted.serviceId);
    host.report({ kind: "payment-progress", attemptId: wanted.attemptId, stage: "sent" });
    const answer = await line.ask("Payment", wanted.serviceId, paymentRequest(wanted, new Date(), offline), timing.paymentMs);
    if (answer.kind === "not-sent") return { result: "not-performed", because: "the terminal cannot be reached" };
    return answer.kind === "answer" ? conclude(line, wanted, answer.body, false, previous) : lookUp(line, wanted, previous);
  }

  /** An answer to the payment itself may be in doubt and is then asked about; an answer to that question is the last word. */
  async function conclude(line: NexoLine, wanted: Wanted, body: unknown, asked: boolean, previous?: TerminalReference): Promise<PaymentOutcome> {
    const verdict = judgePayment(body, wanted);
    if (verdict.kind === "unwanted") {
      host.raise("protocol", verdict.because);
      return undo(line, wanted, { ...verdict.transaction, round: 1, unwanted: verdict.because });
    }
    if (verdict.kind === "outcome") {
      if (verdict.outcome.result === "approved") notes.saveLastBooked({ kind: "payment", reference: verdict.outcome.reference });
      return verdict.outcome;
    }
    if (verdict.kind === "refused") host.raise("protocol", verdict.because);
    if (!asked) return lookUp(line, wanted, previous);
    return { result: "unknown", because: verdict.kind === "refused" ? verdict.because : "the terminal repeats that it is at work" };
  }

  async function lookUp(line: NexoLine, wanted: Wanted, previous?: TerminalReference): Promise<PaymentOutcome> {
    if (line.ending.aborted) return { result: "unknown", because: "the agent is ending" };
    host.report({ kind: "payment-progress", attemptId: wanted.attemptId, stage: "query" });
    const found = await find(line, "Payment", wanted.serviceId);
    if (found.kind === "unknown") return { result: "unknown", because: found.because.slice(0, 200) };
    return found.kind === "found" ? conclude(line, wanted, found.body, true) : confirmAbsence(line, wanted, previous);
  }

  /**
   * The terminal has never heard of the payment. A terminal that lost its memory, or is another one, says the same:
   * so it must still know an earlier payment that it surely booked.
   */
  async function confirmAbsence(line: NexoLine, wanted: Attempt, previous: TerminalReference | undefined): Promise<PaymentOutcome> {
    const note = notes.find(wanted.attemptId);
    // What it booked since then says nothing of its memory at that time.
    const last = note?.before.kind === "payment" ? note.before.reference : (previous ?? (note === undefined && notes.lastBooked.kind === "payment" ? notes.lastBooked.reference : undefined));
    if (note === undefined && last !== undefined && last.terminalId !== parties.poiId.slice(0, 32)) return { result: "unknown", because: "another terminal was connected" };
    if (last?.terminalId !== parties.poiId.slice(0, 32)) return { result: "not-performed", because: "the terminal has booked no payment" };
    // However long ago: what it has forgotten by age cannot be told from what it lost, so a person looks.
    const control = await find(line, "Payment", last.receiptNumber);
    if (control.kind === "found") return { result: "not-performed", because: "the terminal has booked nothing since" };
    return { result: "unknown", because: control.kind === "unknown" ? control.because.slice(0, 200) : "the terminal has forgotten earlier payments" };
  }

  /** Gives (a part of) an earlier payment back: sent once, by the terminal's own name of that payment; no card is needed. */
  async function giveBack(line: NexoLine, attempt: Attempt, refund: CardRefund & { readonly transaction: PoiTransaction }): Promise<PaymentOutcome> {
    if (notReady !== undefined) await check(line);
    if (notReady !== undefined || line.ending.aborted) return { result: "not-performed", because: notReady ?? "the agent is ending" };
    const serviceId = serviceIdFor(parties, attempt.attemptId, "refund");
    const { transaction, ...refunding } = refund;
    notes.save({ ...attempt, before: notes.lastBooked, sentAtMs: Date.now(), refunding, exchange: { serviceId, poiId: parties.poiId } });
    host.report({ kind: "payment-progress", attemptId: attempt.attemptId, stage: "sent" });
    const answer = await line.ask("Reversal", serviceId, refundRequest(attempt, transaction, new Date()), timing.paymentMs);
    if (answer.kind === "not-sent") return { result: "not-performed", because: "the terminal cannot be reached" };
    return answer.kind === "answer" ? concludeRefund(line, attempt, answer.body, false) : lookUpRefund(line, attempt);
  }

  async function concludeRefund(line: NexoLine, attempt: Attempt, body: unknown, asked: boolean): Promise<PaymentOutcome> {
    const verdict = judgeReversal(body, attempt);
    if (verdict.kind === "reversed") {
      const { amountMinor, currency: givenIn } = attempt;
      const reference = { terminalId: parties.poiId.slice(0, 32), receiptNumber: serviceIdFor(parties, attempt.attemptId, "refund"), trace: "" };
      const named = verdict.transaction === undefined ? reference : { ...reference, transaction: verdict.transaction };
      return { result: "approved", amountMinor, currency: givenIn, card: { scheme: "", entry: "unknown" }, reference: named };
    }
    if (verdict.kind === "not-reversed") return verdict.code === "Busy" ? { result: "not-performed", because: "the terminal is busy" } : { result: "declined", code: verdict.code };
    if (verdict.kind === "refused") host.raise("protocol", verdict.because);
    if (!asked) return lookUpRefund(line, attempt);
    return { result: "unknown", because: verdict.kind === "refused" ? verdict.because : "the terminal repeats that it is at work" };
  }

  async function lookUpRefund(line: NexoLine, attempt: Attempt, previous?: TerminalReference): Promise<PaymentOutcome> {
    if (line.ending.aborted) return { result: "unknown", because: "the agent is ending" };
    host.report({ kind: "payment-progress", attemptId: attempt.attemptId, stage: "query" });
    const found = await find(line, "Reversal", serviceIdFor(parties, attempt.attemptId, "refund"));
    if (found.kind === "unknown") return { result: "unknown", because: found.because.slice(0, 200) };
    return found.kind === "found" ? concludeRefund(line, attempt, found.body, true) : confirmAbsence(line, attempt, previous);
  }

  /** Takes a booked payment back. What is told is what stands in the terminal's book. */
  async function undo(line: NexoLine, attempt: Attempt, undoing: Undoing): Promise<PaymentOutcome> {
    const serviceId = serviceIdFor(parties, attempt.attemptId, `reversal-${undoing.round}`);
    save(attempt, serviceId, undoing);
    host.report({ kind: "payment-progress", attemptId: attempt.attemptId, stage: "sent" });
    const answer = await line.ask("Reversal", serviceId, reversalRequest(undoing), timing.shortMs);
    if (line.ending.aborted) return { result: "unknown", because: "the agent is ending" };
    if (answer.kind === "not-sent") return owed(undoing, "not-sent", "the terminal cannot be reached");
    const verdict = answer.kind === "answer" ? judgeReversal(answer.body, attempt, undoing.unwanted === undefined) : undefined;
    if (verdict?.kind === "reversed") return reversed(undoing);
    if (verdict?.kind === "not-reversed") return owed(undoing, verdict.code);
    return lookUpReversal(line, attempt, serviceId, undoing);
  }

  async function lookUpReversal(line: NexoLine, attempt: Attempt, serviceId: string, undoing: Undoing): Promise<PaymentOutcome> {
    host.report({ kind: "payment-progress", attemptId: attempt.attemptId, stage: "query" });
    const found = await find(line, "Reversal", serviceId);
    if (found.kind === "absent" && undoing.round < maximumRounds) return undo(line, attempt, { ...undoing, round: undoing.round + 1 });
    if (found.kind !== "found") return { result: "unknown", because: found.kind === "unknown" ? found.because.slice(0, 200) : "the terminal does not take the reversal" };
    const verdict = judgeReversal(found.body, attempt, undoing.unwanted === undefined);
    if (verdict.kind === "reversed") return reversed(undoing);
    if (verdict.kind === "not-reversed") return owed(undoing, verdict.code);
    return { result: "unknown", because: verdict.kind === "refused" ? verdict.because : "the terminal is still reversing" };
  }

  function reversed(undoing: Undoing): PaymentOutcome {
    return { result: "not-performed", because: undoing.unwanted === undefined ? "reversed on the terminal" : `${undoing.unwanted}; it was reversed` };
  }

  /** The money stands. A payment may be reversed later; a booking that nobody asked for needs a person. */
  function owed(undoing: Undoing, code: string, text?: string): PaymentOutcome {
    if (undoing.unwanted !== undefined) return { result: "unknown", because: `${undoing.unwanted}, and it is not reversed (${code})` };
    return { result: "declined", code, ...(text === undefined ? {} : { text }) };
  }

  function save(attempt: Attempt, serviceId: string, undoing?: Undoing): void {
    const { attemptId, amountMinor } = attempt;
    const reversal = undoing === undefined ? {} : { reversing: { receiptNumber: serviceIdFor(parties, attemptId, "payment") } };
    const exchange = { serviceId, poiId: parties.poiId, ...(undoing === undefined ? {} : { reversal: undoing }) };
    notes.save({ attemptId, amountMinor, currency: attempt.currency, before: notes.find(attemptId)?.before ?? notes.lastBooked, sentAtMs: Date.now(), ...reversal, exchange });
  }

  function take(command: PaymentCommand): void {
    const known = notes.find(command.attemptId);
    if (running?.attemptId === command.attemptId) return;
    if (command.kind !== "reverse-payment" && known?.outcome !== undefined) {
      offers.offer(command.attemptId, known.outcome);
    } else if (running !== undefined) {
      offers.offer(command.attemptId, busy(command));
    } else if (command.kind === "reverse-payment") {
      reverse(command);
    } else if (command.kind === "refund-payment" && known === undefined) {
      refund(command);
    } else if (command.kind === "authorise" && known === undefined) {
      work(command.attemptId, true, (line) => pay(line, wantedOf(command), command.previous, command.offline));
    } else {
      resume(attemptOf(command), command.previous, command.kind === "authorise" ? undefined : command.refund);
    }
  }

  function busy(command: PaymentCommand): PaymentOutcome {
    const because = "the terminal is busy with another payment";
    if (command.kind === "authorise" || command.kind === "refund-payment") return { result: "not-performed", because };
    return command.kind === "resolve-payment" ? { result: "unknown", because } : { result: "declined", code: "not-sent", text: because };
  }

  /** Sent once is sent for ever: only asked about from here on. */
  function resume(attempt: Attempt, previous?: TerminalReference, refunding?: CardRefund): void {
    const known = notes.find(attempt.attemptId);
    const exchange = known?.exchange;
    const undoing = exchange?.reversal;
    if (known !== undefined && exchange?.poiId !== parties.poiId) offers.offer(attempt.attemptId, { result: "unknown", because: "the payment was sent to another terminal" });
    else if (exchange !== undefined && undoing !== undefined) work(attempt.attemptId, false, (line) => lookUpReversal(line, attempt, exchange.serviceId, undoing));
    else if ((known?.refunding ?? refunding) !== undefined) work(attempt.attemptId, false, (line) => lookUpRefund(line, attempt, previous));
    else work(attempt.attemptId, false, (line) => lookUp(line, wantedOf(attempt), previous));
  }

  function refund(command: Extract<PaymentCommand, { kind: "refund-payment" }>): void {
    const { transaction } = command.refund.original;
    if (transaction === undefined) offers.offer(command.attemptId, { result: "declined", code: "no-transaction" });
    else work(command.attemptId, false, (line) => giveBack(line, attemptOf(command), { ...command.refund, transaction }));
  }

  function reverse(command: Extract<PaymentCommand, { kind: "reverse-payment" }>): void {
    const known = notes.find(command.attemptId);
    const transaction = command.reference.transaction;
    const earlier = known?.exchange?.reversal;
    if (earlier !== undefined && known?.outcome?.result === "not-performed") offers.offer(command.attemptId, known.outcome);
    else if (earlier !== undefined && known?.outcome === undefined) resume(attemptOf(command));
    else if (transaction === undefined) offers.offer(command.attemptId, { result: "declined", code: "no-transaction" });
    else work(command.attemptId, false, (line) => undo(line, attemptOf(command), { ...transaction, round: (earlier?.round ?? 0) + 1 }));
  }

  function wishAbort(attemptId: string): void {
    if (running?.attemptId !== attemptId || !running.abortable || running.abortSent) return;
    running.abortSent = true;
    // A wish on its own connection; whatever is answered, the payment's own answer decides.
    const wishing = ask(settings, "Abort", freshServiceId(), abortRequest(parties, serviceIdFor(parties, attemptId, "payment")), timing.shortMs, life.signal)
      .then(() => undefined)
      .finally(() => works.delete(wishing));
    works.add(wishing);
  }

  function wantedOf(attempt: Attempt): Wanted {
    return { ...parties, ...attemptOf(attempt), serviceId: serviceIdFor(parties, attempt.attemptId, "payment") };
  }

  return {
    start() {
      life = new AbortController();
      poll(0);
      days.resume();
      stored.resume();
      const open = notes.open();
      if (open === undefined) return;
      host.log.warn({ attemptId: open.attemptId }, "the agent was ended during a payment; the terminal is asked");
      resume(attemptOf(open));
    },
    async stop() {
      clearTimeout(polling);
      life.abort();
      running = undefined;
      await Promise.all(works);
    },
    handle(command) {
      if (command.kind === "abort-payment") wishAbort(command.attemptId);
      else if (isPaymentCommand(command)) take(command);
      else if (command.kind === "end-of-day") endDay(command);
      else if (command.kind === "forward-stored") errand(() => undefined, (line) => askStored(line, command.payments, stored));
      else if (command.kind === "diagnose-terminal") diagnoseTerminal(command.requestId);
    },
    acknowledged(fact: DeviceFact) {
      days.acknowledged(fact);
      stored.acknowledged(fact);
      offers.acknowledged(fact);
    },
  };
}

function attemptOf(attempt: Attempt): Attempt {
  return { attemptId: attempt.attemptId, amountMinor: attempt.amountMinor, currency: attempt.currency };
}

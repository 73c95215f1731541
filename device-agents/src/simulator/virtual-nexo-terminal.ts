import type { BenchState } from "@laneway/contracts";
import { currencyDigits, type Json, minorOf, writeJson } from "../terminal/nexo/decimal.js";
import { type MessageContent, type NexoKey, open, seal } from "../terminal/nexo/envelope.js";
import type { Header } from "../terminal/nexo/messages.js";
import { currencyNumbers } from "../terminal/zvt/codes.js";
import { type Answered, answerFromBook, bookedPayment, currencyOf, type Exchange, failedPayment, failure, givenBack, rejection, repeatedAnswer, success } from "./nexo-answers.js";
import { headerShape, paymentBody, referenceBody, reversalBody } from "./nexo-requests.js";
import { faultOf, type NexoFault } from "./nexo-faults.js";
import { type BookedPayment, type HostState, isPayment, shownBook, type TerminalBook } from "./terminal-book.js";
import { amountText } from "./terminal-screen.js";
import type { VirtualTerminalTiming } from "./terminal-timing.js";
import type { Fate, NextOutcome, TerminalButton } from "./virtual-terminal.js";

/** Answers one HTTP request; undefined ends the connection without an answer. */
export type Reply = (body: string | undefined) => void;

interface Payment {
  readonly header: Header;
  readonly reply: Reply;
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Money goes back: (a part of) this payment. */
  readonly gives?: BookedPayment;
  /** The till lets it approve without the host. */
  readonly offline: boolean;
  stage: "card" | "processing";
}

/** What it remembers besides its book: answers that booked nothing. */
const maximumAnswered = 200;

/**
 * A payment terminal that speaks nexo in Adyen's encrypted envelope, with the same book, screens and buttons as the
 * simulated ZVT terminal. A till that went away finds the result by asking; nothing is taken back by itself.
 */
export function createVirtualNexoTerminal(
  book: TerminalBook,
  settings: { readonly key: NexoKey; readonly poiId: string; readonly timing: VirtualTerminalTiming },
  onChange: () => void,
) {
  const { timing, key } = settings;
  let payment: Payment | undefined;
  let nextOutcome: NextOutcome = "ask";
  let screen: readonly string[] = ["Welcome"];
  let state: "idle" | "waiting-for-card" | "processing" | "done" = "idle";
  let silent = false;
  let host: HostState = "reached";
  let lastAnswer: string | undefined;
  let faults: NexoFault[] = [];
  const answered = new Map<string, Answered>();
  const timers = new Map<string, NodeJS.Timeout>();

  function after(name: string, ms: number, then: () => void): void {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(then, ms));
  }

  function show(next: typeof state, ...lines: string[]): void {
    state = next;
    screen = lines;
    onChange();
    if (next === "done") after("screen", timing.doneMs, () => show("idle", "Welcome"));
    else clearTimeout(timers.get("screen"));
  }

  /** True once for each time the fault was asked for. */
  function strikes(fault: NexoFault): boolean {
    const at = faults.indexOf(fault);
    if (at >= 0) faults = faults.filter((_, index) => index !== at);
    return at >= 0;
  }

  function respond(header: Header, reply: Reply, body: Json): void {
    if (!isMoney(header)) {
      reply(sealed({ ...header, MessageType: "Response" }, body));
      return;
    }
    const earlier = lastAnswer ?? sealed({ ...header, MessageType: "Response", ServiceID: "0000000000" }, body);
    lastAnswer = sealed({ ...header, MessageType: "Response" }, body);
    if (strikes("replayed")) {
      reply(earlier);
      return;
    }
    const responseHeader: Header = {
      ...header,
      MessageType: "Response",
      ...(strikes("other-service") ? { ServiceID: "0000000000" } : {}),
      ...(strikes("other-terminal") ? { POIID: "V400m-1" } : {}),
      ...(strikes("other-category") ? { MessageCategory: "Diagnosis" } : {}),
    };
    const text = responseText(responseHeader, body);
    const message = seal("SaleToPOIResponse", responseHeader, text, strikes("wrong-key-version") ? { ...key, version: key.version + 1 } : key);
    reply(strikes("bad-hmac") ? message.replace(/"Hmac":"[^"]*"/, `"Hmac":"${Buffer.alloc(32).toString("base64")}"`) : message);
  }

  const responseText = (header: Header, body: Json) => writeJson({ SaleToPOIResponse: { MessageHeader: header, [`${header.MessageCategory}Response`]: body } });
  const sealed = (header: Header, body: Json) => seal("SaleToPOIResponse", header, responseText(header, body), key);

  function receive(text: string, reply: Reply): void {
    if (silent) return;
    const opened = open(text, key);
    const header = opened.kind === "sealed" ? headerShape.safeParse(opened.content.MessageHeader) : undefined;
    if (opened.kind !== "sealed" || header?.success !== true || header.data.POIID !== settings.poiId) {
      reply(writeJson(rejection({ ProtocolVersion: "3.0", POIID: settings.poiId }, "Crypto or header error")));
      return;
    }
    handle(header.data, opened.content, reply);
  }

  function handle(header: Header, content: MessageContent, reply: Reply): void {
    const body = content[`${header.MessageCategory}Request`];
    switch (header.MessageCategory) {
      case "Payment":
        startPayment(header, body, reply);
        break;
      case "Reversal":
        reverse(header, body, reply);
        break;
      case "TransactionStatus":
        tellStatus(header, body, reply);
        break;
      case "Abort":
        abort(body, reply);
        break;
      case "Diagnosis":
        respond(header, reply, { Response: success, POIStatus: { GlobalStatus: payment === undefined ? "OK" : "Busy" }, HostStatus: [{ AcquirerID: "Adyen", IsReachableFlag: host !== "away" }] });
        break;
      default:
        reply(writeJson(rejection(header, "Unknown message category")));
        break;
    }
  }

  function startPayment(header: Header, body: unknown, reply: Reply): void {
    const parsed = paymentBody.safeParse(body);
    const currency = parsed.success ? parsed.data.PaymentTransaction.AmountsReq.Currency : "";
    const amountMinor = parsed.success && currencyNumbers.has(currency) ? minorOf(parsed.data.PaymentTransaction.AmountsReq.RequestedAmount, currencyDigits(currency)) : undefined;
    if (!parsed.success || amountMinor === undefined) {
      respond(header, reply, { Response: failure("MessageFormat") });
      return;
    }
    const attemptId = parsed.data.SaleData.SaleTransactionID.TransactionID;
    if (known(header) !== undefined || payment?.header.ServiceID === header.ServiceID) {
      reply(writeJson(rejection(header, "Message with the same ServiceID received before")));
      return;
    }
    if (payment !== undefined || strikes("busy")) {
      respond(header, reply, failedPayment(attemptId, "Busy", {}));
      return;
    }
    const offline = parsed.data.PaymentTransaction.TransactionConditions?.ForceOnlineFlag === false;
    payment = { header, reply, attemptId, amountMinor, currency, offline, stage: "card" };
    show("waiting-for-card", amountText(payment), "Insert, tap or swipe card");
    const outcome = takeNext();
    after("patience", timing.patienceMs, () => fail("Aborted", "Time is up"));
    if (outcome !== "ask") after("card", timing.cardMs, () => decide(outcome));
  }

  function fallSilent(): void {
    silent = true;
    after("silent", timing.silentMs, () => (silent = false));
  }

  function takeNext(): NextOutcome {
    const outcome = nextOutcome;
    nextOutcome = "ask";
    if (outcome === "silent") fallSilent();
    return outcome;
  }

  function decide(outcome: Fate): void {
    const current = payment;
    if (current?.stage !== "card") return;
    if (outcome === "cancel") {
      fail("Cancel", "Cancelled");
      return;
    }
    clearTimeout(timers.get("patience"));
    current.stage = "processing";
    show("processing", amountText(current), "Please wait");
    after("processing", outcome === "slow" ? timing.slowMs : timing.processingMs, () => {
      if (outcome === "decline") fail("Refusal", "Declined");
      else if (outcome === "drop-before") forget(current);
      else approve(current, outcome);
    });
  }

  /** Nothing was booked, and the till is not told. */
  function forget(current: Payment): void {
    payment = undefined;
    show("done", "Connection lost");
    current.reply(undefined);
  }

  /** In the clear, and nothing is booked: what anybody on the network could write. */
  function forge({ header, reply, attemptId, amountMinor, currency, gives }: Payment): void {
    const exchange = { saleId: header.SaleID, serviceId: header.ServiceID, attemptId, transactionId: "forged", timeStamp: new Date().toISOString() };
    payment = undefined;
    show("done", "Approved");
    const body = gives === undefined ? bookedPayment(exchange, amountMinor, currency, "Success") : givenBack(exchange, amountMinor, currency);
    reply(responseText({ ...header, MessageType: "Response" }, body));
  }

  function approve(current: Payment, fate: Fate): void {
    if (host === "away" && !(current.gives === undefined ? current.offline : current.gives.stored === "waiting")) {
      fail("UnreachableHost", "No connection");
      return;
    }
    const fault = faultOf[fate];
    if (fault !== undefined) faults.push(fault);
    if (strikes("forged-success")) {
      forge(current);
      return;
    }
    if (current.gives !== undefined) {
      giveBack(current, current.gives, fate);
      return;
    }
    const part = strikes("partial");
    const amountMinor = part || strikes("wrong-amount") ? Math.max(1, current.amountMinor - 100) : current.amountMinor;
    const exchange: Exchange = { saleId: current.header.SaleID, serviceId: current.header.ServiceID, attemptId: current.attemptId, transactionId: `sim.${Date.now()}${book.all.length}`, timeStamp: new Date().toISOString() };
    const currency = strikes("wrong-currency") ? "CHF" : current.currency;
    book.book({ amountMinor, currencyNumber: `0${currencyNumbers.get(currency)}`, exchange, ...(host === "away" ? { stored: "waiting" } : {}) });
    const body = bookedPayment(exchange, amountMinor, currency, part ? "Partial" : "Success", host === "away" ? kept() : undefined);
    // What is kept may be answered otherwise later: the book knows.
    if (host !== "away") remember(current.header, body);
    payment = undefined;
    show("done", "Approved", "Please take your card");
    if (fate === "reboot") {
      book.forget();
      powerOff();
    }
    if (fate === "drop-after" || fate === "reboot") current.reply(undefined);
    else if (!silent) respond(current.header, current.reply, body);
  }

  function fail(condition: string, line: string): void {
    const current = payment;
    if (current === undefined) return;
    for (const name of ["patience", "card", "processing"]) clearTimeout(timers.get(name));
    const body = current.gives === undefined ? failedPayment(current.attemptId, condition, { refusalReason: line }) : { Response: failure(condition, { refusalReason: line }) };
    remember(current.header, body);
    payment = undefined;
    show("done", line);
    if (strikes("clear-failure")) current.reply(responseText({ ...current.header, MessageType: "Response" }, body));
    else respond(current.header, current.reply, body);
  }

  const exchangeName = (saleId: string, serviceId: string) => `${saleId} ${serviceId}`;

  function remember(header: Header, body: Json): void {
    const oldest = answered.keys().next();
    if (answered.size >= maximumAnswered && oldest.done !== true) answered.delete(oldest.value);
    answered.set(exchangeName(header.SaleID, header.ServiceID), { header: { ...header, MessageType: "Response" }, body });
  }

  /** From memory, or from the book, which outlives a restart. */
  function known(asked: { readonly SaleID: string; readonly ServiceID: string }): Answered | undefined {
    const remembered = answered.get(exchangeName(asked.SaleID, asked.ServiceID));
    if (remembered !== undefined) return remembered;
    const booked = book.all.findLast((each) => each.exchange?.saleId === asked.SaleID && each.exchange.serviceId === asked.ServiceID);
    return booked?.exchange === undefined ? undefined : answerFromBook(booked, booked.exchange, settings.poiId, kept());
  }

  const kept = () => book.all.filter(({ stored, state: booked }) => stored === "waiting" && booked === "booked").length;

  function tellStatus(header: Header, body: unknown, reply: Reply): void {
    const asked = referenceBody.safeParse(body);
    if (strikes("lost-status")) {
      reply(undefined);
      return;
    }
    if (!asked.success) {
      respond(header, reply, { Response: failure("MessageFormat") });
      return;
    }
    const { MessageCategory: category, ...reference } = asked.data.MessageReference;
    if (payment?.header.ServiceID === reference.ServiceID || strikes("in-progress")) {
      respond(header, reply, { Response: failure("InProgress") });
      return;
    }
    const found = known(reference);
    if (found === undefined || found.header.MessageCategory !== category) {
      respond(header, reply, { Response: failure("NotFound") });
      return;
    }
    respond(header, reply, repeatedAnswer(category, found.header, found.body));
  }

  function abort(body: unknown, reply: Reply): void {
    const asked = referenceBody.safeParse(body);
    if (asked.success && payment?.stage === "card" && payment.header.ServiceID === asked.data.MessageReference.ServiceID) fail("Aborted", "Cancelled");
    reply("");
  }

  function reverse(header: Header, body: unknown, reply: Reply): void {
    if (strikes("dropped-reversal")) {
      reply(undefined);
      return;
    }
    const asked = reversalBody.safeParse(body);
    if (known(header) !== undefined) {
      reply(writeJson(rejection(header, "Message with the same ServiceID received before")));
      return;
    }
    const id = asked.success ? asked.data.OriginalPOITransaction.POITransactionID.TransactionID : "";
    const original = book.all.findLast((each) => each.exchange?.transactionId === id && isPayment(each));
    const currency = original === undefined ? "EUR" : currencyOf(original);
    const part = asked.success ? asked.data.ReversedAmount : undefined;
    const amountMinor = part === undefined ? original?.amountMinor : minorOf(part, currencyDigits(currency));
    if (original === undefined || amountMinor === undefined) {
      const body = { Response: failure(original === undefined ? "NotFound" : "MessageFormat") };
      remember(header, body);
      respond(header, reply, body);
      return;
    }
    if (payment !== undefined || strikes("busy")) {
      respond(header, reply, { Response: failure("Busy") });
      return;
    }
    payment = { header, reply, attemptId: original.exchange?.attemptId ?? "", amountMinor, currency, gives: original, offline: false, stage: "card" };
    const outcome = takeNext();
    decide(outcome === "ask" ? "approve" : outcome);
  }

  /** No card is needed: the terminal's own name of the payment says whose money it was. */
  function giveBack(current: Payment, original: BookedPayment, fate: Fate): void {
    const exchange: Exchange = { saleId: current.header.SaleID, serviceId: current.header.ServiceID, attemptId: current.attemptId, transactionId: `sim.${Date.now()}${book.all.length}`, timeStamp: new Date().toISOString() };
    const amountMinor = strikes("wrong-amount") ? Math.max(1, current.amountMinor - 100) : current.amountMinor;
    const booked = book.giveBack(original.receiptNumber, amountMinor, exchange);
    if (typeof booked === "string") {
      fail("NotAllowed", "Nothing is left to give back");
      return;
    }
    const body = givenBack(exchange, booked.amountMinor, current.currency);
    remember(current.header, body);
    payment = undefined;
    show("done", "Money given back", `Receipt ${original.receiptNumber}`);
    if (fate === "reboot") {
      book.forget();
      powerOff();
    }
    if (fate === "drop-after" || fate === "reboot" || strikes("lost-reversal")) current.reply(undefined);
    else if (!silent) respond(current.header, current.reply, body);
  }

  function powerOff(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    const interrupted = payment;
    payment = undefined;
    answered.clear();
    silent = false;
    show("idle", "Welcome");
    interrupted?.reply(undefined);
  }

  return {
    receive,
    press(button: TerminalButton): void {
      decide(button);
    },
    setNext(outcome: NextOutcome): void {
      nextOutcome = outcome;
      if (payment?.stage === "card" && outcome !== "ask") {
        nextOutcome = "ask";
        decide(outcome);
      }
      onChange();
    },
    /** The next `times` occasions for this fault have it. */
    fault(fault: NexoFault, times = 1): void {
      faults.push(...Array<NexoFault>(times).fill(fault));
    },
    clearFaults(): void {
      faults = [];
    },
    /** Takes everything and answers nothing. */
    setSilent(value: boolean): void {
      silent = value;
    },
    powerOff,
    /** Once it is reached again, what was kept is forwarded by itself. */
    setHost(next: HostState): void {
      host = next;
      book.forward(next);
      onChange();
    },
    view(plugged: boolean): BenchState["terminal"] {
      const shown = plugged ? { screen: [...screen], state } : { screen: [], state: "unplugged" as const };
      return { ...shown, ...(payment === undefined ? {} : { amountMinor: payment.amountMinor }), nextOutcome, host, ...shownBook(book) };
    },
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

const isMoney = ({ MessageCategory }: Header): boolean => MessageCategory === "Payment" || MessageCategory === "Reversal";


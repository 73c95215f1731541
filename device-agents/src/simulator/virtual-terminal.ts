import type { BenchState, TerminalNext } from "@laneway/contracts";
import { type Apdu, emptyApduState, encodeApdu, readApdus } from "../terminal/zvt/apdu.js";
import { bcdNumber, bcdText, encodeBcd } from "../terminal/zvt/bcd.js";
import { readBitmaps } from "../terminal/zvt/bitmaps.js";
import { control, isRefusal, resultCode } from "../terminal/zvt/codes.js";
import { terminalDecides } from "../terminal/zvt/messages.js";
import { abortedApdu, bareSuccessApdu, bookedApdu, dayTotalsApdu, failedApdu, forwardedApdu, intermediateApdu, refusalApdu, otherTerminalId, registeredApdu, simulatedTerminalId, statusApdu } from "./terminal-answers.js";
import { type BookedPayment, type HostState, isPayment, shownBook, type TerminalBook } from "./terminal-book.js";
import { amountText } from "./terminal-screen.js";
import { usualTiming, type VirtualTerminalTiming } from "./terminal-timing.js";

export type NextOutcome = TerminalNext;
/** What becomes of a payment whose card is there. */
export type Fate = Exclude<NextOutcome, "ask">;
export type TerminalButton = "approve" | "decline" | "cancel" | "slow";

interface Payment {
  readonly amountMinor: number;
  /** Money goes back: to the card that is presented, or by undoing the receipt named here. */
  readonly gives?: "refund" | { readonly receiptNumber: string };
  readonly currencyNumber: string;
  /** The till leaves it the way to approve without the host. */
  readonly offline: boolean;
  /** The connection it came on; its result is told there and nowhere else. */
  readonly connection: number;
  stage: "card" | "processing" | "delivering";
}

/** The password stands before the fields of a reversal or refund. */
const passwordBytes = 3;
/** Amounts from here on ask for a PIN, as contactless payments do. */
const pinFromMinor = 5_000;

/**
 * A payment terminal that speaks ZVT over TCP and keeps a book of its own. Lost answers: a connection that ends
 * leaves a booked payment booked (PA00P015 §4.2); a till that is connected and does not answer the status
 * information within its time has the payment reversed (§2.2.8).
 */
export function createVirtualTerminal(
  book: TerminalBook,
  wire: { readonly send: (bytes: Uint8Array) => void; readonly drop: () => void },
  onChange: () => void,
  timing: VirtualTerminalTiming = usualTiming,
) {
  let reading = emptyApduState;
  let connection = 0;
  let connected = false;
  let payment: Payment | undefined;
  let deliveries: { readonly bytes: Uint8Array; readonly onAnswer: (answer: number) => void }[] = [];
  let nextOutcome: NextOutcome = "ask";
  let silent = false;
  let host: HostState = "reached";
  let screen: readonly string[] = ["Welcome"];
  let state: "idle" | "waiting-for-card" | "processing" | "done" = "idle";
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

  /** Sends one message after another, each when the till has answered the one before. */
  function deliver(bytes: Uint8Array, onAnswer: (answer: number) => void = () => undefined): void {
    deliveries.push({ bytes, onAnswer });
    if (deliveries.length === 1) say(bytes);
  }

  function say(bytes: Uint8Array): void {
    if (!silent) wire.send(bytes);
  }

  /** Hears and says nothing for a while; what it was about to say is forgotten. */
  function fallSilent(): void {
    silent = true;
    after("silent", timing.silentMs, () => {
      silent = false;
      deliveries = [];
    });
  }

  function answered(answer: number): void {
    const first = deliveries.shift();
    if (first === undefined) return;
    const following = deliveries[0];
    first.onAnswer(answer);
    if (following !== undefined && deliveries[0] === following) say(following.bytes);
  }

  function receive(apdu: Apdu): void {
    if (apdu.control === control.accepted || isRefusal(apdu.control)) answered(apdu.control);
    else if (apdu.control === control.abort) abort();
    else if (apdu.control === control.registration) reply(registeredApdu());
    else if (apdu.control === control.statusEnquiry) reply(statusApdu(payment === undefined ? 0 : resultCode.pleaseWait));
    else if (payment !== undefined) say(refusalApdu(resultCode.pleaseWait));
    else if (apdu.control === control.authorisation) startPayment(apdu, 0);
    else if (apdu.control === control.refund) startPayment(apdu, passwordBytes, "refund");
    else if (apdu.control === control.repeatReceipt) repeatReceipt();
    else if (apdu.control === control.reversal) reverse(apdu);
    else if (apdu.control === control.endOfDay) withHost(endDay);
    else if (apdu.control === control.diagnosis) withHost(diagnose);
    else if (apdu.control === control.sendOffline) withHost(forwardStored);
    else say(refusalApdu(resultCode.notPossible));
  }

  /** Accepts a command and completes it with these messages. */
  function reply(...messages: readonly Uint8Array[]): void {
    say(encodeApdu(control.accepted));
    for (const bytes of messages) deliver(bytes);
  }

  /** The day is closed when the till has acknowledged the totals; a till that did not hear them gets them again. */
  function endDay(): void {
    book.forward(host);
    const booked = book.today();
    show("processing", "End of day");
    reply(intermediateApdu(0x0e, "End of day"));
    deliver(dayTotalsApdu(booked, book.localTime()), (answer) => {
      if (answer !== control.accepted) {
        deliver(abortedApdu(resultCode.endOfDayImpossible));
        show("done", "End of day failed");
        return;
      }
      book.beginDay();
      deliver(encodeApdu(control.completion));
      show("done", "End of day done", `${booked.length} bookings`);
    });
  }

  function withHost(act: () => void): void {
    if (host === "away") {
      show("done", "No connection");
      reply(abortedApdu(resultCode.noConnection));
    } else act();
  }

  /** What was kept goes to the host, and the till is told of each until it has taken it. */
  function forwardStored(): void {
    book.forward(host);
    reply(intermediateApdu(0x0e, "Sending"));
    for (const each of book.untold()) deliver(forwardedApdu(each), (answer) => { if (answer === control.accepted) book.tell(each); });
    deliver(encodeApdu(control.completion));
    show("done", "Offline payments sent");
  }

  function diagnose(): void {
    show("done", "Diagnosis", "OK");
    reply(intermediateApdu(0x0e, "Diagnosis"), encodeApdu(control.completion));
  }

  function abort(): void {
    if (payment?.stage !== "card") {
      say(refusalApdu(resultCode.notPossible));
      return;
    }
    reply();
    fail(resultCode.abortedByKeyOrTimeout, "Cancelled");
  }

  function repeatReceipt(): void {
    const last = book.last;
    if (last === undefined) reply(abortedApdu(resultCode.notPossible));
    else reply(bookedApdu(last), encodeApdu(control.completion));
  }

  function startPayment(apdu: Apdu, from: number, gives?: "refund"): void {
    const { fields } = readBitmaps(apdu.data, from);
    const amountMinor = bcdNumber(fields.get(0x04) ?? new Uint8Array(0));
    if (amountMinor === undefined || amountMinor === 0) {
      say(refusalApdu(resultCode.notPossible));
      return;
    }
    payment = { amountMinor, currencyNumber: bcdText(fields.get(0x49) ?? encodeBcd("978", 2)), offline: fields.get(0x19)?.[0] === terminalDecides, connection, stage: "card", ...(gives === undefined ? {} : { gives }) };
    show("waiting-for-card", amountText(payment), "Insert, tap or swipe card");
    const outcome = takeNext();
    reply(intermediateApdu(0x0a, "Insert, tap or swipe card"));
    after("patience", timing.patienceMs, () => fail(resultCode.abortedByKeyOrTimeout, "Time is up"));
    if (outcome !== "ask") after("card", timing.cardMs, () => decide(outcome));
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
      fail(resultCode.abortedByKeyOrTimeout, "Cancelled");
      return;
    }
    clearTimeout(timers.get("patience"));
    current.stage = "processing";
    const pin = current.gives === undefined && current.amountMinor >= pinFromMinor;
    show("processing", amountText(current), pin ? "Enter PIN: ****" : "Please wait");
    tell(current, intermediateApdu(pin ? 0x02 : 0x0e, pin ? "Enter PIN" : "Please wait"));
    if (isOver(current)) return;
    const until = outcome === "slow" ? timing.slowMs : timing.processingMs;
    if (outcome === "slow") keepTelling(current);
    after("processing", until, () => {
      clearInterval(timers.get("slow"));
      if (outcome === "decline") fail(0x05, "Declined");
      else if (outcome === "drop-before") forget("Connection lost");
      else if (outcome === "forged") pretend(current);
      else approve(current, outcome);
    });
  }

  /** The power can go with the very message that is sent: what would have come after it does not. */
  const isOver = (current: Payment): boolean => payment !== current;

  function keepTelling(current: Payment): void {
    clearInterval(timers.get("slow"));
    timers.set("slow", setInterval(() => tell(current, intermediateApdu(0x0e, "Please wait")), Math.max(50, timing.slowMs / 4)));
  }

  /** Nothing was booked, and the till is not told. */
  function forget(line: string): void {
    payment = undefined;
    show("done", line);
    wire.drop();
  }

  /** Says that it is approved, and has booked nothing. */
  function pretend(current: Payment): void {
    tell(current, bareSuccessApdu());
    tell(current, encodeApdu(control.completion));
    finish("Approved");
  }

  /** Without its host it takes what it may, and undoes what it keeps. */
  function worksAlone({ gives, offline }: Payment): boolean {
    if (gives === undefined) return offline;
    return typeof gives === "object" && book.all.some((each) => each.receiptNumber === gives.receiptNumber && each.stored === "waiting");
  }

  function approve(current: Payment, fate: Fate): void {
    if (host === "away" && !worksAlone(current)) {
      fail(resultCode.noConnection, "No connection");
      return;
    }
    current.stage = "delivering";
    const booked = bookIt(current, fate);
    if (typeof booked === "string") {
      fail(booked === "already-reversed" ? resultCode.alreadyReversed : resultCode.reversalNotPossible, "Reversal not possible");
      return;
    }
    if (isOver(current)) return;
    show("processing", amountText(current), "Approved", "Please wait");
    if (fate === "drop-after") {
      finish("Approved");
      wire.drop();
    } else if (fate === "reboot") {
      book.forget();
      powerOff();
      wire.drop();
    } else if (!silent && current.connection === connection && connected) {
      if (fate === "out-of-order") deliver(encodeApdu(control.completion));
      if (!isOver(current)) deliverResult(current, booked, fate);
    } else {
      finish("Approved");
    }
  }

  function bookIt(current: Payment, fate: Fate): BookedPayment | "already-reversed" | "not-found" {
    const { gives } = current;
    const amountMinor = fate === "wrong-amount" ? Math.max(1, current.amountMinor - 100) : current.amountMinor;
    // Only the whole of a receipt can be undone; a part is a refund.
    if (typeof gives === "object") return isWhole(gives.receiptNumber, current.amountMinor) ? book.giveBack(gives.receiptNumber) : "not-found";
    return book.book({ amountMinor, currencyNumber: fate === "wrong-currency" ? "0756" : current.currencyNumber, ...(gives === undefined ? {} : { refund: true }), ...(host === "away" ? { stored: "waiting" } : {}) });
  }

  const isWhole = (receiptNumber: string, amountMinor: number): boolean =>
    book.all.some((each) => isPayment(each) && each.receiptNumber === receiptNumber && each.amountMinor === amountMinor);

  function deliverResult(current: Payment, booked: BookedPayment, fate: Fate): void {
    after("answer", timing.answerMs, () => takeBack(booked));
    const bytes = bookedApdu(booked, fate === "wrong-terminal" ? otherTerminalId : simulatedTerminalId);
    deliver(bytes, (answer) => {
      clearTimeout(timers.get("answer"));
      if (answer === control.accepted) {
        if (fate === "duplicate") deliver(bytes);
        if (fate !== "out-of-order") deliver(encodeApdu(control.completion));
        if (fate === "duplicate") deliver(encodeApdu(control.completion));
        finish("Approved", "Please take your card");
      } else if ((answer & 0xff) === resultCode.pleaseWait) {
        after("answer", timing.repeatMs, () => deliverResult(current, booked, fate));
      } else {
        takeBack(booked);
      }
    });
  }

  function takeBack(booked: BookedPayment): void {
    book.takeBack(booked);
    deliveries = [];
    deliver(abortedApdu(resultCode.abortedByKeyOrTimeout));
    finish("Undone", isPayment(booked) ? "You have not been charged" : "Nothing was given back");
  }

  function fail(code: number, line: string): void {
    const current = payment;
    if (current === undefined) return;
    for (const name of ["patience", "card", "processing"]) clearTimeout(timers.get(name));
    tell(current, failedApdu(code, line));
    tell(current, abortedApdu(code));
    finish(line);
  }

  function tell(current: Payment, bytes: Uint8Array): void {
    if (current.connection === connection && connected) deliver(bytes);
  }

  function finish(...lines: string[]): void {
    payment = undefined;
    show("done", ...lines);
  }

  /** No card is needed: the receipt says what is undone. */
  function reverse(apdu: Apdu): void {
    const { fields } = readBitmaps(apdu.data, passwordBytes);
    const receiptNumber = bcdText(fields.get(0x87) ?? new Uint8Array(0));
    const amountMinor = bcdNumber(fields.get(0x04) ?? new Uint8Array(0)) ?? 0;
    payment = { amountMinor, currencyNumber: "0978", offline: false, connection, stage: "card", gives: { receiptNumber } };
    show("processing", `Undo receipt ${receiptNumber}`);
    reply();
    const outcome = takeNext();
    decide(outcome === "ask" ? "approve" : outcome);
  }

  /** Power gone: what was not booked is lost. */
  function powerOff(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    payment = undefined;
    deliveries = [];
    silent = false;
    show("idle", "Welcome");
  }

  return {
    connect(): void {
      connection += 1;
      connected = true;
      reading = emptyApduState;
      deliveries = [];
    },
    disconnect(): void {
      connected = false;
      deliveries = [];
      clearTimeout(timers.get("answer"));
      // A result that could not be told stays in the book; a card that is still awaited may still come.
      if (payment?.stage === "delivering") finish("Approved");
    },
    receiveBytes(bytes: Uint8Array): void {
      if (silent) return;
      const result = readApdus(reading, bytes);
      reading = result.state;
      for (const apdu of result.readings) receive(apdu);
      if (result.faults.length > 0) wire.drop();
    },
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
    powerOff,
    setHost(next: HostState): void {
      host = next;
      onChange();
    },
    /** Takes everything and answers nothing. */
    setSilent(value: boolean): void {
      silent = value;
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

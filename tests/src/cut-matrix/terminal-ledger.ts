import { type BookedPayment, type Booking, isPayment, openTerminalBook, type TerminalBook } from "@laneway/device-agents/simulator/terminal-book";

/** One movement of a shopper's money, as the card's bank has it: whatever the terminal itself forgets. */
export interface Charge {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly receiptNumber: string;
  readonly localTime: string;
  /** Of a nexo terminal: the exchange it was booked in. */
  readonly serviceId: string | undefined;
  readonly currencyNumber: string;
  standing: boolean;
}

/** A terminal's book that can be torn out, and beside it what cannot. */
export interface TerminalLedger extends TerminalBook {
  readonly charges: readonly Charge[];
  /** Changes the next payment as it is booked. */
  distort: ((booking: Booking) => Booking) | undefined;
  /** The bank grants less than the terminal says by so much. */
  grantsLessMinor: number;
}

export function openLedger(attemptNow: () => string, passing: (what: string) => void): TerminalLedger {
  const charges: Charge[] = [];
  const book = openTerminalBook(undefined, () => new Date());

  function charged(booked: BookedPayment): void {
    const { receiptNumber, localTime, currencyNumber, exchange } = booked;
    const amountMinor = booked.amountMinor - ledger.grantsLessMinor;
    ledger.grantsLessMinor = 0;
    charges.push({ attemptId: exchange?.attemptId ?? attemptNow(), amountMinor, receiptNumber, localTime, serviceId: exchange?.serviceId, currencyNumber, standing: true });
  }

  function undone(receiptNumber: string): void {
    const charge = charges.findLast((each) => each.receiptNumber === receiptNumber && each.standing);
    if (charge !== undefined) charge.standing = false;
    passing("the terminal has taken back");
  }

  const ledger: TerminalLedger = {
    charges,
    distort: undefined,
    grantsLessMinor: 0,
    book(booking) {
      passing("the terminal books");
      const payment = booking.reverses === undefined && booking.refund === undefined;
      const changed = payment && ledger.distort !== undefined ? ledger.distort(booking) : booking;
      if (payment) ledger.distort = undefined;
      const booked = book.book(changed);
      if (isPayment(booked)) charged(booked);
      passing("the terminal has booked");
      return booked;
    },
    giveBack(receiptNumber, amountMinor, exchange) {
      passing("the terminal gives back");
      const done = book.giveBack(receiptNumber, amountMinor, exchange);
      if (typeof done !== "string") undone(receiptNumber);
      return done;
    },
    takeBack(booked) {
      book.takeBack(booked);
      undone(booked.receiptNumber);
    },
    forward: (host) => book.forward(host),
    untold: () => book.untold(),
    tell: (booked) => book.tell(booked),
    forget: () => book.forget(),
    today: () => book.today(),
    beginDay: () => book.beginDay(),
    localTime: () => book.localTime(),
    get last() {
      return book.last;
    },
    get all() {
      return book.all;
    },
  };
  return ledger;
}

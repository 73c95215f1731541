import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type BenchState, storedBooking } from "@laneway/contracts";
import { z } from "zod";

const bookedPayment = z.strictObject({
  receiptNumber: z.string(),
  trace: z.string(),
  amountMinor: z.int(),
  currencyNumber: z.string(),
  /** `MMDDHHMMSS`, the terminal's local time. */
  localTime: z.string(),
  state: z.enum(["booked", "reversed"]),
  /** Money given back is a booking of its own: of the whole or a part of the receipt named here. */
  reverses: z.string().optional(),
  /** Money given back to a card that was presented, whatever was paid before. */
  refund: z.literal(true).optional(),
  /** Approved without the host: kept, forwarded since, or declined by the host when it was. */
  stored: storedBooking.optional(),
  /** The till has been told what became of it. */
  told: z.literal(true).optional(),
  /** How a nexo terminal is asked about it: the exchange it was booked in, and its own name for it. */
  exchange: z.strictObject({ saleId: z.string(), serviceId: z.string(), attemptId: z.string(), transactionId: z.string(), timeStamp: z.string() }).optional(),
});
const bookFile = z.strictObject({
  version: z.literal(1),
  lastNumber: z.int().min(0),
  booked: z.array(bookedPayment),
  /** Number of the last booking before the present day of the terminal. */
  dayAfter: z.int().min(0).default(0),
});
export type BookedPayment = z.infer<typeof bookedPayment>;
export type Booking = Omit<BookedPayment, "receiptNumber" | "trace" | "localTime" | "state">;
/** Does the terminal reach its host? `declines`: it does, and the host says no to what is forwarded. */
export type HostState = BenchState["terminal"]["host"];

/** Was money taken? Else it was given back. */
export const isPayment = (booked: BookedPayment): boolean => booked.reverses === undefined && booked.refund === undefined;

/** Money that the terminal has, or will have, taken: a booking that stands and was not declined when it was forwarded. */
export const countsInTotals = (booked: BookedPayment): boolean => isPayment(booked) && booked.state === "booked" && booked.stored !== "waiting" && booked.stored !== "declined";

/** The terminal forgets the oldest beyond this. */
const maximumBooked = 500;

export interface TerminalBook {
  /** Books with the next receipt number and trace; on disk when it returns. */
  book(booking: Booking): BookedPayment;
  /** Gives a payment back by a booking of its own; without an amount all of it. Refused beyond what is left of it. */
  giveBack(receiptNumber: string, amountMinor?: number, exchange?: Booking["exchange"]): BookedPayment | "already-reversed" | "not-found";
  /** What was just booked is undone by the terminal itself, without a booking. */
  takeBack(booked: BookedPayment): void;
  /** The host is reached: what was kept is forwarded, and taken or declined. On disk when it returns. */
  forward(host: HostState): void;
  /** What was forwarded and the till does not know of. */
  untold(): readonly BookedPayment[];
  tell(booked: BookedPayment): void;
  /** The terminal's memory is gone; its numbers begin anew. */
  forget(): void;
  /** Everything booked since the last end of day, oldest first, its reversals too. */
  today(): readonly BookedPayment[];
  /** The end of day is done. On disk when it returns. */
  beginDay(): void;
  /** `MMDDHHMMSS`. */
  localTime(): string;
  readonly last: BookedPayment | undefined;
  readonly all: readonly BookedPayment[];
}

/** Kept, and not undone since. */
const isWaiting = ({ stored, state }: BookedPayment): boolean => stored === "waiting" && state === "booked";

const two = (value: number): string => String(value).padStart(2, "0");
const localTimeOf = (at: Date): string => [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join("");

/** The book as the bench shows it: what was taken, and what was given back. */
export function shownBook(book: TerminalBook): Pick<BenchState["terminal"], "booked" | "givenBack"> {
  const shown = ({ receiptNumber, trace, amountMinor, state, stored }: BookedPayment) => ({ receiptNumber, trace, amountMinor, state, ...(stored === undefined ? {} : { stored }) });
  return {
    booked: book.all.filter(isPayment).map(shown),
    givenBack: book.all.filter((each) => !isPayment(each)).map(({ stored: _kept, ...each }) => ({ ...shown(each), ...(each.reverses === undefined ? {} : { of: each.reverses }) })),
  };
}

/** The simulated terminal's own journal, kept in a file so that it outlives the simulator. */
export function openTerminalBook(path: string | undefined, now: () => Date): TerminalBook {
  let content: z.infer<typeof bookFile> = { version: 1, lastNumber: 0, booked: [], dayAfter: 0 };
  if (path !== undefined) {
    try {
      content = bookFile.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
      // A damaged book of a simulation is set aside, never silently overwritten.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") renameSync(path, `${path}.damaged`);
    }
  }

  function save(next: z.infer<typeof bookFile>): void {
    content = next;
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(content));
    renameSync(`${path}.new`, path);
  }

  const find = (receiptNumber: string) => content.booked.findLast((each) => each.receiptNumber === receiptNumber && isPayment(each));
  const givenBackOf = (receiptNumber: string) =>
    content.booked.filter((each) => each.reverses === receiptNumber && each.state === "booked").reduce((sum, each) => sum + each.amountMinor, 0);
  /** The bookings, some of them in another state. */
  const marked = (ones: readonly (BookedPayment | undefined)[], state: BookedPayment["state"]): BookedPayment[] =>
    content.booked.map((each) => (ones.some((one) => one?.receiptNumber === each.receiptNumber && one.localTime === each.localTime) ? { ...each, state } : each));

  function book(booking: Booking, settles?: BookedPayment): BookedPayment {
    const number = (content.lastNumber % 9_999) + 1;
    const booked: BookedPayment = {
      ...booking,
      receiptNumber: String(number).padStart(4, "0"),
      trace: String(number).padStart(6, "0"),
      localTime: localTimeOf(now()),
      state: "booked",
    };
    save({ ...content, lastNumber: number, booked: [...marked([settles], "reversed"), booked].slice(-maximumBooked) });
    return booked;
  }

  return {
    book: (booking) => book(booking),
    giveBack(receiptNumber, amountMinor, exchange) {
      const found = find(receiptNumber);
      if (found === undefined) return "not-found";
      const left = found.amountMinor - givenBackOf(receiptNumber);
      const given = amountMinor ?? left;
      if (found.state === "reversed" || given > left) return "already-reversed";
      const booking = { amountMinor: given, currencyNumber: found.currencyNumber, reverses: receiptNumber, ...(exchange === undefined ? {} : { exchange }) };
      return book(booking, given === left ? found : undefined);
    },
    takeBack(booked) {
      save({ ...content, booked: marked([booked], "reversed") });
      if (booked.reverses !== undefined) save({ ...content, booked: marked([find(booked.reverses)], "booked") });
    },
    forward(host) {
      if (host === "away" || !content.booked.some(isWaiting)) return;
      const stored = host === "declines" ? ("declined" as const) : ("forwarded" as const);
      save({ ...content, booked: content.booked.map((each) => (isWaiting(each) ? { ...each, stored } : each)) });
    },
    untold: () => content.booked.filter(({ stored, told, state }) => state === "booked" && told === undefined && (stored === "forwarded" || stored === "declined")),
    tell: (booked) => save({ ...content, booked: content.booked.map((each) => (each === booked ? { ...each, told: true as const } : each)) }),
    forget: () => save({ version: 1, lastNumber: 0, booked: [], dayAfter: 0 }),
    today: () => content.booked.slice(content.booked.findLastIndex(({ receiptNumber }) => Number(receiptNumber) === content.dayAfter) + 1),
    beginDay: () => save({ ...content, dayAfter: content.lastNumber }),
    localTime: () => localTimeOf(now()),
    get last() {
      // What the terminal took back by itself is not its last booking; money given back on command is one.
      return content.booked.findLast((each) => each.state === "booked");
    },
    get all() {
      return content.booked;
    },
  };
}

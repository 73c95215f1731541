import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const bookedPayment = z.strictObject({
  receiptNumber: z.string(),
  trace: z.string(),
  amountMinor: z.int(),
  currencyNumber: z.string(),
  /** `MMDDHHMMSS`, the terminal's local time. */
  localTime: z.string(),
  state: z.enum(["booked", "reversed"]),
  /** A reversal is a booking of its own, over the receipt named here. */
  reverses: z.string().optional(),
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

/** The terminal forgets the oldest beyond this. */
const maximumBooked = 500;

export interface TerminalBook {
  /** Books with the next receipt number and trace; on disk when it returns. */
  book(payment: { readonly amountMinor: number; readonly currencyNumber: string; readonly reverses?: string; readonly exchange?: NonNullable<BookedPayment["exchange"]> }): BookedPayment;
  reverse(receiptNumber: string): "reversed" | "already-reversed" | "not-found";
  find(receiptNumber: string): BookedPayment | undefined;
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

const two = (value: number): string => String(value).padStart(2, "0");
const localTimeOf = (at: Date): string => [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join("");

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

  return {
    book(payment) {
      const number = (content.lastNumber % 9_999) + 1;
      const booked: BookedPayment = {
        ...payment,
        receiptNumber: String(number).padStart(4, "0"),
        trace: String(number).padStart(6, "0"),
        localTime: localTimeOf(now()),
        state: "booked",
      };
      save({ ...content, lastNumber: number, booked: [...content.booked, booked].slice(-maximumBooked) });
      return booked;
    },
    reverse(receiptNumber) {
      const found = content.booked.findLast((each) => each.receiptNumber === receiptNumber && each.reverses === undefined);
      if (found === undefined) return "not-found";
      if (found.state === "reversed") return "already-reversed";
      save({ ...content, booked: content.booked.map((each) => (each === found ? { ...each, state: "reversed" } : each)) });
      return "reversed";
    },
    find: (receiptNumber) => content.booked.findLast((each) => each.receiptNumber === receiptNumber && each.reverses === undefined),
    forget: () => save({ version: 1, lastNumber: 0, booked: [], dayAfter: 0 }),
    today: () => content.booked.slice(content.booked.findLastIndex(({ receiptNumber }) => Number(receiptNumber) === content.dayAfter) + 1),
    beginDay: () => save({ ...content, dayAfter: content.lastNumber }),
    localTime: () => localTimeOf(now()),
    get last() {
      // A payment the terminal took back by itself is not its last one; a reversal on command is a booking.
      return content.booked.findLast((each) => each.reverses !== undefined || each.state === "booked");
    },
    get all() {
      return content.booked;
    },
  };
}

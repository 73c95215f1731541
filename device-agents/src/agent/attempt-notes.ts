import { amountMinor, attemptId, cardRefund, currencyCode, paymentOutcome, terminalReference, timestampMs, type TerminalReference } from "@laneway/contracts";
import { z } from "zod";
import { sameBooking, type Snapshot } from "../terminal/zvt/booking.js";
import { readDurable, writeDurably } from "./durable-file.js";

const snapshot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("unknown") }),
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("payment"), reference: terminalReference }),
]);

const reversal = z.strictObject({ round: z.int().min(1), unwanted: z.string().optional(), transactionId: z.string(), timeStamp: z.string() });
/** As agents wrote it before: only a part that was authorised was ever unwanted. */
const earlierReversal = z
  .strictObject({ ...reversal.omit({ unwanted: true }).shape, part: z.boolean() })
  .transform(({ part, ...rest }) => (part ? { ...rest, unwanted: "only a part was authorised" } : rest));

const note = z.strictObject({
  attemptId,
  amountMinor,
  currency: currencyCode,
  /** The terminal's last booking when this attempt was sent. */
  before: snapshot,
  /** Set when the attempt was sent to be reversed. */
  reversing: z.strictObject({ receiptNumber: z.string() }).optional(),
  /** Set when the attempt gives money back of an earlier payment. */
  refunding: cardRefund.optional(),
  /** The exchange it was last sent in, where the terminal is asked by exchange; for a reversal also what is reversed. */
  exchange: z
    .strictObject({
      serviceId: z.string(),
      /** The terminal it was sent to; another one knows nothing of it. */
      poiId: z.string(),
      reversal: z.union([reversal, earlierReversal]).optional(),
    })
    .optional(),
  sentAtMs: timestampMs,
  /** The terminal takes the payment back when our last word does not reach it; undefined: it is content, or never waits. */
  awaitsEnd: z.literal(true).optional(),
  /** Set once it cannot change any more. */
  outcome: paymentOutcome.optional(),
});
const notesFile = z.strictObject({ version: z.literal(1), lastBooked: snapshot, attempts: z.array(note) });
export type AttemptNote = z.infer<typeof note>;

/** How many attempts are remembered; only the last can be asked about on a terminal. */
const maximumNotes = 50;

export interface AttemptNotes {
  /** The last booking on the terminal as last saved; `unknown` without a file. */
  readonly lastBooked: Snapshot;
  find(attemptId: string): AttemptNote | undefined;
  /** The newest attempt, if its outcome is open or its end was not heard; the terminal can say nothing about older ones. */
  open(): AttemptNote | undefined;
  /** Another attempt than this one that surely made the booking. */
  bookedBy(reference: TerminalReference, otherThan: string): string | undefined;
  /** On disk when it returns: the attempt is about to be sent. */
  save(note: AttemptNote): void;
  /** The terminal knows that its approval was taken. */
  close(attemptId: string): void;
  settle(attemptId: string, outcome: AttemptNote["outcome"]): void;
  saveLastBooked(snapshot: Snapshot): void;
}

/**
 * The agent's own memory of what it sent to the terminal, so that after a crash it asks the right question. The
 * record of payments is the edge's journal; a lost or damaged file here only makes answers less certain.
 */
export function openAttemptNotes(path: string, onDamage: (because: string) => void): AttemptNotes {
  let content = readDurable(path, notesFile, { version: 1, lastBooked: { kind: "unknown" }, attempts: [] }, onDamage);
  const write = () => writeDurably(path, content);

  return {
    get lastBooked() {
      return content.lastBooked;
    },
    find: (id) => content.attempts.find((each) => each.attemptId === id),
    open() {
      const newest = content.attempts.at(-1);
      const isOpen = newest?.outcome === undefined || (newest.outcome.result === "approved" && newest.awaitsEnd === true);
      return isOpen ? newest : undefined;
    },
    bookedBy(reference, otherThan) {
      const made = content.attempts.find(({ attemptId: id, outcome }) => id !== otherThan && outcome?.result === "approved" && sameBooking(outcome.reference, reference));
      return made?.attemptId;
    },
    save(added) {
      const others = content.attempts.filter((each) => each.attemptId !== added.attemptId);
      content = { ...content, attempts: [...others, added].slice(-maximumNotes) };
      write();
    },
    close(id) {
      content = { ...content, attempts: content.attempts.map((each) => (each.attemptId === id ? withoutEnd(each) : each)) };
      write();
    },
    settle(id, outcome) {
      content = { ...content, attempts: content.attempts.map((each) => (each.attemptId === id ? { ...each, outcome } : each)) };
      write();
    },
    saveLastBooked(lastBooked) {
      if (JSON.stringify(lastBooked) === JSON.stringify(content.lastBooked)) return;
      content = { ...content, lastBooked };
      write();
    },
  };
}

function withoutEnd({ awaitsEnd: _heard, ...rest }: AttemptNote): AttemptNote {
  return rest;
}

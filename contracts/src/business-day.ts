import { z } from "zod";
import { schemeTotal } from "./terminal-day.js";
import { amountMinor, attemptId, commandId, currencyCode, laneId, ratePpm, storeId, timestampMs, transactionId } from "./units.js";

export const businessDate = z.string().regex(/^\d{4}-\d\d-\d\d$/, "a date such as 2026-11-29");

const counted = { count: z.int().min(0), amountMinor };

/** Everything a store's records of one day add up to. Training is counted apart and is in no other figure. */
export const dayTotals = z.strictObject({
  /** Of sales, and what was sold on them. */
  receipts: z.int().min(0),
  items: z.int().min(0),
  /** Beside every other figure, less what undone sales gave back; absent: none. */
  tips: z.strictObject(counted).optional(),
  /** Store credit at its full worth: given out (as the rest of another voucher too), and paid with; absent: neither. */
  vouchers: z.strictObject({ issued: z.strictObject(counted), used: z.strictObject(counted) }).optional(),
  /** Gift cards sold and reloaded: among turnover and tenders, and owed to whoever holds them; absent: none. */
  giftCards: z.strictObject(counted).optional(),
  /** Money given back for goods, and how often; absent: none was. The other sums are less it: turnover, tax, tenders, lanes. */
  refunds: z.strictObject(counted).optional(),
  /** Sum of the receipts' totals less refunds, and of their tenders less change. */
  totalMinor: amountMinor,
  savingsMinor: amountMinor,
  taxMinor: amountMinor,
  /** What cash rounding added to, or took from, the receipts' totals. */
  roundingMinor: amountMinor,
  changeMinor: amountMinor,
  /** Card payments that terminals approved without their host, and what of the day's the host has declined since; absent: none. */
  offline: z.strictObject({ ...counted, lost: z.strictObject(counted) }).optional(),
  /** By kind of tender, before change. */
  tenders: z.array(z.strictObject({ kind: z.string(), ...counted })),
  taxes: z.array(z.strictObject({ mark: z.string(), name: z.string(), ratePpm, netMinor: amountMinor, taxMinor: amountMinor, grossMinor: amountMinor })),
  lanes: z.array(z.strictObject({ laneId, receipts: z.int(), totalMinor: amountMinor, firstReceipt: z.string(), lastReceipt: z.string() })),
  /** What attendants changed, by person. */
  attendants: z.array(
    z.strictObject({
      attendantId: z.string(),
      name: z.string(),
      priceOverrides: z.int(),
      lineVoids: z.int(),
      lineVoidsMinor: amountMinor,
      basketVoids: z.int(),
      basketVoidsMinor: amountMinor,
      interventions: z.int(),
    }),
  ),
  /** By anyone: the shopper, an attendant, the idle clock. */
  lineVoids: z.strictObject(counted),
  basketVoids: z.strictObject(counted),
  suspended: z.int().min(0),
  recalled: z.int().min(0),
  trainingReceipts: z.int().min(0),
});

/** A card payment as our journal has it. */
export const ourBooking = z.strictObject({
  attemptId,
  transactionId: transactionId.optional(),
  /** `declined`: nothing was taken; such attempts are asked about too. `reversed`: taken and undone. `given-back`: a refund, a booking of its own. */
  state: z.enum(["booked", "declined", "reversed", "given-back"]),
  amountMinor,
  scheme: z.string().max(40).optional(),
  terminalId: z.string().max(32).optional(),
  terminalReceipt: z.string().max(16).optional(),
  trace: z.string().max(16).optional(),
  /** Approved without the host: what is known of it by now. */
  offline: z.enum(["stored", "forwarded", "declined"]).optional(),
  atMs: timestampMs,
});

/** One thing in which the terminal's books and ours are not the same. Never put right by itself. */
export const bookingDifference = z.strictObject({
  kind: z.enum(["there-not-here", "here-not-there", "amount-differs", "scheme-differs", "count-differs", "unclear", "no-report", "offline-not-there"]),
  /** What the terminal has more than we: positive, it holds money that we do not. */
  differenceMinor: amountMinor,
  hereMinor: amountMinor.optional(),
  thereMinor: amountMinor.optional(),
  hereCount: z.int().optional(),
  thereCount: z.int().optional(),
  scheme: z.string().max(40).optional(),
  /** The payment it is about, when one can be named. */
  booking: ourBooking.optional(),
  /** Receipt numbers of the terminal that are none of ours. */
  terminalReceipts: z.array(z.string().max(16)).max(100).optional(),
  /** Payments of ours that it may be about, when not one alone can be named. */
  candidates: z.array(ourBooking).max(100).optional(),
  because: z.string().max(200).optional(),
});

export const terminalReconciliation = z.strictObject({
  laneId,
  terminalId: z.string(),
  state: z.enum(["agrees", "differs", "not-reported"]),
  here: z.strictObject(counted),
  /** Of ours, those approved without the host; absent: none. */
  offline: z.strictObject(counted).optional(),
  there: z.strictObject({ ...counted, schemes: z.array(schemeTotal) }).optional(),
  differences: z.array(bookingDifference),
});

const person = z.strictObject({ attendantId: z.string(), name: z.string() });

/** So many pieces of one note or coin. */
export const cashCount = z.strictObject({
  denominationMinor: amountMinor.min(1),
  count: z.int().min(0).max(100_000),
  /** Absent: the store's. */
  currency: currencyCode.optional(),
});

/** Foreign cash of a till, in the currency's own minor units. */
export const foreignTill = z.strictObject({
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  expectedMinor: amountMinor,
  countedMinor: amountMinor,
  differenceMinor: amountMinor,
});

/** A till from its float to its last count. `differenceMinor` is counted less expected: negative, money is missing. */
export const tillClosing = z.strictObject({
  tillId: z.string(),
  laneId,
  openedAtMs: timestampMs,
  openedBy: person,
  closedAtMs: timestampMs,
  closedBy: person,
  floatMinor: amountMinor,
  salesMinor: amountMinor,
  changeMinor: amountMinor,
  refundsMinor: amountMinor,
  payInsMinor: amountMinor,
  pickupsMinor: amountMinor,
  expectedMinor: amountMinor,
  countedMinor: amountMinor,
  differenceMinor: amountMinor,
  counts: z.array(cashCount).optional(),
  /** Currencies that were taken beside the store's; absent: none. */
  foreign: z.array(foreignTill).optional(),
});

/** Does what was counted differ from what must lie there, in any currency? */
export const tillDiffers = ({ differenceMinor, foreign = [] }: TillClosing): boolean =>
  differenceMinor !== 0 || foreign.some((each) => each.differenceMinor !== 0);

/** The report of a closed business day: made once, in the commit that closes it, and never again. */
export const dayReport = z.strictObject({
  storeId,
  storeName: z.string(),
  /** From 1, gapless. */
  dayNumber: z.int().min(1),
  businessDate,
  timeZone: z.string(),
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  openedAtMs: timestampMs,
  openedBy: person,
  closedAtMs: timestampMs,
  closedBy: person,
  /** The day is these records of the journal, in this order: first after `afterSequence`, last `throughSequence`. */
  afterSequence: z.int().min(0),
  throughSequence: z.int().min(0),
  totals: dayTotals,
  tills: z.array(tillClosing),
  terminals: z.array(terminalReconciliation),
  /** Baskets set aside that go on into the next day. */
  suspendedWaiting: z.int().min(0),
});

/** What keeps a day from being closed: which lane, and what stands there. */
export const dayBlocker = z.strictObject({ laneId, laneName: z.string(), because: z.enum(["basket-open", "payment-unsettled", "till-open"]) });

export const terminalOfDay = z.strictObject({
  laneId,
  laneName: z.string(),
  state: z.enum(["idle", "asked", "reported", "not-performed", "unclear"]),
  because: z.string().optional(),
  diagnosis: z.strictObject({ result: z.enum(["asked", "ok", "not-ok", "unreachable"]), detail: z.string().optional() }).optional(),
});

/** The store's day as the attendants' station shows it. */
export const dayView = z.strictObject({
  phase: z.enum(["none", "open", "closing"]),
  /** A lane sells only while a day is open. */
  required: z.boolean(),
  /** Of the open day; without one, what the calendar says. */
  businessDate,
  dayNumber: z.int().min(0),
  sinceMs: timestampMs.optional(),
  by: z.string().optional(),
  blockers: z.array(dayBlocker),
  terminals: z.array(terminalOfDay),
  /** The last one that was closed. */
  last: z.strictObject({ dayNumber: z.int().min(1), businessDate, closedAtMs: timestampMs, totalMinor: amountMinor, differences: z.int().min(0) }).optional(),
});

const head = { commandId };

/** What a lead or a manager may ask of the store's day (POST /api/v1/day/commands). */
export const dayCommand = z.discriminatedUnion("kind", [
  /** `businessDate`: absent, what the calendar says. */
  z.strictObject({ ...head, kind: z.literal("open-day"), businessDate: businessDate.optional() }),
  /** No new basket begins, every terminal is asked for its end of day; the day closes when all have answered. */
  z.strictObject({ ...head, kind: z.literal("close-day") }),
  z.strictObject({ ...head, kind: z.literal("withdraw-close") }),
  /** A terminal's end of day on its own, or once more while the day closes. */
  z.strictObject({ ...head, kind: z.literal("settle-terminal"), laneId }),
  /** Close without this terminal's report: it stands in the day's report as not reported. */
  z.strictObject({ ...head, kind: z.literal("close-without-terminal"), laneId }),
  z.strictObject({ ...head, kind: z.literal("diagnose-terminal"), laneId }),
]);

/** GET /api/v1/day/reports : newest first. */
export const dayReportList = z.strictObject({ reports: z.array(dayReport) });

export type DayTotals = z.infer<typeof dayTotals>;
export type OurBooking = z.infer<typeof ourBooking>;
export type BookingDifference = z.infer<typeof bookingDifference>;
export type TerminalReconciliation = z.infer<typeof terminalReconciliation>;
export type CashCount = z.infer<typeof cashCount>;
export type TillClosing = z.infer<typeof tillClosing>;
export type DayReport = z.infer<typeof dayReport>;
export type DayBlocker = z.infer<typeof dayBlocker>;
export type TerminalOfDay = z.infer<typeof terminalOfDay>;
export type DayView = z.infer<typeof dayView>;
export type DayCommand = z.infer<typeof dayCommand>;

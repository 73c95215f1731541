import type { BookingDifference, OurBooking, SchemeTotal, TerminalDayOutcome, TerminalDayReport, TerminalReconciliation } from "@laneway/contracts";

type Totals = Extract<TerminalDayReport, { kind: "totals" }>;
type Bookings = Extract<TerminalDayReport, { kind: "bookings" }>;

const longestList = 100;

/**
 * Our card payments of one lane against what its terminal told of the day. Every difference is listed with what speaks
 * for it; the sum of them is what the terminal has more than we, to the cent. Nothing is put right.
 */
export function reconcileTerminal(laneId: string, all: readonly OurBooking[], reports: readonly TerminalDayReport[], outcome: TerminalDayOutcome | undefined): TerminalReconciliation {
  // What the host has declined since was never in the terminal's totals: it is on the loss list.
  const ours = all.map((booking): OurBooking => (booking.offline === "declined" && booking.state === "booked" ? { ...booking, state: "declined" } : booking));
  const standing = ours.filter(({ state }) => state === "booked");
  const here = { count: standing.length, amountMinor: sumOf(standing) };
  const terminalId = reports.at(-1)?.terminalId ?? standing.find((each) => each.terminalId !== undefined)?.terminalId ?? "";
  const offline = standing.filter((booking) => booking.offline !== undefined);
  const head = { laneId, terminalId, here, ...(offline.length === 0 ? {} : { offline: { count: offline.length, amountMinor: sumOf(offline) } }) };
  if (reports.length === 0) {
    const because = outcome === undefined || outcome.result === "reported" ? "the terminal was not asked" : outcome.because;
    return { ...head, state: "not-reported", differences: [{ kind: "no-report", differenceMinor: 0 - here.amountMinor, hereMinor: here.amountMinor, hereCount: here.count, because }] };
  }
  const totals = reports.filter((report): report is Totals => report.kind === "totals");
  const bookings = reports.filter((report): report is Bookings => report.kind === "bookings").at(-1);
  if (bookings === undefined && ours.some(({ state }) => state === "given-back")) return againstNet(laneId, ours, reports, outcome);
  const { there, differences } = bookings === undefined ? againstTotals(ours, totals) : againstBookings(ours, bookings);
  return { ...head, state: differences.length === 0 ? "agrees" : "differs", there, differences: differences.map(byName) };
}

/** A payment that was approved without the host and is not in the terminal's books may only not have been forwarded yet. */
const byName = (difference: BookingDifference): BookingDifference =>
  difference.kind === "here-not-there" && difference.booking?.offline !== undefined ? { ...difference, kind: "offline-not-there" } : difference;

/**
 * Some terminals lower their totals by what was refunded, others count payments alone. Either agrees; when neither does, the
 * differences are those of payments alone, unless the other reading leaves fewer.
 */
function againstNet(laneId: string, ours: readonly OurBooking[], reports: readonly TerminalDayReport[], outcome: TerminalDayOutcome | undefined): TerminalReconciliation {
  const alone = ours.map((booking): OurBooking => (booking.state === "given-back" ? { ...booking, state: "reversed" } : booking));
  const net = ours.map((booking): OurBooking => (booking.state === "given-back" ? { ...booking, state: "booked", amountMinor: 0 - booking.amountMinor } : booking));
  const [payments, less] = [alone, net].map((each) => reconcileTerminal(laneId, each, reports, outcome)) as [TerminalReconciliation, TerminalReconciliation];
  return less.differences.length < payments.differences.length ? less : payments;
}

interface Compared {
  readonly there: NonNullable<TerminalReconciliation["there"]>;
  readonly differences: BookingDifference[];
}

const sumOf = (bookings: readonly OurBooking[]): number => bookings.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** A terminal that was asked payment by payment: each has its own answer. */
function againstBookings(ours: readonly OurBooking[], { bookings }: Bookings): Compared {
  const told = new Map(bookings.map((each) => [each.attemptId, each]));
  const booked = bookings.filter(({ state }) => state === "booked");
  const differences = ours.flatMap((booking): BookingDifference[] => {
    if (booking.state === "reversed" || booking.state === "given-back") return [];
    const answer = told.get(booking.attemptId);
    const hereMinor = booking.state === "booked" ? booking.amountMinor : 0;
    if (answer === undefined || answer.state === "unclear") {
      return [{ kind: "unclear", differenceMinor: 0 - hereMinor, hereMinor, booking, because: answer?.because ?? "the terminal was not asked about it" }];
    }
    const thereMinor = answer.state === "booked" ? (answer.amountMinor ?? 0) : 0;
    if (hereMinor === thereMinor) return [];
    const kind = hereMinor === 0 ? "there-not-here" : thereMinor === 0 ? "here-not-there" : "amount-differs";
    return [{ kind, differenceMinor: thereMinor - hereMinor, hereMinor, thereMinor, booking }];
  });
  const reversed = new Set(ours.filter(({ state }) => state === "reversed").map(({ attemptId }) => attemptId));
  const counted = booked.filter(({ attemptId }) => !reversed.has(attemptId));
  const amountMinor = counted.reduce((sum, each) => sum + (each.amountMinor ?? 0), 0);
  return { there: { count: counted.length, amountMinor, schemes: [] }, differences };
}

/** A terminal that counted by itself: its first and last receipt number, then scheme by scheme. */
function againstTotals(ours: readonly OurBooking[], reports: readonly Totals[]): Compared {
  const standing = ours.filter(({ state }) => state === "booked");
  const totalMinor = reports.reduce((sum, report) => sum + report.totalMinor, 0);
  const schemes = schemesOf(reports);
  const wrap = reports.find((report) => report.countsWrapAt !== undefined)?.countsWrapAt;
  const numbers = numbersOf(reports);
  const outside = numbers === undefined ? [] : standing.filter(({ terminalReceipt }) => isNumber(terminalReceipt) && !numbers.has(Number(terminalReceipt)));
  const inside = standing.filter((booking) => !outside.includes(booking));
  const strangers = strangersAmong(numbers, ours);
  const differences: BookingDifference[] = outside.map((booking) => ({
    kind: "here-not-there", differenceMinor: 0 - booking.amountMinor, hereMinor: booking.amountMinor, thereMinor: 0, booking,
    because: "its receipt number is not among those of the terminal's day",
  }));
  const reversals = ours.filter(({ state }) => state === "reversed").length;
  const groups = schemes === undefined ? [{ scheme: undefined, ours: inside, count: undefined, amountMinor: totalMinor }] : groupsOf(inside, schemes);
  const found = groups.flatMap((group) => differenceOf(group, { wrap, strangers, reversals }));
  differences.push(...(isOnlySorting(found) ? found.map((each): BookingDifference => ({ ...each, kind: "scheme-differs" })) : found));
  const unsentNumbers = reversals + ours.filter(({ state }) => state === "declined").length;
  if (differences.length === 0 && strangers.length > unsentNumbers) {
    differences.push({ kind: "unclear", differenceMinor: 0, terminalReceipts: strangers.slice(0, longestList), because: "receipt numbers in the terminal's day are none of ours, though the sums agree" });
  }
  const count = schemes?.reduce((sum, each) => sum + each.count, 0) ?? inside.length;
  return { there: { count, amountMinor: totalMinor, schemes: schemes ?? [] }, differences };
}

interface Group {
  readonly scheme: string | undefined;
  readonly ours: readonly OurBooking[];
  /** The terminal's count; undefined when it gives none. */
  readonly count: number | undefined;
  readonly amountMinor: number;
}

interface Evidence {
  readonly wrap: number | undefined;
  readonly strangers: readonly string[];
  readonly reversals: number;
}

function differenceOf(group: Group, { wrap, strangers, reversals }: Evidence): BookingDifference[] {
  const hereMinor = sumOf(group.ours);
  const differenceMinor = group.amountMinor - hereMinor;
  const more = group.count === undefined ? 0 : wrapped(group.count - group.ours.length, wrap);
  // Some terminals count a payment that was taken back, and its reversal, as bookings.
  const isCountedTwice = differenceMinor === 0 && reversals > 0 && more > 0 && more <= 2 * reversals;
  if (differenceMinor === 0 && (more === 0 || isCountedTwice)) return [];
  const difference: BookingDifference = {
    kind: more > 0 ? "there-not-here" : more < 0 ? "here-not-there" : "amount-differs",
    differenceMinor,
    hereMinor,
    thereMinor: group.amountMinor,
    hereCount: group.ours.length,
    ...(group.count === undefined ? {} : { thereCount: group.count }),
    ...(group.scheme === undefined ? {} : { scheme: group.scheme }),
  };
  if (differenceMinor === 0) return [{ ...difference, kind: "count-differs" }];
  if (more > 0) return [{ ...difference, terminalReceipts: strangers.slice(0, longestList) }];
  const missing = group.ours.filter(({ amountMinor }) => more === -1 && amountMinor === 0 - differenceMinor);
  const named = missing.length > 0 ? missing : group.ours;
  const [only] = named;
  return [named.length === 1 && only !== undefined ? { ...difference, booking: only } : { ...difference, candidates: named.slice(0, longestList) }];
}

/** A count in one byte comes back to 0; the nearest reading of it is meant. */
function wrapped(more: number, wrap: number | undefined): number {
  if (wrap === undefined) return more;
  const rest = ((more % wrap) + wrap) % wrap;
  return rest * 2 > wrap ? rest - wrap : rest;
}

/** The same money and as many payments, put under other schemes. */
function isOnlySorting(found: readonly BookingDifference[]): boolean {
  if (found.length < 2 || found.reduce((sum, each) => sum + each.differenceMinor, 0) !== 0) return false;
  return found.reduce((sum, each) => sum + (each.thereCount ?? 0) - (each.hereCount ?? 0), 0) === 0;
}

function schemesOf(reports: readonly Totals[]): SchemeTotal[] | undefined {
  const sums = new Map<string, SchemeTotal>();
  for (const { schemes, totalMinor } of reports) {
    // A sum by schemes that is not the whole is not believed: the whole is.
    if (schemes === undefined || schemes.reduce((sum, each) => sum + each.amountMinor, 0) !== totalMinor) return undefined;
    for (const { scheme, count, amountMinor } of schemes) {
      const known = sums.get(scheme) ?? { scheme, count: 0, amountMinor: 0 };
      sums.set(scheme, { scheme, count: known.count + count, amountMinor: known.amountMinor + amountMinor });
    }
  }
  return [...sums.values()];
}

function groupsOf(ours: readonly OurBooking[], schemes: readonly SchemeTotal[]): Group[] {
  const names = new Set([...schemes.map(({ scheme }) => scheme), ...ours.map(({ scheme }) => schemeClassOf(scheme ?? ""))]);
  return [...names].map((scheme) => {
    const told = schemes.find((each) => each.scheme === scheme);
    return { scheme, ours: ours.filter((each) => schemeClassOf(each.scheme ?? "") === scheme), count: told?.count ?? 0, amountMinor: told?.amountMinor ?? 0 };
  });
}

/** The class under which a terminal counts a card, from the name printed for it. In this order: "Debit Mastercard" is Mastercard's. */
const classes: readonly (readonly [RegExp, string])[] = [
  [/master|eurocard|^mc/i, "Mastercard"],
  [/american express|amex/i, "American Express"],
  [/visa|v ?pay/i, "Visa"],
  [/diners/i, "Diners Club"],
  [/\bjcb\b/i, "JCB"],
  [/girocard|maestro|^ec\b/i, "girocard"],
];
export const schemeClassOf = (scheme: string): string => classes.find(([pattern]) => pattern.test(scheme))?.[1] ?? "other";

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,4}$/.test(text);
const lastNumber = 9_999;

/** Every receipt number of the terminal's day, over the end of its numbers; undefined when it does not say. */
function numbersOf(reports: readonly Totals[]): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const { receipts } of reports) {
    if (receipts === undefined || !isNumber(receipts.first) || !isNumber(receipts.last)) return undefined;
    const [first, last] = [Number(receipts.first), Number(receipts.last)];
    // 0000 to 0000: nothing was booked.
    if (last === 0) continue;
    for (let number = first; number !== last; number = number >= lastNumber ? 1 : number + 1) numbers.add(number);
    numbers.add(last);
  }
  return numbers;
}

function strangersAmong(numbers: ReadonlySet<number> | undefined, ours: readonly OurBooking[]): string[] {
  const known = new Set(ours.map(({ terminalReceipt }) => (isNumber(terminalReceipt) ? Number(terminalReceipt) : -1)));
  return [...(numbers ?? [])].filter((number) => !known.has(number)).map((number) => String(number).padStart(4, "0"));
}

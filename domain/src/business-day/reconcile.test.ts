import type { OurBooking, TerminalDayReport } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reconcileTerminal, schemeClassOf } from "./reconcile.js";

const schemes = ["Mastercard", "Visa", "girocard"] as const;

function bookingOf(number: number, amountMinor: number, more: Partial<OurBooking> = {}): OurBooking {
  return { attemptId: `a-${number}`, state: "booked", amountMinor, scheme: schemes[number % 3] ?? "Visa", terminalId: "T1", terminalReceipt: String(number).padStart(4, "0"), trace: String(number), atMs: number, ...more };
}

/** What an honest terminal tells of these bookings. */
function totalsOf(bookings: readonly OurBooking[], range = bookings): TerminalDayReport {
  const standing = bookings.filter(({ state }) => state === "booked");
  const sums = [...new Set(standing.map(({ scheme }) => schemeClassOf(scheme ?? "")))].map((scheme) => {
    const own = standing.filter((each) => schemeClassOf(each.scheme ?? "") === scheme);
    return { scheme, count: own.length, amountMinor: own.reduce((sum, each) => sum + each.amountMinor, 0) };
  });
  const numbers = range.map(({ terminalReceipt }) => terminalReceipt ?? "0000").sort();
  return {
    kind: "totals", terminalId: "T1", currency: "EUR", totalMinor: sums.reduce((sum, each) => sum + each.amountMinor, 0),
    receipts: { first: numbers[0] ?? "0000", last: numbers.at(-1) ?? "0000" }, schemes: sums, countsWrapAt: 256,
  };
}

const itemised = (bookings: readonly OurBooking[], change: (booking: OurBooking) => number = (booking) => (booking.state === "booked" ? booking.amountMinor : 0)): TerminalDayReport => ({
  kind: "bookings", terminalId: "T1", currency: "EUR",
  bookings: bookings.filter(({ state }) => state !== "reversed").map((booking) => {
    const amountMinor = change(booking);
    return { attemptId: booking.attemptId, ...(amountMinor === 0 ? { state: "not-booked" as const } : { state: "booked" as const, amountMinor }) };
  }),
});

const ours = [1, 2, 3, 4, 5, 6].map((number) => bookingOf(number, number * 101));
const kindsOf = (report: TerminalDayReport, here = ours) => reconcileTerminal("lane-1", here, [report], undefined).differences.map(({ kind }) => kind);

describe("a terminal that counts", () => {
  it("agrees when it tells what we have", () => {
    expect(reconcileTerminal("lane-1", ours, [totalsOf(ours)], undefined)).toMatchObject({ state: "agrees", terminalId: "T1", here: { count: 6, amountMinor: 2_121 }, there: { count: 6, amountMinor: 2_121 } });
    expect(kindsOf(totalsOf([]), [])).toEqual([]);
    const declined = bookingOf(9, 500, { state: "declined", terminalReceipt: undefined });
    expect(kindsOf(totalsOf(ours), [...ours, declined])).toEqual([]);
  });

  it("agrees over two ends of day, and over the end of its numbers", () => {
    const [first, second] = [ours.slice(0, 2), ours.slice(2)];
    expect(reconcileTerminal("lane-1", ours, [totalsOf(first), totalsOf(second)], undefined).state).toBe("agrees");
    const around = [bookingOf(9_998, 100), bookingOf(9_999, 100), bookingOf(1, 100)];
    const report = { ...totalsOf(around), receipts: { first: "9998", last: "0001" } };
    expect(kindsOf(report, around)).toEqual([]);
  });

  it("counts in one byte", () => {
    const many = Array.from({ length: 300 }, (_, index) => bookingOf(index + 1, 100, { scheme: "Visa" }));
    const report = totalsOf(many);
    if (report.kind !== "totals") throw new Error("totals");
    expect(kindsOf({ ...report, schemes: [{ scheme: "Visa", count: 300 - 256, amountMinor: 30_000 }] }, many)).toEqual([]);
  });

  it("may lower its totals by a refund, or count payments alone; a refund hides nothing else", () => {
    const refund = bookingOf(7, 200, { state: "given-back", scheme: "Visa" });
    const here = [...ours, refund];
    const net = totalsOf([...ours, { ...refund, state: "booked", amountMinor: -200 }]);
    const alone = totalsOf(ours, here);
    for (const report of [net, alone]) expect(reconcileTerminal("lane-1", here, [report], undefined)).toMatchObject({ state: "agrees", differences: [] });
    const short = reconcileTerminal("lane-1", here, [totalsOf(ours.slice(1), here)], undefined);
    expect(short.differences).toMatchObject([{ kind: "here-not-there", differenceMinor: -101 }]);
    expect(kindsOf(itemised(ours), here)).toEqual([]);
  });

  it("may count what was taken back twice, once or not", () => {
    const reversed = bookingOf(7, 700, { state: "reversed", scheme: "Visa" });
    const range = [...ours, reversed, bookingOf(8, 0)];
    for (const extra of [0, 1, 2]) {
      const report = totalsOf(ours, range);
      if (report.kind !== "totals") throw new Error("totals");
      const told = (report.schemes ?? []).map((each) => (each.scheme === "Visa" ? { ...each, count: each.count + extra } : each));
      expect(kindsOf({ ...report, schemes: told }, [...ours, reversed])).toEqual([]);
    }
  });

  it("names the one payment that it does not have", () => {
    const found = reconcileTerminal("lane-1", ours, [totalsOf(ours.filter(({ attemptId }) => attemptId !== "a-3"), ours)], undefined);
    expect(found.differences).toMatchObject([{ kind: "here-not-there", scheme: "Mastercard", differenceMinor: -303, booking: { attemptId: "a-3" } }]);
    const late = reconcileTerminal("lane-1", ours, [totalsOf(ours.slice(0, 5))], undefined);
    expect(late.differences).toMatchObject([{ kind: "here-not-there", differenceMinor: -606, booking: { attemptId: "a-6" }, because: expect.stringContaining("receipt number") }]);
  });

  it("shows the number of a booking that is none of ours", () => {
    const stranger = bookingOf(7, 999, { scheme: "Visa" });
    const found = reconcileTerminal("lane-1", ours, [totalsOf([...ours, stranger])], undefined);
    expect(found.differences).toMatchObject([{ kind: "there-not-here", scheme: "Visa", differenceMinor: 999, terminalReceipts: ["0007"] }]);
  });

  it("has another amount, another scheme, another count, or numbers of its own", () => {
    const other = ours.map((each) => (each.attemptId === "a-2" ? { ...each, amountMinor: each.amountMinor + 50 } : each));
    expect(kindsOf(totalsOf(other))).toEqual(["amount-differs"]);
    const sorted = ours.map((each) => (each.attemptId === "a-2" ? { ...each, scheme: "Visa" } : each));
    expect(kindsOf(totalsOf(sorted))).toEqual(["scheme-differs", "scheme-differs"]);
    const report = totalsOf(ours);
    if (report.kind !== "totals") throw new Error("totals");
    expect(kindsOf({ ...report, schemes: (report.schemes ?? []).map((each) => ({ ...each, count: each.count + 1 })) })).toEqual(["count-differs", "count-differs", "count-differs"]);
    expect(kindsOf({ ...report, receipts: { first: "0001", last: "0008" } })).toEqual(["unclear"]);
  });

  it("names what was approved without the host, and leaves out what was declined since", () => {
    const kept = bookingOf(7, 700, { scheme: "Visa", offline: "stored" });
    const all = [...ours, kept];
    expect(reconcileTerminal("lane-1", all, [totalsOf(all)], undefined)).toMatchObject({ state: "agrees", offline: { count: 1, amountMinor: 700 } });
    expect(reconcileTerminal("lane-1", all, [totalsOf(ours, all)], undefined).differences).toMatchObject([{ kind: "offline-not-there", differenceMinor: -700, booking: { attemptId: "a-7" } }]);
    expect(reconcileTerminal("lane-1", all, [itemised(ours)], undefined).differences).toMatchObject([{ kind: "unclear" }]);
    const lost = [...ours, { ...kept, offline: "declined" as const }];
    expect(reconcileTerminal("lane-1", lost, [totalsOf(ours, lost)], undefined)).toMatchObject({ state: "agrees", here: { count: 6 } });
    expect(reconcileTerminal("lane-1", lost, [totalsOf(ours, lost)], undefined)).not.toHaveProperty("offline");
  });

  it("may give only its sum", () => {
    const { schemes: _schemes, ...plain } = totalsOf(ours) as Extract<TerminalDayReport, { kind: "totals" }>;
    expect(kindsOf(plain)).toEqual([]);
    expect(kindsOf({ ...plain, totalMinor: plain.totalMinor + 1 })).toEqual(["amount-differs"]);
    expect(kindsOf({ ...plain, schemes: [{ scheme: "Visa", count: 1, amountMinor: 1 }] })).toEqual([]);
  });
});

it("the example in docs/BUSINESS-DAY.md", () => {
  const here = [
    bookingOf(231, 4_799, { scheme: "Visa" }),
    bookingOf(232, 1_250, { scheme: "Mastercard" }),
    bookingOf(233, 800, { scheme: "Visa", state: "reversed" }),
    bookingOf(235, 2_000, { scheme: "Visa" }),
    bookingOf(236, 501, { scheme: "girocard" }),
  ];
  const report: TerminalDayReport = {
    kind: "totals", terminalId: "T1", currency: "EUR", totalMinor: 5_250, receipts: { first: "0231", last: "0237" }, countsWrapAt: 256,
    schemes: [{ scheme: "girocard", count: 1, amountMinor: 501 }, { scheme: "Mastercard", count: 2, amountMinor: 2_749 }, { scheme: "Visa", count: 1, amountMinor: 2_000 }],
  };
  const { here: ours, differences } = reconcileTerminal("lane-2", here, [report], undefined);
  expect(ours).toEqual({ count: 4, amountMinor: 8_550 });
  expect(differences).toMatchObject([
    { kind: "there-not-here", scheme: "Mastercard", differenceMinor: 1_499, terminalReceipts: ["0234", "0237"] },
    { kind: "here-not-there", scheme: "Visa", differenceMinor: -4_799, booking: { terminalReceipt: "0231" } },
  ]);
  expect(differences.reduce((sum, each) => sum + each.differenceMinor, 0)).toBe(5_250 - 8_550);
});

describe("a terminal that is asked payment by payment", () => {
  it("agrees, and each difference has its payment", () => {
    const declined = bookingOf(9, 500, { state: "declined" });
    const reversed = bookingOf(8, 400, { state: "reversed" });
    const all = [...ours, declined, reversed];
    expect(reconcileTerminal("lane-1", all, [itemised(all)], undefined)).toMatchObject({ state: "agrees", there: { count: 6, amountMinor: 2_121 } });
    const told = itemised(all, ({ attemptId, amountMinor, state }) => (attemptId === "a-1" ? 0 : attemptId === "a-2" ? amountMinor + 7 : attemptId === "a-9" || state === "booked" ? amountMinor : 0));
    expect(reconcileTerminal("lane-1", all, [told], undefined).differences).toMatchObject([
      { kind: "here-not-there", differenceMinor: -101, booking: { attemptId: "a-1" } },
      { kind: "amount-differs", differenceMinor: 7, booking: { attemptId: "a-2" } },
      { kind: "there-not-here", differenceMinor: 500, booking: { attemptId: "a-9" } },
    ]);
  });

  it("what it cannot say is said", () => {
    const report: TerminalDayReport = { kind: "bookings", terminalId: "T1", currency: "EUR", bookings: [{ attemptId: "a-1", state: "unclear", because: "still at work" }] };
    expect(reconcileTerminal("lane-1", ours.slice(0, 2), [report], undefined).differences.map(({ kind, because }) => [kind, because])).toEqual([["unclear", "still at work"], ["unclear", "the terminal was not asked about it"]]);
  });
});

it("without a report everything of ours stands open", () => {
  const found = reconcileTerminal("lane-1", ours, [], { result: "unknown", because: "closed without its report" });
  expect(found).toMatchObject({ state: "not-reported", differences: [{ kind: "no-report", differenceMinor: -2_121, because: "closed without its report" }] });
});

/** What a thief, a bug or a broken line may do to the terminal's books. */
const harm = fc.record({
  lost: fc.uniqueArray(fc.nat(39), { maxLength: 4 }),
  strange: fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 3 }),
  changed: fc.uniqueArray(fc.nat(39), { maxLength: 3 }),
  by: fc.integer({ min: 1, max: 500 }),
});

it("whatever is wrong in the terminal's books is found: each one payment by payment, and to the cent in the sums", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 40 }), harm, (amounts, { lost, strange, changed, by }) => {
      const here = amounts.map((amountMinor, index) => bookingOf(index + 1, amountMinor));
      const there = here
        .flatMap((booking, index) => (lost.includes(index) ? [] : [changed.includes(index) ? { ...booking, amountMinor: booking.amountMinor + by } : booking]))
        .concat(strange.map((amountMinor, index) => bookingOf(1_000 + index, amountMinor, { attemptId: `s-${index}` })));
      const wrong = there.reduce((sum, each) => sum + each.amountMinor, 0) - here.reduce((sum, each) => sum + each.amountMinor, 0);
      const found = reconcileTerminal("lane-1", here, [totalsOf(there, [...here, ...there])], undefined);
      expect(found.differences.reduce((sum, each) => sum + each.differenceMinor, 0)).toBe(wrong);
      if (wrong !== 0) expect(found.state).toBe("differs");
      const known = there.filter(({ attemptId }) => !attemptId.startsWith("s-"));
      const strangers = strange.map((amountMinor, index) => bookingOf(1_000 + index, amountMinor, { attemptId: `s-${index}`, state: "declined" }));
      const asked = reconcileTerminal("lane-1", [...here, ...strangers], [itemised([...here, ...strangers], ({ attemptId }) => [...known, ...there].find((each) => each.attemptId === attemptId)?.amountMinor ?? 0)], undefined);
      const harmed = here.filter((_, index) => lost.includes(index) || changed.includes(index)).map(({ attemptId }) => attemptId);
      expect(asked.differences.map(({ booking }) => booking?.attemptId).sort()).toEqual([...harmed, ...strangers.map(({ attemptId }) => attemptId)].sort());
    }),
    { numRuns: 1_000, seed: 20_261_129 },
  );
});

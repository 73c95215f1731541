import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex } from "../../testing/capture.js";
import { bookedApdu } from "../../simulator/terminal-answers.js";
import { decodeApdu } from "./apdu.js";
import { sameBooking } from "./booking.js";
import { beginConversation, converse, rowFor, transitions } from "./conversation.js";
import { readStatusInformation } from "./messages.js";
import { timing } from "./conversation-step.js";
import type { ConversationEvent, ConversationState, Effect } from "./conversation-types.js";

const registration = { password: "000000", currency: "EUR" };
const answer = (text: string): ConversationEvent => ({ kind: "apdu", apdu: decodeApdu(fromHex(text)) });
const payment = (number: string, amountMinor = 1_000): ConversationEvent => ({
  kind: "apdu",
  apdu: decodeApdu(bookedApdu({ receiptNumber: number, trace: `00${number}`, amountMinor, currencyNumber: "0978", localTime: "1123180400", state: "booked" })),
});
const accepted = answer("80 00 00");
const complete = answer("06 0F 00");
const registered = answer("06 0F 0A 19 00 29 29 00 10 06 49 09 78");
const statusReady = answer("06 0F 01 00");
const nothingBooked = answer("06 1E 01 83");
const authorise = (attemptId = "a-1", amountMinor = 1_000): ConversationEvent => ({ kind: "authorise", attemptId, amountMinor, currency: "EUR", before: { kind: "unknown" } });
const up: ConversationEvent = { kind: "link-up" };
const down: ConversationEvent = { kind: "link-down" };
const committed: ConversationEvent = { kind: "committed", attemptId: "a-1" };
const timer = (name: "t3" | "t4" | "hold" | "poll" | "resolve"): ConversationEvent => ({ kind: "timer", timer: name });

function run(events: readonly ConversationEvent[], from: ConversationState = beginConversation(registration, { kind: "unknown" })) {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const result = converse(state, event);
    state = result.state;
    effects.push(...result.effects);
  }
  return { state, effects, sent: sentBy(effects), outcomes: effects.flatMap((effect) => (effect.kind === "outcome" ? [effect.outcome] : [])) };
}

const sentBy = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.kind === "send" ? [Buffer.from(effect.bytes.slice(0, 2)).toString("hex").toUpperCase()] : []));
/** Registered, ready, and the terminal has booked nothing so far. */
const opening = [up, accepted, registered, accepted, statusReady, accepted, nothingBooked];
const ready = run(opening).state;
const running = run([authorise(), accepted], ready).state;
const held = run([payment("0001")], running).state;

describe("opening", () => {
  test("registers, asks for status and for the last booking, then rests", () => {
    const result = run(opening);
    expect(result.sent).toEqual(["0600", "8000", "0501"].concat(["8000", "0620", "8000"]));
    expect(result.state).toMatchObject({ phase: { name: "ready" }, lastBooked: { kind: "none" } });
    expect(result.effects.at(-1)).toEqual({ kind: "set-timer", timer: "poll", afterMs: timing.idlePollMs });
  });

  test("a terminal that wants its end of day is told, and a payment is refused cleanly", () => {
    const result = run([up, accepted, registered, accepted, answer("06 0F 01 F0"), accepted, nothingBooked, authorise()]);
    expect(result.effects).toContainEqual({ kind: "raise", code: "terminal-needs-end-of-day", detail: "end of day required" });
    expect(result.outcomes).toEqual([{ result: "not-performed", because: "the terminal is not ready: end of day required" }]);
    expect(result.sent).not.toContain("0601");
  });

  test("a refused registration is a fault and is tried again", () => {
    const result = run([up, answer("84 83 00")]);
    expect(result.effects).toContainEqual(expect.objectContaining({ kind: "raise", code: "terminal-not-ready" }));
    expect(run([timer("poll")], result.state).sent).toEqual(["0600"]);
  });

  test("T3 without an answer closes the connection", () => {
    expect(run([up, timer("t3")]).effects.at(-1)).toEqual({ kind: "reset-link", because: "no answer within T3" });
  });
});

describe("a payment", () => {
  test("is saved before it is sent, and sent once", () => {
    const { effects } = run([authorise()], ready);
    const save = effects.findIndex(({ kind }) => kind === "save-attempt");
    const send = effects.findIndex(({ kind }) => kind === "send");
    expect(save).toBeGreaterThanOrEqual(0);
    expect(save).toBeLessThan(send);
  });

  test("approved: nothing is acknowledged before the edge has it", () => {
    expect(held.phase.name).toBe("held");
    const offered = run([payment("0001")], running);
    expect(offered.sent).toEqual([]);
    expect(offered.outcomes).toMatchObject([{ result: "approved", amountMinor: 1_000, reference: { receiptNumber: "0001" } }]);
    expect(run([committed], held).sent).toEqual(["8000"]);
    expect(run([committed, complete], held).state).toMatchObject({ phase: { name: "ready" }, job: undefined });
  });

  test("an edge that takes long: the terminal is asked to come back, and told when it does", () => {
    const asked = run([timer("hold")], held);
    expect(asked.sent).toEqual(["849C"]);
    expect(run([committed], asked.state).sent).toEqual([]);
    expect(run([committed, payment("0001")], asked.state).sent).toEqual(["8000"]);
    const again = run([payment("0001")], asked.state);
    expect(again.sent).toEqual([]);
    expect(again.outcomes).toEqual([]);
    expect(run([committed], again.state).sent).toEqual(["8000"]);
  });

  test("an edge that never answers: no acknowledgement, and the outcome offered is taken back", () => {
    let state = held;
    const effects: Effect[] = [];
    for (let round = 0; round <= timing.maximumHoldRounds; round += 1) {
      const result = run(round === 0 ? [timer("hold")] : [payment("0001"), timer("hold")], state);
      state = result.state;
      effects.push(...result.effects);
    }
    expect(effects.at(-1)).toMatchObject({ kind: "reset-link" });
    expect(sentBy(effects)).not.toContain("8000");
    const lost = run([down], state);
    expect(lost.effects).toContainEqual({ kind: "withdraw", attemptId: "a-1" });
    expect(lost.state.job?.kind).toBe("resolve");
  });

  test("an error after the acknowledgement does not undo it", () => {
    const asked = run([committed, answer("06 1E 01 9B")], held);
    expect(asked.outcomes).toEqual([]);
    const shown = run([accepted, statusReady, accepted, payment("0001"), complete], asked.state);
    expect(shown.outcomes).toEqual([]);
    expect(shown.effects).toContainEqual({ kind: "payment-closed", attemptId: "a-1" });
    expect(shown.state.job).toBeUndefined();
  });

  test("an acknowledgement that never reached the terminal: it took the payment back, and the edge hears of it", () => {
    const asked = run([committed, answer("06 1E 01 6C")], held);
    expect(run([accepted, statusReady, accepted, nothingBooked], asked.state).outcomes).toEqual([{ result: "not-performed", because: "the terminal no longer holds the payment it approved" }]);
  });

  test("acknowledged and told so: nobody asks while the terminal is away, however long", () => {
    const lost = run([committed, down, timer("resolve"), timer("resolve")], held);
    expect(lost.outcomes).toHaveLength(0);
    expect(lost.state.job?.told).toBeDefined();
  });

  test("the connection is lost after the acknowledgement: asked about, and only a difference is told", () => {
    const lost = run([committed, down], held);
    expect(lost.outcomes).toEqual([]);
    const reopening = [up, accepted, registered, accepted, statusReady, accepted];
    expect(run([...reopening, payment("0001"), complete], lost.state).outcomes).toEqual([]);
    expect(run([...reopening, nothingBooked], lost.state).outcomes).toMatchObject([{ result: "not-performed", because: "the terminal no longer holds the payment it approved" }]);
  });

  test("completed without a readable result: the last receipt decides, on the same connection", () => {
    const result = run([answer("04 0F 01 D9"), complete, accepted, statusReady, accepted, payment("0007"), complete], running);
    expect(result.sent).toEqual(["8000", "8000", "0501", "8000", "0620", "8000", "8000"]);
    expect(result.outcomes).toMatchObject([{ result: "approved", reference: { receiptNumber: "0007" } }]);
  });

  test("refused to begin, declined without a status, aborted", () => {
    expect(run([authorise(), answer("84 9C 00")], ready).outcomes).toMatchObject([{ result: "not-performed" }]);
    expect(run([answer("06 1E 01 05")], running).outcomes).toEqual([{ result: "declined", code: "05" }]);
    expect(run([answer("06 1E 01 6C")], running).outcomes).toEqual([{ result: "aborted", code: "6C" }]);
  });

  test("a busy terminal is waited for before the last receipt is asked", () => {
    const lost = run([down, up, accepted, registered, accepted, answer("06 0F 01 9C")], running);
    expect(lost.state.phase.name).toBe("ready");
    expect(lost.sent).not.toContain("0620");
    const later = run([timer("poll"), accepted, statusReady, accepted, payment("0001"), complete], lost.state);
    expect(later.outcomes).toMatchObject([{ result: "approved" }]);
  });

  test("a terminal that has lost its memory proves nothing by showing nothing", () => {
    const paid = run([committed, complete], held).state;
    const forgetful = run([down, up, accepted, registered, accepted, statusReady, accepted, nothingBooked], paid).state;
    const lost = run([authorise("a-2"), accepted, down, up, accepted, registered, accepted, statusReady, accepted, nothingBooked], forgetful);
    expect(lost.outcomes).toMatchObject([{ result: "unknown" }]);
  });

  test("a reversal whose answer was lost and that the terminal does not show is asked for again", () => {
    const paid = run([committed, complete], held).state;
    const reversing = run([{ kind: "reverse", attemptId: "a-1", amountMinor: 1_000, currency: "EUR", receiptNumber: "0001" }], paid).state;
    const lost = run([down, up, accepted, registered, accepted, statusReady, accepted, payment("0001"), complete], reversing);
    expect(lost.outcomes).toEqual([{ result: "declined", code: "not-sent" }]);
  });

  test("nobody can be asked in time: unknown, and the lane is told why", () => {
    const result = run([down, timer("resolve")], running);
    expect(result.outcomes).toEqual([{ result: "unknown", because: "the terminal could not be asked in time" }]);
  });

  test.each([
    ["another amount", payment("0001", 900), "the terminal approved another amount"],
    ["another currency", answer("04 0F 14 27 00 04 00 00 00 00 10 00 87 00 01 49 07 56 29 29 00 10 06"), "the terminal approved in another currency"],
    ["another terminal", answer("04 0F 11 27 00 04 00 00 00 00 10 00 87 00 01 29 29 00 10 07"), "the approval is another terminal's"],
  ])("an approval over %s is taken back, and the terminal asked what it holds", (_, approval, because) => {
    const doubted = run([approval], running);
    expect(doubted).toMatchObject({ sent: ["8466"], outcomes: [] });
    expect(doubted.effects).toContainEqual({ kind: "raise", code: "protocol", detail: because });
    const taken = run([answer("06 1E 01 6C"), accepted, statusReady, accepted, nothingBooked], doubted.state);
    expect(taken.sent).toEqual(["8000", "0501", "8000", "0620", "8000"]);
    expect(taken.outcomes).toEqual([{ result: "not-performed", because: `${because}; the terminal holds no booking of it` }]);
    const kept = run([complete, accepted, statusReady, accepted, approval, complete], doubted.state);
    expect(kept.outcomes).toEqual([{ result: "unknown", because }]);
  });

  test("an approval that names no booking is no proof: the terminal is asked", () => {
    const bare = run([answer("04 0F 02 27 00"), complete], running);
    expect(bare).toMatchObject({ sent: ["8000", "8000", "0501"], outcomes: [] });
    expect(run([accepted, statusReady, accepted, payment("0001"), complete], bare.state).outcomes).toMatchObject([{ result: "approved", reference: { receiptNumber: "0001" } }]);
    expect(run([accepted, statusReady, accepted, nothingBooked], bare.state).outcomes).toMatchObject([{ result: "not-performed" }]);
  });

  test("the payment before, told late or twice, is not this one, even over the same amount", () => {
    const done = run([committed, complete, complete], held);
    const next = run([authorise("a-2")], done.state);
    expect(next.sent).toEqual(["0601"]);
    const late = run([payment("0001"), complete, accepted, payment("0001")], next.state);
    expect(late).toMatchObject({ outcomes: [], sent: ["8000", "8000", "8000"], state: { phase: { name: "running" }, job: { attemptId: "a-2" } } });
    expect(run([payment("0002")], late.state).outcomes).toMatchObject([{ result: "approved", reference: { receiptNumber: "0002" } }]);
  });

  test("told otherwise while the first word is held: a new connection, and the question", () => {
    expect(run([timer("hold"), payment("0001", 900)], held).effects.slice(-1)).toEqual([{ kind: "reset-link", because: "the terminal approved another amount" }]);
  });

  test("a terminal that is too busy to say what it booked has not said that it booked nothing", () => {
    const busy = answer("84 9C 00");
    const lost = run([down, up, accepted, registered], running);
    const waiting = run([busy], lost.state);
    expect(waiting.outcomes).toEqual([]);
    const later = run([timer("poll"), accepted, statusReady, busy, timer("poll"), accepted, statusReady, accepted, payment("0001"), complete], waiting.state);
    expect(later.outcomes).toMatchObject([{ result: "approved" }]);
  });

  test("another amount on the terminal is nobody's payment: unknown", () => {
    const result = run([down, up, accepted, registered, accepted, statusReady, accepted, payment("0001", 999), complete], running);
    expect(result.outcomes).toMatchObject([{ result: "unknown", because: "the terminal's last payment is over another amount" }]);
  });

  test("T4 begins anew with every intermediate status, and longer when the terminal asks for it", () => {
    expect(run([answer("04 FF 01 0E")], running).effects).toContainEqual({ kind: "set-timer", timer: "t4", afterMs: 180_000 });
    expect(run([answer("04 FF 02 0E 05")], running).effects).toContainEqual({ kind: "set-timer", timer: "t4", afterMs: 300_000 });
  });

  test("a printed line is taken at once: paper cannot undo a payment", () => {
    expect(run([answer("06 D1 02 00 41")], running).sent).toEqual(["8000"]);
  });

  test("the wish to stop is sent once, and not after the approval", () => {
    const wish: ConversationEvent = { kind: "abort-wish", attemptId: "a-1" };
    expect(run([wish, wish], running).sent).toEqual(["06B0"]);
    expect(run([wish], held).sent).toEqual([]);
    expect(run([wish, payment("0001")], running).state.phase.name).toBe("held");
  });
});

const endOfDay = (requestId = "d-1"): ConversationEvent => ({ kind: "errand", errand: { kind: "end-of-day", requestId } });
const diagnosis: ConversationEvent = { kind: "errand", errand: { kind: "diagnosis", requestId: "x-1" } };
/** PA00P015's shape of totals: receipts 0233 to 0234, two of Mastercard over 9.58 in all. */
const totals = answer(`04 0F 4D 27 00 04 00 00 00 00 09 58 0B 00 09 82 0D 04 06 0C 08 17 06 60 F0 F5 F3 02 33 02 34 ${"00 ".repeat(14)}02 00 00 00 00 09 58 ${"00 ".repeat(28)}`);
const dayOf = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.kind === "day-ended" ? [effect.outcome] : []));

describe("an end of day", () => {
  test("is noted before it is sent, and its totals are on disk before they are acknowledged", () => {
    const begun = run([endOfDay()], ready);
    expect(begun.effects.map(({ kind }) => kind).filter((kind) => kind === "save-errand" || kind === "send")).toEqual(["save-errand", "send"]);
    expect(begun.sent).toEqual(["0650"]);
    const told = run([accepted, answer("04 FF 01 0E"), totals], begun.state);
    expect(told.effects.map(({ kind }) => kind).filter((kind) => kind === "day-ended" || kind === "send")).toEqual(["send", "day-ended", "send"]);
    expect(dayOf(told.effects)).toEqual([
      { result: "reported", report: { kind: "totals", terminalId: "29001006", currency: "EUR", totalMinor: 958, receipts: { first: "0233", last: "0234" }, trace: "000982", localTime: "0406081706", schemes: [{ scheme: "Mastercard", count: 2, amountMinor: 958 }], countsWrapAt: 256 } },
    ]);
    const done = run([answer("06 D1 02 00 41"), complete], told.state);
    expect(done.sent).toEqual(["8000", "8000", "0501"]);
    expect(dayOf(done.effects)).toEqual([]);
    expect(done.state.errand).toBeUndefined();
  });

  test("is what a terminal that asks for it gets", () => {
    const due = run([up, accepted, registered, accepted, answer("06 0F 01 F0"), accepted, nothingBooked, endOfDay()]);
    expect(due.sent.at(-1)).toBe("0650");
    const after = run([accepted, totals, complete, accepted, statusReady], due.state);
    expect(after.effects).toContainEqual({ kind: "clear", code: "terminal-needs-end-of-day" });
  });

  test.each([
    ["refused at once", [answer("84 83 00")], { result: "not-performed", because: "the terminal refused its end of day (83)" }],
    ["refused by its host", [accepted, answer("06 1E 01 77")], { result: "not-performed", because: "the terminal refused its end of day (77)" }],
    ["refused in words", [accepted, answer("04 0F 02 27 77")], { result: "not-performed", because: "the terminal refused its end of day (77)" }],
    ["without totals", [accepted, complete], { result: "unknown", because: "the terminal ended its day without telling its totals" }],
    ["without a sum", [accepted, answer("04 0F 02 27 00")], { result: "unknown", because: "the terminal's totals have no sum" }],
    ["cut off", [accepted, down], { result: "unknown", because: "the connection was lost during the terminal's end of day" }],
    ["cut off before it was taken", [down], { result: "unknown", because: "the connection was lost during the terminal's end of day" }],
  ] as const)("%s", (_, events, outcome) => {
    const begun = run([endOfDay()], ready).state;
    expect(dayOf(run(events, begun).effects)).toEqual([outcome]);
  });

  test("a payment's word that comes late is no total", () => {
    const late = run([endOfDay(), accepted, payment("0007")], ready);
    expect(dayOf(late.effects)).toEqual([]);
    expect(dayOf(run([totals], late.state).effects)).toHaveLength(1);
  });

  test("cut off after its totals were told stays told", () => {
    const begun = run([endOfDay(), accepted, totals], ready);
    expect(dayOf(begun.effects)).toHaveLength(1);
    expect(dayOf(run([down], begun.state).effects)).toEqual([]);
  });

  test("waits for the payment under way, and a payment for it", () => {
    expect(run([endOfDay()], held).sent).toEqual([]);
    expect(run([endOfDay(), committed, complete], held).sent).toEqual(["8000", "8000", "0650"]);
    const begun = run([endOfDay(), accepted, authorise()], ready);
    expect(begun.sent).toEqual(["0650"]);
    expect(run([totals, complete, accepted, statusReady], begun.state).sent.at(-1)).toBe("0601");
  });

  test("offline, and beside another, is a clean no", () => {
    expect(dayOf(run([endOfDay()]).effects)).toEqual([{ result: "not-performed", because: "the terminal cannot be reached" }]);
    expect(dayOf(run([endOfDay(), endOfDay("d-2")], ready).effects)).toEqual([{ result: "not-performed", because: "the terminal is busy with another request" }]);
    expect(dayOf(run([endOfDay(), endOfDay()], ready).effects)).toEqual([]);
    const refused = run([up, accepted, endOfDay(), answer("06 1E 01 83")]);
    expect(dayOf(refused.effects)).toEqual([{ result: "not-performed", because: "the connection to the terminal was lost before anything was sent" }]);
  });
});

describe("a diagnosis", () => {
  const found = (events: readonly ConversationEvent[], from = run([diagnosis], ready).state) => run(events, from).effects.flatMap((effect) => (effect.kind === "diagnosed" ? [effect.diagnosis] : []));
  test("is 06 70, and tells how the terminal is", () => {
    expect(run([diagnosis], ready).sent).toEqual(["0670"]);
    expect(found([accepted, answer("04 FF 01 0E"), complete])).toEqual([{ result: "ok" }]);
    expect(found([accepted, answer("06 1E 01 A3")])).toEqual([{ result: "not-ok", detail: "the terminal's diagnosis ended with A3" }]);
    expect(found([answer("84 83 00")])).toEqual([{ result: "not-ok", detail: "the terminal's diagnosis ended with 83" }]);
    expect(found([down])).toEqual([{ result: "unreachable", detail: "the connection was lost during the diagnosis" }]);
    expect(found([diagnosis], beginConversation(registration, { kind: "unknown" }))).toEqual([{ result: "unreachable", detail: "the terminal cannot be reached" }]);
  });
});

describe("the table", () => {
  const names = transitions.map(({ from, on }) => `${from} ${on}`);

  test("has one row for each event in each phase", () => {
    expect(new Set(names).size).toBe(names.length);
  });

  test("any walk keeps to it: every row is walked, money is sent once and acknowledged only when written down", () => {
    const events: readonly ConversationEvent[] = [
      up, up, up, down, accepted, accepted, accepted, registered, registered, statusReady, statusReady, statusReady, nothingBooked, complete, complete, authorise(), authorise(), authorise("a-2", 500),
      committed, committed, committed, payment("0001"), payment("0001"), payment("0002", 500), timer("t3"), timer("t4"), timer("hold"), timer("hold"), timer("poll"), timer("resolve"), answer("84 83 00"), answer("06 1E 01 6C"),
      answer("04 FF 01 0A"), answer("04 0F 02 27 05"), answer("06 D1 02 00 41"), { kind: "abort-wish", attemptId: "a-1" },
      { kind: "resolve", attemptId: "a-3", amountMinor: 1_000, currency: "EUR", before: { kind: "none" }, reversing: undefined, refunding: undefined },
      { kind: "refund", attemptId: "a-5", amountMinor: 1_000, currency: "EUR", before: { kind: "none" }, refunding: { way: "refund", original: { terminalId: "29001006", receiptNumber: "0001", trace: "000001" } } },
      endOfDay(), endOfDay(), totals, diagnosis,
      { kind: "reverse", attemptId: "a-4", amountMinor: 1_000, currency: "EUR", receiptNumber: "0001" },
    ];
    const walked = new Set<string>();
    const walk = (picks: readonly number[], from: ConversationState) => {
      let state = from;
      let confirmed = false;
      for (const pick of picks) {
        const event = events[pick % events.length] as ConversationEvent;
        const row = rowFor(state, event);
        const result = converse(state, event);
        if (row === undefined) {
          expect(result).toEqual({ state, effects: [] });
          continue;
        }
        walked.add(`${row.from} ${row.on}`);
        expect(row.to, `${row.from} ${row.on}`).toContain(result.state.phase.name);
        const controls = sentBy(result.effects);
        expect(controls.filter((control) => control === "0601" || control === "0630").length).toBeLessThanOrEqual(1);
        if (state.phase.name === "offline" && row.on !== "link-up") expect(controls).toEqual([]);
        if (event.kind === "committed" && event.attemptId === state.job?.attemptId && state.holding !== undefined) confirmed = true;
        // The answer to an approving status information of a charge: only after the commit.
        const toldBefore = event.kind === "apdu" && state.lastBooked.kind === "payment" && sameBooking(state.lastBooked.reference, readStatusInformation(event.apdu).reference ?? { terminalId: "", receiptNumber: "x", trace: "x" });
        const approvingCharge = row.on === "status-information" && !toldBefore && state.phase.name === "running" && state.phase.command === "authorise" && state.job !== undefined && event.kind === "apdu" && event.apdu.data[1] === 0;
        if (approvingCharge && state.holding?.confirmed !== true) expect(controls.filter((control) => control !== "8466")).toEqual([]);
        // Taken back only when it is not what was asked for.
        if (controls.includes("8466")) expect(event.kind === "apdu" && readStatusInformation(event.apdu).amountMinor).not.toBe(state.job?.amountMinor);
        // The totals of a day: written down before they are acknowledged, and told once.
        const dayTold = result.effects.findIndex(({ kind }) => kind === "day-ended");
        if (row.on === "status-information" && dayTold >= 0) expect(dayTold).toBeLessThan(result.effects.findIndex(({ kind }) => kind === "send"));
        if (state.errand?.told === true && event.kind !== "errand") expect(dayTold).toBe(-1);
        if (state.holding === undefined && result.state.holding !== undefined) confirmed = false;
        if (result.state.holding?.confirmed === true) expect(confirmed).toBe(true);
        // An attempt that was sent is never sent again.
        if (controls.includes("0601")) expect(state.job?.kind ?? "authorise").toBe("authorise");
        state = result.state;
      }
    };
    const starts = [beginConversation(registration, { kind: "unknown" }), ready, running, held];
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 60 }), fc.nat(), (picks, start) => walk(picks, starts[start % starts.length] as ConversationState)),
      { numRuns: 1_200, seed: 20_261_123 },
    );
    expect(names.filter((name) => !walked.has(name))).toEqual([]);
  });
});

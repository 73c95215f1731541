import {
  canonicalJson,
  type Json,
  laneView as laneViewSchema,
} from "@laneway/contracts";
import fc from "fast-check";
import { assert, expect, it } from "vitest";
import { applySuspension, type SuspendedTransactions } from "./test-suspended.js";
import { replay } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import { laneView } from "./lane-view.js";
import { tenderIdOf, type TransactionTender } from "../tender/types.js";
import { baseKnowledge, found, giftCardCode, outcomes, payPage, type ShelfName, shelf, TestLane } from "./test-lane.js";
import type { AttemptOutcome } from "../payment/types.js";
import { timersOf } from "./timers.js";
import type { LaneKnowledge, LaneRequest } from "./types.js";

/*
 * Random shoppers, attendants and devices on one lane: whatever they do, in whatever order, what must always hold holds.
 * A step picks among what exists (a line, an attempt, a question) by number, so that most of what is tried can happen.
 */

interface Step {
  readonly what: keyof typeof steps;
  readonly pick: number;
  readonly number: number;
}

const nth = <T>(all: readonly T[], pick: number): T | undefined =>
  all.length === 0 ? undefined : all[pick % all.length];
const names = Object.keys(shelf) as readonly ShelfName[];
const outcomeNames = [
  "approved",
  "approved",
  "approved",
  "declined",
  "aborted",
  "notPerformed",
  "unknown",
  "wrong",
  "part",
  "part",
] as const;
const known = (lane: TestLane): SuspendedTransactions => lane.entries.reduce(applySuspension, new Map());

const approvals: Readonly<Record<string, (amountMinor: number) => AttemptOutcome>> = {
  "gift-card": outcomes.giftCard,
  redirect: outcomes.onPhone,
  card: (amountMinor) => outcomes.approved(amountMinor),
};

function outcomeOf(lane: TestLane, attemptId: string, pick: number): AttemptOutcome {
  const name = nth(outcomeNames, pick) ?? "declined";
  const attempts = [
    ...(lane.state.attempt === undefined ? [] : [lane.state.attempt]),
    ...lane.state.pastAttempts,
  ];
  const attempt = attempts.find((one) => one.attemptId === attemptId);
  const amountMinor = attempt?.amountMinor ?? 1;
  const approved = approvals[attempt?.tender ?? "card"] ?? outcomes.approved;
  if (name === "wrong") return approved(amountMinor + 1);
  if (name === "part") return approved(Math.ceil(amountMinor / 3));
  return name === "approved" ? approved(amountMinor) : outcomes[name];
}

type Asked = readonly [LaneRequest, Partial<LaneKnowledge>?] | undefined;

/** What a helpful hand would do next to get this basket paid. */
function helpful(lane: TestLane, pick: number): Asked {
  const { step, attempt, interventions, bagging } = lane.state;
  const fault = lane.state.faults[0];
  if (fault !== undefined) return [{ kind: "device-fault", ...fault, raised: false, detail: undefined }];
  if (lane.state.mode !== "open") return [{ kind: "open-lane" }];
  if (attempt !== undefined && ["intent-saved", "sent", "unknown"].includes(attempt.state)) {
    return [
      {
        kind: "payment-outcome",
        attemptId: attempt.attemptId,
        outcome: (approvals[attempt.tender] ?? outcomes.approved)(attempt.amountMinor),
      },
    ];
  }
  const held = interventions.find((one) => one.blocking);
  if (held !== undefined)
    return [
      {
        kind: "end-intervention",
        interventionId: held.interventionId,
        outcome: held.kind === "payment-unclear" ? "resolved" : "approved",
      },
    ];
  const gramsOf = (all: typeof bagging.waiting) =>
    all.reduce((sum, one) => sum + (one.required ? (one.expectedGrams ?? 0) * one.pieces : 0), 0);
  if (bagging.nudge !== undefined)
    return [
      {
        kind: "bagging-weight",
        reading: { grams: bagging.settledGrams + gramsOf(bagging.waiting) - gramsOf(bagging.leaving) },
      },
    ];
  if (lane.state.transaction?.cardLoad !== undefined) return steps.giftCard(lane, pick, 600);
  if (step.name === "basket" && lane.totalMinor > 0) return [{ kind: "go-to-bags" }];
  if (step.name === "bags") return [{ kind: "choose-bags", count: pick % 3 }];
  if (step.name === "payment" && lane.totalMinor > 0) {
    const part = pick % 4 === 0 ? { amountMinor: 1 } : {};
    return pick % 3 === 0
      ? [{ kind: "pay", tender: "gift-card", code: giftCardCode, ...part }]
      : [{ kind: "pay", tender: "card", ...part }];
  }
  if (pick % 9 === 0) return steps.giftCard(lane, 1, 600);
  return [{ kind: "scan", text: "x", aim: undefined }, { lookup: found(nth(names, pick) ?? "milk") }];
}

/** Whether nobody has fetched the question about a gift card yet. */
const unsent = (lane: TestLane, pick: number): Partial<LaneKnowledge> =>
  (lane.state.attempt?.tender ?? "card") !== "card" && pick % 2 === 0 ? { inquiryUnsent: true } : {};
const lineId = (lane: TestLane, pick: number) =>
  nth(lane.state.transaction?.lines ?? [], pick)?.lineId ?? "none";

const steps = {
  scan: (_lane, pick, number) => [
    { kind: "scan", text: "x", aim: undefined },
    { lookup: found(nth(names, pick) ?? "milk", number % 3 === 0 ? { weightGrams: number } : {}) },
  ],
  unknown: (_lane, pick) => [
    { kind: "key-code", code: "x" },
    { lookup: { kind: "not-found", code: String(pick % 3) } },
  ],
  pick: (_lane, pick, number) => [
    { kind: "pick-item", itemId: "x", quantity: 1 + (number % 4) },
    { lookup: found(nth(names, pick) ?? "milk") },
  ],
  weigh: (_lane, _pick, number) => [
    { kind: "weigh-item", itemId: "bananas" },
    { lookup: found("bananas"), produceWeightGrams: number },
  ],
  quantity: (lane, pick, number) => [
    { kind: "change-quantity", lineId: lineId(lane, pick), quantity: 1 + (number % 9) },
  ],
  void: (lane, pick) => [{ kind: "void-line", lineId: lineId(lane, pick) }],
  override: (lane, pick, number) => [
    { kind: "override-price", lineId: lineId(lane, pick), unitPriceMinor: number, reason: "other" },
  ],
  bags: (_lane, _pick, number) => [
    number % 3 === 0 ? { kind: "go-to-bags" } : { kind: "choose-bags", count: number % 4 },
  ],
  back: () => [{ kind: "back-to-basket" }],
  pay: (lane, pick, number) => {
    const part = number % 2 === 0 ? {} : { amountMinor: 1 + (number % Math.max(1, lane.totalMinor)) };
    return [
      pick % 3 === 0
        ? { kind: "pay", tender: "gift-card", code: giftCardCode, ...part }
        : { kind: "pay", tender: "card", ...part },
      { online: pick % 7 !== 0 },
    ];
  },
  giftCard: (lane, pick, number) => {
    const cardLoad = lane.state.transaction?.cardLoad;
    if (cardLoad === undefined) return [{ kind: "key-code", code: "x" }, { lookup: { kind: "gift-card", code: giftCardCode }, online: pick % 7 !== 0 }];
    if (cardLoad.state === "asked") return [{ kind: "gift-card-answered", loadId: cardLoad.loadId, card: pick % 5 === 0 ? undefined : { lastFour: "0097", known: false } }];
    return [pick % 5 === 0 ? { kind: "drop-gift-card" } : { kind: "load-gift-card", amountMinor: 400 + number }];
  },
  payOnPhone: (_lane, pick) => [{ kind: "pay", tender: "redirect" }, { online: pick % 7 !== 0 }],
  phoneOpened: (lane) => [
    { kind: "redirect-opened", attemptId: lane.state.attempt?.attemptId ?? "x", ...payPage(lane.nowMs) },
  ],
  giveBack: (lane, pick) => {
    const tender = nth(lane.state.transaction?.tenders ?? [], pick);
    return [{ kind: "give-back-tender", tenderId: tender === undefined ? "none" : tenderIdOf(tender) }];
  },
  progress: (lane, pick) => [
    {
      kind: "payment-progress",
      attemptId: lane.state.attempt?.attemptId ?? "x",
      stage: nth(["sent", "present-card", "enter-pin", "query"] as const, pick) ?? "sent",
    },
  ],
  cancel: (lane, pick) => [{ kind: "cancel-payment" }, unsent(lane, pick)],
  outcome: (lane, pick) => {
    const attemptId = lane.state.attempt?.attemptId ?? "stranger";
    return [{ kind: "payment-outcome", attemptId, outcome: outcomeOf(lane, attemptId, pick) }];
  },
  lateOutcome: (lane, pick, number) => {
    const attemptId = nth(lane.state.pastAttempts, number)?.attemptId ?? "stranger";
    return [{ kind: "payment-outcome", attemptId, outcome: outcomeOf(lane, attemptId, pick) }];
  },
  query: () => [{ kind: "query-payment" }],
  weight: (lane, pick, number) => {
    const waiting = nth(lane.state.bagging.waiting, pick);
    const more = pick % 2 === 0 ? (waiting?.expectedGrams ?? 0) * (waiting?.pieces ?? 0) : number - 200;
    return [{ kind: "bagging-weight", reading: { grams: (lane.state.bagging.measuredGrams ?? 0) + more } }];
  },
  baggingWord: (_lane, pick) => [pick % 2 === 0 ? { kind: "use-own-bag" } : { kind: "skip-bagging" }],
  fault: (_lane, pick, number) => {
    const device =
      nth(
        ["security-scale", "produce-scale", "receipt-printer", "payment-terminal", "scanner"] as const,
        pick,
      ) ?? "scanner";
    return [
      { kind: "device-fault", device, code: "unreachable", raised: number % 3 === 0, detail: undefined },
    ];
  },
  help: (_lane, pick) => [pick % 2 === 0 ? { kind: "request-help" } : { kind: "cancel-help" }],
  take: (lane, pick) => [
    {
      kind: "take-intervention",
      interventionId: nth(lane.state.interventions, pick)?.interventionId ?? "none",
    },
  ],
  end: (lane, pick, number) => [
    {
      kind: "end-intervention",
      interventionId: nth(lane.state.interventions, pick)?.interventionId ?? "none",
      outcome: nth(["approved", "refused", "resolved"] as const, number) ?? "approved",
    },
  ],
  identify: (lane, pick) => [
    {
      kind: "identify-item",
      interventionId:
        lane.state.interventions.find((one) => one.kind === "unknown-item")?.interventionId ?? "none",
      itemId: "x",
      quantity: 1,
    },
    { lookup: found(nth(names, pick) ?? "milk") },
  ],
  suspend: (_lane, pick) => [pick % 2 === 0 ? { kind: "suspend" } : { kind: "attendant-suspend" }],
  recall: (lane, pick) => {
    const suspended = nth([...known(lane).values()], pick);
    return suspended === undefined ? undefined : [{ kind: "recall", token: suspended.token }, { suspended }];
  },
  giveUp: (_lane, pick) => [
    pick % 2 === 0 ? { kind: "abandon" } : { kind: "void-transaction", reason: "abandoned" },
  ],
  print: (lane, pick) => [
    pick % 2 === 0
      ? { kind: lane.state.step.name === "suspended" ? "print-slip" : "print-receipt" }
      : {
          kind: "reprint-receipt",
          receiptNumber: nth(lane.state.recentReceipts, pick)?.receipt.receiptNumber ?? "none",
        },
  ],
  printed: (lane, pick, number) => [
    {
      kind: "print-result",
      jobId: nth(lane.state.printJobs, pick)?.jobId ?? "none",
      result: nth(["printed", "waiting", "failed"] as const, number) ?? "printed",
    },
  ],
  finish: () => [{ kind: "finish" }],
  mode: (_lane, pick) => [
    {
      kind:
        nth(["open-lane", "open-lane", "open-lane", "pause-lane", "close-lane"] as const, pick) ??
        "open-lane",
    },
  ],
  here: () => [{ kind: "still-here" }],
  message: (lane, pick) => [
    pick % 3 === 0 ? { kind: "dismiss-message", messageId: lane.state.message?.messageId ?? "none" } : { kind: "send-message", content: { text: "x" }, seconds: 60 },
  ],
  assist: (_lane, pick) => [
    { kind: nth(["begin-assist", "begin-assist-here", "attend-lane", "end-assist", "end-assist"] as const, pick) ?? "end-assist" },
  ],
  timer: (lane, pick) => {
    const due = nth(timersOf(lane.state, baseKnowledge), pick);
    if (due === undefined) return undefined;
    lane.nowMs = Math.max(lane.nowMs, due.dueAtMs);
    return [{ kind: "timer", timer: due.timer, about: due.about }, unsent(lane, pick)];
  },
  recover: () => [{ kind: "recover" }],
  helpful,
} satisfies Readonly<Record<string, (lane: TestLane, pick: number, number: number) => Asked>>;

const stepNames = Object.keys(steps) as readonly (keyof typeof steps)[];
/** Half of the steps lead to a paid basket, so that there are some. */
const often = stepNames.map(() => "helpful" as const);
const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...stepNames, ...often),
  pick: fc.nat({ max: 1_000 }),
  number: fc.nat({ max: 2_000 }),
});

/** What must hold after every step. */
function check(lane: TestLane): void {
  const { state } = lane;
  const { transaction, attempt } = state;
  const isShopping = ["basket", "bags", "payment"].includes(state.step.name);
  assert(isShopping === (transaction !== undefined), "a transaction is open exactly while somebody shops");
  assert(transaction !== undefined || attempt === undefined, "an attempt belongs to a transaction");
  if (transaction !== undefined) {
    const sum = transaction.priced.lines.reduce((total, line) => total + line.totalMinor, 0);
    assert(sum === transaction.priced.totalMinor, "the sum of the lines is the total");
    const sold = transaction.lines.filter((line) => !line.voided).map((line) => line.lineId);
    assert(
      transaction.priced.lines.map((line) => line.lineId).join() === sold.join(),
      "exactly the sold lines are priced",
    );
  }
  const timers = timersOf(state, baseKnowledge).map((timer) => timer.timer);
  assert(new Set(timers).size === timers.length, "a lane has one timer of a name");
}

/** What must hold over a lane's whole story. Answers how many baskets were paid in parts. */
function checkStory(lane: TestLane): number {
  let running: string | undefined;
  let splits = 0;
  const tenders = new Map<string, TransactionTender>();
  const [approved, reversals, givenBack, kept]: [string[], string[], string[], string[]] = [[], [], [], []];
  const loaded = new Set<string>();
  let number = 0;
  for (const entry of lane.entries) {
    if (entry.kind === "payment-intent-saved") {
      expect(running).toBeUndefined();
      running = entry.attemptId;
    }
    if (
      [
        "payment-approved",
        "payment-declined",
        "payment-aborted",
        "payment-not-performed",
        "payment-given-up",
        "payment-reversal-started",
      ].includes(entry.kind) &&
      "attemptId" in entry &&
      entry.attemptId === running
    )
      running = undefined;
    if (entry.kind === "transaction-started" || entry.kind === "transaction-recalled") tenders.clear();
    if (entry.kind === "tender-added") tenders.set(tenderIdOf(entry.tender), entry.tender);
    if (entry.kind === "tender-given-back") {
      givenBack.push(entry.tenderId);
      expect(tenders.delete(entry.tenderId)).toBe(true);
    }
    if (entry.kind === "payment-approved") approved.push(entry.attemptId);
    if (entry.kind === "payment-reversal-started") reversals.push(entry.attemptId);
    if (["line-added", "line-voided", "line-quantity-changed", "transaction-suspended"].includes(entry.kind))
      expect(tenders.size).toBe(0);
    if (entry.kind === "transaction-completed") {
      const paidMinor = [...tenders.values()].reduce((sum, tender) => sum + tender.amountMinor, 0);
      expect(paidMinor).toBe(entry.receipt.totalMinor);
      const loads = entry.loads ?? [];
      for (const { loadId } of loads) {
        expect(loaded).not.toContain(loadId);
        loaded.add(loadId);
      }
      const loadedMinor = loads.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const byGiftCard = [...tenders.values()].reduce((sum, { kind, amountMinor }) => sum + (kind === "gift-card" ? amountMinor : 0), 0);
      expect(byGiftCard).toBeLessThanOrEqual(paidMinor - loadedMinor);
      splits += tenders.size > 1 ? 1 : 0;
      kept.push(...tenders.keys());
      tenders.clear();
      number += 1;
      expect(entry.number).toBe(number);
    }
    if (entry.kind === "transaction-voided") expect(tenders.size).toBe(0);
    // A basket is never lost from under a running payment.
    if (["transaction-completed", "transaction-voided", "transaction-suspended"].includes(entry.kind))
      expect(running).toBeUndefined();
  }
  // What was approved paid for a basket, or is on its way back; nothing is both, nothing goes back twice.
  const stillOpen = [...tenders.keys()];
  expect(new Set(reversals).size).toBe(reversals.length);
  for (const attemptId of approved)
    expect([...kept, ...stillOpen].includes(attemptId)).toBe(!givenBack.includes(attemptId));
  for (const tenderId of givenBack) expect(reversals).toContain(tenderId);
  for (const tenderId of kept) expect(reversals).not.toContain(tenderId);
  return splits;
}

const around = {
  storeId: "demo",
  storeName: "s",
  laneName: "1",
  version: 1,
  bootId: "b",
  training: false,
  locales: ["en"],
  currency: "EUR",
  currencyDigits: 2,
  nowMs: 0,
  online: true,
  ways: [],
  hasProduceScale: true, hasPrinter: true,
  hasSecurityScale: true,
  selling: "open" as const,
  queuePlaces: new Map(),
};
const text = (value: unknown): string => canonicalJson(value as Json);

it("whatever anyone does, in whatever order: totals add up, one attempt at a time, paid means tendered, and replay is exact", { timeout: 120_000 }, () => {
  let completed = 0;
  let splits = 0;
  let cards = 0;
  fc.assert(
    fc.property(
      fc.array(anyStep, { minLength: 5, maxLength: 70 }),
      fc.boolean(),
      (story, hasSecurityScale) => {
        const lane = new TestLane({ ...baseKnowledge, hasSecurityScale });
        for (const { what, pick, number } of story) {
          const asked: Asked = steps[what](lane, pick, number);
          if (asked === undefined) continue;
          lane.nowMs += 1 + (number % 7_000);
          lane.send(asked[0], asked[1]);
          check(lane);
        }
        splits += checkStory(lane);
        cards += lane.entries.filter((entry) => entry.kind === "transaction-completed" && entry.loads !== undefined).length;
        expect(text(lane.entries)).not.toContain(giftCardCode);
        laneViewSchema.parse(laneView(lane.state, around));
        const again = replay(initialLaneState("lane-1", "en"), JSON.parse(text(lane.entries)));
        expect(text(again)).toBe(text(lane.state));
        completed += lane.kinds().filter((kind) => kind === "transaction-completed").length;
      },
    ),
    { numRuns: 400, seed: 20_261_123 },
  );
  // The stories are worth something only if baskets get paid in them.
  expect(completed).toBeGreaterThan(80);
  expect(splits).toBeGreaterThan(10);
  expect(cards).toBeGreaterThan(5);
});

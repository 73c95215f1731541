import type { BasketView, DayView, DeviceStatus, Evidence, InterventionKind, ItemCard, LaneTile, LaneView, LineView, PriceExplanation, QueuedIntervention, ReturnView, StoreView } from "@laneway/contracts";
import { returnStates } from "./return-states.js";
import { assisted, withNotes, withMessage } from "./assist-states.js";
import { payingInCash } from "./cash-states.js";
import { withVoucher } from "./voucher-states.js";
import { blockedDay, closingDay, noDay, openDay } from "./day-states.js";
import { offlineStates } from "./offline-states.js";

/** Store views as the edge publishes them, for tests and screenshots: `nowMs` sets how long things have been waiting. */
const ago = (nowMs: number, seconds: number) => nowMs - seconds * 1000;

function line(lineId: string, name: string, totalMinor: number, more: Partial<LineView> = {}): LineView {
  return {
    lineId,
    itemId: `item-${lineId}`,
    name,
    departmentId: "grocery",
    quantity: 1,
    soldBy: "each",
    unitPriceMinor: totalMinor,
    baseMinor: totalMinor,
    discounts: [],
    depositMinor: 0,
    totalMinor,
    state: "sold",
    priceOverridden: false,
    quantityChangeable: true,
    ...more,
  };
}

const basketLines: LineView[] = [
  line("l1", "Bananas", 139, { picture: "banana", soldBy: "weight", weightGrams: 842, unitPriceMinor: 165, departmentId: "produce" }),
  line("l2", "Sourdough rye loaf, stone-baked, sliced, 750 g", 449, { picture: "bread" }),
  line("l3", "Oat drink barista 1 l", 378, {
    quantity: 2,
    unitPriceMinor: 219,
    baseMinor: 438,
    discounts: [{ name: "2 for 3.78", amountMinor: 60 }],
  }),
  line("l4", "Dark chocolate 70 %", 299, { picture: "chocolate", priceOverridden: true }),
  line("l5", "Aubergine", 149, { picture: "aubergine", state: "void", totalMinor: 0 }),
  line("l6", "Grauer Burgunder dry 0.75 l", 899, { picture: "wine", state: "age-check-due" }),
];

function basket(lines: readonly LineView[], itemCount: number, totalMinor: number): BasketView {
  return {
    transactionId: "t-1",
    lines: [...lines],
    itemCount,
    subtotalMinor: totalMinor,
    savingsMinor: 60,
    taxMinor: 140,
    taxes: [],
    pricesIncludeTax: true,
    totalMinor,
    paidMinor: 0,
    dueMinor: totalMinor,
    tenders: [],
  };
}

function view(laneNumber: number, more: Partial<LaneView> = {}): LaneView {
  return {
    storeId: "store-1",
    storeName: "Laneway Market",
    laneId: `lane-${laneNumber}`,
    laneName: String(laneNumber),
    version: 10,
    bootId: "boot-1",
    mode: "open",
    training: false,
    locale: "en",
    locales: ["en", "de", "ar"],
    currency: "EUR",
    currencyDigits: 2,
    step: { name: "welcome" },
    notices: [],
    interventions: [],
    faults: [],
    online: true,
    hasProduceScale: true,
    hasPrinter: true,
    hasSecurityScale: true,
    ...more,
  };
}

function devices(nowMs: number, faulty: Partial<Record<DeviceStatus["device"], DeviceStatus["faults"]>> = {}, connected = true): DeviceStatus[] {
  const classes: DeviceStatus["device"][] = ["scanner", "produce-scale", "security-scale", "receipt-printer", "payment-terminal"];
  return classes.map((device) => ({
    device,
    protocol: "simulated",
    bootId: "agent-1",
    connected: connected && !(faulty[device] ?? []).some((fault) => fault.code === "unreachable"),
    simulated: true,
    faults: faulty[device] ?? [],
    atMs: nowMs,
  }));
}

function tile(nowMs: number, seconds: number, laneView: LaneView, more: Partial<LaneTile> = {}): LaneTile {
  return {
    laneId: laneView.laneId,
    laneName: laneView.laneName,
    agentOnline: true,
    inStateSinceMs: ago(nowMs, seconds),
    view: laneView,
    devices: devices(nowMs),
    ...more,
  };
}

interface Waiting {
  readonly lane: number;
  readonly kind: InterventionKind;
  readonly seconds: number;
  readonly evidence?: Partial<Evidence>;
  readonly outcomes?: QueuedIntervention["outcomes"];
  readonly takenBy?: string;
  readonly blocking?: boolean;
}

function waiting(nowMs: number, facts: Waiting): QueuedIntervention {
  return {
    interventionId: `int-${facts.lane}-${facts.kind}`,
    laneId: `lane-${facts.lane}`,
    laneName: String(facts.lane),
    kind: facts.kind,
    state: facts.takenBy === undefined ? "waiting" : "coming",
    ...(facts.takenBy === undefined ? {} : { takenBy: facts.takenBy }),
    blocking: facts.blocking ?? true,
    sinceMs: ago(nowMs, facts.seconds),
    place: facts.lane,
    evidence: {
      lastEvents: [
        { kind: "line-added", text: "Bananas", atMs: ago(nowMs, facts.seconds + 41) },
        { kind: "line-added", text: "Sourdough rye loaf, stone-baked, sliced, 750 g", atMs: ago(nowMs, facts.seconds + 22) },
        { kind: "line-voided", text: "Aubergine", atMs: ago(nowMs, facts.seconds + 15) },
        { kind: "line-added", text: facts.evidence?.itemName ?? "Oat drink barista 1 l", atMs: ago(nowMs, facts.seconds + 4) },
        { kind: "intervention-raised", atMs: ago(nowMs, facts.seconds) },
      ],
      ...facts.evidence,
    },
    outcomes: facts.outcomes ?? ["resolved"],
  };
}

function queue(nowMs: number): QueuedIntervention[] {
  return [
    waiting(nowMs, {
      lane: 2,
      kind: "weight-mismatch",
      seconds: 134,
      outcomes: ["approved", "refused"],
      evidence: { itemName: "Sourdough rye loaf, stone-baked, sliced, 750 g", picture: "bread", code: "04006381333931", expectedGrams: 762, measuredGrams: 401, toleranceGrams: 38 },
    }),
    waiting(nowMs, {
      lane: 5,
      kind: "age-restriction",
      seconds: 48,
      outcomes: ["approved", "refused"],
      evidence: { itemName: "Grauer Burgunder dry 0.75 l", picture: "wine", minimumAge: 16, code: "04008400401621", amountMinor: 899 },
    }),
    waiting(nowMs, { lane: 3, kind: "payment-unclear", seconds: 31, takenBy: "Mira", outcomes: [], evidence: { amountMinor: 4230, device: "payment-terminal", faultCode: "unreachable" } }),
    waiting(nowMs, { lane: 6, kind: "unknown-item", seconds: 12, blocking: false, outcomes: ["resolved", "refused"], evidence: { code: "02000012345678" } }),
    waiting(nowMs, { lane: 8, kind: "help", seconds: 6, blocking: false }),
    waiting(nowMs, { lane: 4, kind: "device-fault", seconds: 4, blocking: false, evidence: { device: "receipt-printer", faultCode: "paper-near-end" } }),
  ];
}

function lanes(nowMs: number): LaneTile[] {
  return [
    tile(nowMs, 66, view(1, { step: { name: "basket" }, basket: basket(basketLines, 6, 2164) })),
    tile(nowMs, 151, view(2, { step: { name: "basket" }, basket: basket(basketLines.slice(0, 3), 4, 966), nudge: { kind: "wrong-weight" } })),
    tile(nowMs, 33, view(3, { step: { name: "payment", payment: { attemptId: "a-1", tender: "card", amountMinor: 4230, state: "unclear" }, ways: [] }, basket: basket(basketLines, 14, 4230), faults: [{ device: "payment-terminal", code: "unreachable", effect: "no-card-payment" }] }), {
      devices: devices(nowMs, { "payment-terminal": [{ code: "unreachable", sinceMs: ago(nowMs, 31) }] }),
    }),
    tile(nowMs, 742, view(4, { faults: [{ device: "receipt-printer", code: "paper-near-end", effect: "none" }] }), {
      devices: devices(nowMs, { "receipt-printer": [{ code: "paper-near-end", sinceMs: ago(nowMs, 4) }] }),
    }),
    tile(nowMs, 205, view(5, { step: { name: "basket" }, basket: basket(basketLines, 22, 10488) })),
    tile(nowMs, 44, view(6, { step: { name: "basket" }, basket: basket(basketLines.slice(0, 2), 2, 588), training: true })),
    tile(nowMs, 3605, view(7, { mode: "paused" }), { agentOnline: false }),
    tile(nowMs, 18, view(8, { step: { name: "bags" }, basket: basket(basketLines, 9, 3127) })),
  ];
}

/** A lane's own view names what waits on it. */
function withQueue(tiles: readonly LaneTile[], queued: readonly QueuedIntervention[]): LaneTile[] {
  return tiles.map((each) => ({
    ...each,
    view: {
      ...each.view,
      interventions: queued
        .filter((one) => one.laneId === each.laneId)
        .map(({ interventionId, kind, state, blocking, sinceMs }) => ({ interventionId, kind, state, blocking, sinceMs, placeInQueue: 1 })),
    },
  }));
}

const base = (nowMs: number): StoreView => ({
  storeId: "store-1",
  storeName: "Laneway Market",
  currency: "EUR",
  currencyDigits: 2,
  atMs: nowMs,
  online: true,
  outboxWaiting: 0,
  lanes: lanes(nowMs),
  queue: [],
  watch: { overloaded: false, calling: [], baskets: [] },
  suspended: [],
  day: openDay(nowMs),
  notes: [],
});

/** A busy store: six lanes want somebody. */
export const busyStore = (nowMs: number): StoreView => ({
  ...base(nowMs),
  lanes: withQueue(lanes(nowMs), queue(nowMs)),
  queue: queue(nowMs),
  suspended: [
    { token: "S-7Q2K", fromLaneId: "lane-4", suspendedAtMs: ago(nowMs, 312), itemCount: 11, totalMinor: 3718, because: "shopper" },
    { token: "S-1M9D", fromLaneId: "lane-1", suspendedAtMs: ago(nowMs, 1404), itemCount: 2, totalMinor: 588, because: "idle" },
  ],
});

/** Two answers were given a moment ago: one may be taken back and has no reason yet, the other has. */
export const answeredStore = (nowMs: number): StoreView => {
  const tiles = withQueue(lanes(nowMs), queue(nowMs).slice(2));
  const answers: Record<string, LaneTile["lastOutcome"]> = {
    "lane-2": {
      interventionId: "int-2", kind: "weight-mismatch", outcome: "approved", by: "Mira", atMs: ago(nowMs, 6), itemName: "Sourdough rye loaf, stone-baked, sliced, 750 g",
      reasons: ["own-bag", "moved-in-bag", "not-scanned", "other-item", "book-weight-wrong", "scale-wrong", "other"], undoUntilMs: nowMs + 54_000,
    },
    "lane-5": { interventionId: "int-5", kind: "age-restriction", outcome: "refused", by: "Jo", atMs: ago(nowMs, 31), itemName: "Grauer Burgunder dry 0.75 l", reason: "no-card", reasons: ["clearly-of-age", "card-shown", "no-card", "too-young", "for-somebody-younger", "other"] },
  };
  return {
    ...base(nowMs),
    lanes: tiles.map((each) => {
      const lastOutcome = answers[each.laneId];
      return lastOutcome === undefined ? each : { ...each, lastOutcome };
    }),
    queue: queue(nowMs).slice(2),
  };
};

/** One lane asks for everything at once, while dear baskets are under way elsewhere. */
export const floodedStore = (nowMs: number): StoreView => {
  const flood = [
    ...queue(nowMs).slice(0, 1),
    waiting(nowMs, { lane: 2, kind: "help", seconds: 40, blocking: false }),
    waiting(nowMs, { lane: 2, kind: "unknown-item", seconds: 12, blocking: false, outcomes: ["resolved", "refused"], evidence: { code: "02000012345678" } }),
    ...queue(nowMs).slice(3, 4),
    waiting(nowMs, { lane: 5, kind: "age-restriction", seconds: 9, outcomes: ["approved", "refused"], evidence: { itemName: "Rolling tobacco 30 g", minimumAge: 18, bornBefore: "2009-01-01", amountMinor: 2190 } }),
  ];
  return {
    ...base(nowMs),
    lanes: withQueue(lanes(nowMs), flood),
    queue: flood,
    watch: { overloaded: true, calling: [{ laneId: "lane-2", calls: 6 }], baskets: [{ laneId: "lane-5", totalMinor: 10488 }, { laneId: "lane-8", totalMinor: 3127 }] },
  };
};

/** Nobody waits. */
export const calmStore = base;

/** Two baskets are looked at: one for items by name, one at random. */
const checkedStore = (nowMs: number): StoreView => ({
  ...base(nowMs),
  queue: [
    waiting(nowMs, {
      lane: 5,
      kind: "basket-check",
      seconds: 14,
      outcomes: ["approved", "refused", "resolved"],
      evidence: {
        amountMinor: 6480,
        check: {
          extent: "items",
          items: [
            { name: "Grauer Burgunder dry 0.75 l", picture: "wine", voided: true },
            { name: "Dark chocolate 70 %", picture: "chocolate", voided: true },
          ],
          reasons: [
            { key: "dear-voids", figure: 3 },
            { key: "bagging-skips", figure: 2 },
          ],
        },
      },
    }),
    waiting(nowMs, { lane: 8, kind: "basket-check", seconds: 6, outcomes: ["approved", "refused", "resolved"], evidence: { amountMinor: 3127, check: { extent: "look", items: [], reasons: [{ key: "random", figure: 0 }] } } }),
  ],
});

/** Headquarters out of reach, sales waiting to be sent, and only two lanes. */
export const offlineStore = (nowMs: number): StoreView => ({
  ...base(nowMs),
  fiscalOutageSinceMs: nowMs - 1_500_000,
  online: false,
  outboxWaiting: 128,
  lanes: withQueue(lanes(nowMs), queue(nowMs)).slice(0, 2),
  queue: queue(nowMs).slice(0, 1),
});

const withDay = (day: (nowMs: number) => DayView) => (nowMs: number): StoreView => ({ ...base(nowMs), day: day(nowMs) });

/** Goods come back at lane 4, where nobody stands. */
const withReturn = (returning: ReturnView) => (nowMs: number): StoreView => {
  const store = base(nowMs);
  return { ...store, lanes: store.lanes.map((each) => (each.laneId === "lane-4" ? { ...each, returning } : each)) };
};

/** Headquarters was not reached when gift cards were to get their money back. */
const withRefundsWaiting = (nowMs: number): StoreView => {
  const store = base(nowMs);
  const refundsWaiting = [{ attemptId: "a-1", receiptNumber: "lane-4-R000017", details: ["**** 0042"], amountMinor: 1_250, sinceMs: nowMs - 1_260_000 }];
  return { ...store, online: false, lanes: store.lanes.map((each) => (each.laneId === "lane-4" ? { ...each, refundsWaiting } : each)) };
};

/** Every canned view by name, with how long it has been so. */
export const attendantStates = {
  busy: busyStore, cash: (nowMs) => payingInCash(busyStore(nowMs)), "cash-count": (nowMs) => payingInCash(busyStore(nowMs)), check: checkedStore, flood: floodedStore, answered: answeredStore, calm: calmStore, offline: offlineStore,
  ...offlineStates(calmStore),
  "day-open": withDay(openDay), "day-blocked": withDay(blockedDay), "day-closing": withDay(closingDay), "day-none": withDay(noDay), "day-report": withDay(openDay),
  assist: (nowMs) => assisted(busyStore(nowMs), { name: "Mira", at: "station", attended: false }),
  "assist-other": (nowMs) => assisted(busyStore(nowMs), { name: "Ben", at: "lane", attended: true }),
  second: busyStore,
  notes: (nowMs) => withNotes(busyStore(nowMs)),
  "notes-unread": (nowMs) => withNotes(calmStore(nowMs)),
  message: (nowMs) => withMessage(calmStore(nowMs)),
  "return-find": calmStore,
  "return-choosing": withReturn(returnStates["return-choosing"]), "return-running": withReturn(returnStates["return-running"]), "return-declined": withReturn(returnStates["return-declined"]),
  "return-unclear": withReturn(returnStates["return-unclear"]), "return-undo": withReturn(returnStates["return-undo"]), "return-split": withReturn(returnStates["return-split"]),
  "return-cash": withReturn(returnStates["return-cash"]), "return-booking": withReturn(returnStates["return-booking"]), "return-waiting": withRefundsWaiting,
  "return-elsewhere": withReturn(returnStates["return-elsewhere"]), "return-taken": withReturn(returnStates["return-taken"]),
  "return-voucher": withReturn(returnStates["return-voucher"]), "voucher-given": (nowMs) => withVoucher(calmStore(nowMs)), "voucher-list": calmStore,
} satisfies Record<string, (nowMs: number) => StoreView>;

/** What a search for an item answers. */
export const cannedItems: ItemCard[] = [
  { itemId: "p4011", name: "Bananas", departmentId: "produce", soldBy: "weight", unitPriceMinor: 165, plu: "4011", picture: "banana" },
  { itemId: "i1", name: "Banana bread with walnuts", departmentId: "bakery", soldBy: "each", unitPriceMinor: 449, picture: "bread" },
  { itemId: "i2", name: "Dried banana chips, unsweetened, family pack", departmentId: "snacks", soldBy: "each", unitPriceMinor: 259 },
];

/** Why a price is what it is: every kind of step. */
export const cannedPrices: PriceExplanation = {
  currency: "EUR",
  currencyDigits: 2,
  priceBook: { bookId: "market", version: 412 },
  lines: [
    {
      lineId: "line-1",
      name: "Bananas",
      totalMinor: 160,
      steps: [
        { kind: "price-book", bookId: "market", version: 412, unitPriceMinor: 179, because: "limited", customerGroup: "plus", from: "2026-11-23T00:00", to: "2026-11-30T00:00" },
        { kind: "by-weight", weightGrams: 1_120, unitPriceMinor: 179, amountMinor: 200 },
        { kind: "promotion", promotionId: "plus-fruit", name: "Plus: 20 % off fruit, once", amountMinor: 40, because: "percent-off" },
        { kind: "tax", taxGroup: "reduced", name: "VAT 7 %", ratePpm: 70_000, taxMinor: 10, inPrice: true },
      ],
    },
  ],
};

import type { Actor, Item, PaymentOutcome, Refusal, StoreRules } from "@laneway/contracts";
import type { AttemptOutcome, LedgerApproval } from "../payment/types.js";
import type { PricingContext } from "../pricing/types.js";
import { whoActs } from "../assist/decide-assist.js";
import { decide } from "./decide.js";
import type { LaneEntry } from "./entries.js";
import { replay } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import type { Effect, ItemLookup, LaneKnowledge, LaneRequest, LaneState } from "./types.js";

/*
 * A lane driven by commands, for tests: a small shop's knowledge, a clock that moves when told, and a journal.
 */

export const rules: StoreRules = {
  idleAskSeconds: 90,
  idleGraceSeconds: 30,
  assistIdleSeconds: 60,
  attendedIdleSeconds: 900,
  thankYouSeconds: 20,
  ownBagMaximumGrams: 800,
  skipBaggingMaximum: 2,
  nudgeSeconds: 12,
  maximumBasketLines: 12,
  maximumBasketMinor: 100_000,
  bagItemId: "bag",
  visitsAtOnce: 6,
  callsToNotice: 4,
  watchBasketMinor: 10_000,
  overrideAttendantMaximumMinor: 1_000,
  overrideLeadMaximumMinor: 5_000,
  voidAttendantMaximumMinor: 20_000,
  voidLeadMaximumMinor: 90_000,
  returnDays: 30,
  returnsAcrossStores: false,
  returnAttendantMaximumMinor: 5_000,
  returnLeadMaximumMinor: 20_000,
  returnAgeRestricted: "manager",
  returnWeighed: "manager",
  returnOpened: "manager",
};

export const pricing: PricingContext = {
  policy: {
    currency: "EUR",
    currencyDigits: 2,
    pricesIncludeTax: true,
    taxLevel: "total",
    taxRounding: "half-up",
    amountRounding: "half-up",
  },
  versions: { priceBook: { bookId: "test", version: 1 } },
  taxRates: [{ taxGroup: "food", mark: "B", names: { en: "VAT", de: "MwSt" }, ratePpm: 70_000 }],
  promotions: [],
  channel: "store",
  storeId: "demo",
  region: undefined,
  customerGroups: [],
  localTime: "2026-11-23T10:00",
};

const base = (itemId: string, amountMinor: number, more: Partial<Item> = {}): Item => ({
  itemId,
  names: { en: itemId, de: `${itemId} (de)` },
  departmentId: "grocery",
  soldBy: "each",
  prices: [{ amountMinor, kind: "regular" }],
  taxGroup: "food",
  codes: [itemId],
  plus: [],
  ...more,
});

export const shelf = {
  milk: base("milk", 119, { expectedWeightGrams: 1_000 }),
  bread: base("bread", 249, { expectedWeightGrams: 500, picture: "bread" }),
  gum: base("gum", 99, { expectedWeightGrams: 12 }),
  cap: base("cap", 1_500, {}),
  wine: base("wine", 599, { minimumAge: 16, expectedWeightGrams: 1_300 }),
  spirits: base("spirits", 1_999, { minimumAge: 18, expectedWeightGrams: 1_200 }),
  water: base("water", 79, { depositMinor: 25, depositTaxGroup: "food", maximumQuantity: 6 }),
  bananas: base("bananas", 199, { soldBy: "weight", plus: ["4011"], tareGrams: 5 }),
  cheese: base("cheese", 1_590, { soldBy: "weight", priceInCode: { maximumMinor: 3_000 } }),
  recalled: base("recalled", 300, { blocked: "recalled" }),
  staffed: base("staffed", 300, { blocked: "staffed-till-only" }),
  free: base("free", 0),
  dear: base("dear", 99_000),
  unpriced: base("unpriced", 100, { prices: [{ amountMinor: 100, kind: "regular", channel: "online" }] }),
  bag: base("bag", 20, { expectedWeightGrams: 30 }),
} as const;
export type ShelfName = keyof typeof shelf;

export const found = (
  name: ShelfName,
  more: Partial<Extract<ItemLookup, { kind: "found" }>> = {},
): ItemLookup => ({
  kind: "found",
  item: shelf[name],
  weightGrams: undefined,
  priceInCodeMinor: undefined,
  lot: undefined,
  expiryDate: undefined,
  serial: undefined,
  ...more,
});

export const shopper: Actor = { kind: "shopper" };
export const attendant: Actor = { kind: "attendant", attendantId: "a1", name: "Ada" };
export const device: Actor = { kind: "device", device: "scanner" };
export const system: Actor = { kind: "system" };

const attendantKinds: ReadonlySet<LaneRequest["kind"]> = new Set([
  "open-lane",
  "pause-lane",
  "close-lane",
  "take-intervention",
  "end-intervention",
  "undo-outcome",
  "explain-outcome",
  "send-message",
  "withdraw-message",
  "begin-assist",
  "begin-assist-here",
  "attend-lane",
  "end-assist",
  "identify-item",
  "attendant-void-line",
  "void-transaction",
  "override-price",
  "exempt-tax",
  "attendant-suspend",
  "attendant-recall",
  "query-payment",
  "reprint-receipt",
  "reprint-voucher",
  "begin-return",
  "choose-return",
  "confirm-return",
  "retry-refund",
  "hand-over-cash",
  "cancel-return",
]);
const deviceKinds: ReadonlySet<LaneRequest["kind"]> = new Set([
  "scan",
  "bagging-weight",
  "payment-progress",
  "payment-outcome",
  "print-result",
  "device-fault",
]);
const systemKinds: ReadonlySet<LaneRequest["kind"]> = new Set(["timer", "recover", "return-held", "gift-card-answered"]);

function actorOf(kind: LaneRequest["kind"]): Actor {
  if (attendantKinds.has(kind)) return attendant;
  if (deviceKinds.has(kind)) return device;
  return systemKinds.has(kind) ? system : shopper;
}

export const baseKnowledge: LaneKnowledge = {
  pricing,
  rules,
  tenders: { giftCards: true, giftCardSales: { enabled: true, amountsMinor: [1_000, 2_500, 5_000], minimumMinor: 500, maximumMinor: 15_000 }, depositSlips: { issuers: [], maximumMinor: 5_000 }, vouchers: { issue: true, rest: "voucher", validDays: 1_095 }, tips: { enabled: false, percents: [5, 10, 15], maximumMinor: 5_000 }, offlineCards: { enabled: false, eachMinor: 5_000, sumMinor: 100_000, minutes: 240, atRiskHours: 20 }, cashStepMinor: 1, cashRounding: "half-up", wallet: "simulated", walletName: "Test wallet", walletSeconds: 180 },
  online: true,
  store: {
    storeId: "demo",
    name: "Test Market",
    addressLines: ["1 Example Street"],
    taxId: "DE1",
    timeZone: "Europe/Berlin",
    receiptNotice: "",
  },
  locales: ["en", "de", "ar"],
  training: false,
  businessDate: "2026-11-23",
  localTime: "2026-11-23T10:00",
  restrictions: [],
  selling: "open",
  cash: false,
  eReceiptBase: "http://store/r/",
  eReceiptToken: "token",
  bagItem: shelf.bag,
  hasSecurityScale: false,
  hasPrinter: true,
  terminalUsable: true,
};

/** What the terminal names the first payment. */
const firstBooking = { terminalId: "T1", receiptNumber: "7", trace: "42" };

export const outcomes = {
  approved: (
    amountMinor: number,
    more: Partial<Extract<PaymentOutcome, { result: "approved" }>> = {},
  ): PaymentOutcome => ({
    result: "approved",
    amountMinor,
    currency: "EUR",
    card: { scheme: "VISA", lastFour: "1234", authorisationCode: "A1", entry: "chip" },
    reference: firstBooking,
    ...more,
  }),
  giftCard: (amountMinor: number): LedgerApproval => ({
    result: "approved",
    amountMinor,
    currency: "EUR",
    reference: { ledger: "gift-card", bookingId: "b1" },
    details: ["**** 0042"],
  }),
  onPhone: (amountMinor: number): LedgerApproval => ({
    result: "approved",
    amountMinor,
    currency: "EUR",
    reference: { ledger: "redirect", bookingId: "W1" },
    details: ["Test wallet", "W1"],
  }),
  declined: { result: "declined", code: "05" } as PaymentOutcome,
  aborted: { result: "aborted", code: "6C" } as PaymentOutcome,
  notPerformed: { result: "not-performed", because: "offline" } as PaymentOutcome,
  unknown: { result: "unknown", because: "line-lost" } as PaymentOutcome,
};

export const payPage = (nowMs: number) => ({
  payUrl: "http://wallet/pay/1",
  providerName: "Test wallet",
  expiresAtMs: nowMs + 180_000,
});

export const giftCardCode = "0000000000000097";

/** So that whoever changes a state or an entry in place fails at once. */
function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
}

/** One lane under test. `do` expects acceptance, `refuse` expects a refusal and that nothing changed. */
export class TestLane {
  state: LaneState;
  readonly entries: LaneEntry[] = [];
  effects: readonly Effect[] = [];
  nowMs = 1_000_000;
  #commands = 0;

  constructor(
    readonly knowledge: LaneKnowledge = baseKnowledge,
    readonly laneId = "lane-1",
  ) {
    this.state = deepFrozen(initialLaneState(laneId, "en"));
  }

  /** Sends a command; the answer's effects are kept, its entries are written and folded. */
  send(
    request: LaneRequest,
    more: Partial<LaneKnowledge> = {},
    actor = actorOf(request.kind),
  ): Refusal | undefined {
    if (request.kind === "payment-outcome") request = { ...request, outcome: this.#asBooked(request.attemptId, request.outcome) };
    this.#commands += 1;
    const command = { commandId: `${this.laneId}-c${this.#commands}`, actor: whoActs(this.state, actor, request), atMs: this.nowMs, request };
    const decided = decide(this.state, command, { ...this.knowledge, ...more });
    if (!decided.ok) return decided.error;
    this.entries.push(...deepFrozen(decided.value.entries));
    this.state = deepFrozen(replay(this.state, decided.value.entries));
    this.effects = decided.value.effects;
    return undefined;
  }

  do(request: LaneRequest, more: Partial<LaneKnowledge> = {}): this {
    const refusal = this.send(request, more);
    if (refusal !== undefined) throw new Error(`${request.kind} was refused: ${JSON.stringify(refusal)}`);
    return this;
  }

  refuse(request: LaneRequest, more: Partial<LaneKnowledge> = {}): Refusal {
    const refusal = this.send(request, more);
    if (refusal === undefined) throw new Error(`${request.kind} was accepted`);
    return refusal;
  }

  scan(name: ShelfName, more: Partial<Extract<ItemLookup, { kind: "found" }>> = {}): this {
    return this.do({ kind: "scan", text: name, aim: undefined }, { lookup: found(name, more) });
  }

  weight(grams: number): this {
    return this.do({ kind: "bagging-weight", reading: { grams } });
  }

  /** Scans and goes to the payment step without bags. */
  toPayment(...names: readonly ShelfName[]): this {
    for (const name of names) this.scan(name);
    return this.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
  }

  /** Starts a payment and answers its attempt's id. */
  pay(): string {
    this.do({ kind: "pay", tender: "card" });
    return this.attemptId;
  }

  /** Starts a payment with a gift card and answers its attempt's id. */
  payByGiftCard(amountMinor?: number): string {
    const part = amountMinor === undefined ? {} : { amountMinor };
    this.do({ kind: "pay", tender: "gift-card", code: giftCardCode, ...part });
    return this.attemptId;
  }

  /** Starts a payment on the phone, with its code on the screen for three minutes, and answers its attempt's id. */
  payOnPhone(amountMinor?: number): string {
    const part = amountMinor === undefined ? {} : { amountMinor };
    this.do({ kind: "pay", tender: "redirect", ...part });
    const { attemptId } = this;
    this.do({ kind: "redirect-opened", attemptId, ...payPage(this.nowMs) });
    return attemptId;
  }

  outcome(attemptId: string, outcome: AttemptOutcome): this {
    return this.do({ kind: "payment-outcome", attemptId, outcome });
  }

  /** No terminal gives two attempts one number: all but the first have their own. */
  #asBooked(attemptId: string, outcome: AttemptOutcome): AttemptOutcome {
    if (outcome.result !== "approved" || !("card" in outcome) || outcome.reference !== firstBooking) return outcome;
    if (!this.#booked.includes(attemptId)) this.#booked.push(attemptId);
    const number = this.#booked.indexOf(attemptId);
    return number === 0 ? outcome : { ...outcome, reference: { ...firstBooking, receiptNumber: String(100 + number), trace: String(200 + number) } };
  }
  readonly #booked: string[] = [];

  /** Moves the clock and rings the timer that the state waits for. */
  ring(timer: Extract<LaneRequest, { kind: "timer" }>["timer"], about: string, afterMs: number): this {
    this.nowMs += afterMs;
    return this.do({ kind: "timer", timer, about });
  }

  get attemptId(): string {
    if (this.state.attempt === undefined) throw new Error("no payment attempt");
    return this.state.attempt.attemptId;
  }

  get totalMinor(): number {
    return this.state.transaction?.priced.totalMinor ?? 0;
  }

  /** The only open intervention of a kind. */
  intervention(kind: LaneState["interventions"][number]["kind"]): LaneState["interventions"][number] {
    const [one, ...others] = this.state.interventions.filter((each) => each.kind === kind);
    if (one === undefined || others.length > 0)
      throw new Error(`${others.length + (one === undefined ? 0 : 1)} interventions of kind ${kind}`);
    return one;
  }

  effect<K extends Effect["kind"]>(kind: K): Extract<Effect, { kind: K }> | undefined {
    return this.effects.find((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
  }

  line(index: number) {
    const line = this.state.transaction?.lines[index];
    if (line === undefined) throw new Error(`no line ${index}`);
    return line;
  }

  kinds(): string[] {
    return this.entries.map((entry) => entry.kind);
  }
}

import type { RiskTally } from "./types.js";
import { isGoods } from "../gift-card/card-lines.js";
import type { EntryKind, LaneEntry, LaneEntryOf } from "../lane/entries.js";
import type { Handlers } from "../lane/handlers.js";
import type { LaneState } from "../lane/types.js";

export const emptyTally: RiskTally = {
  events: 0,
  activeMs: 0,
  lastAtMs: undefined,
  lastLineAtMs: undefined,
  longestPauseMs: 0,
  quickLines: 0,
  unknownCodes: 0,
  refusedScans: 0,
  refusedCoupons: 0,
  voids: [],
  quantityLowered: 0,
  quantityRaised: 0,
  unexpectedWeights: 0,
  removedWeights: 0,
  wrongWeightLineIds: [],
  baggingSkips: 0,
  ownBags: 0,
  weightCalls: 0,
  residualGrams: 0,
  corrections: 0,
  reopenings: 0,
  recalls: 0,
  assessments: 0,
  last: undefined,
  asked: false,
  asking: false,
};

/** Longer gaps say that somebody was away, not that the basket was slow. */
const longestGapMs = 5 * 60_000;
/** Two lines closer together than this were hardly looked at: two items through one scan, or a practised hand. */
const quickMs = 1_200;
/** Enough to tell; a basket whose shopper voids more is remembered by its last ones. */
const most = 40;

type Count<K extends EntryKind> = (tally: RiskTally, entry: LaneEntryOf<K>, before: LaneState) => RiskTally;

const kept = <T>(all: readonly T[], one: T): readonly T[] => [...all, one].slice(-most);

/** Does what lies there beyond the settled weigh as two of the piece that is waited for? */
function isDoubled({ measuredGrams, settledGrams, waiting }: LaneState["bagging"], lineId: string | undefined): boolean {
  const one = waiting.find((waited) => waited.lineId === lineId);
  if (one?.expectedGrams === undefined || measuredGrams === undefined) return false;
  return Math.abs(measuredGrams - settledGrams - 2 * one.expectedGrams) <= 2 * one.toleranceGrams;
}

/** How each entry that says something about the shopper's hands changes the tally. The others change nothing. */
const counts: { readonly [K in EntryKind]?: Count<K> } = {
  "line-added": (tally, { line, atMs }) => {
    if (line.entryMethod === "bag" || !isGoods(line)) return tally;
    const pauseMs = tally.lastLineAtMs === undefined ? undefined : Math.max(0, atMs - tally.lastLineAtMs);
    return {
      ...tally,
      lastLineAtMs: atMs,
      longestPauseMs: Math.max(tally.longestPauseMs, Math.min(pauseMs ?? 0, longestGapMs)),
      quickLines: tally.quickLines + (pauseMs !== undefined && pauseMs < quickMs ? 1 : 0),
    };
  },
  "line-voided": (tally, { lineId, because, atMs }) =>
    because === "shopper"
      ? { ...tally, voids: kept(tally.voids, { lineId, atMs }) }
      : { ...tally, corrections: tally.corrections + 1 },
  "line-quantity-changed": (tally, { fromQuantity, quantity }) =>
    quantity < fromQuantity
      ? { ...tally, quantityLowered: tally.quantityLowered + fromQuantity - quantity }
      : { ...tally, quantityRaised: tally.quantityRaised + quantity - fromQuantity },
  "price-overridden": (tally) => ({ ...tally, corrections: tally.corrections + 1 }),
  "notice-shown": (tally, { notice: { kind, reason } }) => {
    if (kind === "item-not-found") return { ...tally, unknownCodes: tally.unknownCodes + 1 };
    if (kind !== "item-refused") return tally;
    return reason?.startsWith("coupon-") === true
      ? { ...tally, refusedCoupons: tally.refusedCoupons + 1 }
      : { ...tally, refusedScans: tally.refusedScans + 1 };
  },
  "bagging-nudged": (tally, { nudge }, { bagging }) => {
    // The same question asked anew is one question.
    if (nudge === undefined || (nudge.kind === bagging.nudge?.kind && nudge.lineId === bagging.nudge.lineId)) return tally;
    if (nudge.kind === "unexpected-item") return { ...tally, unexpectedWeights: tally.unexpectedWeights + 1 };
    if (nudge.kind === "item-removed") return { ...tally, removedWeights: tally.removedWeights + 1 };
    if (nudge.kind !== "wrong-weight") return tally;
    const doubled = isDoubled(bagging, nudge.lineId) ? 1 : 0;
    return { ...tally, wrongWeightLineIds: kept(tally.wrongWeightLineIds, nudge.lineId), doubledWeights: (tally.doubledWeights ?? 0) + doubled };
  },
  "bagging-weighed": (tally, { settledGrams, explained }, { bagging }) => {
    const placed = explained.filter(({ change }) => change === "placed");
    if (placed.length === 0 || placed.length < explained.length) return tally;
    let expected = 0;
    for (const { lineId, pieces } of placed) {
      const grams = bagging.waiting.find((one) => one.lineId === lineId)?.expectedGrams;
      if (grams === undefined) return tally;
      expected += grams * pieces;
    }
    return { ...tally, residualGrams: tally.residualGrams + Math.abs(settledGrams - bagging.settledGrams - expected) };
  },
  "bagging-skipped": (tally, { lineId }) => {
    const wrong = tally.wrongWeightLineIds.includes(lineId) ? 1 : 0;
    return { ...tally, baggingSkips: tally.baggingSkips + 1, skippedWrongWeights: (tally.skippedWrongWeights ?? 0) + wrong };
  },
  "bagging-own-bag-announced": (tally, _entry, { bagging, transaction }) => {
    const over = bagging.nudge?.kind === "unexpected-item" && (transaction?.lines.length ?? 0) > 0 ? 1 : 0;
    return { ...tally, ownBags: tally.ownBags + 1, bagsOverGoods: (tally.bagsOverGoods ?? 0) + over };
  },
  "intervention-raised": (tally, { intervention }) =>
    intervention.kind === "weight-mismatch" ? { ...tally, weightCalls: tally.weightCalls + 1 } : tally,
  "coupon-added": (tally) => ({ ...tally }),
  "member-identified": (tally) => ({ ...tally }),
  "basket-reopened": (tally) => ({ ...tally, reopenings: tally.reopenings + 1, asking: false }),
  // What was before it was set aside stays counted; the time between is nobody's pause.
  "transaction-recalled": (tally) => ({ ...tally, recalls: tally.recalls + 1, lastAtMs: undefined, lastLineAtMs: undefined, asking: false }),
  "risk-assessed": (tally, { assessment }) => ({
    ...tally,
    assessments: tally.assessments + 1,
    last: assessment,
    asked: tally.asked || assessment.check !== "pass",
    asking: assessment.check === "nudge",
  }),
  "basket-confirmed": (tally) => ({ ...tally, asking: false }),
};

/** What they change is the basket's tally alone. */
export const riskHandlers: Handlers<"risk-assessed" | "basket-confirmed"> = {
  "risk-assessed": (state) => state,
  "basket-confirmed": (state) => state,
};

/** Not the shopper's doing: they count no event and no time, so that a score of the basket stays that of the basket. */
const unhandled: ReadonlySet<EntryKind> = new Set<EntryKind>(["risk-assessed", "basket-confirmed"]);

/** The lane after an entry, with the tally of its basket brought up to it. `before` is the lane before the entry. */
export function tallied(before: LaneState, after: LaneState, entry: LaneEntry): LaneState {
  const { transaction } = after;
  const count = counts[entry.kind] as Count<EntryKind> | undefined;
  if (transaction === undefined || count === undefined) return after;
  const tally = transaction.risk ?? emptyTally;
  const counted = count(tally, entry as never, before);
  if (counted === tally) return after;
  const risk = unhandled.has(entry.kind) ? counted : timed(counted, entry.atMs, transaction.startedAtMs);
  return { ...after, transaction: { ...transaction, risk } };
}

function timed(tally: RiskTally, atMs: number, startedAtMs: number): RiskTally {
  const since = tally.lastAtMs ?? (tally.recalls === 0 ? startedAtMs : atMs);
  const gapMs = Math.min(Math.max(0, atMs - since), longestGapMs);
  return { ...tally, events: tally.events + 1, lastAtMs: atMs, activeMs: tally.activeMs + gapMs };
}

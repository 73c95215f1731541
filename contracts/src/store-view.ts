import { z } from "zod";
import { dayView, foreignTill } from "./business-day.js";
import { noteView } from "./notes.js";
import { offlineCardsView } from "./offline-cards.js";
import { refundWaiting, returnView } from "./returns.js";
import { deviceStatus } from "./devices.js";
import { outcomeReason } from "./lane-commands.js";
import { interventionKind, laneView } from "./lane-view.js";
import { basketCheck, riskReason } from "./risk.js";
import { shownVoucher } from "./voucher.js";
import { amountMinor, currencyCode, interventionId, laneId, storeId, timestampMs } from "./units.js";

/** What an attendant is shown beside an intervention, so that a decision needs no walk. */
export const evidence = z.strictObject({
  itemName: z.string().optional(),
  picture: z.string().optional(),
  code: z.string().optional(),
  minimumAge: z.int().optional(),
  /** `YYYY-MM-DD`: the law asks for a birthday before this day. */
  bornBefore: z.string().optional(),
  expectedGrams: z.int().optional(),
  measuredGrams: z.int().optional(),
  toleranceGrams: z.int().optional(),
  amountMinor: amountMinor.optional(),
  /** Cash of another currency that is to be given back. */
  foreign: z.strictObject({ currency: currencyCode, currencyDigits: z.int().min(0).max(4), amountMinor }).optional(),
  faultCode: z.string().optional(),
  device: z.string().optional(),
  /** For `basket-check`: what to look at, and why in words. */
  check: z
    .strictObject({ extent: basketCheck, items: z.array(z.strictObject({ name: z.string(), picture: z.string().optional(), voided: z.boolean() })), reasons: z.array(riskReason) })
    .optional(),
  /** The last things that happened on the lane, newest last, as event kinds with an item name where there is one. */
  lastEvents: z.array(z.strictObject({ kind: z.string(), text: z.string().optional(), atMs: timestampMs })),
});

export const queuedIntervention = z.strictObject({
  interventionId,
  /** It is only practised there. */
  training: z.literal(true).optional(),
  laneId,
  laneName: z.string(),
  kind: interventionKind,
  state: z.enum(["waiting", "coming"]),
  takenBy: z.string().optional(),
  blocking: z.boolean(),
  sinceMs: timestampMs,
  /** Of the walk to its lane, from 1; what waits on one lane is seen to together. */
  place: z.int().min(1),
  evidence,
  /** Which outcomes `end-intervention` accepts. */
  outcomes: z.array(z.enum(["approved", "refused", "resolved"])),
});

export const laneTile = z.strictObject({
  laneId,
  laneName: z.string(),
  agentOnline: z.boolean(),
  /** Since when the lane is in its step. */
  inStateSinceMs: timestampMs,
  view: laneView,
  /** The last answer of an attendant to what this lane asked: it may be explained, and for a while taken back. */
  lastOutcome: z
    .strictObject({
      interventionId,
      kind: interventionKind,
      outcome: z.enum(["approved", "refused", "resolved"]),
      by: z.string(),
      atMs: timestampMs,
      itemName: z.string().optional(),
      reason: outcomeReason.optional(),
      reasons: z.array(outcomeReason),
      /** Until when it can be taken back; absent: it cannot. */
      undoUntilMs: timestampMs.optional(),
    })
    .optional(),
  /** The return the lane is busy with. */
  returning: returnView.optional(),
  /** The voucher that was given here last, until the next shopper or return begins. */
  voucher: shownVoucher.optional(),
  /** Absent: none. */
  refundsWaiting: z.array(refundWaiting).optional(),
  devices: z.array(deviceStatus),
  /** Of a lane that takes cash. What must lie in the till is not told before it is counted. */
  cash: z
    .strictObject({
      till: z.strictObject({ sinceMs: timestampMs, by: z.string(), floatMinor: amountMinor }).optional(),
      /** At the payment step: what is due in coins that exist. */
      due: z.strictObject({ dueMinor: amountMinor, roundingMinor: amountMinor }).optional(),
      /** What pays that in each currency taken; at the payment step. */
      foreign: z
        .array(z.strictObject({ currency: currencyCode, currencyDigits: z.int().min(0).max(4), dueMinor: amountMinor, asOf: z.string() }))
        .optional(),
      /** Currencies that lie in the open till, to be counted. */
      foreignInTill: z.array(z.strictObject({ currency: currencyCode, currencyDigits: z.int().min(0).max(4) })).optional(),
      /** The last till that was counted and closed here. */
      last: z.strictObject({ closedAtMs: timestampMs, by: z.string(), expectedMinor: amountMinor, countedMinor: amountMinor, differenceMinor: amountMinor, foreign: z.array(foreignTill).optional() }).optional(),
    })
    .optional(),
});

/** Where to look while much is asked for at once: a flood of calls may be meant to draw attendants away. */
export const storeWatch = z.strictObject({
  /** More lanes want somebody than can be seen to at once; what can wait stands last. */
  overloaded: z.boolean(),
  /** Lanes that have called unusually often in the last minutes. */
  calling: z.array(z.strictObject({ laneId, calls: z.int().min(1) })),
  /** Dear baskets under way elsewhere meanwhile. */
  baskets: z.array(z.strictObject({ laneId, totalMinor: amountMinor })),
});

export const suspendedBasket = z.strictObject({
  token: z.string(),
  fromLaneId: laneId,
  suspendedAtMs: timestampMs,
  itemCount: z.int(),
  totalMinor: amountMinor,
  because: z.enum(["shopper", "attendant", "idle"]),
});

/** Retained on the attendant topic and answered by GET /api/v1/attendant/view. */
export const storeView = z.strictObject({
  storeId,
  storeName: z.string(),
  currency: currencyCode,
  currencyDigits: z.int(),
  /** Since when the fiscal signing unit is away; absent: it signs, or none is needed. */
  fiscalOutageSinceMs: timestampMs.optional(),
  atMs: timestampMs,
  online: z.boolean(),
  outboxWaiting: z.int().min(0),
  lanes: z.array(laneTile),
  queue: z.array(queuedIntervention),
  watch: storeWatch,
  suspended: z.array(suspendedBasket),
  /** Absent: the store takes no card without the terminal's host, and has none waiting. */
  offlineCards: offlineCardsView.optional(),
  day: dayView,
  /** Hand-over notes that nobody has seen to yet, oldest first. */
  notes: z.array(noteView),
});
export type Evidence = z.infer<typeof evidence>;
export type QueuedIntervention = z.infer<typeof queuedIntervention>;
export type StoreWatch = z.infer<typeof storeWatch>;
export type LaneTile = z.infer<typeof laneTile>;
export type SuspendedBasket = z.infer<typeof suspendedBasket>;
export type StoreView = z.infer<typeof storeView>;

import { assistHandlers } from "../assist/evolve-assist.js";
import { baggingHandlers } from "../bagging/evolve-bagging.js";
import { basketHandlers } from "../basket/evolve-basket.js";
import { cardLoadHandlers } from "../gift-card/evolve-card-load.js";
import { interventionHandlers } from "../intervention/evolve-intervention.js";
import { pointsHandlers } from "../loyalty/evolve-points.js";
import { messageHandlers } from "../message/evolve-message.js";
import { paymentHandlers } from "../payment/evolve-payment.js";
import { riskHandlers, tallied } from "../risk/tally.js";
import { printHandlers } from "../receipt/evolve-print.js";
import { returnHandlers } from "../returns/evolve-return.js";
import { transactionHandlers } from "../transaction/evolve-transaction.js";
import { tillHandlers } from "../till/evolve-till.js";
import { voucherHandlers } from "../voucher/evolve-voucher.js";
import type { EntryKind, LaneEntry } from "./entries.js";
import { laneHandlers } from "./evolve-lane.js";
import type { Handlers } from "./handlers.js";
import type { LaneState } from "./types.js";

const handlers: Handlers = {
  ...transactionHandlers,
  ...basketHandlers,
  ...pointsHandlers,
  ...cardLoadHandlers,
  ...interventionHandlers,
  ...assistHandlers,
  ...messageHandlers,
  ...paymentHandlers,
  ...baggingHandlers,
  ...laneHandlers,
  ...printHandlers,
  ...tillHandlers,
  ...returnHandlers,
  ...riskHandlers,
  ...voucherHandlers,
};

/** How many events an attendant sees beside an intervention. */
const maximumEvents = 10;
/** Too frequent or too small to tell a person anything. */
const untold: ReadonlySet<EntryKind> = new Set<EntryKind>([
  "basket-priced",
  "points-told",
  "bagging-expected",
  "bagging-forgotten",
  "bagging-nudged",
  "payment-queried",
  "notice-dismissed",
  "shopper-left",
  "risk-assessed",
  "voucher-print-started",
  "slip-print-started",
]);

/**
 * The lane after an entry. Never refuses: what an entry says has happened. Equal entries give an equal state,
 * whatever the day and the machine.
 */
export function evolve(state: LaneState, entry: LaneEntry): LaneState {
  // Each handler takes its own kind of entry; the table's type proves that every kind has one.
  const handle = handlers[entry.kind] as (state: LaneState, entry: LaneEntry) => LaneState;
  return noted(tallied(state, handle(state, entry), entry), entry);
}

/** The lane after all of them, in order. */
export const replay = (state: LaneState, entries: Iterable<LaneEntry>): LaneState => {
  let current = state;
  for (const entry of entries) current = evolve(current, entry);
  return current;
};

/** Keeps the time of the last sign of life, and the last events of the basket for an attendant's eyes. */
function noted(state: LaneState, entry: LaneEntry): LaneState {
  const lastActivityMs = isSignOfLife(entry)
    ? Math.max(state.lastActivityMs, entry.atMs)
    : state.lastActivityMs;
  if (state.transaction === undefined || untold.has(entry.kind)) {
    return lastActivityMs === state.lastActivityMs ? state : { ...state, lastActivityMs };
  }
  const event = { kind: entry.kind, names: namesIn(state, entry), atMs: entry.atMs };
  return { ...state, lastActivityMs, lastEvents: [...state.lastEvents, event].slice(-maximumEvents) };
}

/** What a device says that shows that somebody is there: a scan, a weight, a card. A fault of its own does not. */
const seenByDevice: ReadonlySet<EntryKind> = new Set<EntryKind>([
  "line-added",
  "notice-shown",
  "bagging-weighed",
]);

function isSignOfLife({ actor, kind }: LaneEntry): boolean {
  // Said from a station: it shows nothing about who stands at the lane.
  if (actor.kind === "attendant" && (kind === "message-shown" || kind === "message-ended")) return false;
  return (
    actor.kind === "shopper" ||
    actor.kind === "attendant" ||
    (actor.kind === "device" && seenByDevice.has(kind))
  );
}

function namesIn(state: LaneState, entry: LaneEntry) {
  switch (entry.kind) {
    case "line-added":
      return entry.line.item.names;
    case "line-quantity-changed":
    case "line-voided":
    case "price-overridden":
    case "bagging-skipped":
      return state.transaction?.lines.find((line) => line.lineId === entry.lineId)?.item.names;
    case "notice-shown":
      return entry.notice.names;
    case "intervention-raised":
      return entry.intervention.evidence.itemNames;
    default:
      return undefined;
  }
}

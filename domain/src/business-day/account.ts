import type { DayTotals, JournalRecord, OurBooking, Receipt, StoredPayment, TillClosing } from "@laneway/contracts";
import type { LaneEntry } from "../lane/entries.js";
import { entryOfRecord } from "../lane/entry-of-record.js";
import { isTerminalReference } from "../payment/types.js";
import { isCardRefund, type RefundMeans } from "../returns/types.js";
import type { DayAccount } from "./types.js";

type Attendant = DayTotals["attendants"][number];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The sums while a day's records are read, oldest first. */
interface Sums {
  readonly training: Set<string>;
  receipts: number;
  readonly refunds: { count: number; amountMinor: number };
  readonly issued: { count: number; amountMinor: number };
  readonly used: { count: number; amountMinor: number };
  readonly tips: { count: number; amountMinor: number };
  readonly giftCards: { count: number; amountMinor: number };
  items: number;
  totalMinor: number;
  savingsMinor: number;
  taxMinor: number;
  roundingMinor: number;
  changeMinor: number;
  suspended: number;
  recalled: number;
  trainingReceipts: number;
  readonly lineVoids: { count: number; amountMinor: number };
  readonly basketVoids: { count: number; amountMinor: number };
  readonly tenders: Map<string, { count: number; amountMinor: number }>;
  readonly taxes: Map<string, Mutable<DayTotals["taxes"][number]>>;
  readonly lanes: Map<string, Mutable<DayTotals["lanes"][number]>>;
  readonly attendants: Map<string, Mutable<Attendant>>;
  readonly bookings: Map<string, Map<string, OurBooking>>;
  /** How each refund attempt was to go back. */
  readonly refunding: Map<string, RefundMeans>;
  readonly tills: TillClosing[];
  /** Payments without the host that were found declined in this day, whenever they were made. */
  readonly lost: Map<string, number>;
}

/**
 * What the records of a day add up to. The same function makes the report in the store and checks it at headquarters.
 * Only receipts make turnover: what was scanned and not paid is in none of the sums.
 */
export function accountOfDay(records: Iterable<JournalRecord>): DayAccount {
  const sums: Sums = {
    training: new Set(), receipts: 0, refunds: { count: 0, amountMinor: 0 }, issued: { count: 0, amountMinor: 0 }, used: { count: 0, amountMinor: 0 }, tips: { count: 0, amountMinor: 0 }, giftCards: { count: 0, amountMinor: 0 }, items: 0, totalMinor: 0, savingsMinor: 0, taxMinor: 0, roundingMinor: 0, changeMinor: 0,
    suspended: 0, recalled: 0, trainingReceipts: 0, lineVoids: { count: 0, amountMinor: 0 }, basketVoids: { count: 0, amountMinor: 0 },
    tenders: new Map(), taxes: new Map(), lanes: new Map(), attendants: new Map(), bookings: new Map(), refunding: new Map(), tills: [], lost: new Map(),
  };
  for (const record of records) {
    if (record.laneId !== null) add(sums, record.laneId, entryOfRecord(record));
    else if (record.kind === "stored-payment-forwarded" || record.kind === "stored-payment-declined") settled(sums, record.entry.payment as unknown as StoredPayment);
  }
  return { totals: totalsOf(sums), bookings: [...sums.bookings].map(([laneId, bookings]) => ({ laneId, bookings: [...bookings.values()] })), tills: sums.tills };
}

function add(sums: Sums, laneId: string, entry: LaneEntry): void {
  if (entry.kind === "transaction-started" || entry.kind === "transaction-recalled") begun(sums, laneId, entry);
  else if (entry.kind === "transaction-completed") completed(sums, laneId, entry.receipt);
  else if (entry.kind === "return-completed") refunded(sums, laneId, entry.receipt);
  else if (entry.kind === "voucher-issued") counted(sums.issued, entry.voucher.amountMinor);
  else if (entry.kind === "refund-intent-saved" || entry.kind === "refund-given") refundBooking(sums, laneId, entry);
  else if (entry.kind.startsWith("payment-")) booking(sums, laneId, entry);
  else if (!sums.training.has(laneId)) changed(sums, entry);
}

function begun(sums: Sums, laneId: string, entry: Extract<LaneEntry, { kind: "transaction-started" | "transaction-recalled" }>): void {
  const training = entry.kind === "transaction-started" ? entry.training : entry.transaction.training;
  if (training) sums.training.add(laneId);
  else sums.training.delete(laneId);
  if (entry.kind === "transaction-recalled" && !training) sums.recalled += 1;
}

function completed(sums: Sums, laneId: string, receipt: Receipt): void {
  if (receipt.training) {
    sums.trainingReceipts += 1;
    return;
  }
  sums.receipts += 1;
  addSums(sums, receipt);
  const lane = laneOf(sums, laneId, receipt);
  lane.receipts += 1;
  lane.lastReceipt = receipt.receiptNumber;
  for (const { kind, amountMinor, rest } of receipt.tenders) {
    tenderOf(sums, kind).count += 1;
    if (kind === "voucher") counted(sums.used, amountMinor + (rest?.amountMinor ?? 0));
  }
  sums.items += receipt.lines.reduce((count, line) => count + (line.kind === "deposit" || line.kind === "gift-card" || line.kind === "surcharge" ? 0 : line.weightGrams === undefined ? line.quantity : 1), 0);
}

function counted(sum: { count: number; amountMinor: number }, amountMinor: number): void {
  sum.count += 1;
  sum.amountMinor += amountMinor;
}

/** A refund receipt has the sale's figures with negative amounts. It is counted apart, and every sum is less it. */
function refunded(sums: Sums, laneId: string, receipt: Receipt): void {
  if (receipt.training) {
    sums.trainingReceipts += 1;
    return;
  }
  sums.refunds.count += 1;
  sums.refunds.amountMinor -= receipt.totalMinor;
  addSums(sums, receipt);
  laneOf(sums, laneId, receipt);
}

const tenderOf = (sums: Sums, kind: string) => ensured(sums.tenders, kind, () => ({ count: 0, amountMinor: 0 }));

function laneOf(sums: Sums, laneId: string, { receiptNumber, totalMinor }: Receipt): Mutable<DayTotals["lanes"][number]> {
  const lane = ensured(sums.lanes, laneId, () => ({ laneId, receipts: 0, totalMinor: 0, firstReceipt: receiptNumber, lastReceipt: receiptNumber }));
  lane.totalMinor += totalMinor;
  return lane;
}

function addSums(sums: Sums, receipt: Receipt): void {
  sums.totalMinor += receipt.totalMinor;
  sums.savingsMinor += receipt.savingsMinor;
  sums.taxMinor += receipt.taxMinor;
  sums.roundingMinor += receipt.roundingMinor;
  sums.changeMinor += receipt.changeMinor;
  for (const { kind, amountMinor, tipMinor = 0 } of receipt.tenders) {
    tenderOf(sums, kind).amountMinor += amountMinor;
    sums.tips.amountMinor += tipMinor;
    sums.tips.count += Math.sign(tipMinor);
  }
  for (const { kind, totalMinor } of receipt.lines) {
    if (kind !== "gift-card") continue;
    sums.giftCards.amountMinor += totalMinor;
    sums.giftCards.count += Math.sign(totalMinor);
  }
  for (const tax of receipt.taxes) {
    const sum = ensured(sums.taxes, `${tax.mark} ${tax.ratePpm}`, () => ({ ...tax, netMinor: 0, taxMinor: 0, grossMinor: 0 }));
    sum.netMinor += tax.netMinor;
    sum.taxMinor += tax.taxMinor;
    sum.grossMinor += tax.grossMinor;
  }
}

/** What people changed, and what did not become a sale. */
function changed(sums: Sums, entry: LaneEntry): void {
  const by = attendantOf(sums, entry);
  switch (entry.kind) {
    case "line-voided":
      sums.lineVoids.count += 1;
      sums.lineVoids.amountMinor += entry.baseMinor;
      if (by !== undefined) {
        by.lineVoids += 1;
        by.lineVoidsMinor += entry.baseMinor;
      }
      break;
    case "transaction-voided":
      sums.basketVoids.count += 1;
      sums.basketVoids.amountMinor += entry.totalMinor;
      if (by !== undefined) {
        by.basketVoids += 1;
        by.basketVoidsMinor += entry.totalMinor;
      }
      break;
    case "price-overridden":
      if (by !== undefined) by.priceOverrides += 1;
      break;
    case "intervention-ended":
      if (by !== undefined) by.interventions += 1;
      break;
    case "transaction-suspended":
      sums.suspended += 1;
      break;
    case "till-closed":
      sums.tills.push(entry.closing);
      break;
    default:
      break;
  }
}

function attendantOf(sums: Sums, { actor, kind }: LaneEntry): Mutable<Attendant> | undefined {
  if (actor.kind !== "attendant") return undefined;
  if (kind !== "line-voided" && kind !== "transaction-voided" && kind !== "price-overridden" && kind !== "intervention-ended") return undefined;
  const { attendantId, name } = actor;
  return ensured(sums.attendants, attendantId, () => ({ attendantId, name, priceOverrides: 0, lineVoids: 0, lineVoidsMinor: 0, basketVoids: 0, basketVoidsMinor: 0, interventions: 0 }));
}

/** The card payments of a lane, each as it stands after its last entry. */
function booking(sums: Sums, laneId: string, entry: LaneEntry): void {
  if (!("attemptId" in entry)) return;
  const lane = ensured(sums.bookings, laneId, () => new Map<string, OurBooking>());
  const known = lane.get(entry.attemptId);
  const change = (next: OurBooking) => lane.set(entry.attemptId, next);
  switch (entry.kind) {
    case "payment-intent-saved":
      if ((entry.tender ?? "card") === "card") change({ attemptId: entry.attemptId, state: "declined", amountMinor: entry.amountMinor, atMs: entry.atMs });
      break;
    case "payment-approved": {
      if (!("card" in entry.outcome)) break;
      const { amountMinor, card, reference } = entry.outcome;
      change({ attemptId: entry.attemptId, atMs: known?.atMs ?? entry.atMs, state: "booked", amountMinor, scheme: card.scheme, ...referenced(reference), ...(entry.outcome.offline === undefined ? {} : { offline: "stored" as const }) });
      break;
    }
    case "payment-reversal-started":
      if (isTerminalReference(entry.reference)) change({ atMs: entry.atMs, ...known, attemptId: entry.attemptId, state: "booked", amountMinor: entry.amountMinor, ...referenced(entry.reference) });
      break;
    case "payment-reversed":
      if (known !== undefined) change({ ...known, state: "reversed" });
      break;
    default:
      break;
  }
}

/** What became of a payment that a terminal kept; its booking may be of an earlier day. */
function settled(sums: Sums, { laneId, attemptId, amountMinor, state }: StoredPayment): void {
  if (state !== "forwarded" && state !== "declined") return;
  if (state === "declined") sums.lost.set(attemptId, amountMinor);
  const bookings = sums.bookings.get(laneId);
  const known = bookings?.get(attemptId);
  if (known !== undefined) bookings?.set(attemptId, { ...known, offline: state });
}

/** Money given back to a card: the payment is undone, or the refund is a booking of its own. */
function refundBooking(sums: Sums, laneId: string, entry: Extract<LaneEntry, { kind: "refund-intent-saved" | "refund-given" }>): void {
  const lane = ensured(sums.bookings, laneId, () => new Map<string, OurBooking>());
  if (entry.kind === "refund-intent-saved") {
    sums.refunding.set(entry.attempt.attemptId, entry.attempt.refund);
    return;
  }
  const { attemptId, atMs, outcome } = entry;
  if (!("card" in outcome)) return;
  const means = sums.refunding.get(attemptId);
  const refund = means !== undefined && isCardRefund(means) ? means : undefined;
  const { receiptNumber, terminalId } = refund?.original ?? {};
  const undone = [...lane.values()].find((each) => refund?.way === "reversal" && each.state === "booked" && each.terminalReceipt === receiptNumber && each.terminalId === terminalId);
  if (undone !== undefined) lane.set(undone.attemptId, { ...undone, state: "reversed" });
  else lane.set(attemptId, { attemptId, state: "given-back", amountMinor: outcome.amountMinor, scheme: outcome.card.scheme, atMs, ...referenced(outcome.reference) });
}

const referenced = ({ terminalId, receiptNumber, trace }: { readonly terminalId: string; readonly receiptNumber: string; readonly trace: string }) => ({
  terminalId,
  terminalReceipt: receiptNumber,
  trace,
});

function ensured<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function totalsOf(sums: Sums): DayTotals {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const { receipts, items, totalMinor, savingsMinor, taxMinor, roundingMinor, changeMinor, suspended, recalled, trainingReceipts, lineVoids, basketVoids } = sums;
  const vouchers = { issued: sums.issued, used: sums.used };
  const hasVouchers = sums.issued.count + sums.used.count > 0;
  return {
    receipts, items, ...(sums.tips.count === 0 && sums.tips.amountMinor === 0 ? {} : { tips: sums.tips }), ...(hasVouchers ? { vouchers } : {}), ...(sums.giftCards.count === 0 && sums.giftCards.amountMinor === 0 ? {} : { giftCards: sums.giftCards }), ...(sums.refunds.count === 0 ? {} : { refunds: sums.refunds }), totalMinor, savingsMinor, taxMinor, roundingMinor, changeMinor,
    tenders: [...sums.tenders].map(([kind, sum]) => ({ kind, ...sum })).sort((a, b) => byText(a.kind, b.kind)),
    taxes: [...sums.taxes.values()].sort((a, b) => byText(a.mark, b.mark) || a.ratePpm - b.ratePpm),
    lanes: [...sums.lanes.values()].sort((a, b) => byText(a.laneId, b.laneId)),
    attendants: [...sums.attendants.values()].sort((a, b) => byText(a.attendantId, b.attendantId)),
    lineVoids, basketVoids, suspended, recalled, trainingReceipts,
    ...offlineTotals(sums),
  };
}

/** Absent on a day that had none. */
function offlineTotals({ bookings, lost }: Sums): Pick<DayTotals, "offline"> {
  const made = [...bookings.values()].flatMap((lane) => [...lane.values()]).filter((each) => each.offline !== undefined && each.state === "booked");
  if (made.length === 0 && lost.size === 0) return {};
  const sum = (amounts: readonly number[]) => ({ count: amounts.length, amountMinor: amounts.reduce((total, each) => total + each, 0) });
  return { offline: { ...sum(made.map(({ amountMinor }) => amountMinor)), lost: sum([...lost.values()]) } };
}

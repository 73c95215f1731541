import { invariant } from "../invariant.js";
import { fiscalTable } from "./fiscal-table.js";
import type { FiscalAmounts, FiscalDocument, FiscalDocumentKind, FiscalEntry, FiscalSource, FiscalState } from "./types.js";

export const newRegister: FiscalState = {
  phase: "new",
  outageSinceMs: undefined,
  turnoverMinor: 0,
  emptyDocuments: 0,
  lastMonth: undefined,
  previousJws: undefined,
  throughSequence: 0,
};

const nothing: FiscalAmounts = { normalMinor: 0, reduced1Minor: 0, reduced2Minor: 0, zeroMinor: 0, specialMinor: 0 };

/** Rates in ppm by class: RKSV § 9 (2) 4 with § 10 UStG. Any other rate (19 %, 4.9 %) is "special". */
const classes: ReadonlyMap<number, keyof FiscalAmounts> = new Map([
  [200_000, "normalMinor"],
  [100_000, "reduced1Minor"],
  [130_000, "reduced2Minor"],
  [0, "zeroMinor"],
]);

/** A receipt's gross amounts by class. What no tax row covers is at zero, so that the classes add up to the total. */
export function fiscalAmounts({ taxes, totalMinor, roundingMinor }: FiscalSource["receipt"]): FiscalAmounts {
  const sums = { ...nothing };
  let rest = totalMinor - roundingMinor;
  for (const { ratePpm, grossMinor } of taxes) {
    sums[classes.get(ratePpm) ?? "specialMinor"] += grossMinor;
    rest -= grossMinor;
  }
  return { ...sums, zeroMinor: sums.zeroMinor + rest };
}

const totalOf = (amounts: FiscalAmounts): number =>
  amounts.normalMinor + amounts.reduced1Minor + amounts.reduced2Minor + amounts.zeroMinor + amounts.specialMinor;

/**
 * The next document of a register: what must come before the waiting receipt (the start, the end of a month or year),
 * else the receipt's own. `localTime`: the store's clock now, `YYYY-MM-DDTHH:MM:SS`.
 */
export function nextDocument(state: FiscalState, source: FiscalSource, localTime: string): FiscalDocument {
  const before = documentBefore(state, localTime);
  if (before !== undefined) return emptyDocument(state, before, localTime);
  const { documentKind, sequence, receipt } = source;
  invariant(sequence > state.throughSequence, "a receipt has one document");
  const amounts = fiscalAmounts(receipt);
  return {
    documentKind,
    documentNumber: receipt.receiptNumber,
    localTime,
    amounts,
    turnoverMinor: state.turnoverMinor + (documentKind === "training" ? 0 : totalOf(amounts)),
    receipt: { laneId: receipt.laneId, receiptNumber: receipt.receiptNumber, sequence },
  };
}

/** Tried in an outage: signed, it ends it. */
export const recoveryDocument = (state: FiscalState, localTime: string): FiscalDocument => emptyDocument(state, "recovery", localTime);

function documentBefore({ phase, lastMonth }: FiscalState, localTime: string): FiscalDocumentKind | undefined {
  if (lastMonth === undefined || phase === "new") return "start";
  const month = localTime.slice(0, 7);
  // A clock that was set back ends no month twice.
  if (month <= lastMonth) return undefined;
  return month.slice(0, 4) === lastMonth.slice(0, 4) ? "month" : "year";
}

const emptyDocument = (state: FiscalState, documentKind: FiscalDocumentKind, localTime: string): FiscalDocument => ({
  documentKind,
  documentNumber: `fiscal-${String(state.emptyDocuments + 1).padStart(6, "0")}`,
  localTime,
  amounts: nothing,
  turnoverMinor: state.turnoverMinor,
  receipt: undefined,
});

/** What a document changed. Never refuses. */
export function evolveRegister(state: FiscalState, entry: FiscalEntry, atMs: number): FiscalState {
  const isSigned = entry.kind === "fiscal-document-signed";
  const to = isSigned ? "signing" : "outage";
  invariant(to === state.phase || fiscalTable.rows.some((row) => row.from === state.phase && row.event === entry.kind && row.to === to), "the register changes along its table");
  const month = entry.localTime.slice(0, 7);
  return {
    phase: to,
    outageSinceMs: isSigned ? undefined : (state.outageSinceMs ?? atMs),
    turnoverMinor: entry.turnoverMinor,
    emptyDocuments: state.emptyDocuments + (entry.receipt === undefined ? 1 : 0),
    lastMonth: state.lastMonth === undefined || month > state.lastMonth ? month : state.lastMonth,
    previousJws: entry.jws,
    throughSequence: entry.receipt?.sequence ?? state.throughSequence,
  };
}

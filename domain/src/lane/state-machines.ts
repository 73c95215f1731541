import { dayTable } from "../business-day/day-table.js";
import { assistTable, serviceOf } from "../assist/assist-table.js";
import { baggingPhaseOf, baggingTable } from "../bagging/bagging-table.js";
import { scaleHealthOf, scaleHealthTable } from "../bagging/scale-health.js";
import { fiscalTable } from "../fiscal/fiscal-table.js";
import { interventionStateOf, interventionTable } from "../intervention/intervention-table.js";
import { invariant } from "../invariant.js";
import { storedPaymentTable } from "../offline/stored-table.js";
import { attemptStateOf, attemptTable } from "../payment/attempt-table.js";
import type { LaneEntry } from "./entries.js";
import { refundStateOf, refundTable } from "../returns/refund-table.js";
import { stepTable } from "./step-table.js";
import type { TransitionTable } from "./transition-table.js";
import type { LaneState } from "./types.js";

/** A change of state that an entry caused, in one of the lane's machines. */
export interface StateChange {
  readonly table: TransitionTable;
  readonly from: string;
  readonly event: string;
  readonly to: string;
}

/** The state machines of a lane. */
export const laneMachines: readonly TransitionTable[] = [
  stepTable,
  attemptTable,
  baggingTable,
  scaleHealthTable,
  interventionTable,
  assistTable,
  refundTable,
];
/** All of them, the store's too; docs/STATES.md is made from them. */
export const stateMachines: readonly TransitionTable[] = [...laneMachines, fiscalTable, dayTable, storedPaymentTable];

/** What an entry changed in the lane's machines. */
export function stateChanges(before: LaneState, entry: LaneEntry, after: LaneState): readonly StateChange[] {
  const changes: StateChange[] = [];
  const note = (table: TransitionTable, from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined && from !== to)
      changes.push({ table, from, event: entry.kind, to });
  };
  note(stepTable, before.step.name, after.step.name);
  note(baggingTable, baggingPhaseOf(before), baggingPhaseOf(after));
  note(scaleHealthTable, scaleHealthOf(before), scaleHealthOf(after));
  note(assistTable, serviceOf(before), serviceOf(after));
  const refunds = entry.kind === "voucher-issued" ? entry.attemptIds : "attemptId" in entry ? [entry.attemptId] : [];
  for (const attemptId of refunds) note(refundTable, refundStateOf(before, attemptId), refundStateOf(after, attemptId));
  if ("attemptId" in entry)
    note(attemptTable, attemptStateOf(before, entry.attemptId), attemptStateOf(after, entry.attemptId));
  if ("interventionId" in entry)
    note(
      interventionTable,
      interventionStateOf(before, entry.interventionId),
      interventionStateOf(after, entry.interventionId),
    );
  return changes;
}

/** Asserts that an entry changes the lane only along rows of the tables. */
export function assertTransitions(before: LaneState, entry: LaneEntry, after: LaneState): void {
  for (const { table, from, event, to } of stateChanges(before, entry, after)) {
    const isRow = table.rows.some((row) => row.from === from && row.event === event && row.to === to);
    invariant(isRow, `${table.name}: ${event} does not lead from ${from} to ${to}`);
  }
}

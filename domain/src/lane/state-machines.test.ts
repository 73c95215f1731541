import { describe, expect, it } from "vitest";
import type { LaneEntry } from "./entries.js";
import { evolve, replay } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import { assertTransitions, laneMachines, stateChanges } from "./state-machines.js";
import { scenarios } from "./test-scenarios.js";
import { mermaidDiagram, reachableStates } from "./transition-table.js";

/** The rows of the tables that a lane's entries went along, as `machine: from -event-> to`. */
function walkedRows(laneId: string, entries: readonly LaneEntry[]): readonly string[] {
  const walked: string[] = [];
  let state = initialLaneState(laneId, "en");
  for (const entry of entries) {
    const next = evolve(state, entry);
    for (const { table, from, event, to } of stateChanges(state, entry, next))
      walked.push(`${table.name}: ${from} -${event}-> ${to}`);
    state = next;
  }
  return walked;
}

describe.each(laneMachines.map((table) => [table.name, table] as const))("%s", (_name, table) => {
  it("every state can be reached, and left unless it is final", () => {
    expect([...reachableStates(table)].sort()).toEqual([...table.states].sort());
    for (const state of table.states) {
      const leaves = table.rows.some((row) => row.from === state && row.to !== state);
      expect(leaves || table.final.includes(state), state).toBe(true);
    }
  });

  it("no row stands twice", () => {
    const keys = table.rows.map((row) => `${row.from} ${row.event} ${row.to}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("every row is walked by a real lane", () => {
    const walked = new Set(scenarios().flatMap((lane) => walkedRows(lane.laneId, lane.entries)));
    const missing = table.rows
      .map((row) => `${table.name}: ${row.from} -${row.event}-> ${row.to}`)
      .filter((row) => !walked.has(row));
    expect(missing).toEqual([]);
  });

  it("is drawn as a diagram", () => {
    const diagram = mermaidDiagram(table);
    expect(diagram).toMatch(/^stateDiagram-v2\n/);
    expect(diagram.match(/ --> /g)).toHaveLength(table.rows.length + table.final.length + 1);
  });
});

it("a change that is no row is a defect", () => {
  const before = initialLaneState("lane-1", "en");
  const entry = { kind: "payment-step-reached", shape: 1, atMs: 1, actor: { kind: "system" } } as const;
  expect(() => assertTransitions(before, entry, replay(before, [entry]))).toThrow(
    "lane step: payment-step-reached does not lead from welcome to payment",
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalRecord } from "@laneway/contracts";
import { placementsIn } from "@laneway/domain/bagging/placements";
import { baseKnowledge, TestLane } from "@laneway/domain/lane/test-lane";
import { afterAll, expect, test } from "vitest";
import { recordable } from "../lane/lane-record.js";
import { openDatabase } from "./database.js";
import { LearnedWeights } from "./learned-weights.js";
import { recordMigrations } from "./migrations.js";
import { weightsOfJournal } from "./relearn-weights.js";

const folder = mkdtempSync(join(tmpdir(), "laneway-weights-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openDatabase(join(folder, "edge.db"), { migrations: recordMigrations, cacheKilobytes: 2_000 });

test("what was weighed is known after a restart, and what was rolled back is not", () => {
  const connection = open();
  const weights = new LearnedWeights(connection);
  for (const grams of [500, 502, 498]) connection.transaction(() => weights.learn({ itemId: "bread", grams }))();
  expect(() =>
    connection.transaction(() => {
      weights.learn({ itemId: "bread", grams: 505 });
      throw new Error("disk full");
    })(),
  ).toThrow("disk full");
  connection.transaction(() => weights.learn({ itemId: "bread", grams: 501 }))();
  expect(weights.known.get("bread")).toEqual([{ count: 4, sumGrams: 2_001, sumSquares: 1_001_009 }]);
  connection.close();
  const again = open();
  expect(new LearnedWeights(again).known.get("bread")?.[0]?.count).toBe(4);
  again.close();
});

test("what was lost is learned anew from the journal, commit by commit, over lanes that take turns", () => {
  const connection = open();
  const weights = new LearnedWeights(connection);
  weights.replace(new Map());
  const lanes = ["one", "two"].map((name) => new TestLane({ ...baseKnowledge, hasSecurityScale: true }, name));
  const records: JournalRecord[] = [];
  const zeros = "0".repeat(64);
  let commits = 0;
  for (const grams of [1_004, 996, 1_010, 1_000]) {
    for (const lane of lanes) {
      for (const act of [() => lane.scan("milk"), () => lane.weight((lane.state.bagging.measuredGrams ?? 0) + grams)]) {
        const [before, from] = [lane.state, lane.entries.length];
        act();
        commits += 1;
        const entries = lane.entries.slice(from);
        for (const placement of placementsIn(before, entries)) weights.learn(placement);
        for (const entry of entries) {
          const { kind, shape, entry: content } = recordable(entry);
          records.push({
            storeId: "demo", journalId: "journal-1", sequence: records.length + 1, laneId: lane.laneId, commandId: `command-${commits}`, index: 0, atMs: entry.atMs,
            businessDate: "2026-11-23", actor: entry.actor, kind, shape, entry: JSON.parse(JSON.stringify(content)) as JournalRecord["entry"], previousHash: zeros, hash: zeros,
          });
        }
      }
    }
  }
  const taught = weightsOfJournal(records);
  expect([...taught]).toEqual([...weights.known]);
  expect(taught.get("milk")?.[0]?.count).toBe(8);
  weights.replace(new Map([["bread", []]]));
  weights.replace(taught);
  connection.close();
  const again = open();
  expect([...new LearnedWeights(again).known]).toEqual([...taught]);
  again.close();
});

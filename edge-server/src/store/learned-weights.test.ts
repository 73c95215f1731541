import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./database.js";
import { LearnedWeights } from "./learned-weights.js";
import { recordMigrations } from "./migrations.js";

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

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openAttemptNotes } from "./attempt-notes.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "laneway-notes-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  [true, "only a part was authorised"],
  [false, undefined],
])("a reversal as agents wrote it before (part: %s) is still pursued", (part, unwanted) => {
  const path = join(folder, "notes.json");
  const reversal = { round: 1, part, transactionId: "tx.1", timeStamp: "2026-11-29T06:00:00Z" };
  const attempt = { attemptId: "a-1", amountMinor: 119, currency: "EUR", before: { kind: "unknown" }, reversing: { receiptNumber: "12" }, exchange: { serviceId: "12", poiId: "V400m-1", reversal }, sentAtMs: 5 };
  writeFileSync(path, JSON.stringify({ version: 1, lastBooked: { kind: "none" }, attempts: [attempt] }));
  const damage: string[] = [];
  const notes = openAttemptNotes(path, (because) => damage.push(because));
  expect(damage).toEqual([]);
  expect(notes.open()?.exchange?.reversal).toEqual({ round: 1, ...(unwanted === undefined ? {} : { unwanted }), transactionId: "tx.1", timeStamp: "2026-11-29T06:00:00Z" });
});

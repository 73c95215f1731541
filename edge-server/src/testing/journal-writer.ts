import { RecordStore } from "../store/record.js";

/** Commits without end and says each command's id once its commit has returned. Killed by its test. */
const [file = "", prefix = ""] = process.argv.slice(2);
const record = new RecordStore({ file, storeId: "demo", journalId: "journal-of-the-test" });
record.verifyRecent();
for (let count = 1; ; count += 1) {
  const commandId = `${prefix}-${count}`;
  record.commit({
    laneId: "lane-1",
    commandId,
    requestHash: "0",
    atMs: count,
    businessDate: "2026-11-23",
    actor: { kind: "system" },
    entries: [
      { kind: "first", shape: 1, entry: { count } },
      { kind: "second", shape: 1, entry: { count } },
    ],
    answer: { count },
    projections: [],
    snapshot: count % 5 === 0 ? { count } : undefined,
  });
  process.stdout.write(`${commandId}\n`);
  if (count % 50 === 0) await new Promise(setImmediate);
}

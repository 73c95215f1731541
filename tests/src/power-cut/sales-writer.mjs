// Rings up sales without a pause in the edge's own store, as the edge does, and says each sale's token and total once
// its commit has returned. Runs as a process of its own, with the write recorder loaded.
// Arguments: database file, number of sales, seed of the baskets, `full` (as the edge opens it) or `normal` (the control),
// pages of log between checkpoints.
import { writeSync } from "node:fs";
import { JournalWriter } from "@laneway/cloud-relay/testing/journal-writer";
import { canonicalJson } from "@laneway/contracts";
import { RecordStore, requestHash } from "@laneway/edge-server/store/record";

const [file = "", sales = "", seed = "", durability = "", logPages = ""] = process.argv.slice(2);
const shelf = [
  { name: "Rye bread", quantity: 1, unitPriceMinor: 349 },
  { name: "Whole milk 1 l", quantity: 2, unitPriceMinor: 129 },
  { name: "Oat biscuits with dark chocolate and sea salt, family pack", quantity: 1, unitPriceMinor: 429 },
  { name: "Tomato passata", quantity: 3, unitPriceMinor: 99 },
];
const snapshotEvery = 7;

const record = new RecordStore({ file, storeId: "demo", journalId: "journal-of-demo" });
// Checkpoints come far more often than in a shop, so that many cuts fall into one.
record.connection.pragma(`wal_autocheckpoint = ${Number(logPages)}`);
if (durability === "normal") record.connection.pragma("synchronous = NORMAL");

const journal = new JournalWriter("demo");
let commits = 0;
let written = 0;

/** Commits what the writer added, one commit for each of its commands. */
function commitNew(projectionsOf) {
  while (written < journal.records.length) {
    const { laneId, commandId, atMs, businessDate, actor } = journal.records[written];
    const entries = journal.records.slice(written).filter((each) => each.commandId === commandId);
    written += entries.length;
    commits += 1;
    record.commit({
      laneId,
      commandId,
      requestHash: requestHash({ commandId }),
      atMs,
      businessDate,
      actor,
      entries: entries.map(({ kind, shape, entry }) => ({ kind, shape, entry: JSON.parse(canonicalJson(entry)) })),
      answer: { result: "accepted", commandId },
      projections: entries.flatMap(projectionsOf),
      snapshot: commits % snapshotEvery === 0 ? { commits, atMs } : undefined,
    });
    const completed = entries.find((each) => each.kind === "transaction-completed");
    if (completed !== undefined) writeSync(1, `${tokenOf(completed)} ${completed.entry.receipt.totalMinor}\n`);
  }
}
const tokenOf = (entry) => `receipt-${entry.entry.receipt.receiptNumber}`;
const receiptOf = (entry) => (entry.kind === "transaction-completed" ? [{ kind: "receipt", token: tokenOf(entry), receipt: entry.entry.receipt }] : []);

for (let sale = 0; sale < Number(sales); sale += 1) {
  const first = (sale * 7 + Number(seed) * 3) % shelf.length;
  const count = 1 + ((sale * 5 + Number(seed)) % (shelf.length - first));
  journal.purchase(`lane-${1 + (sale % 3)}`, shelf.slice(first, first + count));
  commitNew(receiptOf);
}
// No close: it would bring the log into the database, and power cuts come to stores that run.
process.exit(0);

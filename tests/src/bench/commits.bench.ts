import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, dataFiles, type Json, type Receipt } from "@laneway/contracts";
import { type CommandCommit, type Projection, RecordStore } from "@laneway/edge-server/store/record";
import Database from "better-sqlite3";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { Bench } from "./figures.js";
import { openRawSqlite } from "./raw-sqlite.js";

interface JournalRow {
  readonly lane_id: string | null;
  readonly command_id: string;
  readonly at_ms: number;
  readonly business_date: string;
  readonly actor: string;
  readonly kind: string;
  readonly shape: number;
  readonly entry: string;
}

/** A lane's commands of one real purchase as the edge wrote them, and a lane's state for snapshots. */
interface Purchase {
  readonly commands: readonly { readonly rows: readonly JournalRow[]; readonly answer: Json; readonly requestHash: string }[];
  readonly snapshot: Json;
}

const itemsBought = 10;
const snapshotEvery = 64;
const blockCommits = 200;

async function realPurchase(): Promise<Purchase> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
  try {
    const store = await RunningStore.start({ dataFolder: folder, environment: { LANEWAY_CLOUD_URL: "none" } });
    try {
      const [lane] = (await store.twin()).lanes;
      if (lane === undefined) throw new Error("the store has no lane");
      const shopper = new Shopper(await LaneClient.open(store, lane));
      for (const item of (await Shelf.of(store)).packed.slice(0, itemsBought)) await shopper.scanAndBag(item);
      await shopper.goToPayment();
      await shopper.payByCard();
    } finally {
      await store.halt();
    }
    return readPurchase(join(folder, dataFiles.edgeDatabase));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPurchase(file: string): Purchase {
  const connection = new Database(file, { readonly: true });
  try {
    const rows = connection.prepare<[], JournalRow>("SELECT * FROM journal WHERE lane_id IS NOT NULL ORDER BY sequence").all();
    const answers = connection.prepare<[string], { request_hash: string; answer: string }>("SELECT request_hash, answer FROM command WHERE command_id = ?");
    const commandIds = [...new Set(rows.map((row) => row.command_id))];
    const commands = commandIds.map((commandId) => {
      const own = rows.filter((row) => row.command_id === commandId);
      const kept = answers.get(commandId);
      if (kept === undefined) throw new Error(`command ${commandId} has no answer`);
      return { rows: own, answer: JSON.parse(kept.answer) as Json, requestHash: kept.request_hash };
    });
    const snapshot = connection.prepare<[], { state: string }>("SELECT state FROM snapshot ORDER BY length(state) DESC LIMIT 1").get();
    return { commands, snapshot: JSON.parse(snapshot?.state ?? "{}") as Json };
  } finally {
    connection.close();
  }
}

/** The purchase over and over under new ids, as the edge hands it to its record. */
function* commitsOf({ commands, snapshot }: Purchase): Generator<CommandCommit, never> {
  let since = 0;
  for (let round = 0; ; round += 1) {
    for (const [index, { rows, answer, requestHash }] of commands.entries()) {
      const [first] = rows;
      if (first === undefined) throw new Error("a command without entries");
      since += rows.length;
      const due = since >= snapshotEvery;
      if (due) since = 0;
      yield {
        laneId: first.lane_id, commandId: `${round}-${index}`.padStart(36, "0"), requestHash, atMs: first.at_ms, businessDate: first.business_date,
        actor: JSON.parse(first.actor) as Actor, answer, snapshot: due ? snapshot : undefined,
        entries: rows.map(({ kind, shape, entry }) => ({ kind, shape, entry: JSON.parse(entry) as Record<string, Json> })),
        projections: rows.filter((row) => row.kind === "transaction-completed").map((row) => receiptOf(row, round)),
      };
    }
  }
}

function receiptOf(row: JournalRow, round: number): Projection {
  const { receipt } = JSON.parse(row.entry) as { receipt: Receipt };
  return { kind: "receipt", token: `token-${round}`.padStart(32, "0"), receipt: { ...receipt, receiptNumber: `${receipt.receiptNumber}-${round}` } };
}

/** What a commit puts on the disk, as one text: the bytes that the raw commit writes too. */
const bytesOf = ({ entries, actor, answer, requestHash, commandId, snapshot, projections }: CommandCommit): Buffer =>
  Buffer.from(
    [
      ...entries.map(({ kind, entry }) => `${commandId}${kind}${JSON.stringify(actor)}${JSON.stringify(entry)}${"0".repeat(128)}`),
      requestHash,
      JSON.stringify(answer),
      snapshot === undefined ? "" : JSON.stringify(snapshot),
      ...projections.map((each) => JSON.stringify(each)),
    ].join(""),
  );

/** Milliseconds that a block of commits takes. */
function timed<T>(things: readonly T[], commit: (thing: T) => unknown): number {
  const start = performance.now();
  for (const thing of things) commit(thing);
  return performance.now() - start;
}

export const commitBench: Bench = {
  name: "commits",
  title: "Commits of lane commands against bare SQLite (WAL, synchronous=FULL, same bytes)",
  run: async (quick, say) => {
    say("buying something, for real entries");
    const purchase = await realPurchase();
    const commits = commitsOf(purchase);
    const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
    const record = new RecordStore({ file: join(folder, "edge.db"), storeId: "bench", journalId: "bench-journal" });
    const raw = openRawSqlite(join(folder, "raw.db"));
    let [recordMs, rawMs, bytes, count] = [0, 0, 0, 0];
    try {
      // Blocks in turn, so that what else the machine does weighs on both alike; the first pair only warms up.
      for (let block = 0; block <= (quick ? 3 : 25); block += 1) {
        const own = Array.from({ length: blockCommits }, () => commits.next().value);
        const same = own.map(bytesOf);
        const took = { record: timed(own, (each) => record.commit(each)), raw: timed(same, (each) => raw.commit(each)) };
        if (block === 0) continue;
        recordMs += took.record;
        rawMs += took.raw;
        bytes += same.reduce((sum, each) => sum + each.length, 0);
        count += blockCommits;
      }
    } finally {
      record.close();
      raw.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return [
      { what: "commits measured, each way", value: count, unit: "samples" },
      { what: "bytes of a commit, on average", value: bytes / count / 1_000, unit: "kB" },
      { what: "the edge's record", value: (count / recordMs) * 1_000, unit: "per second" },
      { what: "bare SQLite, one row a commit", value: (count / rawMs) * 1_000, unit: "per second" },
      { what: "the record as a share of bare SQLite", value: (rawMs / recordMs) * 100, unit: "%", goal: { atLeast: 60 } },
    ];
  },
};

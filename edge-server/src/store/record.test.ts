import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstPreviousHash, journalRecord } from "@laneway/contracts";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { ChildScript } from "../testing/child-script.js";
import { until } from "../testing/until.js";
import { isSafeSqlite, openDatabase } from "./database.js";
import { recordMigrations } from "./migrations.js";
import { type CommandCommit, RecordStore } from "./record.js";
import { named, StoreError } from "./store-error.js";

let folder: string;
let file: string;
const opened: RecordStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-record-"));
  file = join(folder, "edge.db");
});
afterEach(() => {
  for (const record of opened.splice(0)) record.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): RecordStore {
  const record = new RecordStore({ file, storeId: "demo", journalId: "journal-1" });
  opened.push(record);
  return record;
}
function close(): void {
  for (const record of opened.splice(0)) record.close();
}

const commitOf = (commandId: string, more: Partial<CommandCommit> = {}): CommandCommit => ({
  laneId: "lane-1",
  commandId,
  requestHash: "hash",
  atMs: 1_000,
  businessDate: "2026-11-23",
  actor: { kind: "shopper" },
  entries: [{ kind: "line-added", shape: 1, entry: { itemId: "milk", amountMinor: 119, absent: undefined } }],
  answer: { result: "accepted" },
  projections: [],
  snapshot: undefined,
  ...more,
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return "none";
};

/** Changes the file behind the store's back, as someone with a tool would. */
function tamper(sql: string): void {
  const raw = new Database(file);
  raw.exec("DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened;");
  raw.exec(sql);
  raw.close();
}

describe("the journal", () => {
  test("is gapless, chained, and its records fit the contract", () => {
    const record = open();
    for (let each = 1; each <= 5; each += 1) record.commit(commitOf(`c${each}`, { entries: [...commitOf("").entries, { kind: "basket-priced", shape: 1, entry: {} }] }));
    const records = record.journal.after(0, 100).map((each) => journalRecord.parse(each));
    expect(records.map((each) => each.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(records[0]?.previousHash).toBe(firstPreviousHash);
    for (const [index, each] of records.entries()) if (index > 0) expect(each.previousHash).toBe(records[index - 1]?.hash);
    expect(records[1]).toMatchObject({ commandId: "c1", index: 1 });
    record.verifyRecent();
    expect(record.outboxWaiting()).toBe(10);
  });

  test("keeps its order while the clock steps a year ahead and back, over a restart too", () => {
    const year = 365 * 86_400_000;
    const record = open();
    for (const [index, atMs] of [year, 2 * year, 0].entries()) record.commit(commitOf(`c${index + 1}`, { atMs }));
    close();
    const again = open();
    again.commit(commitOf("c4", { atMs: year }));
    again.verifyRecent();
    expect(again.journal.after(0, 10).map(({ commandId, atMs }) => [commandId, atMs])).toEqual([["c1", year], ["c2", 2 * year], ["c3", 0], ["c4", year]]);
  });

  test("refuses change and deletion", () => {
    const record = open();
    record.commit(commitOf("c1"));
    for (const sql of ["UPDATE journal SET entry = '{}'", "DELETE FROM journal", "UPDATE command SET answer = '{}'", "DELETE FROM command"]) {
      expect(() => record.connection.exec(sql)).toThrow(/append-only/);
    }
  });

  test.each([
    ["a changed entry", "UPDATE journal SET entry = replace(entry, '119', '111') WHERE sequence = 3"],
    ["a changed actor", `UPDATE journal SET actor = '{"kind":"system"}' WHERE sequence = 3`],
    ["a changed time", "UPDATE journal SET at_ms = at_ms + 1 WHERE sequence = 3"],
    ["a removed record", "PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE sequence = 3"],
    ["two records swapped", "PRAGMA foreign_keys = OFF; UPDATE journal SET sequence = 99 WHERE sequence = 3; UPDATE journal SET sequence = 3 WHERE sequence = 4; UPDATE journal SET sequence = 4 WHERE sequence = 99"],
    ["an entry that is no JSON", "UPDATE journal SET entry = '{' WHERE sequence = 3"],
  ])("shows %s", (_what, sql) => {
    const record = open();
    for (let each = 1; each <= 5; each += 1) record.commit(commitOf(`c${each}`));
    close();
    tamper(sql);
    expect(codeOf(() => open().verifyRecent())).toBe("chain-broken");
  });

  test("a snapshot that does not belong to its record is refused", () => {
    const record = open();
    record.commit(commitOf("c1", { snapshot: { step: "basket" } }));
    expect(record.snapshot("lane-1")).toEqual({ sequence: 1, state: { step: "basket" } });
    close();
    tamper(`UPDATE snapshot SET hash = '${"a".repeat(64)}'`);
    expect(codeOf(() => open().snapshot("lane-1"))).toBe("chain-broken");
  });

  test("goes on where it was after it is opened again", () => {
    open().commit(commitOf("c1"));
    close();
    const record = open();
    record.commit(commitOf("c2"));
    expect(record.journal.identity).toEqual({ storeId: "demo", journalId: "journal-1" });
    expect(record.journal.verify({ sequence: 0, hash: firstPreviousHash }, 100)).toMatchObject({ sequence: 2, done: true });
    expect(record.answerTo("c1")).toEqual({ requestHash: "hash", answer: { result: "accepted" } });
  });
});

describe("a commit", () => {
  test("is whole or not at all", () => {
    const record = open();
    record.commit(commitOf("c1"));
    expect(() => record.commit(commitOf("c1"))).toThrow(/UNIQUE/);
    expect(() => record.commit(commitOf("c2", { projections: [{ kind: "recalled", token: "nobody" }] }))).toThrow(/twice/);
    expect(record.journal.last.sequence).toBe(1);
    record.commit(commitOf("c3"));
    expect(record.journal.after(0, 10).map((each) => each.commandId)).toEqual(["c1", "c3"]);
    expect(record.outboxWaiting()).toBe(2);
    record.verifyRecent();
  });

  test("on a full disk is refused by name, and nothing of it is there", () => {
    const record = open();
    record.commit(commitOf("c1"));
    const pages = Number(record.connection.pragma("page_count", { simple: true }));
    record.connection.pragma(`max_page_count = ${pages}`);
    const large = { entries: [{ kind: "line-added", shape: 1, entry: { text: "x".repeat(200_000) } }] };
    expect(codeOf(() => record.commit(commitOf("c2", large)))).toBe("disk-full");
    expect(record.trouble).toMatch(/disk is full/);
    expect(record.answerTo("c2")).toBeUndefined();
    record.connection.pragma("max_page_count = 1000000");
    record.commit(commitOf("c2", large));
    expect(record.trouble).toBeUndefined();
    record.verifyRecent();
  });
});

describe("the outbox", () => {
  test("forgets only what headquarters proves to hold", () => {
    const record = open();
    for (let each = 1; each <= 4; each += 1) record.commit(commitOf(`c${each}`));
    const [, second] = record.journal.after(0, 2);
    expect(record.outboxHeld(2, "b".repeat(64))).toBe(false);
    expect(record.outboxWaiting()).toBe(4);
    expect(record.outboxHeld(2, second?.hash ?? null)).toBe(true);
    expect(record.outboxWaiting()).toBe(2);
    expect(record.outboxHeld(99, second?.hash ?? null)).toBe(false);
    expect(record.journal.after(0, 10)).toHaveLength(4);
  });
});

describe("opening", () => {
  test("a second one on the same file is refused", () => {
    open();
    expect(codeOf(open)).toBe("in-use");
    close();
    expect(codeOf(open)).toBe("none");
  });

  test("another store's record is refused", () => {
    open();
    close();
    expect(() => new RecordStore({ file, storeId: "other", journalId: "journal-2" })).toThrow(/belongs to store "demo"/);
    expect(codeOf(open)).toBe("none");
  });

  test("a newer schema is refused and left alone", () => {
    open();
    close();
    const raw = new Database(file);
    raw.pragma(`user_version = ${recordMigrations.length + 1}`);
    raw.close();
    expect(codeOf(open)).toBe("newer-schema");
  });

  test("a migration that fails half way has not happened", () => {
    const steps = ["CREATE TABLE a (x) STRICT", "CREATE TABLE b (x INTEGER) STRICT"];
    expect(() => openDatabase(file, { migrations: steps, cacheKilobytes: 100 })).toThrow();
    const good = ["CREATE TABLE a (x INTEGER) STRICT", "CREATE TABLE b (x INTEGER) STRICT"];
    const connection = openDatabase(file, { migrations: good, cacheKilobytes: 100 });
    expect(connection.pragma("user_version", { simple: true })).toBe(2);
    connection.close();
  });

  test("a file that is no database, or is cut off, is named as damaged", () => {
    writeFileSync(file, "this is not a database, but it is long enough to be looked at as one".repeat(100));
    expect(codeOf(open)).toBe("corrupt");
    rmSync(file);
    const record = open();
    for (let each = 1; each <= 50; each += 1) record.commit(commitOf(`c${each}`));
    close();
    truncateSync(file, 8_192);
    expect(codeOf(() => open().verifyRecent())).toBe("corrupt");
  });

  test.each([
    ["SQLITE_READONLY_DIRECTORY", "read-only"],
    ["SQLITE_CANTOPEN", "read-only"],
    ["EROFS", "read-only"],
    ["ENOSPC", "disk-full"],
    ["SQLITE_IOERR_FSYNC", "io-error"],
    ["SQLITE_CORRUPT_VTAB", "corrupt"],
  ])("%s of the system is named", (code, name) => {
    expect(named(Object.assign(new Error("no"), { code }), file)).toMatchObject({ code: name, isFatal: name === "io-error" || name === "corrupt" });
  });

  test("a data folder that is a file is named", () => {
    writeFileSync(join(folder, "plain"), "");
    expect(codeOf(() => new RecordStore({ file: join(folder, "plain/edge.db"), storeId: "demo", journalId: "j" }))).toBe("read-only");
  });

  test("an SQLite that can lose commits is refused", () => {
    expect(["3.40.1", "3.51.2", "3.52.0"].map(isSafeSqlite)).toEqual([false, false, false]);
    expect(["3.51.3", "3.53.2", "4.0.0"].map(isSafeSqlite)).toEqual([true, true, true]);
  });

  test("commits are durable: WAL and synchronous=FULL", () => {
    const { connection } = open();
    expect(connection.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(connection.pragma("synchronous", { simple: true })).toBe(2);
  });
});

describe("kill -9", () => {
  let writer: ChildScript | undefined;
  afterAll(() => writer?.remove());

  test("whatever was acknowledged is there, the chain verifies, the lock is free", async () => {
    writer = await ChildScript.of("testing/journal-writer.ts");
    const acknowledged: string[] = [];
    for (let round = 1; round <= 6; round += 1) {
      const child = writer.start([file, `round-${round}`]);
      let output = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
      await until("some commits", () => output.split("\n").length > 20 * round, 15_000);
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await closed;
      acknowledged.push(...output.split("\n").slice(0, -1));
    }
    const record = open();
    const end = record.journal.verify({ sequence: 0, hash: firstPreviousHash }, 1_000_000);
    expect(end.done).toBe(true);
    expect(acknowledged.filter((commandId) => record.answerTo(commandId) === undefined)).toEqual([]);
    const commands = record.connection.prepare("SELECT count(*) FROM command").pluck().get();
    expect(end.sequence).toBe(Number(commands) * 2);
    expect(record.outboxWaiting()).toBe(end.sequence);
    expect(existsSync(`${file}.lock`)).toBe(true);
  });
});

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { dataFiles, laneProfile, type LaneProfile, mqttUser, type StoreConfig, storeConfig, type StoreSecrets } from "@laneway/contracts";
import { startEdge } from "@laneway/edge-server/edge";
import { signToken } from "@laneway/edge-server/http/session-token";
import { Attendants } from "@laneway/edge-server/store/attendants";
import { RecordStore } from "@laneway/edge-server/store/record";
import { systemClock, systemIds } from "@laneway/edge-server/ports";
import { smallPriceBook } from "@laneway/edge-server/testing/price-book";
import { pino } from "pino";

export const silent = pino({ level: "silent" });
export const laneId = "lane-1";
export const storeId = "demo";
const users = [mqttUser("edge"), mqttUser("relay"), mqttUser("attendant"), mqttUser("agent", laneId), mqttUser("kiosk", laneId)];
export const secrets: StoreSecrets & { readonly signingSeed: string } = {
  mqtt: Object.fromEntries(users.map((user) => [user, `password-of-${user}-0123456789`])),
  kioskKeys: { [laneId]: "kiosk-key-of-lane-1-0123456789" },
  relayToken: "relay-token-0123456789",
  storeRelayKey: "store-relay-key-0123456789",
  signingSeed: "signing-seed-of-the-tests-0123456789-01234w",
  sessionKey: "session-key-0123456789-0123456789-0123456789",
};
const never = 9_000_000_000_000;
export const kioskToken = signToken({ role: "kiosk", laneId, expiresAtMs: never }, secrets.sessionKey);
export const attendantToken = signToken({ role: "attendant", attendantId: "ana", expiresAtMs: never }, secrets.sessionKey);

export const configAt = (dataFolder: string): StoreConfig => storeConfig.parse({ dataFolder, lanes: 1, rules: { bagItemId: "none" } });

/** A lane with a payment terminal and nothing else. */
export const laneWith = (terminal: { readonly protocol: "zvt" | "nexo"; readonly options: Readonly<Record<string, string | number>> }): LaneProfile =>
  laneProfile.parse({ laneId, name: "1", devices: { "payment-terminal": { ...terminal, transport: { kind: "tcp", host: "127.0.0.1", port: 1 }, simulated: true } } });

/** A store that was set up once, to be copied for every day that is simulated: items, attendants, an empty record. */
export interface StoreTemplate {
  readonly folder: string;
  /** A copy with a journal of its own. */
  copy(name: string, journalId: string): string;
  remove(): void;
}

/** Thousands of stores are opened; memory spares the real disk, and what is durable of each is decided here. */
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function makeTemplate(): Promise<StoreTemplate> {
  const folder = mkdtempSync(join(memory, "laneway-matrix-"));
  const first = join(folder, "template");
  mkdirSync(first);
  const book = join(folder, "price-book.json");
  writeFileSync(book, JSON.stringify(smallPriceBook()));
  writeFileSync(join(folder, "root.pem"), "no TLS is spoken here");
  const edge = await startEdge({
    config: configAt(first), secrets, profiles: [], clock: { ...systemClock, after: () => () => undefined }, ids: systemIds,
    log: silent, screensFolder: folder, demoPriceBook: book, port: 1,
    fatal: (error) => {
      throw error;
    },
  });
  await edge.stop();
  // The record as it is before its first entry, with somebody to help.
  const record = new RecordStore({ file: join(first, "empty.db"), storeId, journalId: "none" });
  await new Attendants(record.connection).put({ attendantId: "ana", name: "Ana", role: "attendant" }, "738154");
  record.close();
  return {
    folder,
    copy(name, journalId) {
      const to = join(folder, name);
      mkdirSync(join(to, "edge"), { recursive: true });
      symlinkSync(join(first, "edge/items.db"), join(to, "edge/items.db"));
      copyFileSync(join(first, "empty.db"), join(to, dataFiles.edgeDatabase));
      const database = new Database(join(to, dataFiles.edgeDatabase));
      database.prepare("UPDATE identity SET journal_id = ?").run(journalId);
      database.close();
      return to;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copies what of a store has reached the disk: its database with the log. */
export function copyDurable(from: string, to: string): void {
  mkdirSync(join(to, "edge"), { recursive: true });
  symlinkSync(join(to, "../template/edge/items.db"), join(to, "edge/items.db"));
  for (const name of [dataFiles.edgeDatabase, `${dataFiles.edgeDatabase}-wal`]) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}

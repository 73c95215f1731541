import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseStoreConfig, simulatedLaneProfile, storeSecrets, type StoreConfig } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lanesOf, writeLaneProfiles } from "./lanes.js";
import { takeLock } from "./lock-file.js";
import { checkPortsApart, checkPortsFree, portsNeeded } from "./ports.js";
import { ensureSecrets } from "./secrets-file.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function config(settings: object = {}): StoreConfig {
  const parsed = parseStoreConfig(JSON.stringify(settings), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

describe("the lock", () => {
  const path = () => join(folder, "laneway.lock");

  it("refuses a second start and names the first", () => {
    const first = takeLock(path());
    expect(() => takeLock(path())).toThrow(new RegExp(`in use by process ${process.pid} since .*fix: stop it first`));
    first.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over the lock of a process that is gone", () => {
    writeFileSync(path(), JSON.stringify({ pid: 4_194_000, startedAt: "2026-01-01T00:00:00Z", processStart: "" }));
    const lock = takeLock(path());
    expect(lock.tookOver).toBe(true);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over when the number now belongs to another process", () => {
    writeFileSync(path(), JSON.stringify({ pid: process.pid, startedAt: "2026-01-01T00:00:00Z", processStart: "another-boot:1" }));
    expect(takeLock(path()).tookOver).toBe(true);
  });

  it("takes over a lock cut short by power loss", () => {
    writeFileSync(path(), '{"pid":');
    expect(takeLock(path()).tookOver).toBe(true);
  });
});

describe("the secrets", () => {
  const path = () => join(folder, "secrets.json");

  it("are made once, for their owner only, and never change", () => {
    const first = ensureSecrets(path(), ["lane-1"]);
    expect(storeSecrets.safeParse(JSON.parse(readFileSync(path(), "utf8"))).success).toBe(true);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(Object.keys(first.mqtt).sort()).toEqual(["agent@lane-1", "attendant", "edge", "kiosk@lane-1", "relay"]);
    expect(ensureSecrets(path(), ["lane-1"])).toEqual(first);
  });

  it("gain keys for a lane added later, keeping the others", () => {
    const first = ensureSecrets(path(), ["lane-1"]);
    const second = ensureSecrets(path(), ["lane-1", "lane-2"]);
    expect(second.mqtt["agent@lane-1"]).toBe(first.mqtt["agent@lane-1"]);
    expect(second.kioskKeys["lane-2"]).toHaveLength(43);
  });

  it("of an older version gain the sign-in of headquarters, keeping the others", () => {
    const { adminToken, ...older } = ensureSecrets(path(), ["lane-1"]);
    writeFileSync(path(), JSON.stringify(older));
    const now = ensureSecrets(path(), ["lane-1"]);
    expect(now).toEqual({ ...older, adminToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(now.adminToken).not.toBe(adminToken);
    expect(ensureSecrets(path(), ["lane-1"])).toEqual(now);
  });

  it("that are damaged are not overwritten, and the message shows none of them", () => {
    writeFileSync(path(), '{"relayToken":"hush-hush-hush-hush-hush"');
    let message = "";
    try {
      ensureSecrets(path(), []);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/is damaged .*fix: restore it/);
    expect(message).not.toContain("hush");
    expect(readFileSync(path(), "utf8")).toContain("hush");
  });
});

describe("the lanes", () => {
  it("are as many simulated ones as asked for, written where the agents read them", () => {
    const lanes = lanesOf(config({ lanes: 3 }));
    writeLaneProfiles(folder, lanes);
    expect(readdirSync(join(folder, "lanes"))).toEqual(["lane-1.json", "lane-2.json", "lane-3.json"]);
    writeLaneProfiles(folder, lanes.slice(0, 1));
    expect(readdirSync(join(folder, "lanes"))).toEqual(["lane-1.json"]);
  });

  it("come from files when files are named, and a wrong field is named with its file", () => {
    const profile = simulatedLaneProfile(config(), 4);
    writeFileSync(join(folder, "a.json"), JSON.stringify(profile));
    expect(lanesOf(config({ laneFiles: [join(folder, "a.json")] }))).toEqual([profile]);
    writeFileSync(join(folder, "b.json"), JSON.stringify({ ...profile, name: "" }));
    expect(() => lanesOf(config({ laneFiles: [join(folder, "b.json")] }))).toThrow(/b\.json: name: .*fix:/);
    expect(() => lanesOf(config({ laneFiles: [join(folder, "a.json"), join(folder, "a.json")] }))).toThrow(/two lanes named lane-5/);
    expect(() => lanesOf(config({ laneFiles: ["absent.json"] }))).toThrow(/laneFiles names absent\.json/);
  });
});

describe("the ports", () => {
  it("that two parts would share are named", () => {
    const shared = config({ ports: { cloud: 7411 } });
    expect(() => checkPortsApart(portsNeeded(shared, lanesOf(shared)))).toThrow(/ports\.bench needs port 7411, which ports\.cloud has/);
    const high = config({ ports: { bench: 65_530 } });
    expect(() => checkPortsApart(portsNeeded(high, lanesOf(high)))).toThrow(/beyond the last one/);
  });

  it("that external parts serve are not needed", () => {
    const outside = config({ mqttUrl: "mqtt://broker:1883", mqttWebSocketUrl: "ws://broker:9001", cloudUrl: "none", lanes: 0 });
    expect(portsNeeded(outside, [])).toEqual([{ port: 7300, key: "ports.edge" }]);
  });

  it("in use are named with the setting that moves them", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    let waited = 0;
    const waiting = () => {
      waited += 1;
    };
    await expect(checkPortsFree("127.0.0.1", [{ port, key: "ports.edge" }], { patienceMs: 0, waiting })).rejects.toMatchObject({
      message: `port ${port} on 127.0.0.1 (ports.edge) is in use; fix: stop the program that has it, or set ports.edge or LANEWAY_EDGE_PORT to a free port`,
      exitCode: 3,
    });
    setTimeout(() => server.close(), 150);
    expect(waited).toBe(0);
    await checkPortsFree("127.0.0.1", [{ port, key: "ports.edge" }], { patienceMs: 3_000, waiting });
    expect(waited).toBe(1);
  });
});

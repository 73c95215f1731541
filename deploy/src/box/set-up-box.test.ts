import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { laneProfile, parseStoreConfig, storeSecrets, topicTable } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BoxSystem, setUpBox } from "./set-up-box.js";

const deploy = fileURLToPath(new URL("../..", import.meta.url));
let root = "";
let release = "";
const at = (path: string) => join(root, path);
const text = (path: string) => readFileSync(at(path), "utf8");
const put = (path: string, content: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "laneway-box-"));
  release = mkdtempSync(join(tmpdir(), "laneway-built-"));
  for (const path of ["edge-server/dist/main.mjs", "device-agents/dist/main.mjs", "cloud-relay/dist/store/main.mjs", "kiosk-ui/dist/kiosk.html"]) put(join(release, path), "");
  symlinkSync(deploy, join(release, "deploy"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(release, { recursive: true, force: true });
});
const setUp = (kioskLane?: string, system?: BoxSystem) => setUpBox({ root, releaseFolder: release, kioskLane, system, say: () => {} });

describe("setUpBox", () => {
  it("makes a whole box, and does nothing the second time", () => {
    const made = setUp("lane-1");
    expect(made.length).toBeGreaterThan(12);
    expect(parseStoreConfig(text("etc/laneway/laneway.config.json"), {})).toMatchObject({ ok: true, value: { twin: false, mqttUrl: "mqtt://127.0.0.1:1883" } });
    expect(laneProfile.safeParse(JSON.parse(text("var/lib/laneway/lanes/lane-1.json"))).success).toBe(true);
    expect(storeSecrets.safeParse(JSON.parse(text("var/lib/laneway/secrets.json"))).success).toBe(true);
    expect(statSync(at("var/lib/laneway/secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(at("etc/laneway/mosquitto/passwords")).mode & 0o777).toBe(0o640);
    expect(readlinkSync(at("opt/laneway/current"))).toBe(release);
    expect(text("etc/laneway/mosquitto/access").match(/^topic /gm)?.length).toBeGreaterThanOrEqual(topicTable.length);
    expect(setUp("lane-1")).toEqual([]);
  });

  it("repairs what was changed, says just that, and leaves the operator's files alone", () => {
    setUp();
    const config = JSON.parse(text("etc/laneway/laneway.config.json")) as Record<string, unknown>;
    writeFileSync(at("etc/laneway/laneway.config.json"), JSON.stringify({ ...config, store: { id: "store-1", name: "Corner Shop" } }));
    writeFileSync(at("etc/laneway/mosquitto/access"), "topic readwrite #\n");
    expect(setUp()).toEqual(["file /etc/laneway/mosquitto/access updated"]);
    expect(text("etc/laneway/laneway.config.json")).toContain("Corner Shop");
  });

  it("gives a lane that is added its keys, and keeps those of the others", () => {
    setUp();
    const before = JSON.parse(text("var/lib/laneway/secrets.json")) as { mqtt: Record<string, string> };
    const lane = JSON.parse(text("etc/laneway/lanes/lane-1.json")) as object;
    writeFileSync(at("etc/laneway/lanes/lane-2.json"), JSON.stringify({ ...lane, laneId: "lane-2", name: "2" }));
    const config = JSON.parse(text("etc/laneway/laneway.config.json")) as Record<string, unknown>;
    writeFileSync(at("etc/laneway/laneway.config.json"), JSON.stringify({ ...config, laneFiles: ["/etc/laneway/lanes/lane-1.json", "/etc/laneway/lanes/lane-2.json"] }));
    expect(setUp()).toEqual(expect.arrayContaining(["keys added for new lanes", "file /var/lib/laneway/lanes/lane-2.json written"]));
    const after = JSON.parse(text("var/lib/laneway/secrets.json")) as { mqtt: Record<string, string> };
    expect(after.mqtt).toMatchObject(before.mqtt);
    expect(text("etc/laneway/mosquitto/access")).toContain("user agent@lane-2");
    writeFileSync(at("etc/laneway/laneway.config.json"), JSON.stringify(config));
    expect(setUp()).toContain("file /var/lib/laneway/lanes/lane-2.json removed");
  });

  it("changes nothing when the configuration, a lane or the release is wrong", () => {
    put(at("etc/laneway/laneway.config.json"), '{"lanes": "many"}');
    expect(() => setUp()).toThrow(/lanes .*fix:/);
    writeFileSync(at("etc/laneway/laneway.config.json"), '{"laneFiles": ["/etc/laneway/lanes/lane-1.json"]}');
    put(at("etc/laneway/lanes/lane-1.json"), '{"laneId": "Lane 1"}');
    expect(() => setUp()).toThrow(/lane-1\.json: laneId: .*fix:/);
    rmSync(join(release, "edge-server"), { recursive: true });
    expect(() => setUp()).toThrow(/not a built release: edge-server\/dist\/main\.mjs is missing; fix:/);
    expect(existsSync(at("var"))).toBe(false);
  });

  it("refuses to show a lane that is not there", () => {
    expect(() => setUp("lane-9")).toThrow(/--kiosk names lane-9/);
    expect(existsSync(at("var"))).toBe(false);
  });

  it("tells the system which services must run, and whether something they read has changed", () => {
    const calls: { units: readonly string[]; changed: boolean }[] = [];
    const bringUp: BoxSystem["bringUp"] = (units, changed) => {
      calls.push({ units, changed });
      return [];
    };
    const system: BoxSystem = { ensurePackages: () => [], makeUsers: () => {}, bringUp };
    setUp("lane-1", system);
    setUp("lane-1", system);
    expect(calls.map((call) => call.changed)).toEqual([true, false]);
    expect(calls[0]?.units).toEqual(["laneway-broker.service", "laneway-edge.service", "laneway-agent@lane-1.service", "laneway-kiosk.service"]);
  });

  it("opens the kiosk at its lane and lets it go nowhere else; the key is in a file for the kiosk alone", () => {
    setUp("lane-1");
    const policy = JSON.parse(text("etc/chromium/policies/managed/laneway.json")) as Record<string, unknown>;
    const secrets = storeSecrets.parse(JSON.parse(text("var/lib/laneway/secrets.json")));
    expect(policy).toMatchObject({
      URLAllowlist: ["127.0.0.1:7300"],
      RestoreOnStartupURLs: [`http://127.0.0.1:7300/lane/lane-1#key=${secrets.kioskKeys["lane-1"]}`],
      DeveloperToolsAvailability: 2,
    });
    expect(policy.URLBlocklist).toContain("*");
    expect(statSync(at("etc/chromium/policies/managed/laneway.json")).mode & 0o777).toBe(0o640);
  });
});

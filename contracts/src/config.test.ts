import { describe, expect, it } from "vitest";
import { describeProblems, loadStoreConfig, parseStoreConfig, simulatedLaneProfile, laneProfile } from "./config.js";

const problemsOf = (text: string | undefined, environment: Record<string, string> = {}) => {
  const parsed = parseStoreConfig(text, environment);
  return parsed.ok ? [] : parsed.error;
};

describe("configuration", () => {
  it("runs a whole simulated store without a file", () => {
    const parsed = parseStoreConfig(undefined, {});
    expect(parsed.ok && parsed.value).toMatchObject({ lanes: 2, twin: true, ports: { edge: 7300 }, store: { currency: "EUR" } });
  });

  it("puts the environment over the file", () => {
    const parsed = parseStoreConfig('{"lanes": 1, "ports": {"edge": 8000}}', { LANEWAY_LANES: "5", LANEWAY_STORE_ID: "north" });
    expect(parsed.ok && parsed.value).toMatchObject({ lanes: 5, ports: { edge: 8000 }, store: { id: "north" } });
  });

  it.each([
    ["{", "laneway.config.json"],
    ["[]", "laneway.config.json"],
    ['{"lanez": 2}', "lanez"],
    ['{"lanes": 65}', "lanes"],
    ['{"ports": {"edge": "7300"}}', "ports.edge"],
    ['{"ports": {"edge": 7310}}', "ports.mqtt"],
    ['{"store": {"timeZone": "Mars/Olympus"}}', "store.timeZone"],
    ['{"mqttUrl": "mqtt://broker:1883"}', "mqttWebSocketUrl"],
    ['{"databaseUrl": "mysql://x"}', "databaseUrl"],
  ])("names the key that is wrong in %s", (text, key) => {
    expect(problemsOf(text).map((problem) => problem.key)).toContain(key);
  });

  it("says which environment variable a wrong value came from, in one line with a fix", () => {
    const problems = problemsOf(undefined, { LANEWAY_LANES: "many" });
    expect(problems).toHaveLength(1);
    expect(describeProblems(problems)).toMatch(/^laneway: configuration: lanes \(from LANEWAY_LANES\) .+; fix: .+$/);
  });

  it.each([
    [{ LANEWAY_EDGE_PORT: "abc" }, "is not a whole number"],
    [{ LANEWAY_LANES: "65" }, "is more than 64"],
    [{ LANEWAY_EDGE_PORT: "0" }, "is less than 1"],
    [{ LANEWAY_CURRENCY: "euro" }, "is not an ISO 4217 code such as EUR"],
    [{ LANEWAY_DATABASE_URL: "mysql://me:hush@x" }, "is not a URL that begins with postgres://"],
    [{ LANEWAY_CLOUD_URL: "ftp://x" }, "is not a URL that begins with http:// or https://, or none"],
    [{ LANEWAY_STORE_NAME: "x".repeat(81) }, "is longer than 80"],
  ] as [Record<string, string>, string][])("says what is wrong with %j", (environment, problem) => {
    expect(problemsOf(undefined, environment).map((each) => each.problem)).toEqual([problem]);
    expect(describeProblems(problemsOf(undefined, environment))).not.toContain("hush");
  });

  it.each([
    ['{"twin": "yes"}', "is neither true nor false"],
    ['{"lanes": 1.5}', "is not a whole number"],
    ['{"store": {"locales": []}}', "is shorter than 1"],
    ['{"laneFiles": "lane.json"}', "is not of the kind array"],
  ])("says what is wrong in %s", (text, problem) => {
    expect(problemsOf(text).map((each) => each.problem)).toEqual([problem]);
  });

  it("refuses a configuration file that is named but missing", () => {
    const loaded = loadStoreConfig({ LANEWAY_CONFIG: "missing.json" }, () => undefined);
    expect(loaded.ok).toBe(false);
    expect(loadStoreConfig({}, () => undefined).ok).toBe(true);
  });

  it("gives every simulated lane a valid profile with ports of its own", () => {
    const parsed = parseStoreConfig(undefined, { LANEWAY_LANES: "3" });
    if (!parsed.ok) throw new Error("defaults must parse");
    const ports = [0, 1, 2].flatMap((index) =>
      Object.values(laneProfile.parse(simulatedLaneProfile(parsed.value, index)).devices).map((device) =>
        device?.transport.kind === "tcp" ? device.transport.port : 0,
      ),
    );
    expect(new Set(ports).size).toBe(15);
  });
});

import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../..", import.meta.url));
const root = join(source, "..");
const fixture = readFileSync(new URL("./fixtures/part.mjs", import.meta.url), "utf8");

/** A release folder with the real starter, built from these sources, and small parts in place of the store's. */
let release = "";
let data = "";
let started: ChildProcess[] = [];

beforeAll(async () => {
  release = mkdtempSync(join(tmpdir(), "laneway-release-"));
  const build = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", source, "--outDir", join(release, "deploy/dist"), "--tsBuildInfoFile", join(release, "build-info")], { stdio: "inherit" });
  expect(await new Promise((resolve) => build.once("exit", resolve))).toBe(0);
  symlinkSync(join(root, "node_modules"), join(release, "node_modules"));
  writeFileSync(join(release, "package.json"), '{"type":"module"}');
  const part = (path: string, behaviour = "serve") => {
    mkdirSync(dirname(join(release, path)), { recursive: true });
    const name = path.replace("/dist/", "/").replace("/main.mjs", "");
    writeFileSync(join(release, path), `process.argv.splice(2, 9, process.env.LANEWAY_DATA + "/journal", ${JSON.stringify(name)}, process.env.BEHAVIOUR ?? ${JSON.stringify(behaviour)});\n${fixture}`);
  };
  for (const path of ["edge-server/dist/broker/main.mjs", "edge-server/dist/main.mjs", "cloud-relay/dist/cloud/main.mjs", "cloud-relay/dist/store/main.mjs", "device-agents/dist/main.mjs", "device-agents/dist/simulator/main.mjs"]) part(path);
});
afterAll(() => rmSync(release, { recursive: true, force: true }));
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "laneway-start-"));
});
afterEach(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await ended(child, "SIGTERM");
  started = [];
  chmodSync(data, 0o755);
  rmSync(data, { recursive: true, force: true });
});

const portBase = 10_000 + (process.pid % 400) * 50;
const ports = { LANEWAY_EDGE_PORT: portBase, LANEWAY_MQTT_PORT: portBase + 1, LANEWAY_MQTT_WS_PORT: portBase + 2, LANEWAY_CLOUD_PORT: portBase + 3, LANEWAY_WALLET_PORT: portBase + 4, LANEWAY_BENCH_PORT: portBase + 10 };

interface Start {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly output: () => string;
}
function start(environment: Record<string, string> = {}, prefix: readonly string[] = []): Start {
  const own = Object.fromEntries(Object.entries(ports).map(([key, port]) => [key, String(port)]));
  const command = [...prefix, process.execPath, join(release, "deploy/dist/starter/main.js")];
  const child = spawn(command[0] ?? "", command.slice(1), { cwd: data, env: { PATH: process.env.PATH, ...own, LANEWAY_DATA: data, ...environment }, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ready = new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, output: () => output };
}
const ended = (child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("close", (code) => resolve(code));
    if (signal !== undefined) child.kill(signal);
  });
const journal = () => readFileSync(join(data, "journal"), "utf8").trim().split("\n");
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const startedPids = () => journal().flatMap((line) => line.match(/started (\d+)/)?.[1] ?? []).map(Number);

describe("starting a store", () => {
  it("starts every part, prints the addresses, and stops every process at Ctrl-C", async () => {
    const store = start();
    await store.ready;
    const pids = startedPids();
    expect(pids).toHaveLength(8);
    expect(store.output()).toContain("Laneway Demo Market is open");
    expect(store.output()).toMatch(new RegExp(`Lane 1 kiosk +http://127.0.0.1:${portBase}/lane/lane-1#key=.{43}`));
    expect(existsSync(join(data, "laneway.lock"))).toBe(true);
    expect(await ended(store.child, "SIGINT")).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(join(data, "laneway.lock"))).toBe(false);
    expect(journal().slice(-2)).toEqual(["edge-server stopped", "edge-server/broker stopped"]);
  });

  it("leaves no process behind when it is killed itself, and starts again on the same data", async () => {
    const store = start();
    await store.ready;
    const secrets = readFileSync(join(data, "secrets.json"), "utf8");
    await ended(store.child, "SIGKILL");
    const again = start();
    await again.ready;
    expect(readFileSync(join(data, "secrets.json"), "utf8")).toBe(secrets);
    expect(journal().filter((line) => line.endsWith("orphaned"))).toHaveLength(8);
  });

  it("runs external parts' neighbours only", async () => {
    const store = start({ LANEWAY_MQTT_URL: "mqtt://127.0.0.1:1", LANEWAY_MQTT_WS_URL: "ws://127.0.0.1:1", LANEWAY_CLOUD_URL: "none", LANEWAY_LANES: "1" });
    await store.ready;
    expect(journal().map((line) => line.split(" ")[0]).sort()).toEqual(["device-agents", "device-agents/simulator", "edge-server"]);
  });
});

describe("a start that cannot be", () => {
  it("names every wrong setting with its fix and ends with 2", async () => {
    const store = start({ LANEWAY_EDGE_PORT: "soon", LANEWAY_LANES: "900" });
    expect(await ended(store.child)).toBe(2);
    const lines = store.output().trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^laneway: configuration: ports\.edge \(from LANEWAY_EDGE_PORT\) .*; fix: /);
    expect(lines[1]).toMatch(/^laneway: configuration: lanes \(from LANEWAY_LANES\) .*; fix: /);
  });

  it("on data in use ends with 3 and leaves the first start alone", async () => {
    const first = start();
    await first.ready;
    const second = start({ LANEWAY_EDGE_PORT: String(portBase + 40) });
    expect(await ended(second.child)).toBe(3);
    expect(second.output()).toContain(`in use by process ${first.child.pid}`);
    expect(startedPids().every(isAlive)).toBe(true);
    expect(existsSync(join(data, "laneway.lock"))).toBe(true);
  });

  it("on a taken port names port, key and fix, ends with 3 and writes no secrets", async () => {
    const server = createServer().listen(ports.LANEWAY_CLOUD_PORT, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const store = start();
    expect(await ended(store.child)).toBe(3);
    expect(store.output().trim()).toBe(`laneway: port ${ports.LANEWAY_CLOUD_PORT} on 127.0.0.1 (ports.cloud) is in use; fix: stop the program that has it, or set ports.cloud or LANEWAY_CLOUD_PORT to a free port`);
    expect(existsSync(join(data, "secrets.json"))).toBe(false);
    expect(existsSync(join(data, "laneway.lock"))).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });

  it("on a data folder that cannot be written names it and ends with 3", async () => {
    const file = join(data, "a-file");
    writeFileSync(file, "");
    const store = start({ LANEWAY_DATA: join(file, "inside") });
    expect(await ended(store.child)).toBe(3);
    expect(store.output()).toMatch(/^laneway: data folder .* cannot be written \(ENOTDIR\); fix: choose another folder with dataFolder or LANEWAY_DATA/);
  });

  it("with a part that refuses its settings stops the others and ends with that part's words", async () => {
    const store = start({ BEHAVIOUR: "refuse" });
    expect(await ended(store.child)).toBe(2);
    expect(store.output()).toContain("laneway: configuration: ports.edge is wrong; fix: put it right");
    expect(startedPids().filter(isAlive)).toEqual([]);
  });
});

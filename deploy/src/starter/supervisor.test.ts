import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Part } from "./part.js";
import { superviseParts, type Supervisor } from "./supervisor.js";

const fixture = fileURLToPath(new URL("./fixtures/part.mjs", import.meta.url));
let folder = "";
let supervisor: Supervisor | undefined;
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-supervisor-"));
  said = [];
});
afterEach(async () => {
  await supervisor?.stop();
  supervisor = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const part = (name: string, behaviour: string, rest: Partial<Part> = {}): Part => ({
  name, file: fixture, args: [join(folder, "journal"), name, behaviour], after: [], essential: true, background: false, stopOrder: 1, ...rest,
});
const start = (parts: Part[], readyTimeoutMs = 10_000) => {
  supervisor = superviseParts(parts, { logFolder: join(folder, "logs"), environment: process.env, say: (line) => said.push(line), readyTimeoutMs });
  return supervisor;
};
const journal = () => (existsSync(join(folder, "journal")) ? readFileSync(join(folder, "journal"), "utf8").trim().split("\n") : []);
const eventually = async (check: () => boolean) => {
  for (let tries = 0; tries < 200 && !check(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(check(), `${journal().join("; ")} | ${said.join("; ")}`).toBe(true);
};
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("superviseParts", () => {
  it("starts a part when those it needs are ready, and stops them in order", async () => {
    const store = start([part("broker", "serve", { stopOrder: 3 }), part("agent", "serve", { after: ["broker"] })]);
    await store.allReady();
    await store.stop();
    expect(journal().map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(["broker started", "agent started", "agent stopped", "broker stopped"]);
  });

  it("opens without waiting for background parts, and waits for them when asked", async () => {
    const store = start([part("edge", "serve"), part("cloud", "serve", { background: true, essential: false, after: ["edge"] })]);
    await store.open();
    expect(journal().some((line) => line.startsWith("cloud"))).toBe(false);
    await store.allReady();
    expect(journal().some((line) => line.startsWith("cloud started"))).toBe(true);
  });

  it("runs a killed part again and says so", async () => {
    const store = start([part("edge", "serve")]);
    await store.allReady();
    const first = store.pids().edge ?? 0;
    process.kill(first, "SIGKILL");
    await eventually(() => said.includes("edge: is back"));
    expect(said).toContain("edge: stopped (SIGKILL); starting again in 0.1 s");
    expect(store.pids().edge).not.toBe(first);
  });

  it("tries a part that keeps dying ever more slowly", async () => {
    const store = start([part("relay", "die-once-ready")]);
    await store.allReady();
    await eventually(() => said.includes("relay: stopped (status 9); starting again in 0.4 s"));
    expect(said.filter((line) => line.includes("starting again")).map((line) => line.match(/in ([\d.]+) s$/)?.[1])).toEqual(["0.1", "0.2", "0.4"]);
  });

  it("kills a part that does not stop, and leaves no process behind", async () => {
    const store = start([part("printer", "deaf")]);
    await store.allReady();
    const pid = store.pids().printer ?? 0;
    const before = Date.now();
    await store.stop();
    expect(Date.now() - before).toBeGreaterThan(2_900);
    expect(isAlive(pid)).toBe(false);
  });

  it("fails with an essential part's own words and status, and does not try it again", async () => {
    const store = start([part("edge", "refuse")]);
    await expect(store.allReady()).rejects.toMatchObject({ message: "edge: laneway: configuration: ports.edge is wrong; fix: put it right", exitCode: 2 });
    expect(journal()).toHaveLength(1);
  });

  it("goes on without a part that sells nothing, but says it", async () => {
    const store = start([part("cloud", "refuse", { essential: false }), part("edge", "serve")]);
    await store.allReady();
    expect(said.join("\n")).toContain("cloud: does not run: laneway: configuration");
  });

  it("names a part that never gets ready, with the last thing it said", async () => {
    const store = start([part("edge", "mute")], 600);
    await expect(store.allReady()).rejects.toMatchObject({ message: "edge: is not ready after 0.6 s: edge warns", exitCode: 4 });
  });

  it("names a part that is not built", async () => {
    const store = start([part("edge", "serve", { file: join(folder, "absent.js") })]);
    await expect(store.allReady()).rejects.toMatchObject({ message: expect.stringContaining("edge: is not built") });
  });

  it("keeps everything in the log and shows warnings only", async () => {
    const store = start([part("edge", "serve")]);
    await store.allReady();
    await eventually(() => said.includes("edge: edge warns"));
    expect(said.join()).not.toContain("quiet line");
    expect(readFileSync(join(folder, "logs", "edge.log"), "utf8")).toContain("quiet line");
  });
});

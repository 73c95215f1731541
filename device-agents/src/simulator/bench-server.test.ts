import { get } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchState, type BenchAction, type BenchState } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type BenchServer, createBenchServer, screenOrigins } from "./bench-server.js";
import { createLaneSimulator, type LaneSimulator } from "./lane-simulator.js";
import { openTerminalBook } from "./terminal-book.js";

let simulator: LaneSimulator;
let server: BenchServer;
let base: string;
const screen = "http://127.0.0.1:7300";

beforeEach(async () => {
  simulator = createLaneSimulator({
    laneId: "lane-1", laneName: "1", host: "127.0.0.1", settleMs: 60, printerLineMs: 0,
    ports: { scanner: 0, "produce-scale": 0, "security-scale": 0, "receipt-printer": 0, "payment-terminal": 0 },
  });
  await simulator.start();
  server = createBenchServer(simulator, { host: "127.0.0.1", port: 0, allowedOrigins: screenOrigins("127.0.0.1", 7_300) });
  base = `http://127.0.0.1:${await server.start()}`;
});
afterEach(async () => {
  await server.stop();
  await simulator.stop();
});

const post = (action: BenchAction | unknown, origin = screen) => fetch(`${base}/bench/v1/actions`, { method: "POST", headers: { origin, "content-type": "application/json" }, body: JSON.stringify(action) });
/** The status of a request that reached us under this name. */
const statusFor = (host: string) => new Promise<number | undefined>((resolve, reject) => {
  get(`${base}/bench/v1/state`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
});
const state = async () => benchState.parse(await (await fetch(`${base}/bench/v1/state`)).json());

describe("the bench", () => {
  test("shows the lane's hardware, and every action changes what it says", async () => {
    expect(await state()).toMatchObject({ laneId: "lane-1", terminal: { state: "idle", nextOutcome: "ask", booked: [] }, printer: { paperState: "ok" } });
    const after = benchState.parse(await (await post({ kind: "put-on-produce-scale", label: "Pears", grams: 412 })).json());
    expect(after.produceScale).toMatchObject({ moving: true, things: [{ label: "Pears", grams: 412 }] });
    await expect.poll(async () => (await state()).produceScale.moving).toBe(false);
    const thingId = (await state()).produceScale.things[0]?.thingId;
    await post({ kind: "take-off-produce-scale", thingId });
    expect((await state()).produceScale.things).toEqual([]);
    await post({ kind: "plug", device: "scanner", plugged: false });
    expect((await state()).plugged.scanner).toBe(false);
    await post({ kind: "printer", paper: "near-end", coverOpen: true });
    expect((await state()).printer).toMatchObject({ paperState: "near-end", coverOpen: true });
    await post({ kind: "terminal-next", outcome: "decline" });
    expect((await state()).terminal.nextOutcome).toBe("decline");
  });

  test("a wrong action is named field by field, and a thing that is not there is refused", async () => {
    const wrong = await post({ kind: "put-in-bagging", label: "x", grams: -1 });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ reason: "invalid-request", fields: [{ path: "grams" }] });
    expect((await post({ kind: "take-from-bagging", thingId: "nobody" })).status).toBe(409);
    expect((await post({ kind: "scan", code: "1".repeat(600) })).status).toBe(400);
    expect((await post(`"${"x".repeat(5_000)}"`)).status).toBe(400);
  });

  test("only the store's own pages may drive it", async () => {
    expect((await post({ kind: "tear-off-paper" }, "http://elsewhere.example")).status).toBe(403);
    expect((await post({ kind: "tear-off-paper" }, "http://127.0.0.1:9999")).status).toBe(403);
    const preflight = await fetch(`${base}/bench/v1/actions`, { method: "OPTIONS", headers: { origin: "http://localhost:7300", "access-control-request-method": "POST" } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("http://localhost:7300");
    expect(await statusFor("rebound.example")).toBe(403);
    expect(await statusFor("localhost")).toBe(200);
  });

  test("a viewer sees the state at once and after every change", async () => {
    const seen: BenchState[] = [];
    const viewer = new WebSocket(`${base.replace("http", "ws")}/bench/v1/live`, { headers: { origin: screen } });
    viewer.on("message", (text) => seen.push(benchState.parse(JSON.parse(String(text)))));
    await expect.poll(() => seen.length).toBe(1);
    await post({ kind: "put-in-bagging", label: "Milk", grams: 1_030 });
    await expect.poll(() => seen.at(-1)?.baggingArea).toMatchObject({ moving: false, things: [{ label: "Milk" }] });
    expect(seen.at(-1)?.version).toBeGreaterThan(seen[0]?.version ?? 0);
    viewer.close();
  });

  test("a viewer from elsewhere is turned away", async () => {
    const viewer = new WebSocket(`${base.replace("http", "ws")}/bench/v1/live`, { headers: { origin: "http://elsewhere.example" } });
    const answer = await new Promise<string>((resolve) => {
      viewer.on("error", (error) => resolve(error.message));
      viewer.on("open", () => resolve("open"));
    });
    expect(answer).toContain("403");
  });

  test("a taken port is told to whoever starts it", async () => {
    const second = createBenchServer(simulator, { host: "127.0.0.1", port: Number(new URL(base).port), allowedOrigins: [] });
    await expect(second.start()).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe("the simulated terminal's book", () => {
  test("outlives the simulator, and a damaged one is set aside", () => {
    const folder = mkdtempSync(join(tmpdir(), "laneway-book-"));
    const path = join(folder, "lane-1.json");
    const now = () => new Date(2026, 10, 23, 18, 4, 5);
    const first = openTerminalBook(path, now).book({ amountMinor: 1_234, currencyNumber: "0978" });
    expect(first).toMatchObject({ receiptNumber: "0001", trace: "000001", localTime: "1123180405" });
    const again = openTerminalBook(path, now);
    expect(again.last).toEqual(first);
    expect(again.book({ amountMinor: 5, currencyNumber: "0978" }).receiptNumber).toBe("0002");
    again.takeBack(again.last ?? first);
    expect(again.last?.receiptNumber).toBe("0001");
    expect([again.giveBack("0001", 1_000), again.giveBack("0001", 235), again.giveBack("0099")]).toMatchObject([{ amountMinor: 1_000, reverses: "0001" }, "already-reversed", "not-found"]);
    const rest = again.giveBack("0001");
    expect([rest, again.giveBack("0001")]).toMatchObject([{ amountMinor: 234 }, "already-reversed"]);
    if (typeof rest === "object") again.takeBack(rest);
    expect([again.all[0]?.state, again.giveBack("0001", 234)]).toMatchObject(["booked", { amountMinor: 234 }]);
    writeFileSync(path, "{");
    expect(openTerminalBook(path, now).all).toEqual([]);
    expect(readFileSync(`${path}.damaged`, "utf8")).toBe("{");
    rmSync(folder, { recursive: true });
  });
});

import { parseStoreConfig, simulatedLaneProfile } from "@laneway/contracts";
import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../ports.js";
import { LaneDevices } from "./lane-devices.js";

const config = parseStoreConfig(undefined, {});
if (!config.ok) throw new Error("the defaults are a configuration");
const profile = simulatedLaneProfile(config.value, 0);

let nowMs: number;
let devices: LaneDevices;
const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs, after: () => () => undefined };
const presence = (state: "online" | "lost" | "stopped", bootId: string) => devices.hearPresence({ state, bootId, atMs: nowMs });
const status = (device: "scanner" | "payment-terminal", more: object = {}) =>
  devices.hearStatus({ device, protocol: "p", bootId: "a", connected: true, simulated: true, faults: [], atMs: nowMs, ...more });

beforeEach(() => {
  nowMs = 0;
  devices = new LaneDevices(profile, clock);
});

describe("a weight may be sold", () => {
  test.each([
    ["stable and heard now", { state: "stable", grams: 500 }, 0, 500],
    ["stable and a second old", { state: "stable", grams: 500 }, 1_000, 500],
    ["older", { state: "stable", grams: 500 }, 1_001, undefined],
    ["moving", { state: "unstable", grams: 500 }, 0, undefined],
    ["zero", { state: "zero" }, 0, undefined],
    ["under zero", { state: "under-zero" }, 0, undefined],
    ["too heavy", { state: "over-capacity" }, 0, undefined],
    ["not ready", { state: "not-ready" }, 0, undefined],
  ] as const)("%s", (_what, reading, ageMs, grams) => {
    devices.hearWeight(reading, 0);
    nowMs += ageMs;
    expect(devices.sellableGrams).toBe(grams);
  });

  test("not after a newer reading that moves, nor after the agent is gone", () => {
    devices.hearWeight({ state: "stable", grams: 500 }, 0);
    devices.hearWeight({ state: "unstable" }, 0);
    expect(devices.sellableGrams).toBeUndefined();
    devices.hearWeight({ state: "stable", grams: 500 }, 0);
    presence("online", "a");
    presence("lost", "a");
    expect(devices.sellableGrams).toBeUndefined();
    expect(devices.weightView.reading).toEqual({ state: "not-ready" });
  });
});

describe("faults", () => {
  const told = () => devices.faultChanges([]).map(({ device, code }) => `${device} ${code}`);

  test("nothing is missed right after a start, everything after five seconds", () => {
    expect(told()).toEqual([]);
    expect(devices.awaitsStatus).toBe(true);
    nowMs = 5_000;
    expect(told()).toHaveLength(5);
    expect(devices.awaitsStatus).toBe(false);
  });

  test("a device's own faults, and a lost connection, are told and taken back", () => {
    presence("online", "a");
    status("scanner", { connected: false });
    status("payment-terminal", { faults: [{ code: "terminal-not-ready", sinceMs: 0, detail: "busy" }] });
    expect(told()).toEqual(["scanner unreachable", "payment-terminal terminal-not-ready"]);
    expect(devices.terminalUsable).toBe(false);
    status("payment-terminal");
    expect(devices.terminalUsable).toBe(true);
    const known = [{ device: "payment-terminal", code: "terminal-not-ready", sinceMs: 0 } as const, { device: "scanner", code: "unreachable", sinceMs: 0 } as const];
    expect(devices.faultChanges(known)).toEqual([{ kind: "device-fault", device: "payment-terminal", code: "terminal-not-ready", raised: false, detail: undefined }]);
  });

  test("an agent that is gone makes everything unreachable at once; an old will makes nothing", () => {
    presence("online", "new");
    status("scanner");
    presence("lost", "old");
    expect(devices.agentOnline).toBe(true);
    presence("lost", "new");
    expect(told()).toHaveLength(5);
  });
});

test("a training lane's terminal is used only when it is a simulated one", () => {
  const terminal = profile.devices["payment-terminal"];
  if (terminal === undefined) throw new Error("the simulated lane has a terminal");
  const usable = (training: boolean, simulated: boolean) => new LaneDevices({ ...profile, training, devices: { ...profile.devices, "payment-terminal": { ...terminal, simulated } } }, clock).terminalUsable;
  expect([usable(false, false), usable(false, true), usable(true, false), usable(true, true)]).toEqual([true, true, false, true]);
});

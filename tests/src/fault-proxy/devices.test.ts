import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type LaneProfile, simulatedLaneProfile, storeConfig } from "@laneway/contracts";
import { noteFinding } from "../proof/finding.js";
import { freePortRange } from "../store/free-ports.js";
import { RunningStore } from "../store/running-store.js";
import { FaultProxy, type ProxyTally } from "./fault-proxy.js";
import { expectEqualBooks, shop, stormTimeoutMs } from "./purchases.js";
import type { Weather } from "./weather.js";

const seed = Number(process.env.LANEWAY_FAULT_SEED ?? 1);
const purchasesALane = Number(process.env.LANEWAY_FAULT_PURCHASES ?? 3);
const laneCount = 2;

/** No silence in a payment: the protocol gives the shopper three minutes for it, and so the agent waits that long. */
const terminalStorm: Weather = { latencyMs: 5, jitterMs: 20, loss: 0.03, lossDelayMs: 300, ends: { reset: 0.5, cut: 0.5 }, endAfterBytes: [120, 700] };
const scaleStorm: Weather = { latencyMs: 2, jitterMs: 8, loss: 0.005, lossDelayMs: 150, ends: { reset: 0.3, cut: 0.3, "half-open": 0.2, deaf: 0.2 }, endAfterBytes: [300, 3_000] };

/** The profile of a simulated lane whose terminal and bagging scale are reached through proxies. */
async function stormyLane(bench: number, index: number): Promise<{ profile: LaneProfile; terminal: FaultProxy; scale: FaultProxy }> {
  const profile = simulatedLaneProfile(storeConfig.parse({ ports: { bench } }), index);
  const through = async (device: "payment-terminal" | "security-scale", weather: Weather): Promise<FaultProxy> => {
    const transport = profile.devices[device]?.transport;
    if (transport?.kind !== "tcp") throw new Error(`the simulated ${device} is not reached over TCP`);
    const proxy = await FaultProxy.open({ to: transport.port, seed: seed + index, weather });
    transport.port = proxy.port;
    return proxy;
  };
  return { profile, terminal: await through("payment-terminal", terminalStorm), scale: await through("security-scale", scaleStorm) };
}

const sum = (tallies: readonly ProxyTally[]): ProxyTally =>
  tallies.reduce((total, each) => Object.fromEntries(Object.entries(each).map(([key, count]) => [key, count + total[key as keyof ProxyTally]])) as ProxyTally);

it("bad lines to terminal and scale lose and double no sale", async () => {
  const folder = mkdtempSync(join(tmpdir(), "laneway-lanes-"));
  const bench = await freePortRange(laneCount * 10);
  const lanes = await Promise.all(Array.from({ length: laneCount }, (_, index) => stormyLane(bench, index)));
  const laneFiles = lanes.map(({ profile }) => {
    const path = join(folder, `${profile.laneId}.json`);
    writeFileSync(path, JSON.stringify(profile));
    return path;
  });
  const config = join(folder, "laneway.config.json");
  writeFileSync(config, JSON.stringify({ laneFiles }));
  const store = await RunningStore.start({ lanes: laneCount, environment: { LANEWAY_CONFIG: config, LANEWAY_BENCH_PORT: String(bench) } });
  try {
    const shopping = await shop(store, purchasesALane, seed);
    const terminals = sum(lanes.map(({ terminal }) => terminal.tally));
    const scales = sum(lanes.map(({ scale }) => scale.tally));
    expect(terminals.reset + terminals.cut).toBeGreaterThan(0);
    expect(scales.reset + scales.cut + scales["half-open"] + scales.deaf).toBeGreaterThan(0);
    for (const { terminal, scale } of lanes) {
      terminal.calm();
      scale.calm();
    }
    await expectEqualBooks(store, shopping);
    noteFinding({
      name: "faults-devices",
      done: "Two lanes sold while the lines to their payment terminals and bagging scales were late and lossy, and were reset, cut or (scales) went silent after a drawn number of bytes, also in the middle of a payment.",
      held: "Every purchase ended in thanks; each terminal booked exactly the journal's sales, and headquarters holds each once.",
      figures: { purchases: shopping.sales.length, ...prefixed("terminal lines: ", terminals), ...prefixed("scale lines: ", scales) },
      seeds: String(seed),
      repeat: "npx vitest run --project tests fault-proxy/devices (LANEWAY_FAULT_SEED, LANEWAY_FAULT_PURCHASES)",
    });
  } finally {
    await store.stop();
    for (const { terminal, scale } of lanes) await Promise.all([terminal.close(), scale.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}, stormTimeoutMs);

const prefixed = (prefix: string, tally: ProxyTally) => Object.fromEntries(Object.entries(tally).map(([key, count]) => [prefix + key, count]));

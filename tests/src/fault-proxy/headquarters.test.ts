import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noteFinding } from "../proof/finding.js";
import { freePorts } from "../store/free-ports.js";
import { projectRoot, RunningStore } from "../store/running-store.js";
import { FaultProxy } from "./fault-proxy.js";
import { expectEqualBooks, shop, stormTimeoutMs } from "./purchases.js";
import type { Weather } from "./weather.js";

const seed = Number(process.env.LANEWAY_FAULT_SEED ?? 1);
const purchasesALane = Number(process.env.LANEWAY_FAULT_PURCHASES ?? 4);

const storm: Weather = {
  latencyMs: 20,
  jitterMs: 60,
  loss: 0.05,
  lossDelayMs: 200,
  bytesPerSecond: 200_000,
  // Nearly every connection ends early: the relay keeps one for as long as it lasts.
  ends: { reset: 0.4, cut: 0.3, deaf: 0.25 },
  endAfterBytes: [0, 9_000],
};

/** Headquarters as a program of its own, as another company's machine would run it. */
async function startHeadquarters(store: RunningStore): Promise<ChildProcess> {
  const { LANEWAY_CLOUD_URL: _, ...environment } = store.environment;
  const child = fork(join(projectRoot, "cloud-relay/dist/cloud/main.mjs"), { env: environment, stdio: "ignore", execArgv: [] });
  await once(child, "message");
  return child;
}

it("a bad line to headquarters loses and doubles no sale", async () => {
  const [cloud] = (await freePorts(1)) as [number];
  const proxy = await FaultProxy.open({ to: cloud, seed, weather: storm });
  const store = await RunningStore.start({ lanes: 2, until: "open", environment: { LANEWAY_CLOUD_PORT: String(cloud), LANEWAY_CLOUD_URL: `http://127.0.0.1:${proxy.port}` } });
  let headquarters: ChildProcess | undefined;
  try {
    headquarters = await startHeadquarters(store);
    const shopping = await shop(store, purchasesALane, seed);
    expect(proxy.tally.reset + proxy.tally.cut + proxy.tally.deaf).toBeGreaterThan(0);
    proxy.calm();
    await expectEqualBooks(store, shopping);
    noteFinding({
      name: "faults-headquarters",
      done: "Two lanes sold while the line between the relay and headquarters was late, slow and lossy, and connections on it were reset, cut in the middle of the data or lost their answers.",
      held: "Headquarters holds each sale of the journal once, with its amount, and no other; screens, journal and terminals agree.",
      figures: { purchases: shopping.sales.length, ...proxy.tally },
      seeds: String(seed),
      repeat: "npx vitest run --project tests fault-proxy/headquarters (LANEWAY_FAULT_SEED, LANEWAY_FAULT_PURCHASES)",
    });
  } finally {
    headquarters?.disconnect();
    await store.stop();
    await proxy.close();
  }
}, stormTimeoutMs);

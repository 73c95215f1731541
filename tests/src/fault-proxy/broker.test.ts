import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dataFiles } from "@laneway/contracts";
import { ensureSecrets } from "@laneway/deploy/starter/secrets-file";
import { noteFinding } from "../proof/finding.js";
import { Mosquitto } from "../store/mosquitto.js";
import { RunningStore } from "../store/running-store.js";
import { FaultProxy } from "./fault-proxy.js";
import { mqttMischief } from "./mqtt-mischief.js";
import { expectEqualBooks, shop, stormTimeoutMs } from "./purchases.js";
import type { Weather } from "./weather.js";

const seed = Number(process.env.LANEWAY_FAULT_SEED ?? 1);
const purchasesALane = Number(process.env.LANEWAY_FAULT_PURCHASES ?? 2);

const storm: Weather = {
  latencyMs: 5,
  jitterMs: 15,
  loss: 0.01,
  lossDelayMs: 200,
  // A silent line is found out by its keep-alive only: that takes longer than a shopper in a test has.
  ends: { reset: 0.5, cut: 0.4 },
  endAfterBytes: [20_000, 100_000],
};

it("a bad line to the broker, with messages twice and in another order, loses and doubles no sale", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "laneway-store-"));
  const laneIds = ["lane-1", "lane-2"];
  const { mqtt } = ensureSecrets(join(dataFolder, dataFiles.secrets), laneIds);
  const broker = await Mosquitto.start({ storeId: "demo", laneIds, passwords: mqtt });
  const mischief = { twice: 0, swapped: 0 };
  const proxy = await FaultProxy.open({
    to: broker.port,
    seed,
    weather: storm,
    rewrite: (_direction, chance) => mqttMischief(chance, { twice: 0.2, swapped: 0.2 }, mischief),
  });
  const store = await RunningStore.start({
    lanes: 2,
    dataFolder,
    environment: { LANEWAY_MQTT_URL: `mqtt://127.0.0.1:${proxy.port}`, LANEWAY_MQTT_WS_URL: `ws://127.0.0.1:${broker.webSocketPort}` },
  });
  try {
    const shopping = await shop(store, purchasesALane, seed);
    expect(proxy.tally.reset + proxy.tally.cut).toBeGreaterThan(0);
    expect(mischief.twice).toBeGreaterThan(0);
    proxy.calm();
    await expectEqualBooks(store, shopping);
    noteFinding({
      name: "faults-broker",
      done: "Two lanes sold while every MQTT connection of the edge, the agents and the relay to a real Mosquitto was late and lossy, was reset or cut after a drawn number of bytes, and messages came twice or in another order.",
      held: "Every purchase ended in thanks; screens, journal, terminals and headquarters hold each sale once.",
      figures: { purchases: shopping.sales.length, ...proxy.tally, "messages said twice": mischief.twice, "messages in another order": mischief.swapped },
      seeds: String(seed),
      repeat: "npx vitest run --project tests fault-proxy/broker (LANEWAY_FAULT_SEED, LANEWAY_FAULT_PURCHASES)",
    });
  } finally {
    await store.stop();
    await proxy.close();
    await broker.remove();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}, stormTimeoutMs);

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LaneProfile, loadStoreConfig, simulatedLaneProfile } from "@laneway/contracts";
import { freePortRange } from "./free-ports.js";
import type { ScannerPort } from "./scanner-port.js";

/**
 * Lanes as a simulated store has them, but with scanners of the bench's own. `settings`: more of the
 * store's configuration. Answers the environment to start with.
 */
export async function profilesWith(scanners: readonly ScannerPort[], folder: string, settings: object = {}): Promise<Record<string, string>> {
  const benchPort = await freePortRange(scanners.length * 10);
  const config = loadStoreConfig({ LANEWAY_BENCH_PORT: String(benchPort) }, () => undefined);
  if (!config.ok) throw new Error("the defaults are no configuration");
  const laneFiles = scanners.map(({ port }, index) => {
    const simulated = simulatedLaneProfile(config.value, index);
    const scanner = { protocol: "serial-scanner", transport: { kind: "tcp", host: "127.0.0.1", port }, simulated: false, options: {} } as const;
    const profile: LaneProfile = { ...simulated, devices: { ...simulated.devices, scanner } };
    const path = join(folder, `${profile.laneId}.json`);
    writeFileSync(path, JSON.stringify(profile));
    return path;
  });
  const configFile = join(folder, "laneway.config.json");
  writeFileSync(configFile, JSON.stringify({ ...settings, laneFiles }));
  return { LANEWAY_CONFIG: configFile, LANEWAY_BENCH_PORT: String(benchPort), LANEWAY_CLOUD_URL: "none" };
}

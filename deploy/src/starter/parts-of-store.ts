import { fileURLToPath } from "node:url";
import { type LaneProfile, type StoreConfig, walletOf } from "@laneway/contracts";
import { isSimulated } from "./lanes.js";
import type { Part } from "./part.js";

/** The checkout or release folder: three folders above this file (deploy/dist/starter/). */
export const releaseFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** The processes that a configuration asks for, in the order they are shown. */
export function partsOfStore(config: StoreConfig, lanes: readonly LaneProfile[], folder: string = releaseFolder): Part[] {
  const part = (name: string, file: string, rest: Partial<Part> = {}): Part => ({
    name,
    file: `${folder}${folder.endsWith("/") ? "" : "/"}${file}`,
    args: [],
    after: [],
    essential: false,
    background: false,
    stopOrder: 1,
    ...rest,
  });
  const ownBroker = config.mqttUrl === undefined;
  const broker = ownBroker ? ["broker"] : [];
  const parts: Part[] = [];
  if (ownBroker) parts.push(part("broker", "edge-server/dist/broker/main.mjs", { essential: true, stopOrder: 3 }));
  parts.push(part("edge", "edge-server/dist/main.mjs", { essential: true, stopOrder: 2 }));
  for (const lane of lanes) {
    const args = ["--lane", lane.laneId];
    const simulator = isSimulated(lane) ? [`simulator ${lane.laneId}`] : [];
    if (simulator.length > 0) parts.push(part(`simulator ${lane.laneId}`, "device-agents/dist/simulator/main.mjs", { args }));
    parts.push(part(`agent ${lane.laneId}`, "device-agents/dist/main.mjs", { args, after: [...broker, ...simulator] }));
  }
  // Headquarters comes last: selling does not wait for it, nor share the processor with its start.
  const lanesUp = parts.map((each) => each.name);
  const ownCloud = config.cloudUrl === undefined;
  if (walletOf(config)?.simulated === true && ownCloud) parts.push(part("wallet", "cloud-relay/dist/wallet/main.mjs", { after: lanesUp, background: true }));
  if (ownCloud) parts.push(part("cloud", "cloud-relay/dist/cloud/main.mjs", { after: lanesUp, background: true }));
  if (config.cloudUrl !== "none") parts.push(part("relay", "cloud-relay/dist/store/main.mjs", { after: ownCloud ? ["cloud"] : lanesUp, background: true }));
  return parts;
}

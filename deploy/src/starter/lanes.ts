import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { dataFiles, laneProfile, simulatedLaneProfile, type LaneProfile, type StoreConfig } from "@laneway/contracts";
import { StartProblem } from "./problem.js";
import { writeWhole } from "./write-whole.js";

/** The store's lanes: those of `laneFiles`, or as many simulated ones as `lanes` says. Throws a problem that names the file and the field. */
export function lanesOf(config: StoreConfig): LaneProfile[] {
  if (config.laneFiles.length === 0) {
    return Array.from({ length: config.lanes }, (_, index) => simulatedLaneProfile(config, index));
  }
  const lanes = config.laneFiles.map(readLaneFile);
  const twice = lanes.find((lane, index) => lanes.findIndex((other) => other.laneId === lane.laneId) !== index);
  if (twice !== undefined) throw new StartProblem(`configuration: laneFiles has two lanes named ${twice.laneId}; fix: give each its own laneId`, 2);
  return lanes;
}

function readLaneFile(path: string): LaneProfile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new StartProblem(`configuration: laneFiles names ${path}, which cannot be used (${(error as Error).message}); fix: correct the path or the file`, 2);
  }
  const parsed = laneProfile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartProblem(`configuration: ${path}: ${issue?.path.join(".") || "the file"}: ${issue?.message}; fix: compare it with deploy/lanes/`, 2);
}

/** Writes each lane's profile where its agent and simulator read it; profiles of lanes that are gone are removed. */
export function writeLaneProfiles(dataFolder: string, lanes: readonly LaneProfile[]): void {
  const kept = new Set<string>();
  for (const lane of lanes) {
    const path = join(dataFolder, dataFiles.laneProfile(lane.laneId));
    mkdirSync(dirname(path), { recursive: true });
    const text = `${JSON.stringify(lane, null, 2)}\n`;
    if (textOf(path) !== text) writeWhole(path, text);
    kept.add(`${lane.laneId}.json`);
  }
  const folder = join(dataFolder, "lanes");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name));
}

/** Does the lane have virtual hardware to run beside it? */
export const isSimulated = (lane: LaneProfile): boolean => Object.values(lane.devices).some((device) => device?.simulated === true);

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

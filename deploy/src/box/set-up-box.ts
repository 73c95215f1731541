import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, describeProblems, parseStoreConfig, type LaneProfile, type StoreConfig } from "@laneway/contracts";
import { lanesOf } from "../starter/lanes.js";
import { StartProblem } from "../starter/problem.js";
import { ensureSecrets } from "../starter/secrets-file.js";
import { BoxChanges, ownersOf } from "./box-changes.js";
import { boxFiles, boxPaths, boxUnits } from "./box-files.js";

/** The outside world of a real box; a box in a folder has none. */
export interface BoxSystem {
  /** Makes sure that Debian packages are installed; answers those it installed. */
  readonly ensurePackages: (names: readonly string[]) => string[];
  /** Makes the accounts of a sysusers file. */
  readonly makeUsers: (path: string) => void;
  /** Enables units and brings them to the state of their files; `changed`: something they read has changed. Answers what it did. */
  readonly bringUp: (units: readonly string[], changed: boolean) => string[];
}

export interface BoxOptions {
  /** "/" for this machine, or a folder that stands for a box. */
  readonly root: string;
  readonly releaseFolder: string;
  readonly kioskLane: string | undefined;
  readonly system: BoxSystem | undefined;
  readonly say: (line: string) => void;
}

const packages = ["mosquitto"];
const kioskPackages = ["chromium", "cage"];

/**
 * Sets a box up from a built release: accounts, folders, configuration, lanes, keys, broker, services, kiosk. Everything that is
 * already so is left alone; a second run does nothing. The operator's own files (configuration and lanes below /etc/laneway)
 * are written once, then only read. Throws a StartProblem, before the first change, when one of them is wrong.
 * @returns the changes made, in words
 */
export function setUpBox(options: BoxOptions): readonly string[] {
  const { root, releaseFolder, kioskLane, system } = options;
  for (const needed of ["edge-server/dist/main.mjs", "device-agents/dist/main.mjs", "cloud-relay/dist/store/main.mjs", "kiosk-ui/dist", "deploy/units"]) {
    if (!existsSync(join(releaseFolder, needed))) throw new StartProblem(`${releaseFolder} is not a built release: ${needed} is missing; fix: npm ci && npm run build there`, 3);
  }
  const config = readBoxConfig(root);
  const lanes = readBoxLanes(root, releaseFolder, config);
  if (kioskLane !== undefined && !lanes.some((lane) => lane.laneId === kioskLane)) {
    throw new StartProblem(`--kiosk names ${kioskLane}, which is not in laneFiles; fix: name one of ${lanes.map((lane) => lane.laneId).join(", ")}`, 2);
  }
  const changes = new BoxChanges(root, ownersOf(root), options.say);
  const told = (line: string) => {
    changes.made.push(line);
    options.say(line);
  };
  for (const name of system?.ensurePackages([...packages, ...(kioskLane === undefined ? [] : kioskPackages)]) ?? []) told(`package ${name} installed`);
  // The accounts come first: everything after belongs to them.
  const before = changes.made.length;
  changes.folder(boxPaths.data, 0o750, "laneway:laneway");
  const files = boxFiles({ releaseFolder, config, lanes, secrets: ensureBoxSecrets(root, lanes, told), kioskLane });
  const users = files.find((file) => file.path === boxPaths.users);
  if (users !== undefined) changes.file(users);
  if (changes.made.length > before) system?.makeUsers(boxPaths.users);
  changes.folder(boxPaths.data, 0o750, "laneway:laneway");
  changes.folder(`${boxPaths.data}/lanes`, 0o755, "laneway:laneway");
  changes.attributes(`${boxPaths.data}/${dataFiles.secrets}`, 0o600, "laneway:laneway");
  writeOperatorFiles(changes, root, lanes);
  for (const file of files) changes.file(file);
  removeOldProfiles(changes, root, lanes);
  changes.link(boxPaths.current, releaseFolder);
  for (const line of system?.bringUp(boxUnits(lanes, config, kioskLane), changes.made.length > 0) ?? []) told(line);
  return changes.made;
}

/** A box's own defaults: everything on this machine, the broker is Mosquitto, no twin. Written when there is no file yet. */
const boxDefaults = {
  store: { id: "store-1", name: "My store" },
  dataFolder: boxPaths.data,
  ports: { mqtt: 1883, mqttWebSocket: 9001 },
  mqttUrl: "mqtt://127.0.0.1:1883",
  mqttWebSocketUrl: "ws://127.0.0.1:9001",
  laneFiles: [`${boxPaths.lanes}/lane-1.json`],
  cloudUrl: "none",
  twin: false,
} as const;

function readBoxConfig(root: string): StoreConfig {
  const path = join(root, boxPaths.config);
  const parsed = parseStoreConfig(existsSync(path) ? readFileSync(path, "utf8") : JSON.stringify(boxDefaults), {});
  if (!parsed.ok) throw new StartProblem(describeProblems(parsed.error), 2);
  return parsed.value;
}

/** The lanes that the configuration names; a new box begins with the example of a lane with hardware. */
function readBoxLanes(root: string, releaseFolder: string, config: StoreConfig): LaneProfile[] {
  const isNew = !existsSync(join(root, boxPaths.config));
  const laneFiles = isNew ? [join(releaseFolder, "deploy/lanes/serial-hardware.json")] : config.laneFiles.map((path) => join(root, path));
  return lanesOf({ ...config, laneFiles });
}

function ensureBoxSecrets(root: string, lanes: readonly LaneProfile[], told: (line: string) => void) {
  const path = join(root, boxPaths.data, dataFiles.secrets);
  const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const secrets = ensureSecrets(path, lanes.map((lane) => lane.laneId));
  if (before === undefined) told(`keys made: ${boxPaths.data}/${dataFiles.secrets}`);
  else if (readFileSync(path, "utf8") !== before) told("keys added for new lanes");
  return secrets;
}

function writeOperatorFiles(changes: BoxChanges, root: string, lanes: readonly LaneProfile[]): void {
  if (existsSync(join(root, boxPaths.config))) return;
  changes.file({ path: boxPaths.config, text: `${JSON.stringify(boxDefaults, null, 2)}\n`, mode: 0o644, owner: "root:root" });
  for (const lane of lanes) {
    changes.file({ path: `${boxPaths.lanes}/${lane.laneId}.json`, text: `${JSON.stringify(lane, null, 2)}\n`, mode: 0o644, owner: "root:root" });
  }
}

function removeOldProfiles(changes: BoxChanges, root: string, lanes: readonly LaneProfile[]): void {
  for (const name of readdirSync(join(root, boxPaths.data, "lanes"))) {
    if (!lanes.some((lane) => name === `${lane.laneId}.json`)) changes.remove(`${boxPaths.data}/lanes/${name}`);
  }
}

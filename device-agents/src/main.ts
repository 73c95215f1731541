import { join, resolve } from "node:path";
import { dataFiles, laneProfile, mqttUser, simulatedLaneProfile, type LaneProfile, type StoreConfig } from "@laneway/contracts";
import { createLaneAgent } from "./agent/lane-agent.js";
import { argument, exitWith, loadConfigOrExit, loadSecretsOrExit, makeLog, readTextFile, serveUntilEnded } from "./part-life.js";

/*
 * The device agent of one lane: `node main.mjs --lane lane-1`, or `--profile path/to/lane.json`.
 * Without a profile in the data folder a simulated lane of that number is assumed.
 */
const config = loadConfigOrExit();
const secrets = loadSecretsOrExit(config);
const profile = loadProfileOrExit(config);
const user = mqttUser("agent", profile.laneId);
const password = secrets.mqtt[user] ?? exitWith(2, `laneway: secrets: no MQTT password for ${user}; fix: run npm start once, which adds the lane's keys`);

const agent = createLaneAgent({
  storeId: config.store.id,
  currency: config.store.currency,
  profile,
  broker: { url: config.mqttUrl ?? `mqtt://${config.host}:${config.ports.mqtt}`, password },
  notesPath: resolve(join(config.dataFolder, "agents", `${profile.laneId}.json`)),
  log: makeLog("agent", profile.laneId, "warn"),
});
agent.start();
serveUntilEnded(() => agent.stop());

function loadProfileOrExit(store: StoreConfig): LaneProfile {
  const lane = argument("lane");
  const path = argument("profile") ?? (lane === undefined ? undefined : join(store.dataFolder, dataFiles.laneProfile(lane)));
  if (path === undefined) exitWith(2, "laneway: agent: which lane? fix: start it with --lane lane-1 or --profile path/to/lane.json");
  const text = readTextFile(path);
  if (text === undefined) {
    const index = Number(/^lane-(\d+)$/.exec(lane ?? "")?.[1]) - 1;
    if (index >= 0 && index < store.lanes) return simulatedLaneProfile(store, index);
    exitWith(2, `laneway: lane profile ${path} cannot be read; fix: create it (see deploy/lanes) or correct --lane`);
  }
  const parsed = laneProfile.safeParse(parseOrExit(path, text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return exitWith(2, `laneway: lane profile ${path}: ${issue?.path.join(".")} ${issue?.message}; fix: compare it with deploy/lanes`);
}

function parseOrExit(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return exitWith(2, `laneway: lane profile ${path} is not JSON (${(error as Error).message}); fix: correct the file`);
  }
}

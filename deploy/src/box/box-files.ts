import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, paths, type LaneProfile, type StoreConfig, type StoreSecrets } from "@laneway/contracts";
import { mosquittoAccess } from "./mosquitto-access.js";
import { mosquittoConfig } from "./mosquitto-config.js";
import { mosquittoPasswords } from "./mosquitto-passwords.js";

/** A file as it must be on the box. */
export interface BoxFile {
  /** Absolute on the box. */
  readonly path: string;
  readonly text: string;
  readonly mode: number;
  /** `user:group` by name. */
  readonly owner: string;
}

export const boxPaths = {
  config: "/etc/laneway/laneway.config.json",
  lanes: "/etc/laneway/lanes",
  mosquitto: "/etc/laneway/mosquitto",
  data: "/var/lib/laneway",
  current: "/opt/laneway/current",
  units: "/etc/systemd/system",
  users: "/etc/sysusers.d/laneway.conf",
  kioskPolicy: "/etc/chromium/policies/managed/laneway.json",
} as const;

const users = `u laneway - "Laneway store services" ${boxPaths.data}
u laneway-kiosk - "Laneway kiosk browser" /run/laneway-kiosk
m laneway dialout
m laneway-kiosk video
m laneway-kiosk input
`;

/** Every file the box needs, made from the release, the configuration, the lanes and the secrets. */
export function boxFiles(options: {
  readonly releaseFolder: string;
  readonly config: StoreConfig;
  readonly lanes: readonly LaneProfile[];
  readonly secrets: StoreSecrets;
  /** The lane whose kiosk this box shows; undefined: no screen. */
  readonly kioskLane: string | undefined;
}): BoxFile[] {
  const { config, lanes, secrets, kioskLane } = options;
  const laneIds = lanes.map((lane) => lane.laneId);
  const broker = { accessFile: `${boxPaths.mosquitto}/access`, passwordFile: `${boxPaths.mosquitto}/passwords` };
  const units = join(options.releaseFolder, "deploy/units");
  const files: BoxFile[] = [
    { path: boxPaths.users, text: users, mode: 0o644, owner: "root:root" },
    {
      path: `${boxPaths.mosquitto}/mosquitto.conf`,
      text: mosquittoConfig({ ...broker, port: config.ports.mqtt, webSocketPort: config.ports.mqttWebSocket, lanes: lanes.length }),
      mode: 0o644,
      owner: "root:root",
    },
    { path: broker.accessFile, text: mosquittoAccess(config.store.id, laneIds), mode: 0o640, owner: "root:mosquitto" },
    { path: broker.passwordFile, text: mosquittoPasswords(secrets.mqtt), mode: 0o640, owner: "root:mosquitto" },
    ...lanes.map((lane) => ({ path: `${boxPaths.data}/${dataFiles.laneProfile(lane.laneId)}`, text: `${JSON.stringify(lane, null, 2)}\n`, mode: 0o644, owner: "laneway:laneway" })),
    ...readdirSync(units)
      .filter((name) => kioskLane !== undefined || name !== "laneway-kiosk.service")
      .map((name) => ({ path: `${boxPaths.units}/${name}`, text: readFileSync(join(units, name), "utf8"), mode: 0o644, owner: "root:root" })),
  ];
  if (kioskLane !== undefined) {
    const base = JSON.parse(readFileSync(join(options.releaseFolder, "deploy/policies/chromium.json"), "utf8")) as Record<string, unknown>;
    files.push({
      path: boxPaths.kioskPolicy,
      text: `${JSON.stringify(kioskPolicy(base, config, kioskLane, secrets.kioskKeys[kioskLane] ?? ""), null, 2)}\n`,
      mode: 0o640,
      owner: "root:laneway-kiosk",
    });
  }
  return files;
}

/** The browser opens the lane's page and can reach nothing else. The address holds the lane's key: the file is the kiosk's alone. */
export function kioskPolicy(base: Readonly<Record<string, unknown>>, config: StoreConfig, lane: string, key: string): Record<string, unknown> {
  const edge = `http://127.0.0.1:${config.ports.edge}`;
  return {
    ...base,
    URLAllowlist: [`127.0.0.1:${config.ports.edge}`],
    RestoreOnStartup: 4,
    RestoreOnStartupURLs: [edge + paths.kioskPage(lane, key)],
  };
}

/** The systemd units to run, in the order they are started. */
export function boxUnits(lanes: readonly LaneProfile[], config: StoreConfig, kioskLane: string | undefined): string[] {
  return [
    "laneway-broker.service",
    "laneway-edge.service",
    ...lanes.map((lane) => `laneway-agent@${lane.laneId}.service`),
    ...(config.cloudUrl === undefined || config.cloudUrl === "none" ? [] : ["laneway-relay.service"]),
    ...(kioskLane === undefined ? [] : ["laneway-kiosk.service"]),
  ];
}

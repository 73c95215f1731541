import { join } from "node:path";
import { dataFiles, paths, walletOf, type LaneProfile, type StoreConfig, type StoreSecrets } from "@laneway/contracts";
import { z } from "zod";

/** What this file reads of the edge's `GET /api/v1/twin`. */
const twinAnswer = z.object({
  lanes: z.array(z.object({ laneId: z.string(), name: z.string(), kioskPath: z.string(), benchPath: z.string() })),
  attendants: z.array(z.object({ attendantId: z.string(), name: z.string(), pin: z.string(), role: z.string() })),
});

/** The lines shown once the store runs: every address a person may want to open. */
export async function addressLines(config: StoreConfig, lanes: readonly LaneProfile[], secrets: StoreSecrets): Promise<string[]> {
  const edge = `http://${shownHost(config.host)}:${config.ports.edge}`;
  const rows: [string, string][] = [];
  const twin = config.twin ? await readTwin(edge) : undefined;
  if (config.twin) rows.push(["Start page", `${edge}/`]);
  if (twin !== undefined) {
    for (const lane of twin.lanes) {
      rows.push([`Lane ${lane.name} kiosk`, edge + lane.kioskPath], [`Lane ${lane.name} bench`, edge + lane.benchPath]);
    }
  } else if (config.twin) {
    for (const lane of lanes) rows.push([`Lane ${lane.name} kiosk`, edge + paths.kioskPage(lane.laneId, secrets.kioskKeys[lane.laneId] ?? "")]);
  } else {
    // Outside a demo the keys stay off the terminal.
    for (const lane of lanes) rows.push([`Lane ${lane.name} kiosk`, edge + paths.kioskPage(lane.laneId, "KEY")]);
    rows.push(["", `KEY: kioskKeys in ${join(config.dataFolder, dataFiles.secrets)}`]);
  }
  rows.push(["Attendant", edge + paths.attendantPage]);
  for (const person of twin?.attendants ?? []) rows.push(["", `${person.attendantId}, PIN ${person.pin} (${person.name}, ${person.role})`]);
  rows.push(["API", edge + paths.apiPage]);
  if (config.cloudUrl === undefined) rows.push(["Headquarters", `http://${shownHost(config.host)}:${config.ports.cloud}/`]);
  else if (config.cloudUrl !== "none") rows.push(["Headquarters", config.cloudUrl]);
  if (config.cloudUrl === undefined && walletOf(config)?.simulated === true) rows.push(["Test wallet", `${walletOf(config)?.url}/`]);
  return rows.map(([name, value]) => `  ${name.padEnd(14)} ${value}`);
}

/** An address to click on: "any interface" is shown as this machine. */
const shownHost = (host: string) => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host);

async function readTwin(edge: string): Promise<z.infer<typeof twinAnswer> | undefined> {
  try {
    const answer = await fetch(`${edge}/api/v1/twin`, { signal: AbortSignal.timeout(2_000) });
    return twinAnswer.safeParse(await answer.json()).data;
  } catch {
    // The store runs all the same; the plain addresses are shown instead.
    return undefined;
  }
}

import { createServer } from "node:net";
import { environmentKeys, simulatedPorts, walletOf, type LaneProfile, type StoreConfig } from "@laneway/contracts";
import { isSimulated } from "./lanes.js";
import { StartProblem } from "./problem.js";

export interface NeededPort {
  readonly port: number;
  /** The setting it comes from. */
  readonly key: string;
}

/** Every port that this start will listen on. */
export function portsNeeded(config: StoreConfig, lanes: readonly LaneProfile[]): NeededPort[] {
  const needed: NeededPort[] = [{ port: config.ports.edge, key: "ports.edge" }];
  if (config.mqttUrl === undefined) {
    needed.push({ port: config.ports.mqtt, key: "ports.mqtt" }, { port: config.ports.mqttWebSocket, key: "ports.mqttWebSocket" });
  }
  if (config.cloudUrl === undefined) needed.push({ port: config.ports.cloud, key: "ports.cloud" });
  if (config.cloudUrl === undefined && walletOf(config)?.simulated === true) needed.push({ port: config.ports.wallet, key: "ports.wallet" });
  lanes.forEach((lane, index) => {
    if (!isSimulated(lane)) return;
    for (const port of Object.values(simulatedPorts(config, index))) needed.push({ port, key: "ports.bench" });
  });
  return needed;
}

/** Throws a problem when two parts would share a port or a port does not exist. */
export function checkPortsApart(needed: readonly NeededPort[]): void {
  const seen = new Map<number, string>();
  for (const { port, key } of needed) {
    const other = seen.get(port);
    if (other !== undefined) throw new StartProblem(`configuration: ${key} needs port ${port}, which ${other} has; fix: move one of them (ports.bench takes ten ports a lane)`, 2);
    if (port > 65_535) throw new StartProblem(`configuration: ${key} reaches port ${port}, beyond the last one; fix: choose a lower ports.bench or fewer lanes`, 2);
    seen.set(port, key);
  }
}

/**
 * Tries every port by opening it for a moment. Throws a problem naming the first that cannot be had.
 * `patienceMs`: how long to wait for ports that a start killed just before may still hold; `waiting` is called once then.
 */
export async function checkPortsFree(
  host: string,
  needed: readonly NeededPort[],
  { patienceMs, waiting }: { readonly patienceMs: number; readonly waiting: () => void },
): Promise<void> {
  const until = performance.now() + patienceMs;
  let told = false;
  for (;;) {
    const codes = await Promise.all(needed.map(({ port }) => tryPort(host, port)));
    const at = codes.findIndex((code) => code !== undefined);
    const taken = needed[at];
    if (taken === undefined) return;
    const code = codes[at];
    if (code !== "EADDRINUSE" || performance.now() >= until) throw new StartProblem(portProblem(host, taken, code ?? ""), 3);
    if (!told) waiting();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function portProblem(host: string, { port, key }: NeededPort, code: string): string {
  const variable = Object.entries(environmentKeys).find(([, name]) => name === key)?.[0];
  const setting = variable === undefined ? key : `${key} or ${variable}`;
  if (code === "EADDRINUSE") return `port ${port} on ${host} (${key}) is in use; fix: stop the program that has it, or set ${setting} to a free port`;
  if (code === "EACCES") return `port ${port} (${key}) may not be opened by this user; fix: set ${setting} to a port above 1023`;
  return `port ${port} on ${host} (${key}) cannot be opened (${code}); fix: set host or LANEWAY_HOST to an address of this machine`;
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

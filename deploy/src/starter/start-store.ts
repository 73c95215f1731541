import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataFiles, describeProblems, loadStoreConfig, type StoreConfig } from "@laneway/contracts";
import { addressLines } from "./addresses.js";
import { lanesOf, writeLaneProfiles } from "./lanes.js";
import { takeLock } from "./lock-file.js";
import { partsOfStore, releaseFolder } from "./parts-of-store.js";
import { checkPortsApart, checkPortsFree, portsNeeded } from "./ports.js";
import { StartProblem } from "./problem.js";
import { ensureSecrets } from "./secrets-file.js";
import { superviseParts, type Supervisor } from "./supervisor.js";

/**
 * How long ports of a start that was killed may stay taken: its parts end by themselves within 3 s, a database that is
 * just being made takes longer on a slow machine.
 */
const leftoverPatienceMs = 20_000;

/**
 * Starts a whole store and serves until SIGINT, SIGTERM or SIGHUP. A program that spawned it with an IPC channel is
 * told `{ kind: "ready" }`. Exits the process:
 * 0 after a wished stop; 2 configuration; 3 machine (port, data folder, second start); 4 a part did not come up.
 */
export async function startStore(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  let release: () => void = () => {};
  let supervisor: Supervisor | undefined;
  let ending = false;
  const end = async (exitCode: number): Promise<void> => {
    ending = true;
    await supervisor?.stop();
    release();
    process.exit(exitCode);
  };
  const onSignal = () => {
    if (ending) {
      supervisor?.kill();
      return;
    }
    say("stopping (Ctrl-C again: at once)");
    void end(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  // Started by another program: without it nobody could stop the store.
  process.on("disconnect", onSignal);
  stopWithNpm(environment, onSignal);
  try {
    const config = readConfig(environment);
    const lanes = lanesOf(config);
    const ports = portsNeeded(config, lanes);
    checkPortsApart(ports);
    const dataFolder = resolve(config.dataFolder);
    const lock = openDataFolder(dataFolder);
    release = lock.release;
    await checkPortsFree(config.host, ports, {
      patienceMs: lock.tookOver ? leftoverPatienceMs : 0,
      waiting: () => say("waiting for the processes of the last start to end"),
    });
    const secrets = ensureSecrets(join(dataFolder, dataFiles.secrets), lanes.map((lane) => lane.laneId));
    writeLaneProfiles(dataFolder, lanes);
    if (ending) return;
    const started = performance.now();
    supervisor = superviseParts(partsOfStore(config, lanes), { logFolder: join(dataFolder, "logs"), environment: partEnvironment(config, environment), say });
    await supervisor.open();
    if (ending) return;
    say(`${config.store.name} is open (${((performance.now() - started) / 1000).toFixed(1)} s), data in ${dataFolder}`);
    for (const line of await addressLines(config, lanes, secrets)) process.stdout.write(`${line}\n`);
    say("Ctrl-C stops the store");
    await supervisor.allReady();
    if (ending) return;
    process.send?.({ kind: "ready" });
  } catch (error) {
    if (ending) return;
    if (!(error instanceof StartProblem)) process.stderr.write(`${(error as Error).stack}\n`);
    else process.stderr.write(`${error.message.split("\n").map((line) => (line.startsWith("laneway: ") ? line : `laneway: ${line}`)).join("\n")}\n`);
    await end(error instanceof StartProblem ? error.exitCode : 1);
  }
}

/** npm does not pass SIGTERM on beyond its shell: when the shell is gone, so is whoever wanted the store. */
function stopWithNpm(environment: NodeJS.ProcessEnv, stop: () => void): void {
  if (environment.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

/** What the parts get from the environment: all of it, and for a twin the price book it opens with. */
function partEnvironment(config: StoreConfig, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return config.twin ? { LANEWAY_DEMO_PRICE_BOOK: join(releaseFolder, "deploy/demo/price-book.json"), ...environment } : environment;
}

function readConfig(environment: NodeJS.ProcessEnv): StoreConfig {
  const config = loadStoreConfig(environment, (path) => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return undefined;
    }
  });
  if (!config.ok) throw new StartProblem(describeProblems(config.error), 2);
  return config.value;
}

function openDataFolder(folder: string): { release: () => void; tookOver: boolean } {
  try {
    // It will hold every transaction of the store: nobody else on this machine may look in.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return takeLock(join(folder, dataFiles.lock));
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const fix = code === "ENOSPC" ? "free some space" : "choose another folder with dataFolder or LANEWAY_DATA, or give this user the right to write there";
    throw new StartProblem(`data folder ${folder} cannot be written (${code}); fix: ${fix}`, 3);
  }
}

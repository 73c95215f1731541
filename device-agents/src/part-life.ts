import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataFiles, describeProblems, loadStoreConfig, storeSecrets, type StoreConfig, type StoreSecrets } from "@laneway/contracts";
import { type Logger, pino } from "pino";

/** How long an orderly end may take before it is cut short. */
const stopPatienceMs = 2_500;

/** Ends the process with one line that says what is wrong and what to do. */
export function exitWith(status: number, line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(status);
}

export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

export function loadConfigOrExit(): StoreConfig {
  const config = loadStoreConfig(process.env, readTextFile);
  return config.ok ? config.value : exitWith(2, describeProblems(config.error));
}

export function loadSecretsOrExit(config: StoreConfig): StoreSecrets {
  const path = resolve(join(config.dataFolder, dataFiles.secrets));
  const text = readTextFile(path);
  if (text === undefined) exitWith(2, `laneway: secrets: ${path} cannot be read; fix: start the store with npm start, which makes it`);
  try {
    return storeSecrets.parse(JSON.parse(text));
  } catch {
    return exitWith(2, `laneway: secrets: ${path} is damaged; fix: put back the copy from your backup, or remove it to have new keys made`);
  }
}

/** The value behind `--name` on the command line. */
export function argument(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

export function makeLog(part: string, lane: string, defaultLevel: string): Logger {
  const level = process.env.LANEWAY_LOG;
  const known = level !== undefined && level in pino.levels.values;
  return pino({ level: known || level === "silent" ? level : defaultLevel, base: { part, lane } });
}

/** Serves until told to end: by a signal, or because whoever started this process is gone. */
export function serveUntilEnded(stop: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), stopPatienceMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (process.send !== undefined) {
    process.on("disconnect", end);
    process.send({ kind: "ready" });
  }
}

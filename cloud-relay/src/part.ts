import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, describeProblems, loadStoreConfig, type StoreConfig } from "@laneway/contracts/config";
import { type StoreSecrets, storeSecrets } from "@laneway/contracts/secrets";
import { type Logger, pino } from "pino";

/** Settings are wrong or missing: nothing was started. */
const exitBadSettings = 2;

export interface Part {
  readonly config: StoreConfig;
  readonly secrets: StoreSecrets;
  readonly log: Logger;
}

/** Reads configuration and secrets as every part does. On a problem prints one line for each and ends the process. */
export function loadPart(name: string): Part {
  const loaded = loadStoreConfig(process.env, textOf);
  if (!loaded.ok) return stop(describeProblems(loaded.error), exitBadSettings);
  const path = join(loaded.value.dataFolder, dataFiles.secrets);
  const text = textOf(path);
  if (text === undefined) return stop(`laneway: ${path} is missing; fix: start the store once with npm start, which makes it`, exitBadSettings);
  const secrets = storeSecrets.safeParse(jsonOf(text));
  if (!secrets.success) {
    const keys = secrets.error.issues.map((issue) => issue.path.join(".") || "its text").join(", ");
    return stop(`laneway: ${path} is damaged (${keys}); fix: restore it, or delete it to make new keys`, exitBadSettings);
  }
  return { config: loaded.value, secrets: secrets.data, log: pino({ name, level: process.env.LANEWAY_LOG ?? "info" }) };
}

/** Prints one line and ends the process with a status. */
export function stop(line: string, status: number): never {
  process.stderr.write(`${line}\n`);
  process.exit(status);
}

/** The address at which something bound to a host is reached from the same machine. */
export function loopbackOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** Tells the process that spawned this one that it now serves. */
export function tellReady(): void {
  process.send?.({ kind: "ready" });
}

/** Calls `close` once, on SIGTERM, SIGINT or when the process that spawned this one is gone; then ends with status 0, within three seconds. */
export function closeOnSignal(log: Logger, close: () => Promise<void>): void {
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(0), 2_500).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "closing failed");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  if (process.send !== undefined) process.once("disconnect", end);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

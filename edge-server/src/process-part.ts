import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, describeProblems, loadStoreConfig, type StoreConfig, type StoreSecrets, storeSecrets } from "@laneway/contracts";

/** Exit codes every part of a store uses. */
export const exitCodes = { configuration: 2, portInUse: 3, record: 4 } as const;

/** Prints one clear line and ends the process. */
export function giveUp(line: string, code: number): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Absent or unreadable is the same here: whoever asked for the file by name says so.
    return undefined;
  }
}

/** The configuration, or exit with status 2 and a line for each problem. */
export function configurationOrExit(): StoreConfig {
  const loaded = loadStoreConfig(process.env, readText);
  return loaded.ok ? loaded.value : giveUp(describeProblems(loaded.error), exitCodes.configuration);
}

/** The store's keys, or exit with status 2. */
export function secretsOrExit(config: StoreConfig): StoreSecrets {
  const path = join(config.dataFolder, dataFiles.secrets);
  const text = readText(path);
  if (text === undefined) giveUp(`laneway: ${path} cannot be read; fix: start the store with npm start, which makes it`, exitCodes.configuration);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    giveUp(`laneway: ${path} is not JSON; fix: restore it from a backup`, exitCodes.configuration);
  }
  const parsed = storeSecrets.safeParse(value);
  if (parsed.success) return parsed.data;
  const keys = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  return giveUp(`laneway: ${path} has no right value for ${keys}; fix: restore it from a backup`, exitCodes.configuration);
}

/** The line for a port that cannot be opened; undefined for any other error. */
export function portProblem(error: unknown, keys: readonly string[]): string | undefined {
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") return undefined;
  const what = code === "EADDRINUSE" ? "is in use" : `cannot be opened (${code})`;
  return `laneway: port ${port} on ${address} ${what}; fix: stop the program that holds it, or set ${keys.join(" or ")} to another`;
}

/**
 * Ends the process cleanly on SIGTERM, SIGINT and when the starter has gone; within three seconds, come what may.
 * Tells the starter that the part serves.
 */
export function serveUntilStopped(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), 2_500).unref();
    void stop().finally(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("disconnect", end);
  process.send?.({ kind: "ready" });
}

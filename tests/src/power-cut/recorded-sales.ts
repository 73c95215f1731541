import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DiskChange, readRecording } from "./recording.js";

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Compiles the recorder into a folder and answers its path. Throws, naming the packages, when there is no C compiler. */
export function buildRecorder(folder: string): string {
  const library = join(folder, "write-recorder.so");
  const built = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source("write-recorder.c"), "-ldl"], { encoding: "utf8" });
  if (built.error !== undefined) throw new Error("the power-cut test needs a C compiler; fix: apt-get install -y gcc libc6-dev");
  if (built.status !== 0) throw new Error(`the recorder does not compile (are gcc and libc6-dev both installed?): ${built.stderr}`);
  return library;
}

export interface SalesToRecord {
  readonly sales: number;
  readonly seed: number;
  /** As the edge opens its record, or with the setting that better-sqlite3 would choose by itself. */
  readonly durability: "full" | "normal";
  /** Pages of log between two checkpoints. */
  readonly logPages: number;
  /** The n-th sync after the first sale fails; the writer then ends, as the edge does. */
  readonly failingSync?: number;
}

/** Lets a process of its own ring up sales in the edge's store and answers everything it did to the disk. */
export function recordSales(library: string, folder: string, { sales, seed, durability, logPages, failingSync }: SalesToRecord): DiskChange[] {
  const database = join(folder, "edge", "edge.db");
  const recording = join(folder, "recording");
  rmSync(join(folder, "edge"), { recursive: true, force: true });
  rmSync(recording, { force: true });
  const child = spawnSync(process.execPath, [source("sales-writer.mjs"), database, String(sales), String(seed), durability, String(logPages)], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", LD_PRELOAD: library, LANEWAY_RECORDING: recording, LANEWAY_RECORDED_DATABASE: database, ...(failingSync === undefined ? {} : { LANEWAY_FAILING_SYNC: String(failingSync) }) },
    timeout: 120_000,
  });
  if (failingSync !== undefined && child.status !== 0 && child.stderr.includes("io-error")) return readRecording(readFileSync(recording));
  if (child.status !== 0) throw new Error(`the writer of sales failed: ${child.stderr || child.error?.message}`);
  return readRecording(readFileSync(recording));
}

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../store/running-store.js";

/** Megabytes of memory that a process holds (resident set). */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has ended`);
  return (Number(kilobytes) * 1_024) / 1e6;
}

/** Runs a part's program to its end; rejects when it fails. Answers the milliseconds it took. */
export async function runPart(file: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, file), ...args], { env: environment, stdio: ["ignore", "ignore", "inherit"] });
  const status = await new Promise((resolve) => child.once("exit", resolve));
  if (status !== 0) throw new Error(`${file} ended with status ${String(status)}`);
  return performance.now() - start;
}

/** Starts a part alone, waits until it says that it serves, and stops it. Answers the milliseconds until then and its memory. */
export async function timeToServe(file: string, environment: NodeJS.ProcessEnv): Promise<{ readonly ms: number; readonly megabytes: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, file)], { env: environment, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`${file} ended with status ${status}`)));
    child.on("message", (message: { kind?: string }) => {
      if (message.kind === "ready") resolve();
    });
  });
  const ms = performance.now() - start;
  const megabytes = residentMegabytes(child.pid ?? 0);
  child.kill("SIGTERM");
  await ended;
  return { ms, megabytes };
}

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { StartProblem } from "./problem.js";

const lockContent = z.object({ pid: z.int().min(1), startedAt: z.string(), processStart: z.string() });

/**
 * Takes the lock of a data folder: a second start on the same data is refused, a lock left by a killed start is taken over.
 * @returns `release`, and whether a stale lock was taken over (its children may still be stopping)
 */
export function takeLock(path: string, pid: number = process.pid): { release: () => void; tookOver: boolean } {
  const own = `${path}.${pid}`;
  const content = { pid, startedAt: new Date().toISOString(), processStart: processStart(pid) };
  writeFileSync(own, JSON.stringify(content));
  try {
    let tookOver = false;
    while (!linked(own, path)) {
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder)) {
        throw new StartProblem(
          `this data folder is in use by process ${holder.pid} since ${holder.startedAt} (${path}); fix: stop it first, or choose another folder with LANEWAY_DATA`,
          3,
        );
      }
      setAside(path, own);
      tookOver = true;
    }
    return { tookOver, release: () => releaseOwn(path, pid) };
  } finally {
    rmSync(own, { force: true });
  }
}

/** `link` fails when the name exists: the one atomic "create if absent" that never shows a half-written file. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Two starts may find the same stale lock: the rename is atomic, and a live lock caught by it is put back. */
function setAside(path: string, own: string): void {
  const aside = `${own}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const caught = readHolder(aside);
  if (caught !== undefined && isAlive(caught)) linked(aside, path);
  rmSync(aside, { force: true });
}

function readHolder(path: string): z.infer<typeof lockContent> | undefined {
  try {
    return lockContent.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

function isAlive(holder: z.infer<typeof lockContent>): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const start = processStart(holder.pid);
  // Another process may have been given the same number since: its start time differs.
  return start === "" || holder.processStart === "" || start === holder.processStart;
}

/** Clock ticks since boot at which a process started; "" where the system does not tell. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The command name may hold spaces and brackets: fields are counted after its last bracket.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    return ticks === "" ? "" : `${boot}:${ticks}`;
  } catch {
    return "";
  }
}

function releaseOwn(path: string, pid: number): void {
  if (readHolder(path)?.pid === pid) rmSync(path, { force: true });
}

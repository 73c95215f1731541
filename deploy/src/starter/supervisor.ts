import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./part.js";
import { openPartLog, type PartLog } from "./part-log.js";
import { runPart, type PartProcess } from "./part-process.js";
import { StartProblem } from "./problem.js";

const readyTimeoutMs = 60_000;

export interface Supervisor {
  /** Settles when the store can open: all but background parts serve, or have failed to. Throws a problem when an essential one has failed. */
  readonly open: () => Promise<void>;
  /** Settles when every part serves, or has failed to; throws as `open` does. */
  readonly allReady: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Ends every part at once, without its consent. */
  readonly kill: () => void;
  readonly pids: () => Readonly<Record<string, number | undefined>>;
}

/** Starts the parts, each when those it needs are ready, and keeps them running until `stop`. */
export function superviseParts(parts: readonly Part[], options: {
  readonly logFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly readyTimeoutMs?: number;
}): Supervisor {
  mkdirSync(options.logFolder, { recursive: true });
  const running = new Map<Part, PartProcess>();
  const outcomes = new Map<string, Promise<void>>();
  const logs: PartLog[] = [];
  let stopping = false;

  const bringUp = async (part: Part): Promise<void> => {
    await Promise.all(part.after.map((name) => outcomes.get(name)));
    if (stopping) return;
    const say = (line: string) => options.say(`${part.name}: ${line}`);
    const log = openPartLog(join(options.logFolder, `${part.name.replaceAll(" ", "-")}.log`), say);
    logs.push(log);
    const process = runPart(part, { ...options, log, say, readyTimeoutMs: options.readyTimeoutMs ?? readyTimeoutMs });
    running.set(part, process);
    const outcome = await process.firstReady;
    if (outcome.ready || stopping) return;
    if (part.essential) throw new StartProblem(`${part.name}: ${outcome.problem}`, outcome.exitCode === 2 || outcome.exitCode === 3 ? outcome.exitCode : 4);
    say(`does not run: ${outcome.problem}`);
  };
  // A part's own entry must exist before those that wait for it look it up: parts stand in that order.
  for (const part of parts) outcomes.set(part.name, bringUp(part));
  const settled = (chosen: readonly Part[]) => {
    const promise = Promise.all(chosen.map((part) => outcomes.get(part.name))).then(() => undefined);
    // Whoever waits gets the problem; nobody may be waiting yet.
    promise.catch(() => undefined);
    return promise;
  };
  const open = settled(parts.filter((part) => !part.background));
  const all = settled(parts);

  return {
    open: () => open,
    allReady: () => all,
    pids: () => Object.fromEntries([...running].map(([part, process]) => [part.name, process.pid()])),
    kill: () => {
      for (const process of running.values()) process.kill();
    },
    async stop() {
      stopping = true;
      for (const order of [1, 2, 3] as const) {
        await Promise.all([...running].filter(([part]) => part.stopOrder === order).map(([, process]) => process.stop()));
      }
      for (const log of logs.splice(0)) log.close();
    },
  };
}

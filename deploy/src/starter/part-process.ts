import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import type { PartLog } from "./part-log.js";
import type { Part } from "./part.js";

const firstDelayMs = 100;
const maximumDelayMs = 10_000;
/** A part that has served this long is taken as sound: whoever killed it, shoppers get it back at once. */
const soundAfterMs = 1_000;
const killAfterMs = 3_000;

export interface PartProcess {
  /** Settles once: when the part serves for the first time, or cannot (`problem`). */
  readonly firstReady: Promise<{ ready: true } | { ready: false; problem: string; exitCode: number | undefined }>;
  /** SIGTERM, SIGKILL after 3 s; settles when the process is gone. No restart follows. */
  readonly stop: () => Promise<void>;
  /** SIGKILL at once. */
  readonly kill: () => void;
  readonly pid: () => number | undefined;
}

/**
 * Runs a part and runs it again when it dies, with a delay that doubles up to 10 s.
 * A part that ends with status 2 (configuration), 3 (port) or 4 (its record) before it was ever ready has said what is
 * wrong: it is not tried again.
 */
export function runPart(part: Part, options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: PartLog;
  readonly say: (line: string) => void;
  readonly readyTimeoutMs: number;
}): PartProcess {
  const { log, say } = options;
  let child: ChildProcess | undefined;
  let gone: Promise<void> = Promise.resolve();
  let stopping = false;
  let wasReady = false;
  let delayMs = firstDelayMs;
  let timer: NodeJS.Timeout | undefined;
  let settle: (outcome: Awaited<PartProcess["firstReady"]>) => void = () => {};
  const firstReady = new Promise<Awaited<PartProcess["firstReady"]>>((resolve) => {
    settle = resolve;
  });
  const lastWords = () => log.lastLines().at(-1) ?? "it said nothing";
  const limit = setTimeout(
    () => settle({ ready: false, problem: `is not ready after ${options.readyTimeoutMs / 1000} s: ${lastWords()}`, exitCode: undefined }),
    options.readyTimeoutMs,
  );

  const start = () => {
    let readyAtMs: number | undefined;
    const started = spawn(process.execPath, [part.file, ...part.args], {
      env: options.environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // Its own process group: Ctrl-C reaches the starter alone, which then stops the parts in order.
      detached: true,
    });
    child = started;
    started.stdout?.on("data", (chunk: Buffer) => log.write("out", chunk));
    started.stderr?.on("data", (chunk: Buffer) => log.write("err", chunk));
    started.on("message", (message) => {
      if ((message as { kind?: unknown } | null)?.kind !== "ready") return;
      if (wasReady) say("is back");
      wasReady = true;
      readyAtMs = performance.now();
      clearTimeout(limit);
      settle({ ready: true });
    });
    gone = new Promise((resolve) => {
      const ended = (why: string, status?: number | null) => {
        resolve();
        if (child !== started || stopping) return;
        child = undefined;
        restart(readyAtMs !== undefined && performance.now() - readyAtMs > soundAfterMs, why, status ?? undefined);
      };
      started.once("error", (error) => ended(error.message));
      // "close" comes after the last output was read, so that the last words are known.
      started.once("close", (status, signal) => ended(signal === null ? `status ${status}` : signal, status));
    });
  };

  const restart = (wasSound: boolean, why: string, status: number | undefined) => {
    if (!wasReady && (status === 2 || status === 3 || status === 4)) {
      clearTimeout(limit);
      settle({ ready: false, problem: lastWords(), exitCode: status });
      return;
    }
    if (wasSound) delayMs = firstDelayMs;
    say(`stopped (${why}); starting again in ${delayMs / 1000} s`);
    timer = setTimeout(start, delayMs);
    delayMs = Math.min(delayMs * 2, maximumDelayMs);
  };

  if (existsSync(part.file)) start();
  else {
    clearTimeout(limit);
    settle({ ready: false, problem: `is not built (${part.file} is missing); fix: npm run build`, exitCode: undefined });
  }
  return {
    firstReady,
    pid: () => child?.pid,
    kill: () => void child?.kill("SIGKILL"),
    async stop() {
      stopping = true;
      clearTimeout(limit);
      clearTimeout(timer);
      child?.kill("SIGTERM");
      const force = setTimeout(() => child?.kill("SIGKILL"), killAfterMs);
      await gone;
      clearTimeout(force);
    },
  };
}

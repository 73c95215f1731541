import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { RiskFault } from "@laneway/contracts";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { loadScorer } from "./model-scorer.js";
import { RiskError } from "./risk-error.js";

/** Scores one open basket at a time. Rejects with a RiskError; what it does meanwhile never holds up the caller. */
export interface LaneScorer {
  readonly modelId: string;
  /** The probability, 0 to 1, for figures in the order of `riskFeatures`. */
  score(input: readonly number[]): Promise<number>;
  close(): Promise<void>;
}

export interface LoadedModel {
  readonly bytes: Uint8Array;
  readonly modelId: string;
}

/** What the scoring process is told and asked, and what it answers. */
export type ScoreQuestion =
  | { readonly ask: "load"; readonly bytes: Uint8Array; readonly width: number }
  | { readonly ask: "score"; readonly id: number; readonly input: readonly number[] };
export type ScoreAnswer = { readonly id: number; readonly probability: number } | { readonly id: number; readonly problem: RiskFault; readonly what: string };

/** In this very process: for tests and tools. */
export async function openHere({ bytes, modelId }: LoadedModel): Promise<LaneScorer> {
  const scorer = await loadScorer(bytes, riskFeatureNames.length);
  return {
    modelId,
    score: async (input) => (await scorer.score([input]))[0] ?? Number.NaN,
    close: () => scorer.close(),
  };
}

/** A process that has not answered for so long is ended; the next question starts another. */
const stuckAfterMs = 15_000;

interface Waiting {
  readonly resolve: (probability: number) => void;
  readonly reject: (error: RiskError) => void;
}

/**
 * In a process of its own (`script` is score-process.js), so that a slow or endless model costs no scan a millisecond, and one that
 * breaks the runtime does not take the edge with it: the runtime is native, and ends its whole process when it is ended in the middle.
 */
export class ProcessScorer implements LaneScorer {
  readonly modelId: string;
  readonly #script: string;
  readonly #bytes: Uint8Array;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #watch: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(script: string, { bytes, modelId }: LoadedModel) {
    this.#script = script;
    this.#bytes = bytes;
    this.modelId = modelId;
  }

  score(input: readonly number[]): Promise<number> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<number>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#tell(this.#running(), { ask: "score", id, input });
    this.#watch ??= setTimeout(() => void this.#end("model-slow", `no answer for ${stuckAfterMs} ms`), stuckAfterMs).unref();
    return answer;
  }

  close(): Promise<void> {
    return this.#end("model-missing", "closed");
  }

  #running(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const child = fork(this.#script, [], { execArgv: [], serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
    child.unref();
    child.channel?.unref();
    const ended = (what: string): void => {
      if (this.#child === child) void this.#end("model-corrupt", what);
    };
    child.on("message", (answer: ScoreAnswer) => this.#hear(answer));
    child.on("error", (error) => ended(error.message));
    child.on("exit", (status, signal) => ended(`the scoring process ended (${signal ?? status})`));
    this.#child = child;
    this.#tell(child, { ask: "load", bytes: this.#bytes, width: riskFeatureNames.length });
    return child;
  }

  /** One that can no longer be told has ended, and says so itself. */
  #tell(child: ChildProcess, question: ScoreQuestion): void {
    child.send(question, () => undefined);
  }

  #hear(answer: ScoreAnswer): void {
    const asked = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    clearTimeout(this.#watch);
    this.#watch = this.#waiting.size === 0 ? undefined : setTimeout(() => void this.#end("model-slow", `no answer for ${stuckAfterMs} ms`), stuckAfterMs).unref();
    if ("probability" in answer) asked?.resolve(answer.probability);
    else asked?.reject(new RiskError(answer.problem === "not-scored-yet" ? "model-slow" : answer.problem, answer.what));
  }

  async #end(code: "model-slow" | "model-corrupt" | "model-missing", what: string): Promise<void> {
    clearTimeout(this.#watch);
    this.#watch = undefined;
    const child = this.#child;
    this.#child = undefined;
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of left) reject(new RiskError(code, what));
    if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}

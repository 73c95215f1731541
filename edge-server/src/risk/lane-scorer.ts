import { Worker } from "node:worker_threads";
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

/** What a thread is started with, is asked, and answers. */
export interface ThreadData {
  readonly bytes: Uint8Array;
  readonly width: number;
}
export interface ThreadQuestion {
  readonly id: number;
  readonly input: readonly number[];
}
export type ThreadAnswer = { readonly id: number; readonly probability: number } | { readonly id: number; readonly problem: RiskFault; readonly what: string };

/** In this very thread: for tests and tools. */
export async function openHere({ bytes, modelId }: LoadedModel): Promise<LaneScorer> {
  const scorer = await loadScorer(bytes, riskFeatureNames.length);
  return {
    modelId,
    score: async (input) => (await scorer.score([input]))[0] ?? Number.NaN,
    close: () => scorer.close(),
  };
}

/** A thread that has not answered for so long is ended; the next question starts another. */
const stuckAfterMs = 15_000;

interface Waiting {
  readonly resolve: (probability: number) => void;
  readonly reject: (error: RiskError) => void;
}

/** In a thread of its own, so that a slow or endless model costs no scan a millisecond. `script` is score-thread.js. */
export class ThreadScorer implements LaneScorer {
  readonly modelId: string;
  readonly #script: string;
  readonly #bytes: Uint8Array;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
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
    this.#running().postMessage({ id, input } satisfies ThreadQuestion);
    this.#watch ??= setTimeout(() => void this.#end("model-slow", `no answer for ${stuckAfterMs} ms`), stuckAfterMs).unref();
    return answer;
  }

  close(): Promise<void> {
    return this.#end("model-missing", "closed");
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#script, { workerData: { bytes: this.#bytes, width: riskFeatureNames.length } satisfies ThreadData, execArgv: [] });
    worker.unref();
    worker.on("message", (answer: ThreadAnswer) => this.#hear(answer));
    worker.on("error", (error) => void this.#end("model-corrupt", error.message));
    worker.on("exit", () => {
      if (this.#worker === worker) void this.#end("model-corrupt", "the thread ended");
    });
    this.#worker = worker;
    return worker;
  }

  #hear(answer: ThreadAnswer): void {
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
    const worker = this.#worker;
    this.#worker = undefined;
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of left) reject(new RiskError(code, what));
    await worker?.terminate();
  }
}

import { parentPort, workerData } from "node:worker_threads";
import type { ThreadAnswer, ThreadData, ThreadQuestion } from "./lane-scorer.js";
import { loadScorer, type ModelScorer } from "./model-scorer.js";
import { faultOf } from "./risk-fault.js";

/** The thread in which a model runs. One that cannot be loaded answers every question with why. */
const { bytes, width } = workerData as ThreadData;
const port = parentPort;
const loading: Promise<ModelScorer | Error> = loadScorer(bytes, width).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

port?.on("message", ({ id, input }: ThreadQuestion) => {
  void answerTo(id, input).then((answer) => port.postMessage(answer));
});

async function answerTo(id: number, input: readonly number[]): Promise<ThreadAnswer> {
  try {
    const scorer = await loading;
    if (scorer instanceof Error) throw scorer;
    return { id, probability: (await scorer.score([input]))[0] ?? Number.NaN };
  } catch (error) {
    return { id, problem: faultOf(error), what: error instanceof Error ? error.message : String(error) };
  }
}

import process from "node:process";
import type { ScoreAnswer, ScoreQuestion } from "./lane-scorer.js";
import { loadScorer, type ModelScorer } from "./model-scorer.js";
import { faultOf } from "./risk-fault.js";

/** The process in which a model runs. One that cannot be loaded answers every question with why. */
let loading: Promise<ModelScorer | Error> = Promise.resolve(new Error("no model was given"));

process.on("message", (question: ScoreQuestion) => {
  if (question.ask === "load") loading = loadScorer(question.bytes, question.width).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  else void answerTo(question.id, question.input).then((answer) => process.send?.(answer));
});
// The edge is gone: there is nobody to answer.
process.on("disconnect", () => process.exit(0));

async function answerTo(id: number, input: readonly number[]): Promise<ScoreAnswer> {
  try {
    const scorer = await loading;
    if (scorer instanceof Error) throw scorer;
    return { id, probability: (await scorer.score([input]))[0] ?? Number.NaN };
  } catch (error) {
    return { id, problem: faultOf(error), what: error instanceof Error ? error.message : String(error) };
  }
}

import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { onnxRuntime } from "./onnx-runtime.js";
import { onnxNames } from "./onnx-writer.js";
import { RiskError } from "./risk-error.js";

/** Scores baskets with an ONNX model. */
export interface ModelScorer {
  /** A probability for each basket, in order. Throws RiskError `score-not-a-probability`. */
  score(baskets: readonly (readonly number[])[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** At most so many baskets in one run: bounds the memory of it. */
const batch = 4_096;

/**
 * Loads a model from its bytes and tries it on one basket. Throws RiskError `model-corrupt` when the runtime does not take
 * it, `model-mismatch` when it reads or answers something else, `score-not-a-probability` when it answers none.
 */
export async function loadScorer(bytes: Uint8Array, width: number = riskFeatures.length): Promise<ModelScorer> {
  let session: InferenceSession;
  let newTensor: NewTensor;
  try {
    const runtime = await onnxRuntime();
    newTensor = (values, dimensions) => new runtime.Tensor("float32", values, dimensions);
    session = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential", logSeverityLevel: 4 });
  } catch (error) {
    throw new RiskError("model-corrupt", error instanceof Error ? error.message : String(error), error);
  }
  if (session.inputNames.join() !== onnxNames.input || session.outputNames.join() !== onnxNames.output) {
    const names = `${session.inputNames.join()} → ${session.outputNames.join()}`;
    await session.release();
    throw new RiskError("model-mismatch", `reads ${names}, not ${onnxNames.input} → ${onnxNames.output}`);
  }
  const scorer: ModelScorer = {
    async score(baskets) {
      const probabilities: number[] = [];
      for (let start = 0; start < baskets.length; start += batch) probabilities.push(...(await scoreBatch(session, newTensor, width, baskets.slice(start, start + batch))));
      return probabilities;
    },
    close: () => session.release(),
  };
  try {
    await scorer.score([new Array<number>(width).fill(1)]);
  } catch (error) {
    await scorer.close();
    throw error;
  }
  return scorer;
}

type NewTensor = (values: Float32Array, dimensions: readonly number[]) => Tensor;

async function scoreBatch(session: InferenceSession, newTensor: NewTensor, width: number, baskets: readonly (readonly number[])[]): Promise<number[]> {
  const input = newTensor(Float32Array.from(baskets.flat()), [baskets.length, width]);
  let answer: InferenceSession.OnnxValueMapType;
  try {
    answer = await session.run({ [onnxNames.input]: input });
  } catch (error) {
    throw new RiskError("model-mismatch", error instanceof Error ? error.message : String(error), error);
  }
  const data = answer[onnxNames.output]?.data;
  if (!(data instanceof Float32Array) || data.length !== baskets.length) throw new RiskError("model-mismatch", "not one probability for each basket");
  const wrong = data.find((value) => !(value >= 0 && value <= 1));
  if (wrong !== undefined) throw new RiskError("score-not-a-probability", `the model answered ${wrong}`);
  return [...data];
}

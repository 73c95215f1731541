import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { figuresOf, inputOf } from "@laneway/domain/risk/features";
import { noVelocity } from "@laneway/domain/risk/types";
import { ProcessScorer } from "@laneway/edge-server/risk/lane-scorer";
import { populationSettings } from "@laneway/edge-server/risk/population/basket";
import { population } from "@laneway/edge-server/risk/population/measure";
import { loadModel } from "@laneway/edge-server/risk/shipped-model";
import { onnxRuntime } from "@laneway/edge-server/risk/onnx-runtime";
import { type Bench, quantileOf } from "./figures.js";

const scorers = 200;
const eachMs = 1;

/**
 * One score as the edge takes it (figures of the open basket, over to the scoring process, the model, back) in turn with a bare call of ONNX
 * Runtime on the same figures in the same process. Between two there is a pause, as between two scans: neither finds a warm path.
 */
export const scoringBench: Bench = {
  name: "scoring",
  title: "Scoring an open basket after an event, beside a bare call of ONNX Runtime",
  run: async (quick, say) => {
    say("filling baskets");
    const baskets = (await population(5_000_000, scorers)).flatMap(({ transaction, localTime }) => (transaction === undefined ? [] : [{ transaction, localTime }]));
    const model = loadModel({});
    const scorer = new ProcessScorer(fileURLToPath(import.meta.resolve("@laneway/edge-server/risk/score-process")), model);
    const { InferenceSession, Tensor } = await onnxRuntime();
    const session = await InferenceSession.create(model.bytes, { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" });
    // The scorer keeps no program awake; in the edge its servers do.
    const awake = setInterval(() => undefined, 60_000);
    const [ours, bare, blocked]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < (quick ? 300 : 5_000); round += 1) {
      const { transaction, localTime } = baskets[round % baskets.length] ?? baskets[0] ?? never();
      const start = performance.now();
      const input = inputOf(figuresOf(transaction, localTime, populationSettings, noVelocity));
      const asked = scorer.score(input);
      blocked.push(performance.now() - start);
      await asked;
      ours.push(performance.now() - start);
      const bareStart = performance.now();
      await session.run({ features: new Tensor("float32", Float32Array.from(input), [1, input.length]) });
      bare.push(performance.now() - bareStart);
      await wait(eachMs);
    }
    clearInterval(awake);
    await Promise.all([scorer.close(), session.release()]);
    // The first ones start the process and load its model.
    const warm = (samples: readonly number[]) => samples.slice(50);
    return [
      { what: "scores measured, each way", value: warm(ours).length, unit: "samples" },
      { what: "the edge, median", value: quantileOf(warm(ours), 0.5), unit: "ms" },
      { what: "the edge, 99th percentile", value: quantileOf(warm(ours), 0.99), unit: "ms", goal: { below: 5 } },
      { what: "of that on the selling thread, 99th percentile", value: quantileOf(warm(blocked), 0.99), unit: "ms", goal: { below: 1 } },
      { what: "bare ONNX Runtime, median", value: quantileOf(warm(bare), 0.5), unit: "ms" },
      { what: "bare ONNX Runtime, 99th percentile", value: quantileOf(warm(bare), 0.99), unit: "ms" },
    ];
  },
};

function never(): never {
  throw new Error("no basket came to be paid for");
}

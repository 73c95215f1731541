import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import { floatTensor, integerTensor, node, onnxBytes } from "./onnx-bytes.js";
import { aloneTerms, productTerms, type RiskModel, trust, trustedLogOdds } from "./risk-model.js";
import { trainerVersion } from "./trainer-version.js";

export const onnxNames = { input: "features", output: "probability" } as const;

/**
 * A model as one ONNX file: input `features` [rows, features] of 32-bit floats in the order of `riskFeatures`, as they
 * are measured; output `probability` [rows, 1]. Scaling, products and the level of trust are inside, so whoever scores
 * cannot get them wrong.
 */
export function writeOnnx(model: RiskModel): Uint8Array {
  const features = riskFeatures.length;
  const firsts = productTerms.map(([first]) => first);
  const seconds = productTerms.map(([, second]) => second);
  return onnxBytes({
    name: "laneway-risk",
    producer: "laneway",
    producerVersion: trainerVersion,
    says: "probability that a self-checkout basket is fraudulent",
    input: [onnxNames.input, features],
    output: [onnxNames.output, 1],
    constants: [
      floatTensor("means", [features], model.means),
      floatTensor("deviations", [features], model.deviations),
      floatTensor("weights", [aloneTerms.length + productTerms.length, 1], model.weights),
      floatTensor("intercept", [1], [model.intercept]),
      floatTensor("highest-suspect-trust", [1], [model.highestSuspectTrust]),
      floatTensor("trusted-log-odds", [1], [trustedLogOdds]),
      integerTensor("alone", [aloneTerms.length], aloneTerms),
      integerTensor("firsts", [firsts.length], firsts),
      integerTensor("seconds", [seconds.length], seconds),
      integerTensor("trust", [1], [trust]),
    ],
    nodes: [
      node("Sub", [onnxNames.input, "means"], "centred"),
      node("Div", ["centred", "deviations"], "standard"),
      node("Gather", ["standard", "alone"], "alone-terms", { axis: 1 }),
      node("Gather", ["standard", "firsts"], "first-factors", { axis: 1 }),
      node("Gather", ["standard", "seconds"], "second-factors", { axis: 1 }),
      node("Mul", ["first-factors", "second-factors"], "product-terms"),
      node("Concat", ["alone-terms", "product-terms"], "terms", { axis: 1 }),
      node("Gemm", ["terms", "weights", "intercept"], "log-odds"),
      node("Gather", [onnxNames.input, "trust"], "trust-level", { axis: 1 }),
      node("Greater", ["trust-level", "highest-suspect-trust"], "is-trusted"),
      node("Where", ["is-trusted", "trusted-log-odds", "log-odds"], "decided"),
      node("Sigmoid", ["decided"], onnxNames.output),
    ],
  });
}

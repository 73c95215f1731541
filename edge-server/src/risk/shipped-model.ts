import { fileURLToPath } from "node:url";
import type { RiskConfig } from "@laneway/contracts";
import type { LoadedModel } from "./lane-scorer.js";
import { sha256 } from "./manifest.js";
import { readOr } from "./model-files.js";
import { RiskError } from "./risk-error.js";

/** The folder of the model that ships: trained on the product's own simulated shoppers (docs/LOSS-PREVENTION.md). */
export const shippedModelFolder = fileURLToPath(new URL("../../model", import.meta.url));
const shipped = { file: fileURLToPath(new URL("../../model/risk.onnx", import.meta.url)), sha256: "044d19b527ba321b9fcef7fda2884b19260c185ed6823ca8b5802fde5a1b9afe" } as const;

/** The bytes of the store's model, if they are those whose sha256 is pinned. Throws RiskError `model-missing`, `model-changed`. */
export function loadModel({ modelFile, modelSha256 }: Pick<RiskConfig, "modelFile" | "modelSha256">): LoadedModel {
  const pinned = modelFile === undefined || modelSha256 === undefined ? shipped : { file: modelFile, sha256: modelSha256 };
  const bytes = readOr("model-missing", pinned.file);
  const found = sha256(bytes);
  if (found !== pinned.sha256) throw new RiskError("model-changed", `${pinned.file} has sha256 ${found}, not ${pinned.sha256}`);
  return { bytes, modelId: found.slice(0, 16) };
}

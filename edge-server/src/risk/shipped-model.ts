import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RiskConfig } from "@laneway/contracts";
import type { LoadedModel } from "./lane-scorer.js";
import { sha256 } from "./manifest.js";
import { modelFiles, readOr } from "./model-files.js";
import { RiskError } from "./risk-error.js";

/** The folder of the model that ships: trained on the product's own simulated shoppers (docs/LOSS-PREVENTION.md). */
export const shippedModelFolder = fileURLToPath(new URL("../../model", import.meta.url));
/** Pinned here, so that a changed file is noticed. */
const shippedSha256 = "044d19b527ba321b9fcef7fda2884b19260c185ed6823ca8b5802fde5a1b9afe";

/** The bytes of the store's model, if they are those whose sha256 is pinned. Throws RiskError `model-missing`, `model-changed`. */
export function loadModel({ modelFile, modelSha256 }: Pick<RiskConfig, "modelFile" | "modelSha256">, shippedFolder: string = shippedModelFolder): LoadedModel {
  const pinned = modelFile === undefined || modelSha256 === undefined ? { file: join(shippedFolder, modelFiles.model), sha256: shippedSha256 } : { file: modelFile, sha256: modelSha256 };
  const bytes = readOr("model-missing", pinned.file);
  const found = sha256(bytes);
  if (found !== pinned.sha256) throw new RiskError("model-changed", `${pinned.file} has sha256 ${found}, not ${pinned.sha256}`);
  return { bytes, modelId: found.slice(0, 16) };
}

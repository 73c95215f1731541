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
const shippedSha256 = "d3e47bb4dfa3c4d4b3541000e5bf5170b81ec36efca4af003300778133466e7a";

/** The bytes of the store's model, if they are those whose sha256 is pinned. Throws RiskError `model-missing`, `model-changed`. */
export function loadModel({ modelFile, modelSha256 }: Pick<RiskConfig, "modelFile" | "modelSha256">, shippedFolder: string = shippedModelFolder): LoadedModel {
  const pinned = modelFile === undefined || modelSha256 === undefined ? { file: join(shippedFolder, modelFiles.model), sha256: shippedSha256 } : { file: modelFile, sha256: modelSha256 };
  const bytes = readOr("model-missing", pinned.file);
  const found = sha256(bytes);
  if (found !== pinned.sha256) throw new RiskError("model-changed", `${pinned.file} has sha256 ${found}, not ${pinned.sha256}`);
  return { bytes, modelId: found.slice(0, 16) };
}

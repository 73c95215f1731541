import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type RiskManifest, readManifest, sha256 } from "./manifest.js";
import { RiskError, type RiskErrorCode } from "./risk-error.js";

export const modelFiles = { model: "risk.onnx", manifest: "manifest.json", report: "report.html" } as const;

/** Writes the three files; the manifest last, so that a manifest is never beside another model than its own. */
export function writeModelFiles(folder: string, files: { readonly model: Uint8Array; readonly manifest: RiskManifest; readonly report: string }): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  };
  write(modelFiles.model, files.model);
  write(modelFiles.report, files.report);
  write(modelFiles.manifest, `${JSON.stringify(files.manifest, null, 2)}\n`);
}

/**
 * The bytes of a model and the manifest beside it, the sha256 checked before the bytes are believed. Throws RiskError
 * `model-missing`, `manifest-missing`, `manifest-malformed`, `model-mismatch`, `model-changed`.
 */
export function readModelFiles(modelPath: string): { readonly bytes: Uint8Array; readonly manifest: RiskManifest } {
  const bytes = readOr("model-missing", modelPath);
  const manifest = readManifest(new TextDecoder().decode(readOr("manifest-missing", join(dirname(modelPath), modelFiles.manifest))));
  const found = sha256(bytes);
  if (found !== manifest.model.sha256) throw new RiskError("model-changed", `${modelPath} has sha256 ${found}, the manifest says ${manifest.model.sha256}`);
  return { bytes, manifest };
}

/** A file's bytes, or a RiskError of the given name. */
export function readOr(code: RiskErrorCode, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new RiskError(code, error instanceof Error ? error.message : path, error);
  }
}

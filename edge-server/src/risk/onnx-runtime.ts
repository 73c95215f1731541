import process from "node:process";

/**
 * ONNX Runtime, silent: its official builds for Linux tell their maker which models are run (from 1.29, "POSIX telemetry") unless this
 * variable is set before the library is loaded. Nothing of a store leaves it unasked.
 */
export function onnxRuntime(): Promise<typeof import("onnxruntime-node")> {
  process.env.ORT_DISABLE_TELEMETRY = "1";
  return import("onnxruntime-node");
}

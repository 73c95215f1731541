import { createHash } from "node:crypto";
import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { z } from "zod";
import { RiskError } from "./risk-error.js";

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

/** What stands beside a model: what it reads, what it was trained on, how good it was, and which bytes it is. */
export const riskManifest = z.object({
  formatVersion: z.literal(1),
  trainerVersion: z.string().min(1).max(40),
  model: z.object({ file: z.string().regex(/^[\w.-]{1,100}$/), sha256: hash, bytes: count }),
  features: z.array(z.object({ name: z.string(), unit: z.string() })).max(100),
  /** `source`: where the labels are from, when they are no store's own. */
  training: z.object({ sha256: hash, baskets: count, frauds: count, source: z.string().max(200).optional() }),
  costs: z.object({ caughtFraud: z.int(), missedFraud: z.int(), falseAlarm: z.int(), honestPass: z.int() }),
  /** Flag from this probability on. */
  thresholdPpm: z.int().min(0).max(1_000_001),
  metrics: z.object({
    /** Cross-validation: each basket scored by a model that had not seen it. Profit is a share of the greatest. */
    folds: count,
    seeds: z.array(count).max(100),
    profitShares: z.array(z.number()).max(100),
    meanProfitShare: z.number(),
    logLoss: z.number(),
    brierScore: z.number(),
  }),
});
export type RiskManifest = z.infer<typeof riskManifest>;

/** Reads a manifest; throws RiskError `manifest-malformed`, `model-mismatch` when it is for other features. */
export function readManifest(text: string): RiskManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RiskError("manifest-malformed", "not JSON", error);
  }
  const parsed = riskManifest.safeParse(value);
  if (!parsed.success) throw new RiskError("manifest-malformed", parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  const names = parsed.data.features.map(({ name }) => name).join();
  const known = [riskFeatures.map(({ name }) => name).join(), riskFeatureNames.join()];
  if (!known.includes(names)) throw new RiskError("model-mismatch", `the model reads ${names}`);
  return parsed.data;
}

import { parseArgs } from "node:util";
import { usualCosts } from "@laneway/domain/risk/costs";
import { exitCodes, giveUp } from "../process-part.js";
import { asTyped, runRiskCommand } from "./command.js";
import { modelFiles, readOr, writeModelFiles } from "./model-files.js";
import { trainFiles, usualMeasuring } from "./train-files.js";

// npm run risk:train -- LABELS.csv [--out DIR]
await runRiskCommand(() => {
  const { values, positionals } = parseArgs({ allowPositionals: true, strict: false, options: { out: { type: "string", default: "risk-model" } } });
  const [labels] = positionals;
  if (labels === undefined || positionals.length > 1 || typeof values.out !== "string") return giveUp("usage: npm run risk:train -- LABELS.csv [--out DIR]", exitCodes.configuration);
  const folder = asTyped(values.out);
  const files = trainFiles(new TextDecoder().decode(readOr("labels-unreadable", asTyped(labels))), usualCosts, usualMeasuring);
  writeModelFiles(folder, files);
  const { training, metrics, model, thresholdPpm } = files.manifest;
  process.stdout.write(
    [
      `trained on ${training.baskets} baskets, ${training.frauds} frauds`,
      `${metrics.folds}-fold cross-validation, ${metrics.seeds.length} times: ${(metrics.meanProfitShare * 100).toFixed(1)} % of the greatest profit`,
      `flag from ${(thresholdPpm / 10_000).toFixed(4)} %`,
      `${folder}: ${Object.values(modelFiles).join(", ")}; model sha256 ${model.sha256}`,
      "",
    ].join("\n"),
  );
});

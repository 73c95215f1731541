import { parseArgs } from "node:util";
import { usualCosts } from "@laneway/domain/risk/costs";
import { runRiskCommand } from "./command.js";
import { writeLaneLabels } from "./labels.js";
import { writeModelFiles } from "./model-files.js";
import { populationLabels, shippedPopulation } from "./population/labels.js";
import { shippedModelFolder } from "./shipped-model.js";
import { trainFiles } from "./train-files.js";

// npm run risk:shipped [-- --baskets N]: makes the model that ships, from the simulated population alone.
await runRiskCommand(async () => {
  const { values } = parseArgs({ strict: true, options: { baskets: { type: "string", default: String(shippedPopulation.baskets) } } });
  const labels = writeLaneLabels(await populationLabels(shippedPopulation.firstSeed, Number(values.baskets)));
  const files = trainFiles(labels, usualCosts, { folds: 5, seeds: [1] }, `simulated shoppers, seeds from ${shippedPopulation.firstSeed}: no store's own data`);
  writeModelFiles(shippedModelFolder, files);
  process.stdout.write(`${files.manifest.training.baskets} baskets, ${files.manifest.training.frauds} with something unpaid; model sha256 ${files.manifest.model.sha256}\n`);
});

import { join } from "node:path";
import { parseArgs } from "node:util";
import { runRiskCommand } from "./command.js";
import { modelFiles, readModelFiles } from "./model-files.js";
import { loadScorer } from "./model-scorer.js";
import { measurePopulation, population, type PopulationFigures } from "./population/measure.js";
import { shippedModelFolder } from "./shipped-model.js";

// npm run risk:population [-- --baskets N] [-- --seed N]: what the shipped model and the usual rules catch among simulated shoppers it has not seen.
await runRiskCommand(async () => {
  const { values } = parseArgs({ strict: true, options: { baskets: { type: "string", default: "12000" }, seed: { type: "string", default: "1000000" } } });
  const { bytes, manifest } = readModelFiles(join(shippedModelFolder, modelFiles.model));
  const scorer = await loadScorer(bytes, manifest.features.length);
  const shoppers = await population(Number(values.seed), Number(values.baskets));
  const budget = { interventionsPerMille: 20, nudgesPerMille: 40, leastPpm: 200_000 };
  const lines = [inWords("rules alone", await measurePopulation(shoppers, budget)), inWords("model and rules", await measurePopulation(shoppers, budget, scorer))];
  await scorer.close();
  process.stdout.write(`${lines.join("\n")}\n`);
});

function inWords(what: string, figures: PopulationFigures): string {
  const { baskets, thieves, asked, nudged, thievesAsked, honestAsked, thievesNudged, stolenMinor, caughtMinor } = figures;
  const percent = (part: number, whole: number) => (whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`);
  return [
    `${what}: ${baskets} baskets, ${thieves} with something unpaid`,
    `  a person asked: ${asked}; precision ${percent(thievesAsked, asked)}, recall ${percent(thievesAsked, thieves)}, ${((100 * honestAsked) / (baskets - thieves)).toFixed(2)} per 100 honest baskets`,
    `  value of what was looked at: ${percent(caughtMinor, stolenMinor)} of all unpaid`,
    `  asked on their own screen: ${nudged}, ${thievesNudged} of them with something unpaid`,
  ].join("\n");
}

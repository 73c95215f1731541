import { parseArgs } from "node:util";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { configurationOrExit, exitCodes, giveUp } from "../process-part.js";
import { storeTime } from "../lane/business-time.js";
import { asTyped, runRiskCommand } from "./command.js";
import { judgedBaskets } from "./judged-baskets.js";
import { readModelFiles } from "./model-files.js";
import { loadScorer } from "./model-scorer.js";
import { readJournal } from "./read-journal.js";
import { replayBaskets, replayReport } from "./replay.js";
import { readRules, rulesOrUsual } from "./rules-file.js";
import { loadModel } from "./shipped-model.js";

const usage = "usage: npm run risk:replay -- DATA-FOLDER|JOURNAL.jsonl [--model MODEL.onnx] [--rules RULES.json] [--interventions N] [--nudges N] [--rules-alone]";

// What a candidate model, rules or budget (per 1000 baskets) would have asked for over a journal: alerts gained, lost and kept, with their outcomes.
await runRiskCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true, strict: true,
    options: { model: { type: "string" }, rules: { type: "string" }, interventions: { type: "string" }, nudges: { type: "string" }, "rules-alone": { type: "boolean", default: false } },
  });
  const [journal, ...more] = positionals;
  if (journal === undefined || more.length > 0) return giveUp(usage, exitCodes.configuration);
  const { risk, store } = configurationOrExit();
  const bytes = values.model === undefined ? loadModel(risk).bytes : readModelFiles(asTyped(values.model)).bytes;
  const scorer = values["rules-alone"] ? undefined : await loadScorer(bytes, riskFeatureNames.length);
  const perMille = (text: string | undefined, usual: number) => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : text === undefined ? usual : giveUp(usage, exitCodes.configuration));
  const budget = { interventionsPerMille: perMille(values.interventions, risk.interventionsPer1000), nudgesPerMille: perMille(values.nudges, risk.nudgesPer1000), leastPpm: risk.leastPpm };
  const rules = values.rules === undefined ? rulesOrUsual(risk.rulesFile).rules : readRules(asTyped(values.rules));
  const place = { storeId: store.id, localTime: storeTime(store.timeZone).localTime };
  const replayed = await replayBaskets([...judgedBaskets(readJournal(asTyped(journal)))], { scorer, rules, budget, settings: risk }, place);
  await scorer?.close();
  process.stdout.write(replayReport(replayed));
});

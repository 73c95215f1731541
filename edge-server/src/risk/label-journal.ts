import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { riskFeatureNames, figuresOf, inputOf } from "@laneway/domain/risk/features";
import { noVelocity } from "@laneway/domain/risk/types";
import { configurationOrExit, exitCodes, giveUp } from "../process-part.js";
import { storeTime } from "../lane/business-time.js";
import { asTyped, runRiskCommand } from "./command.js";
import { judgedBaskets, labelOf } from "./judged-baskets.js";
import { type LabelledBasket, writeLaneLabels } from "./labels.js";
import { readJournal } from "./read-journal.js";

// npm run risk:labels -- DATA-FOLDER|JOURNAL.jsonl [--out LABELS.csv]: what attendants found, as labels to train on.
await runRiskCommand(() => {
  const { values, positionals } = parseArgs({ allowPositionals: true, strict: true, options: { out: { type: "string", default: "labels.csv" } } });
  const [journal, ...more] = positionals;
  if (journal === undefined || more.length > 0) return giveUp("usage: npm run risk:labels -- DATA-FOLDER|JOURNAL.jsonl [--out LABELS.csv]", exitCodes.configuration);
  const { risk, store } = configurationOrExit();
  const { localTime } = storeTime(store.timeZone);
  const labelled: LabelledBasket[] = [];
  let seen = 0;
  for (const { transaction, assessment, outcome } of judgedBaskets(readJournal(asTyped(journal)))) {
    seen += 1;
    const fraud = labelOf(outcome);
    if (fraud === undefined) continue;
    const folded = figuresOf(transaction, localTime(transaction.startedAtMs), risk, noVelocity);
    // What other baskets said stands in the record alone.
    const kept = Object.fromEntries(Object.keys(noVelocity).map((name) => [name, assessment?.figures[name] ?? 0]));
    labelled.push({ features: inputOf({ ...folded, ...kept }), fraud });
  }
  const out = asTyped(values.out);
  writeFileSync(out, writeLaneLabels(labelled));
  const found = labelled.filter(({ fraud }) => fraud).length;
  process.stdout.write(`${seen} baskets came to be paid for; somebody looked at ${labelled.length}, and something was missing in ${found}\n${out}: ${riskFeatureNames.length} figures and the label\n`);
});

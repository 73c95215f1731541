import { exitCodes, giveUp } from "../process-part.js";
import { asTyped, runRiskCommand } from "./command.js";
import { evaluateModel } from "./evaluate-model.js";
import { kindOf } from "./model-kind.js";
import { readOr } from "./model-files.js";

// npm run risk:evaluate -- MODEL LABELS.csv
await runRiskCommand(async () => {
  const [model, labels, ...more] = process.argv.slice(2);
  if (model === undefined || labels === undefined || more.length > 0) return giveUp("usage: npm run risk:evaluate -- MODEL LABELS.csv", exitCodes.configuration);
  const text = new TextDecoder().decode(readOr("labels-unreadable", asTyped(labels)));
  const labelled = kindOf(text).read(text);
  const { counts, profit, greatestProfit } = await evaluateModel(asTyped(model), labelled);
  process.stdout.write(
    [
      `caught fraud: ${counts.caughtFraud}`,
      `missed fraud: ${counts.missedFraud}`,
      `false alarm: ${counts.falseAlarm}`,
      `honest pass: ${counts.honestPass}`,
      `profit: ${profit} of ${greatestProfit}`,
      "",
    ].join("\n"),
  );
});

import { readFileSync } from "node:fs";
import { flagFromPpm, greatestProfit, profitOf, usualCosts } from "@laneway/domain/risk/costs";
import { readLabels } from "@laneway/edge-server/risk/labels";
import { RiskError } from "@laneway/edge-server/risk/risk-error";
import { scoreBasket } from "@laneway/edge-server/risk/risk-model";
import { trainModel } from "@laneway/edge-server/risk/train-model";
import { countOutcomes } from "@laneway/edge-server/risk/validation";
import { asTyped } from "./runner.js";

// npm run -s cases:fraud -- TRAIN.csv TEST.csv
process.exitCode = run(process.argv.slice(2));

/** Trains on the first file alone and counts what the model brings in on the second. Answers the exit status. */
function run(paths: readonly string[]): number {
  const [train, test, ...more] = paths;
  if (train === undefined || test === undefined || more.length > 0) {
    console.error("usage: npm run -s cases:fraud -- TRAIN.csv TEST.csv");
    return 2;
  }
  try {
    const read = (path: string) => readLabels(readFileSync(asTyped(path), "utf8"));
    const model = trainModel(read(train));
    const scored = read(test).map(({ features, fraud }) => ({ probability: scoreBasket(model, features), fraud }));
    const counts = countOutcomes(scored, flagFromPpm(usualCosts));
    console.log(`caught ${counts.caughtFraud}, missed ${counts.missedFraud}, false alarms ${counts.falseAlarm}, honest passes ${counts.honestPass}`);
    console.log(`profit: ${profitOf(counts, usualCosts)} of ${greatestProfit(counts, usualCosts)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof RiskError) && !(error instanceof Error && "syscall" in error)) throw error;
    console.error(error.message);
    return 2;
  }
}

import type { BasketLine, Transaction } from "../transaction/types.js";
import { dearVoidsOf, isCheapProduce } from "./features.js";
import { emptyTally } from "./tally.js";
import type { RiskSettings } from "./types.js";

/** So few that a person finds them in a bag at once. */
const mostNamed = 3;
/** Lighter cheap produce is hardly worth passing dear goods off as. */
const heavyGrams = 1_200;

/** The lines worth a look, the most telling first: dear ones taken out again, those of another weight, heavy cheap produce. */
export function suspiciousLines(transaction: Transaction, settings: RiskSettings): readonly BasketLine[] {
  const tally = transaction.risk ?? emptyTally;
  const wrong = transaction.lines.filter((line) => tally.wrongWeightLineIds.includes(line.lineId));
  const heavy = transaction.lines.filter((line) => !line.voided && isCheapProduce(line, settings) && (line.weightGrams ?? 0) >= heavyGrams);
  const all = [...dearVoidsOf(transaction, settings).map(({ line }) => line), ...wrong, ...heavy];
  return [...new Set(all)].slice(0, mostNamed);
}

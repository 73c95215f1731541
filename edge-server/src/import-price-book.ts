import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import type { ImportAnswer } from "@laneway/contracts";
import { currencyDigitsOf } from "@laneway/domain/pricing/currency";
import { csvColumns } from "./items/csv-price-book.js";
import { importFile } from "./items/import-file.js";
import { promotionProblems } from "./items/promotion-problems.js";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { systemClock } from "./ports.js";
import { StoreError } from "./store/store-error.js";

const usage = `usage: node edge-server/dist/import-price-book.js FILE [--mode=update|replace] [--format=json|csv] [--answer=words|json]
  JSON: a price book document, snapshot or delta. CSV columns: ${csvColumns.join(", ")}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mode: { type: "string", default: "update" }, format: { type: "string" }, answer: { type: "string", default: "words" } },
});
const [file] = positionals;
const format = values.format ?? (extname(file ?? "") === ".csv" ? "csv" : "json");
if (file === undefined || positionals.length > 1 || (format !== "csv" && format !== "json") || (values.mode !== "update" && values.mode !== "replace")) {
  giveUp(usage, exitCodes.configuration);
}

const config = configurationOrExit();
try {
  const answer = await importFile(file, {
    itemsFile: join(config.dataFolder, "edge/items.db"),
    format,
    mode: values.mode,
    currency: config.store.currency,
    currencyDigits: currencyDigitsOf(config.store.currency),
    nowMs: systemClock.nowMs(),
    promotionProblems,
  });
  process.stdout.write(values.answer === "json" ? JSON.stringify(answer) : inWords(answer));
  process.exitCode = answer.result === "imported" ? 0 : 1;
} catch (error) {
  if (error instanceof StoreError || (error instanceof Error && "code" in error)) giveUp(`laneway: ${(error as Error).message}`, exitCodes.record);
  throw error;
}

function inWords(answer: ImportAnswer): string {
  if (answer.result === "imported") {
    return `version ${answer.version}: ${answer.items} items; ${answer.added} added, ${answer.changed} changed, ${answer.removed} removed\n`;
  }
  const lines = answer.problems.map(({ row, field, problem }) => `${row === null ? "document" : `row ${row}`}${field === "" ? "" : `, ${field}`}: ${problem}`);
  return `${["nothing was imported", ...lines, ...(answer.more > 0 ? [`and ${answer.more} more problems`] : [])].join("\n")}\n`;
}

import { execFile } from "node:child_process";
import { importAnswer, type ImportAnswer } from "@laneway/contracts";
import type { ImportOrder } from "../http/app-deps.js";

const longestMs = 30 * 60_000;
const mostOutput = 4 * 1024 * 1024;

/**
 * Imports in a process of its own (`script` is import-price-book.js): a million items cost the edge no memory and
 * hold up no sale. One at a time. Rejects when the process cannot do its work.
 */
export function importInProcess(script: string): (order: ImportOrder) => Promise<ImportAnswer> {
  let turn: Promise<unknown> = Promise.resolve();
  const run = ({ path, format, mode }: ImportOrder) =>
    new Promise<ImportAnswer>((resolve, reject) => {
      const settings = { timeout: longestMs, maxBuffer: mostOutput };
      execFile(process.execPath, [script, path, `--format=${format}`, `--mode=${mode}`, "--answer=json"], settings, (error, output, complaint) => {
        const answer = answerIn(output);
        if (answer !== undefined) resolve(answer);
        else reject(new Error(`the import did not answer: ${complaint.slice(0, 500)}`, { cause: error }));
      });
    });
  return (order) => {
    const mine = turn.then(() => run(order));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

function answerIn(output: string): ImportAnswer | undefined {
  try {
    return importAnswer.safeParse(JSON.parse(output)).data;
  } catch {
    // No JSON: the process says why on its standard error.
    return undefined;
  }
}

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** One case: its name, and what went wrong with it (undefined: passed). */
export interface CaseResult {
  readonly name: string;
  readonly problem: string | undefined;
}

/**
 * Runs the cases of every file, prints a line per failing case and `N passed, N failed` last. Answers the
 * exit status: 0, 1 on any failure (a file that cannot be used is one), 2 when no file is named.
 */
export function runCaseFiles(
  files: readonly string[],
  casesOf: (file: unknown) => readonly CaseResult[] | undefined,
  print: (line: string) => void,
): number {
  if (files.length === 0) {
    print("name at least one file of cases");
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const path of files) {
    const results = resultsOf(path, casesOf);
    if (typeof results === "string") {
      failed += 1;
      print(oneLine(`FAILED ${results}`));
      continue;
    }
    for (const { name, problem } of results) {
      if (problem === undefined) passed += 1;
      else {
        failed += 1;
        print(oneLine(`FAILED ${name}: ${problem}`));
      }
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

/**
 * A path as the person typed it: npm runs scripts in the project's folder and keeps the person's own in
 * INIT_CWD.
 */
export const asTyped = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

function resultsOf(
  path: string,
  casesOf: (file: unknown) => readonly CaseResult[] | undefined,
): readonly CaseResult[] | string {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(asTyped(path), "utf8"));
  } catch (error) {
    return `${path}: ${(error as Error).message}`;
  }
  try {
    return casesOf(file) ?? `${path}: not a known kind of case file`;
  } catch (error) {
    return `${path}: cannot be read: ${(error as Error).message}`;
  }
}

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutants.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export type MutantEnd =
  | { readonly end: "caught"; readonly by: string }
  | { readonly end: "survived" }
  /** Its place in the source is gone, or the tests did not run: nothing was shown. */
  | { readonly end: "not-tried"; readonly because: string };

/** How often the place to break occurs in the source; once is right. */
export const placesOf = (mutant: Mutant): number => readFileSync(join(root, mutant.file), "utf8").split(mutant.find).length - 1;

/** Runs the mutant's tests with the product broken in that one place. */
export async function tryMutant(mutant: Mutant): Promise<MutantEnd> {
  if (placesOf(mutant) !== 1) return { end: "not-tried", because: `its place occurs ${placesOf(mutant)} times in ${mutant.file}` };
  const { status, said } = await vitest(["run", "--project", mutant.project, "--bail=1", "--reporter=json", ...mutant.tests.split(" ")], { LANEWAY_MUTANT: mutant.name });
  const result = resultOf(said);
  if (result === undefined || result.numTotalTests === 0) return { end: "not-tried", because: said.slice(-300) };
  if (status === 0) return { end: "survived" };
  const failed = result.testResults.flatMap(({ assertionResults }) => assertionResults).find((each) => each.status === "failed");
  if (failed !== undefined) return { end: "caught", by: failed.fullName };
  return { end: "caught", by: `${mutant.tests}: it does not even start` };
}

interface Result {
  readonly numTotalTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
}

function resultOf(said: string): Result | undefined {
  try {
    return JSON.parse(said.slice(said.indexOf("{"))) as Result;
  } catch {
    return undefined;
  }
}

function vitest(given: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ status: number | null; said: string }> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, VITEST: _inside, VITEST_WORKER_ID: _worker, VITEST_POOL_ID: _pool, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...given], { cwd: root, env: { ...inherited, ...environment }, stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("close", (status) => resolve({ status, said }));
  });
}

// `npm run proof [-- PART …]`: builds what changed, runs the proofs of all parts or of those named, keeps what each part
// found in docs/proof/, and writes docs/PROOF.md from all of it. Plain Node, as deploy/test.mjs.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePrograms } from "../deploy/outside-programs.mjs";
import { prepare, stop } from "../deploy/prepare.mjs";

const projectFolder = new URL("..", import.meta.url).pathname;
const keptFolder = "docs/proof";
/** What each part runs, and how much of it. A part takes minutes; the two cut matrices take more than an hour each. */
const parts = {
  "cut-matrix-zvt": { files: ["src/cut-matrix/zvt"], environment: { LANEWAY_MATRIX: "whole", LANEWAY_MATRIX_SEEDS: "100" } },
  "cut-matrix-nexo": { files: ["src/cut-matrix/nexo"], environment: { LANEWAY_MATRIX: "whole", LANEWAY_MATRIX_SEEDS: "100" } },
  "power-cut": { files: ["src/power-cut/"], environment: {} },
  kills: { files: ["src/faults/edge-kill", "src/faults/same-basket"], environment: { LANEWAY_KILLS: "200", LANEWAY_BASKET_KILLS: "8" } },
  "bad-lines": { files: ["src/fault-proxy/"], environment: {} },
  "card-numbers": { files: ["src/card-scan/"], environment: {} },
  mutants: { files: ["src/mutants/"], environment: { LANEWAY_MUTANTS: "all" } },
};

process.chdir(projectFolder);
const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  process.stderr.write(`there is no proof named ${unknown}; there are ${Object.keys(parts).join(", ")}\n`);
  process.exit(2);
}
try {
  await prepare();
  await ensurePrograms();
} catch (error) {
  stop(error);
}
mkdirSync(keptFolder, { recursive: true });
let failed = false;
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  const run = prove(parts[name]);
  failed ||= run.tests.length === 0 || run.tests.some(({ held }) => !held);
  writeFileSync(join(keptFolder, `${name}.json`), `${JSON.stringify(run, undefined, 2)}\n`);
  writeFileSync("docs/PROOF.md", documentOf(Object.keys(parts).flatMap((part) => kept(part))));
}
process.exit(failed ? 1 : 0);

/** One part's run: where and on what it ran, each test's end, and what those that held found. */
function prove({ files, environment }) {
  const folder = mkdtempSync(join(tmpdir(), "laneway-proof-"));
  const [results, findings] = [join(folder, "results.json"), join(folder, "findings")];
  mkdirSync(findings);
  const run = { commit: git("rev-parse", "--short", "HEAD"), changed: git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs") !== "", date: new Date().toISOString().slice(0, 10), where: `${cpus().length} × ${(cpus()[0]?.model ?? "processor").trim()}, Node ${process.version}` };
  spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "tests", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...files],
    { stdio: "inherit", env: { ...environment, ...process.env, LANEWAY_PROOF_FOLDER: findings } },
  );
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({ file: name.replace(projectFolder, ""), name: fullName, held: status === "passed", seconds: Math.round((duration ?? 0) / 100) / 10 })),
  );
  const found = readdirSync(findings).sort().map((name) => JSON.parse(readFileSync(join(findings, name), "utf8")));
  rmSync(folder, { recursive: true, force: true });
  return { ...run, findings: found, tests };
}

function git(...args) {
  return spawnSync("git", args, { encoding: "utf8" }).stdout.trim();
}

/** What a part found when it ran last, in this run or an earlier one. */
function kept(part) {
  try {
    return [{ part, ...JSON.parse(readFileSync(join(keptFolder, `${part}.json`), "utf8")) }];
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function documentOf(runs) {
  const tests = runs.flatMap((run) => run.tests);
  return [
    "# Proof",
    "",
    "Written by `npm run proof` from the runs' own results, which stand in [proof/](proof/); do not edit. A part can be run alone (`npm run proof -- mutants`): the others keep what they found last.",
    "",
    `**${tests.filter(({ held }) => held).length} of ${tests.length} proofs held.** A proof that did not hold has no figures below.`,
    "",
    "| Part | Code | Run on | Held | Seconds |",
    "|---|---|---|---:|---:|",
    ...runs.map(({ part, commit, changed, date, where, tests: own }) => `| ${part} | ${commit}${changed ? " with changes" : ""} | ${date}; ${where} | ${own.filter(({ held }) => held).length} of ${own.length} | ${Math.round(own.reduce((sum, { seconds }) => sum + seconds, 0)).toLocaleString("en")} |`),
    "",
    ...runs.flatMap(({ findings }) => findings).flatMap(({ name, done, held, figures, seeds, repeat }) => [
      `## ${name}`,
      "",
      done,
      "",
      `**${held}**`,
      "",
      "| What | How many |",
      "|---|---:|",
      ...Object.entries(figures).map(([key, count]) => `| ${key} | ${typeof count === "number" ? count.toLocaleString("en") : count} |`),
      "",
      `Seeds: ${seeds}. Again: \`${repeat}\``,
      "",
    ]),
    "## All runs",
    "",
    "| Test | Held | Seconds |",
    "|---|---|---:|",
    ...tests.map(({ file, name, held, seconds }) => `| ${file}: ${name} | ${held ? "yes" : "**no**"} | ${seconds.toFixed(1)} |`),
    "",
  ].join("\n");
}

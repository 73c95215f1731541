// `npm run proof`: builds what changed, runs the proofs, and writes what they found to docs/PROOF.md. Plain Node, as
// deploy/test.mjs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePrograms } from "../deploy/outside-programs.mjs";
import { prepare, stop } from "../deploy/prepare.mjs";

const projectFolder = new URL("..", import.meta.url).pathname;
const proofs = ["src/cut-matrix/", "src/mutants/", "src/power-cut/", "src/fault-proxy/", "src/card-scan/", "src/faults/edge-kill", "src/faults/same-basket"];

process.chdir(projectFolder);
try {
  await prepare();
  await ensurePrograms();
} catch (error) {
  stop(error);
}
const folder = mkdtempSync(join(tmpdir(), "laneway-proof-"));
const results = join(folder, "results.json");
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "tests", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...proofs],
  { stdio: "inherit", env: { ...process.env, LANEWAY_PROOF_FOLDER: join(folder, "findings"), LANEWAY_MUTANTS: "all", LANEWAY_MATRIX: "whole", LANEWAY_KILLS: "200", LANEWAY_BASKET_KILLS: "8" } },
);
writeFileSync("docs/PROOF.md", documentOf(JSON.parse(readFileSync(results, "utf8")), findingsIn(join(folder, "findings"))));
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);

function findingsIn(where) {
  try {
    return readdirSync(where).sort().map((name) => JSON.parse(readFileSync(join(where, name), "utf8")));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function documentOf({ testResults, startTime }, findings) {
  const tests = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((each) => ({ ...each, file: name.replace(projectFolder, "") })));
  const held = tests.filter((each) => each.status === "passed");
  const seconds = (ms) => (ms / 1_000).toFixed(1);
  return [
    "# Proof",
    "",
    `Written by \`npm run proof\` from the runs' own results; do not edit. Run on ${new Date(startTime).toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform} ${process.arch}.`,
    "",
    `**${held.length} of ${tests.length} proofs held.** A proof that did not hold has no figures below.`,
    "",
    ...findings.flatMap(({ name, done, held: what, figures, seeds, repeat }) => [
      `## ${name}`,
      "",
      done,
      "",
      `**${what}**`,
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
    ...tests.map(({ file, fullName, status: end, duration }) => `| ${file}: ${fullName} | ${end === "passed" ? "yes" : `**no** (${end})`} | ${seconds(duration ?? 0)} |`),
    "",
  ].join("\n");
}

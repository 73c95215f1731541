// `npm run mutants`: breaks the product in each place of the list, one at a time, and expects its tests to notice. Ends with
// status 1 when one survives. Plain Node, as deploy/test.mjs.
import { spawnSync } from "node:child_process";
import process from "node:process";

process.chdir(new URL("..", import.meta.url).pathname);
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "tests", "src/mutants"], {
  stdio: "inherit",
  env: { ...process.env, LANEWAY_MUTANTS: "all" },
});
process.exit(status ?? 1);

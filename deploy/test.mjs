// `npm test`: installs and builds as `npm start` does, sees to the outside programs that the tests drive, then runs every
// test. Arguments go to vitest: `npm test -- --project deploy`.
import { spawn } from "node:child_process";
import process from "node:process";
import { ensurePrograms } from "./outside-programs.mjs";
import { prepare, step, stop } from "./prepare.mjs";

process.chdir(new URL("..", import.meta.url).pathname);
try {
  await prepare();
  // Some tests start programs of their own; a fault of types is told by a test.
  await step("building the tests", "laneway-build.log", process.execPath, ["node_modules/typescript/bin/tsc", "-b", "tests"], () => "the tests cannot be built; fix: see the log");
  await ensurePrograms();
} catch (error) {
  stop(error);
}
const runner = spawn(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=./deploy/test-reporter.mjs", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => runner.kill(signal));
runner.once("exit", (status, signal) => process.exit(signal === null ? status : 1));

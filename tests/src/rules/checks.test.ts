import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { projectFolder } from "./project-files.js";

/** Runs a tool of this project and answers what it complains about; "" when it is content. */
function complaints(...args: string[]): string {
  const result = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: "utf8", maxBuffer: 50_000_000 });
  return result.status === 0 ? "" : `${result.stdout}${result.stderr}`.slice(0, 20_000) || `status ${result.status}`;
}

it("every part has sound types, screens and tests included", () => {
  expect(complaints("node_modules/typescript/bin/tsc", "-b")).toBe("");
}, 600_000);

it("the linter has nothing to say", () => {
  expect(complaints("node_modules/@biomejs/biome/bin/biome", "lint", "--error-on-warnings", "--diagnostic-level=warn", "--reporter=github", ".")).toBe("");
});

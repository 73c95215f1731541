import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const deploy = fileURLToPath(new URL("../..", import.meta.url));
const parts = ["contracts", "domain", "edge-server", "device-agents", "cloud-relay", "deploy", "kiosk-ui"];

/** A small project laid out like this one: npm is the real one, compiler and bundler say that they ran. */
let project = "";
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const write = (value: object) => JSON.stringify(value, null, 2);

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "laneway-project-"));
  for (const file of ["start.mjs", "prepare.mjs", "bundle.mjs"]) {
    mkdirSync(join(project, "deploy"), { recursive: true });
    copyFileSync(join(deploy, file), join(project, "deploy", file));
  }
  for (const part of parts) put(`${part}/src/main.ts`, "export {};");
  put("tsconfig.base.json", "{}");
  put("package.json", write({ name: "small", version: "1.0.0", type: "module", dependencies: { typescript: "file:stubs/typescript", vite: "file:stubs/vite" } }));
  put("stubs/typescript/package.json", write({ name: "typescript", version: "1.0.0", type: "module" }));
  put("stubs/typescript/bin/tsc", 'import { mkdirSync, readFileSync, writeFileSync } from "node:fs";\nif (readFileSync("edge-server/src/main.ts", "utf8").includes("wrong")) { console.log("edge-server/src/main.ts(1,1): error TS1005: wrong"); process.exit(2); }\n');
  put("stubs/vite/package.json", write({ name: "vite", version: "1.0.0", type: "module", exports: "./index.js" }));
  put("stubs/vite/index.js", 'import { mkdirSync, writeFileSync } from "node:fs";\nimport { join } from "node:path";\nexport async function build({ build }) {\n  const file = join(build.outDir, build.rolldownOptions.output.entryFileNames);\n  mkdirSync(join(file, ".."), { recursive: true });\n  writeFileSync(file, "console.log(\'the store starts\')");\n}');
  put("stubs/vite/bin/vite.js", 'import { mkdirSync } from "node:fs";\nmkdirSync("dist", { recursive: true });');
  put("package-lock.json", write({
    name: "small", version: "1.0.0", lockfileVersion: 3, requires: true,
    packages: {
      "": { name: "small", version: "1.0.0", dependencies: { typescript: "file:stubs/typescript", vite: "file:stubs/vite" } },
      "node_modules/typescript": { resolved: "stubs/typescript", link: true },
      "node_modules/vite": { resolved: "stubs/vite", link: true },
      "stubs/typescript": { version: "1.0.0" },
      "stubs/vite": { version: "1.0.0" },
    },
  }));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function start(environment: Record<string, string> = {}): { status: number | null; lines: string[] } {
  const result = spawnSync(process.execPath, [join(project, "deploy/start.mjs")], { encoding: "utf8", env: { PATH: process.env.PATH, HOME: project, npm_config_offline: "true", ...environment } });
  const lines = `${result.stdout}${result.stderr}`.trim().split("\n").map((line) => line.replace(/\d+ s$/, "N s"));
  return { status: result.status, lines };
}

const installed = ["laneway: installing packages (about two minutes the first time) ...", "laneway: installing packages (about two minutes the first time): done in N s"];
const compiled = ["laneway: building ...", "laneway: building: done in N s"];
const built = [...compiled, "laneway: bundling the programs ...", "laneway: bundling the programs: done in N s"];
const screens = ["laneway: building the screens ...", "laneway: building the screens: done in N s"];

describe("npm start", () => {
  it("installs and builds once, then only what changed", () => {
    expect(start()).toEqual({ status: 0, lines: [...installed, ...built, ...screens, "the store starts"] });
    expect(start().lines).toEqual(["the store starts"]);
    put("edge-server/src/main.ts", "export const changed = 1;");
    expect(start().lines).toEqual([...built, "the store starts"]);
    utimesSync(join(project, "kiosk-ui/src/main.ts"), new Date(0), new Date(0));
    expect(start().lines).toEqual([...screens, "the store starts"]);
    put("edge-server/src/main.test.ts", "export {};");
    expect(start().lines).toEqual(["the store starts"]);
  });

  it("installs again when package-lock.json asks for other versions, or an install was cut short", () => {
    start();
    rmSync(join(project, "node_modules/.package-lock.json"));
    expect(start().lines.slice(0, 2)).toEqual(installed);
    rmSync(join(project, "node_modules/vite"));
    expect(start().lines.slice(0, 2)).toEqual(installed);
  });

  it("shows the first error of a failed build in one line, and builds again next time", () => {
    start();
    put("edge-server/src/main.ts", "wrong");
    expect(start()).toEqual({ status: 1, lines: ["laneway: building ...", "laneway: building failed: edge-server/src/main.ts(1,1): error TS1005: wrong (laneway-build.log)"] });
    put("edge-server/src/main.ts", "export {};");
    expect(start().status).toBe(0);
  });

  it("says in one line that npm is missing, that an install failed, or that the lock file is damaged", () => {
    const bare = join(project, "bare");
    mkdirSync(bare);
    symlinkSync(process.execPath, join(bare, "node"));
    expect(start({ PATH: bare })).toMatchObject({ status: 1, lines: [installed[0], "laneway: npm is not found; fix: install Node.js with npm"] });
    put("package.json", readFileSync(join(project, "package.json"), "utf8").replace('"typescript"', '"absent": "1.0.0", "typescript"'));
    const failed = start();
    expect(failed.status).toBe(1);
    expect(failed.lines.at(-1)).toMatch(/^laneway: installing packages .* failed: npm ci failed; fix: see the log \(laneway-install\.log\)$/);
    put("package-lock.json", "{");
    expect(start().lines).toEqual(["laneway: package-lock.json is missing or damaged; fix: restore it from version control"]);
  });

  it("refuses an old Node by naming the one it needs", () => {
    const asked = spawnSync(process.execPath, ["--input-type=module", "-e", `const { checkNode } = await import(${JSON.stringify(`file://${project}/deploy/prepare.mjs`)}); for (const version of ["20.19.0", "22.1.0"]) checkNode(version); for (const version of ["18.20.1", "20.18.9"]) try { checkNode(version) } catch (error) { console.log(error.message) }`], { encoding: "utf8" });
    expect(asked.stdout.trim().split("\n")).toEqual(["this is Node 18.20.1; fix: install Node 20.19 or newer", "this is Node 20.18.9; fix: install Node 20.19 or newer"]);
  });
});

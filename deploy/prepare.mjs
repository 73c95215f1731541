// What `npm start` and `npm test` share: the right Node, the packages of package-lock.json, and a build of the present
// sources. Plain Node, no packages: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const oldestNode = [20, 19];
/** What a running store is built from, in tsc's order. `tests` is only type-checked by `npm run check`. */
const parts = ["contracts", "domain", "edge-server", "device-agents", "cloud-relay", "deploy"];
const screens = "kiosk-ui";
const stampFile = "deploy/dist/build-stamp.json";

export const say = (line) => process.stdout.write(`laneway: ${line}\n`);

/** An expected problem: one line that says what is wrong and what to do. */
export class Problem extends Error {}

/** Prints a problem as one line and ends the process with status 1; a defect keeps its stack. */
export function stop(error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`laneway: ${error.message}\n`);
  process.exit(1);
}

/** Brings the checkout (the working directory) to the point where every part's dist is present and current. */
export async function prepare() {
  checkNode(process.versions.node);
  if (!packagesAreInstalled()) await installPackages();
  await buildWhatChanged();
}

export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Problem(`this is Node ${version}; fix: install Node ${oldestNode.join(".")} or newer`);
}

/** Compares npm's own record of node_modules, written last by every install, with package-lock.json. */
export function packagesAreInstalled() {
  const record = readJson("node_modules/.package-lock.json");
  const wanted = readJson("package-lock.json");
  if (wanted === undefined) throw new Problem("package-lock.json is missing or damaged; fix: restore it from version control");
  if (record === undefined) return false;
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === "" || !path.startsWith("node_modules/") || entry.optional === true) return true;
    return record.packages?.[path]?.version === entry.version && existsSync(path);
  });
}

async function installPackages() {
  const log = "laneway-install.log";
  const npm = npmCommand();
  await step("installing packages (about two minutes the first time)", log, npm.program, [...npm.before, "ci", "--loglevel=warn"], (output) => {
    if (/ENOSPC|no space left/i.test(output)) return "the disk is full; fix: free about 1 GB and start again";
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output)) return "the package registry cannot be reached; fix: check the network and npm's proxy setting";
    if (/EACCES|EPERM/.test(output)) return "node_modules may not be written; fix: give this user the folder";
    return "npm ci failed; fix: see the log";
  });
}

/** npm tells its scripts where it is itself; run without it, the one on the PATH is used. */
function npmCommand() {
  const own = process.env.npm_execpath;
  return own !== undefined && /npm-cli\.[cm]?js$/.test(own) ? { program: process.execPath, before: [own] } : { program: "npm", before: [] };
}

async function buildWhatChanged() {
  const before = readJson(stampFile) ?? {};
  const now = { parts: fingerprint(parts), screens: fingerprint(["contracts", screens]) };
  const log = "laneway-build.log";
  const failed = (output) =>
    /ENOSPC|no space left/i.test(output) ? "the disk is full; fix: free some space and start again" : (output.match(/^.*error TS.*$/m)?.[0] ?? "the build failed; fix: see the log");
  if (before.parts !== now.parts || !existsSync("deploy/dist/starter/main.mjs")) {
    await step("building", log, process.execPath, ["node_modules/typescript/bin/tsc", "-b", ...parts], failed);
    await step("bundling the programs", log, process.execPath, ["deploy/bundle.mjs"], failed);
  }
  if (before.screens !== now.screens || !existsSync(`${screens}/dist`)) {
    await step("building the screens", log, process.execPath, ["../node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], failed, screens);
  }
  mkdirSync("deploy/dist", { recursive: true });
  writeFileSync(stampFile, JSON.stringify(now));
}

/** Names, sizes and times of every source file of some parts: cheap to take, different after any edit. */
export function fingerprint(folders) {
  const hash = createHash("sha256");
  const ignored = new Set(["node_modules", "dist", "dist-types", "demo"]);
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (ignored.has(entry.name)) continue;
      const inner = join(path, entry.name);
      if (entry.isDirectory()) visit(inner);
      else if (!entry.name.endsWith(".test.ts")) hash.update(fileMark(inner));
    }
  };
  for (const folder of folders) visit(folder);
  for (const file of ["package-lock.json", "tsconfig.base.json"]) hash.update(fileMark(file));
  return hash.digest("hex");
}

function fileMark(path) {
  const { size, mtimeMs } = statSync(path);
  return `${path}\0${size}\0${mtimeMs}\n`;
}

/** Runs a program with its output in a log file and one short line on the terminal. */
export async function step(title, log, program, args, explain, folder = ".") {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  let file;
  try {
    file = openSync(log, "w");
  } catch (error) {
    throw new Problem(`${log} cannot be written (${error.code}); fix: give this user the folder, or free some space`);
  }
  say(`${title} ...`);
  const ticker = process.stdout.isTTY ? setInterval(() => process.stdout.write(`\r  ${seconds()} `), 1000) : undefined;
  const code = await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", file, file] });
    child.once("error", (error) => reject(error.code === "ENOENT" ? new Problem(`${program} is not found; fix: install Node.js with npm`) : error));
    child.once("exit", (status, signal) => resolve(status ?? signal));
  }).finally(() => {
    clearInterval(ticker);
    if (ticker !== undefined) process.stdout.write("\r");
    closeSync(file);
  });
  if (code !== 0) throw new Problem(`${title} failed: ${explain(readFileSync(log, "utf8"))} (${log})`);
  say(`${title}: done in ${seconds()}`);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

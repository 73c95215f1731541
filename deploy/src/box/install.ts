import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { releaseFolder } from "../starter/parts-of-store.js";
import { StartProblem } from "../starter/problem.js";
import { debianSystem } from "./debian-system.js";
import { setUpBox } from "./set-up-box.js";

const usage = `usage: node deploy/dist/box/install.js [--root DIR] [--release DIR] [--kiosk LANE]
  --root DIR      set up a folder that stands for a box (no packages, no services); default: this machine
  --release DIR   the built release; default: the one this command is part of
  --kiosk LANE    this box also shows that lane's screen`;

function main(): void {
  const { values } = parseArgs({ options: { root: { type: "string" }, release: { type: "string" }, kiosk: { type: "string" }, help: { type: "boolean" } } });
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const root = resolve(values.root ?? "/");
  if (root === "/" && process.getuid?.() !== 0) throw new StartProblem("setting this machine up needs root; fix: run it with sudo, or try it in a folder with --root DIR", 3);
  const made = setUpBox({
    root,
    releaseFolder: resolve(values.release ?? releaseFolder),
    kioskLane: values.kiosk,
    system: root === "/" ? debianSystem : undefined,
    say: (line) => process.stdout.write(`laneway: ${line}\n`),
  });
  process.stdout.write(made.length === 0 ? "laneway: nothing to do\n" : `laneway: ${made.length} changes\n`);
}

try {
  main();
} catch (error) {
  if (error instanceof StartProblem) {
    process.stderr.write(`${error.message.startsWith("laneway: ") ? "" : "laneway: "}${error.message}\n`);
    process.exit(error.exitCode);
  }
  if (error instanceof TypeError && "code" in error) {
    process.stderr.write(`laneway: ${error.message}\n${usage}\n`);
    process.exit(2);
  }
  throw error;
}

// `npm run risk:store`: builds what changed, then lets simulated shoppers drive a real store. Plain Node, as deploy/start.mjs.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { prepare, stop } from "../deploy/prepare.mjs";

process.chdir(new URL("..", import.meta.url).pathname);
try {
  await prepare();
} catch (error) {
  stop(error);
}
const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "tests"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
await import("./dist/shoppers/main.js");

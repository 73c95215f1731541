// `npm run screens [-- WORD]`: builds what changed, then takes pictures of every screen (or those whose name holds WORD)
// into screenshots/. Plain Node, as deploy/start.mjs.
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
await import("./dist/screens/take.js");

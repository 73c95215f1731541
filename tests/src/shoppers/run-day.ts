import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../store/running-store.js";
import type { Day, Plan } from "./shop-day.js";

/** Of the built tests, wherever this file itself is read from: the store's processes are built ones too. */
const built = (name: string): string => join(projectRoot, "tests/dist/shoppers", name);

/** A stretch of selling whose clock runs `times` as fast as the wall's: the store's processes and the shoppers read the same one. */
export async function dayAt(times: number, plan: Plan): Promise<Day> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-day-"));
  const environment = { ...process.env, LANEWAY_HURRY: String(times), LANEWAY_HURRY_FROM: join(folder, "from"), NODE_OPTIONS: `--import ${built("hurried-time.js")}` };
  const child = spawn(process.execPath, [built("day-process.js"), JSON.stringify(plan)], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`the day ended with status ${String(status)}`);
  return JSON.parse(text) as Day;
}

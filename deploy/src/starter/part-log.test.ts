import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPartLog } from "./part-log.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("joins lines that arrive in pieces and shows warnings as words", () => {
  const shown: string[] = [];
  const log = openPartLog(join(folder, "a.log"), (line) => shown.push(line));
  log.write("out", Buffer.from('{"level":40,"ms'));
  log.write("out", Buffer.from('g":"paper is out"}\n{"level":30,"msg":"sold"}\nplain\n'));
  log.close();
  expect(shown).toEqual(["paper is out"]);
  expect(readFileSync(join(folder, "a.log"), "utf8").split("\n")).toHaveLength(4);
});

it("shows a flood five times, then points to the file", () => {
  const shown: string[] = [];
  let clock = 100_000;
  const log = openPartLog(join(folder, "a.log"), (line) => shown.push(line), () => clock);
  for (let index = 0; index < 50; index++) log.write("err", Buffer.from(`no broker ${index}\n`));
  expect(shown).toHaveLength(6);
  expect(shown.at(-1)).toContain("says more");
  clock += 10_001;
  log.write("err", Buffer.from("again\n"));
  expect(shown.at(-1)).toBe("again");
  log.close();
});

it("never keeps more than three files of about 5 MB, nor a line beyond 16 kB", () => {
  const path = join(folder, "a.log");
  const log = openPartLog(path, () => {});
  const block = Buffer.from(`${"x".repeat(20_000)}\n`.repeat(50));
  for (let index = 0; index < 30; index++) log.write("out", block);
  log.close();
  expect(existsSync(`${path}.2`)).toBe(true);
  expect(existsSync(`${path}.3`)).toBe(false);
  expect(statSync(`${path}.1`).size).toBeLessThan(5_100_000);
  expect(readFileSync(path, "utf8").split("\n")[0]?.length).toBeLessThan(16_500);
});

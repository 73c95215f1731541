import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLayers, parts } from "./layers.js";
import { projectFiles, projectFolder } from "./project-files.js";

describe("the project", () => {
  it("imports only along the layers, without a cycle", async () => {
    const found = await checkLayers(projectFolder);
    expect(found.violations).toEqual([]);
    // A check that reads nothing finds nothing: every source was read, and imports across parts were followed.
    expect(found.modules).toBeGreaterThanOrEqual(projectFiles(new RegExp(`^(${parts.join("|")})/src/.*\\.ts$`)).length * 0.95);
    expect([...found.crossings]).toEqual(expect.arrayContaining(["edge-server → domain", "edge-server → contracts", "domain → contracts", "device-agents → contracts", "kiosk-ui → contracts"]));
  });
});

describe("a planted violation", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "laneway-layers-"));
    write("package.json", '{"name":"planted","type":"module"}');
    write("contracts/src/units.ts", "export const one = 1;");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  it.each([
    ["domain-uses-no-node", "domain/src/rule.ts", 'import { readFileSync } from "node:fs"; export const text = readFileSync;'],
    ["contracts-import-contracts", "contracts/src/bad.ts", 'export { tax } from "../../domain/src/tax.js";'],
    ["no-domain-here", "kiosk-ui/src/total.ts", 'import { tax } from "../../domain/src/tax.js"; export const total = tax;'],
    ["no-domain-here", "device-agents/src/total.ts", 'import type { tax } from "../../domain/src/tax.js"; export type Total = typeof tax;'],
    ["edge-server-imports-no-other-running-part", "edge-server/src/page.ts", 'export * from "../../kiosk-ui/src/page.js";'],
    ["nothing-imports-tests", "deploy/src/start.ts", 'export * from "../../tests/src/store.js";'],
    ["every-import-exists", "domain/src/gone.ts", 'export * from "./not-there.js";'],
  ])("%s is found", async (rule, path, text) => {
    write("domain/src/tax.ts", "export const tax = 1;");
    write("kiosk-ui/src/page.ts", "export const page = 1;");
    write("tests/src/store.ts", "export const store = 1;");
    for (const part of parts) write(`${part}/src/main.ts`, "export const main = 1;");
    write(path, text);
    const { violations } = await checkLayers(folder);
    expect(violations.filter((violation) => violation.startsWith(`${rule}: ${path}`))).toHaveLength(1);
  });

  it("a cycle is found, one of types as well", async () => {
    write("domain/src/a.ts", 'import type { B } from "./b.js"; export interface A { b: B }');
    write("domain/src/b.ts", 'import type { A } from "./a.js"; export interface B { a: A }');
    const { violations } = await checkLayers(folder, ["contracts", "domain"]);
    expect(violations.some((violation) => violation.startsWith("no-cycles: domain/src/a.ts"))).toBe(true);
  });
});

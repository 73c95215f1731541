import ts from "typescript";
import { describe, expect, it } from "vitest";
import { linesMatching, projectFiles, textOf } from "./project-files.js";

const code = projectFiles(/\.(ts|mts|mjs|js|css|html|sql|sh|service|conf)$|^\.ci\//);
const typescript = code.filter((path) => path.endsWith(".ts"));
// These rules name what they look for.
const others = (paths: readonly string[]) => paths.filter((path) => path !== "tests/src/rules/tidy.test.ts");

describe("the code is tidy", () => {
  it("is looked at", () => {
    expect(typescript.length).toBeGreaterThan(100);
  });

  it("has files of one idea: at most 400 lines, tables and tests apart", () => {
    const apart = /generated|\/locale\/|\/demo\/|\/fixtures\/|\.test\.ts$/;
    const long = code.filter((path) => !apart.test(path)).flatMap((path) => {
      const lines = (textOf(path) ?? "").split("\n").length - 1;
      return lines > 400 ? [`${path}: ${lines}`] : [];
    });
    expect(long).toEqual([]);
  });

  it("leaves no promise for later", () => {
    expect(linesMatching(others(code), /\b(TODO|FIXME|HACK)\b|\bXXX\b(?!")|[Nn]ot implemented/)).toEqual([]);
  });

  it("skips no test and silences no checker", () => {
    expect(linesMatching(others(typescript), /\b(it|test|describe)\.(only|skip|todo|fails|skipIf|runIf)\b|@ts-(ignore|nocheck|expect-error)|(v8|istanbul|c8) ignore/)).toEqual([]);
  });

  it("has no any", () => {
    const found = typescript.flatMap((path) => anyIn(textOf(path) ?? "").map((line) => `${path}:${line}`));
    expect(found).toEqual([]);
    expect(anyIn("const value: any = 1;\nconst other = value as any;")).toEqual([1, 2]);
  });

  it("has no default exports but those that tools ask for", () => {
    const asked = /(vite|vitest)\.config\.ts$|^deploy\/test-reporter\.mjs$|^kiosk-ui\/src\/vite-env\.d\.ts$/;
    expect(linesMatching(code.filter((path) => /\.(ts|mjs)$/.test(path) && !asked.test(path)), /^export default /)).toEqual([]);
  });
});

describe("the repository speaks of the project alone", () => {
  const texts = projectFiles(/\.(ts|mts|mjs|js|json|md|css|html|sql|sh|service|conf|yaml|yml)$|^\.ci\/|^NOTICE$/).filter((path) => path !== "package-lock.json");

  it("names no folder of one machine", () => {
    expect(linesMatching(others(texts), /(^|[\s"'`(=])\/(work|farm|root|home\/[a-z]+)\//)).toEqual([]);
  });

  it("names no package registry", () => {
    expect(linesMatching(others([...texts, "package-lock.json"]), /registry\.npm|registry\.yarn|deb\.debian\.org|https?:\/\/registry\./)).toEqual([]);
  });

  it("names folders and files with words, in kebab-case", () => {
    const banned = projectFiles(/(^|\/)(utils?|helpers?|common|shared|misc|lib|libs|packages|managers?)(\/|\.ts$)|manager\.ts$/i);
    expect(banned).toEqual([]);
    const wrong = projectFiles(/^[a-z-]+\/src\/.*\.ts$/).filter((path) => !/^[a-z0-9.\-/]+$/.test(path));
    expect(wrong).toEqual([]);
  });
});

function anyIn(text: string): number[] {
  if (!/\bany\b/.test(text)) return [];
  const file = ts.createSourceFile("source.ts", text, ts.ScriptTarget.ES2023, true);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) lines.push(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

import { expect, it } from "vitest";
import { projectFiles, textOf } from "./project-files.js";

it("every command and file that the documents name exists", () => {
  const { scripts } = JSON.parse(textOf("package.json") ?? "{}") as { scripts: Record<string, string> };
  const documents = projectFiles(/\.md$/);
  const wrong = documents.flatMap((path) => {
    const text = textOf(path) ?? "";
    const commands = [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test))/g)].map((match) => match[1] ?? match[2] ?? "");
    const files = [...text.matchAll(/\bnode ((?:[a-z][\w.-]*\/)+[\w.-]+\.m?js)\b/g)].map((match) => match[1] ?? "");
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map((match) => new URL(match[1] ?? "", `file:///${path}`).pathname.slice(1));
    const sources = [...text.matchAll(/`((?:[a-z][a-z-]*\/)+(?:[\w.-]+\.(?:ts|mjs|json|md)))`/g)].map((match) => match[1] ?? "").filter((file) => !file.startsWith("dist/") && /\/(src|demo|decisions)\//.test(file));
    return [
      ...sources.filter((file) => textOf(file) === undefined).map((file) => `${path}: ${file}`),
      ...commands.filter((name) => scripts[name] === undefined).map((name) => `${path}: npm run ${name}`),
      ...files.filter((file) => textOf(file.includes("/dist/") ? file.replace("/dist/", "/src/").replace(/\.m?js$/, ".ts") : file) === undefined).map((file) => `${path}: node ${file}`),
      ...links.filter((link) => textOf(link) === undefined && projectFiles(new RegExp(`^${link.replaceAll(".", "\\.")}`)).length === 0).map((link) => `${path}: ${link}`),
    ];
  });
  expect(wrong).toEqual([]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
});

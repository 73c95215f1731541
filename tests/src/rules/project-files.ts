import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** Paths (from the project folder, `/` between) of every file that is or would be committed. */
export function projectFiles(pattern: RegExp): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: projectFolder, encoding: "utf8" });
  return [...new Set(listed.split("\0"))].filter((path) => pattern.test(path) && textOf(path) !== undefined).sort();
}

/** A file's text; undefined when it is gone from the working tree. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(`${projectFolder}/${path}`, "utf8");
  } catch {
    return undefined;
  }
}

/** `path:line: text` of every line that matches, to be shown by a failed rule. */
export function linesMatching(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    (textOf(path) ?? "").split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

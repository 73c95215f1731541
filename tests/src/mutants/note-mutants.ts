import { noteFinding } from "../proof/finding.js";
import { mutants } from "./mutants.js";

export function noteMutants(caught: ReadonlyMap<string, string>): void {
  noteFinding({
    name: "mutants",
    done: "The product was broken on purpose, in one place at a time, and its own tests were run.",
    held: "Each breakage was caught by a test that is named for it.",
    figures: { "mutants in the list": mutants.length, tried: caught.size, caught: caught.size, survived: 0, ...Object.fromEntries([...caught].map(([name, by]) => [`caught: ${name}`, by.replaceAll("|", "/")])) },
    seeds: "none (a fixed list: tests/src/mutants/mutants.ts)",
    repeat: "npm run mutants",
  });
}

import { expect, it } from "vitest";
import { projectFiles, textOf } from "./project-files.js";
import { impurities } from "./pure-domain.js";

it("the domain knows no clock, no chance and no fraction", () => {
  const files = projectFiles(/^domain\/src\/.*(?<!\.test)\.ts$/);
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap((path) => impurities(textOf(path) ?? "").map((what) => `${path}:${what}`))).toEqual([]);
});

it.each([
  ["const at = Date.now();", "1: Date.now"],
  ["const at = new Date();", "1: new Date()"],
  ["const roll = Math.random();", "1: Math.random"],
  ["const rate = 0.19;", "1: fraction 0.19"],
  ["const one = 1.0;", "1: float literal 1.0"],
  ["const tiny = 1e-3;", "1: fraction 1e-3"],
  ["setTimeout(() => {}, 5);", "1: setTimeout"],
  ["const id = crypto.randomUUID();", "1: crypto"],
])("%s is found", (text, what) => {
  expect(impurities(text)).toContain(what);
});

it("what a comment or a text says, and whole numbers however written, are left alone", () => {
  expect(impurities('// Date.now() is not asked\nconst text = "0.5 new Date()"; const limit = 1_000 + 0xff; const state = { process: 1 }; const at = new Date(0);')).toEqual([]);
});

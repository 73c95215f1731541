import { expect, it } from "vitest";
import { mutants } from "./mutants.js";
import { noteMutants } from "./note-mutants.js";
import { placesOf, tryMutant } from "./try-mutant.js";

const all = process.env.LANEWAY_MUTANTS === "all";
const tried = mutants.filter(({ quick }) => all || quick === true);

it("each has one place in the source, and a name of its own", () => {
  expect(mutants.filter((mutant) => placesOf(mutant) !== 1).map(({ name }) => name)).toEqual([]);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(25);
});

/** Two at a time: each is a test run of its own. */
it(`${tried.length} of ${mutants.length} mutants are caught`, { timeout: 1_800_000 }, async () => {
  const waiting = [...tried];
  const caught = new Map<string, string>();
  const wrong: string[] = [];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const outcome = await tryMutant(mutant);
      if (outcome.end === "caught") caught.set(mutant.name, outcome.by);
      else wrong.push(`${mutant.name}: ${outcome.end}${outcome.end === "not-tried" ? ` (${outcome.because})` : ""}`);
    }
  };
  await Promise.all([work(), work()]);
  process.stdout.write(`${[...caught].map(([name, by]) => `caught: ${name} — by "${by}"`).join("\n")}\n${wrong.map((each) => `NOT CAUGHT: ${each}`).join("\n")}\n${caught.size} caught, ${wrong.length} survived\n`);
  expect(wrong).toEqual([]);
  noteMutants(caught);
});

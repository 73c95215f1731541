import { readFileSync } from "node:fs";
import { brokenAssociation } from "@laneway/domain/item/element-association";
import { lintValue, readPlain } from "@laneway/domain/item/element-string";
import { allDefinitions, type ElementDefinition } from "@laneway/domain/item/gs1-dictionary";
import { checkDigitOf } from "@laneway/domain/item/gtin";
import { expect, it } from "vitest";
import { Seeded } from "../store/seeded.js";
import { dictionary, elementsOf, fitTogether, isAllowed, passes } from "./gs1-oracle.js";

const given = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../data/gs1/${file}.json`, import.meta.url), "utf8"));

it("the oracle says of every published check what its source says", () => {
  const { cases } = given("linter_vectors") as {
    cases: { linter: string; input: string; valid: boolean; requires_mocked_gcp_lookup?: boolean }[];
  };
  const wrong = cases
    .filter((each) => each.requires_mocked_gcp_lookup !== true)
    .filter(({ linter, input, valid }) => passes(linter, input) !== valid);
  expect(wrong).toEqual([]);
  expect([...dictionary.keys()].sort()).toEqual(
    allDefinitions()
      .map(({ ai }) => ai)
      .sort(),
  );
});

const letters: Readonly<Record<string, string>> = {
  N: "0123456789",
  X: "!\"%&'()*+,-./0123456789:;<=>?ABCXYZ_abz",
  Y: "#-/0123456789AZ",
  Z: "-_0123456789AZaz=",
};

/** Digits about the edges of a calendar. */
function dayFor(length: number, chance: Seeded): string {
  const year = chance.oneOf(["00", "04", "21", "24", "99"]);
  const month = String(chance.between(0, 13)).padStart(2, "0");
  const day = chance.oneOf(["00", "01", "28", "29", "30", "31", "32"]);
  return `${length === 8 ? chance.oneOf(["19", "20", "21"]) : ""}${year}${month}${day}`;
}

/** A value by the shape of an identifier: often right, often nearly so. */
function valueFor(definition: ElementDefinition, chance: Seeded): string {
  let value = "";
  for (const { characters, minimum, maximum, optional, linters } of definition.components) {
    if (optional && chance.fraction() < 0.4) break;
    const length = chance.between(
      minimum,
      chance.fraction() < 0.5 ? Math.min(maximum, minimum + 9) : maximum,
    );
    const alphabet = chance.fraction() < 0.3 ? "01" : (letters[characters] ?? "");
    const part = Array.from({ length }, () => chance.oneOf([...alphabet])).join("");
    if (linters.some((name) => name.startsWith("yy"))) value += dayFor(length, chance);
    else if (linters.includes("csum") && length > 1)
      value += `${part.slice(0, -1)}${checkDigitOf(part.slice(0, -1))}`;
    else value += part;
  }
  const at = chance.between(0, value.length);
  const change = chance.fraction();
  if (change < 0.1) return value.slice(0, at) + chance.oneOf([..."0 9A~%/"]) + value.slice(at + 1);
  if (change < 0.15) return value + chance.oneOf(["0", "A", "="]);
  return change < 0.2 ? value.slice(0, -1) : value;
}

it("every identifier's values are judged as the dictionary says, right ones and nearly right ones", () => {
  const chance = new Seeded(7);
  let allowed = 0;
  for (const definition of allDefinitions()) {
    for (let times = 0; times < 60; times += 1) {
      const value = valueFor(definition, chance);
      if (value === "") continue;
      const wanted = isAllowed(definition.ai, value);
      if (wanted) allowed += 1;
      expect([definition.ai, value, lintValue(definition, value) === undefined]).toEqual([
        definition.ai,
        value,
        wanted,
      ]);
    }
  }
  expect(allowed).toBeGreaterThan(8_000);
});

it("published element strings, changed in one place, come apart as the dictionary says", () => {
  const { verify, lint } = given("zint_gs1_vectors") as Record<
    string,
    { ret: string; unbracketed: string }[]
  >;
  const right = [...(verify ?? []), ...(lint ?? [])]
    .filter(({ ret }) => ret === "0")
    .map(({ unbracketed }) => unbracketed);
  const chance = new Seeded(11);
  const gs = "\u001d";
  let valid = 0;
  for (let times = 0; times < 20_000; times += 1) {
    const text = chance.oneOf(right);
    const at = chance.between(0, text.length);
    const letter = chance.oneOf([...`0123456789${gs}${gs}ABx~`]);
    const changed = chance.oneOf([
      text,
      text.slice(0, at) + letter + text.slice(at + 1),
      text.slice(0, at) + letter + text.slice(at),
      text.slice(0, at) + text.slice(at + 1),
      text + gs + chance.oneOf(right),
    ]);
    const read = readPlain(changed, gs);
    const wanted = elementsOf(changed, gs);
    if (wanted !== undefined) valid += 1;
    expect([changed, read.ok ? read.value : undefined]).toEqual([changed, wanted]);
  }
  expect(valid).toBeGreaterThan(5_000);
});

it("identifiers stand together, or not, as the dictionary says", () => {
  const chance = new Seeded(13);
  const all = allDefinitions().map(({ ai }) => ai);
  const usual = [
    "01",
    "02",
    "10",
    "21",
    "37",
    "00",
    "3922",
    "3103",
    "30",
    "8006",
    "235",
    "8030",
    "253",
    "255",
    "8003",
    "414",
    "8020",
  ];
  let fitting = 0;
  for (let times = 0; times < 20_000; times += 1) {
    const elements = Array.from({ length: chance.between(1, 5) }, () => ({
      ai: chance.fraction() < 0.7 ? chance.oneOf(usual) : chance.oneOf(all),
      value: chance.fraction() < 0.9 ? "1".repeat(13) : "1".repeat(20),
    }));
    const wanted = fitTogether(elements);
    if (wanted) fitting += 1;
    expect([elements, brokenAssociation(elements) === undefined]).toEqual([elements, wanted]);
  }
  expect(fitting).toBeGreaterThan(1_000);
});

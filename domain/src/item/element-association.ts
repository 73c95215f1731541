import { definitionOf } from "./gs1-dictionary.js";
import type { Element } from "./element-string.js";

/**
 * Which elements may, must and must not stand together on one item. Each rule answers the identifiers at
 * fault, or undefined.
 */
export type AssociationRule = (elements: readonly Element[]) => readonly string[] | undefined;

/** An identifier may be repeated only with the same value. */
export const repeats: AssociationRule = (elements) => {
  const values = new Map<string, string>();
  for (const { ai, value } of elements) {
    const before = values.get(ai);
    if (before !== undefined && before !== value) return [ai];
    values.set(ai, value);
  }
  return undefined;
};

/** `n` in a pattern is any digit. */
const fits = (pattern: string, ai: string): boolean =>
  pattern.length === ai.length &&
  [...pattern].every((letter, index) => letter === "n" || letter === ai[index]);

/** Pairs that exclude each other. An identifier does not exclude itself. */
export const exclusions: AssociationRule = (elements) => {
  for (const { ai } of elements) {
    for (const pattern of definitionOf(ai)?.excludes ?? []) {
      const other = elements.find((candidate) => candidate.ai !== ai && fits(pattern, candidate.ai));
      if (other !== undefined) return [ai, other.ai];
    }
  }
  return undefined;
};

/** Identifiers that mean something only beside others. */
export const requirements: AssociationRule = (elements) => {
  const isThere = (ai: string) => (pattern: string) =>
    elements.some((candidate) => candidate.ai !== ai && fits(pattern, candidate.ai));
  for (const { ai } of elements) {
    for (const alternatives of definitionOf(ai)?.requires ?? []) {
      if (!alternatives.some((group) => group.every(isThere(ai)))) return [ai];
    }
  }
  return undefined;
};

const serialisedFrom: ReadonlyMap<string, number> = new Map([
  ["253", 13],
  ["255", 13],
  ["8003", 14],
]);

/** A digital signature (8030) needs the serial part of a key that may come without one. */
export const signatureSerials: AssociationRule = (elements) => {
  if (!elements.some(({ ai }) => ai === "8030")) return undefined;
  const bare = elements.find(({ ai, value }) => value.length <= (serialisedFrom.get(ai) ?? 0));
  return bare === undefined ? undefined : ["8030", bare.ai];
};

/** All rules over the elements of one item. */
export const brokenAssociation: AssociationRule = (elements) =>
  repeats(elements) ?? exclusions(elements) ?? requirements(elements) ?? signatureSerials(elements);

import { describe, expect, test } from "vitest";
import { Freshness } from "./freshness.js";

const shown = (...views: readonly (readonly [string, number])[]) => {
  const freshness = new Freshness();
  return views.filter(([bootId, version]) => freshness.accept({ bootId, version }));
};

describe("freshness", () => {
  test("a lower version of the same edge is ignored, an equal one is drawn again", () => {
    expect(shown(["a", 7], ["a", 6], ["a", 7], ["a", 8])).toEqual([["a", 7], ["a", 7], ["a", 8]]);
  });

  test("a restarted edge counts anew, and the old one's late view is ignored", () => {
    expect(shown(["a", 40], ["b", 1], ["a", 41], ["b", 2])).toEqual([["a", 40], ["b", 1], ["b", 2]]);
  });
});

import { expect, it } from "vitest";
import { tokenOf } from "./token.js";

it("is the same for the same command, on every machine", () => {
  expect(tokenOf("lane-1-c1")).toBe(tokenOf("lane-1-c1"));
  expect(tokenOf("0190a5a2-7b1c-7000-8000-000000000001")).toMatchInlineSnapshot(`"TVYBH9"`);
});

it("is six characters that cannot be taken for others, and rarely the same for another command", () => {
  const tokens = Array.from({ length: 5_000 }, (_, index) =>
    tokenOf(`0190a5a2-7b1c-7000-8000-${String(index).padStart(12, "0")}`),
  );
  expect(tokens.filter((token) => !/^[2-9A-HJ-NP-Z]{6}$/.test(token))).toEqual([]);
  expect(new Set(tokens).size).toBeGreaterThan(4_990);
});

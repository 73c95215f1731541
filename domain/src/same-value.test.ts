import { expect, it } from "vitest";
import { sameValue } from "./same-value.js";

it.each([
  [1, 1, true],
  [1, "1", false],
  [null, undefined, false],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, false],
  [[], {}, false],
  [[1], [1, 2], false],
  [null, {}, false],
])("%j and %j: %s", (one, other, same) => {
  expect(sameValue(one, other)).toBe(same);
});

import { expect, test } from "vitest";
import { slipsOf } from "./slips.js";
import { printedReceipt } from "./states.js";

test("the knife parts the paper; what was printed since hangs in the printer", () => {
  const [first, second, ...more] = slipsOf([...printedReceipt, ...printedReceipt.slice(0, 3)]);
  expect(first).toMatchObject({ cut: true });
  expect(first?.lines).toHaveLength(printedReceipt.length - 1);
  expect(second).toEqual({ cut: false, lines: printedReceipt.slice(0, 3) });
  expect(more).toEqual([]);
});

test("no paper, no slip; a cut without a line before it is an empty slip", () => {
  expect(slipsOf([])).toEqual([]);
  expect(slipsOf([{ kind: "cut" }])).toEqual([{ cut: true, lines: [] }]);
});

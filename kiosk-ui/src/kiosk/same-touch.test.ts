import { expect, test } from "vitest";
import { SameTouch } from "./same-touch.js";

test("the same twice within a moment is one touch; another thing, or the same later, is not", () => {
  const touches = new SameTouch();
  const start = { kind: "start", locale: "en" } as const;
  expect(touches.isAgain(start, 0)).toBe(false);
  expect(touches.isAgain(start, 200)).toBe(true);
  expect(touches.isAgain({ kind: "start", locale: "de" }, 250)).toBe(false);
  expect(touches.isAgain({ kind: "request-help" }, 300)).toBe(false);
  expect(touches.isAgain({ kind: "request-help" }, 1_000)).toBe(false);
});

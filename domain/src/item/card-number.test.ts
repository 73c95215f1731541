import { expect, test } from "vitest";
import { cardNumberIn, holdsCardNumber } from "./card-number.js";

test.each([
  ["4111111111111111", true],
  ["4111 1111 1111 1111", true],
  ["4111-1111-1111-1111", true],
  ["%B4111111111111111^DOE/JANE^2512", true],
  ["card: 378282246310005.", true],
  ["6759649826438453 maestro", true],
  ["4111111111111112", false],
  ["4006381333931", false],
  ["04006381333931", false],
  ["1234567", false],
  ["41111111111111111111111", false],
  ["call 030 1234567", false],
  ["4111111111111111 12/29 123", true],
  ["4111 1111 1111 1111 1229", true],
  ["41111111-1111-4111-8000-000000000000:scanner:1.2", false],
])("%s: %s", (text, holds) => {
  expect(holdsCardNumber(text)).toBe(holds);
});

test("is found however deep it stands", () => {
  expect(cardNumberIn({ kind: "x", list: [{ note: "4111111111111111" }] })).toBe(true);
  expect(cardNumberIn({ kind: "x", amount: 4_111_111_111_111_111, none: null })).toBe(false);
});

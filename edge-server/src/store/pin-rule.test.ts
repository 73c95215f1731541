import { expect, test } from "vitest";
import { demoAttendants } from "../lane/demo-attendants.js";
import { pinProblem } from "./pin-rule.js";

test.each(["738154", "590263", "84051937", "481507263944"])("%s may be chosen", (pin) => {
  expect(pinProblem(pin)).toBeUndefined();
});

test.each([
  ["47115", "is not 6 to 12 digits"],
  ["4711504711504", "is not 6 to 12 digits"],
  ["73815a", "is not 6 to 12 digits"],
  ["٤٨١٥٠٧", "is not 6 to 12 digits"],
  ["000000", "has too few different figures"],
  ["121212", "has too few different figures"],
  ["123456", "is a run of figures"],
  ["890123", "is a run of figures"],
  ["876543", "is a run of figures"],
  ["473473", "is the same figures twice"],
  ["241290", "reads as a date"],
  ["122490", "reads as a date"],
  ["901224", "reads as a date"],
  ["24121990", "reads as a date"],
  ["19901224", "reads as a date"],
])("%s %s", (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem);
});

test("the people of a simulated store follow it too", () => {
  expect(demoAttendants.map(({ pin }) => pinProblem(pin))).toEqual(demoAttendants.map(() => undefined));
});

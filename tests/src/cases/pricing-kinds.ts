import { roundToStep } from "@laneway/domain/pricing/cash-rounding";
import { prorate } from "@laneway/domain/pricing/prorate";
import { decimalOf, textOf, unitsAt } from "./decimal.js";
import { type Answers, basketAnswers, money } from "./pricing-basket.js";
import { modeOf } from "./pricing-policy.js";
import {
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  minorOf,
  refuseOthers,
  UnknownTerm,
} from "./pricing-terms.js";
import type { CaseResult } from "./runner.js";

/** Runs all cases of a parsed file (or a bare list of them); undefined when it is none of this kind. */
export function pricingCases(file: unknown): readonly CaseResult[] | undefined {
  const cases = Array.isArray(file) ? file : fieldsOf(file).cases;
  return Array.isArray(cases) ? cases.map(runCase) : undefined;
}

function runCase(each: unknown, index: number): CaseResult {
  if (!isFields(each)) return { name: `case ${index + 1}`, problem: "is no object" };
  const id = each.id === undefined ? `case ${index + 1}` : String(each.id);
  const name = each.topic === undefined ? id : `${id} (${String(each.topic)})`;
  try {
    refuseOtherFacts(each);
    if (Object.keys(fieldsOf(each.expected)).length === 0) throw new UnknownTerm("nothing is expected");
    const actual = each.lines === undefined || each.lines === null ? inputAnswers(each) : basketAnswers(each);
    return { name, problem: differences(fieldsOf(each.expected), actual) };
  } catch (error) {
    const message = (error as Error).message.replaceAll(/\s+/g, " ");
    return {
      name,
      problem: error instanceof UnknownTerm ? `not known: ${message}` : `cannot be priced: ${message}`,
    };
  }
}

/** A text beside the facts of a case is a remark; any other fact must be known. */
function refuseOtherFacts(each: Fields): void {
  const facts = Object.entries(each).filter(([, value]) => typeof value !== "string");
  refuseOthers(
    Object.fromEntries(facts),
    ["id", "lines", "promotions", "rounding", "expected", "input", "source"],
    "case",
  );
}

function differences(expected: Fields, actual: Answers): string | undefined {
  const wrong: string[] = [];
  for (const [key, wanted] of Object.entries(expected)) {
    if (key === "order_matters") continue;
    const given = actual[key];
    if (given === undefined) throw new UnknownTerm(`expectation ${key}`);
    const inAnyOrder = key === "parts" && expected.order_matters === false;
    const got = textFor(subset(given, wanted), inAnyOrder);
    const want = textFor(wanted, inAnyOrder);
    if (got !== want) wrong.push(`${key}: expected ${want}, got ${got}`);
  }
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

/** Of an answer by name only the names asked for. */
const subset = (given: unknown, wanted: unknown): unknown => {
  const names = Object.keys(fieldsOf(wanted));
  if (names.length === 0) return given;
  return Object.fromEntries(names.map((name) => [name, fieldsOf(given)[name] ?? null]));
};

/** Equal answers as equal texts. */
function textFor(value: unknown, inAnyOrder: boolean): string {
  const plain = canonical(value);
  return JSON.stringify(inAnyOrder && Array.isArray(plain) ? plain.map(String).sort() : plain);
}

/** Equal numbers as equal texts, however they are written. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  const decimal = typeof value === "object" ? undefined : decimalOf(value);
  if (decimal !== undefined) return textOf(decimal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, canonical(each)]));
}

function inputAnswers(each: Fields): Answers {
  const input = fieldsOf(each.input);
  if (Array.isArray(input.weights)) return { parts: partsOf(input) };
  if (input.step !== undefined) return cashAnswers(input);
  throw new UnknownTerm(`a case with neither lines, weights nor a cash step`);
}

function partsOf(input: Fields): readonly string[] {
  refuseOthers(input, ["weights", "total_minor_units", "total", "note"], "input");
  const weights = listOf(input.weights).map(decimalOf);
  const places = Math.max(0, ...weights.map((weight) => weight?.places ?? 0));
  const inMinor = input.total_minor_units !== undefined;
  const given = inMinor ? input.total_minor_units : input.total;
  const digits = inMinor ? 0 : Math.max(2, decimalOf(given)?.places ?? 0);
  const total = minorOf(given, digits);
  return prorate(
    total,
    weights.map((weight, index) => {
      const units = weight === undefined ? undefined : unitsAt(weight, places);
      if (units === undefined || units < 0)
        throw new UnknownTerm(`weight ${String(listOf(input.weights)[index])}`);
      return units;
    }),
  ).map((part) => money(part, digits));
}

function cashAnswers(input: Fields): Answers {
  refuseOthers(input, ["total", "step", "mode", "first_round_to", "more_than_two_decimals", "note"], "input");
  const total = decimalOf(input.total);
  const step = decimalOf(input.step);
  const first = decimalOf(input.first_round_to ?? "0.01");
  if (total === undefined || step === undefined || first === undefined) throw new UnknownTerm("cash amounts");
  const places = Math.max(total.places, step.places, first.places);
  const at = (value: typeof total) => unitsAt(value, places) ?? 0;
  const mode = modeOf(input.mode);
  const cents = roundToStep(at(total), at(first), mode);
  const due = roundToStep(cents, at(step), mode);
  return { cash_due: money(due, places), rounding: money(due - at(total), places) };
}

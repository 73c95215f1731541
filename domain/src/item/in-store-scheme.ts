import { checkDigitOf, gtin14Of } from "./gtin.js";

/**
 * How a country (or a store) lays out a 13-digit in-store code. One character a digit: a digit stands for
 * itself, `I` the item, `M` the measure, `V` the measure's own check digit, `C` the code's check digit. A
 * UPC-A with prefix 2 is written as `02…`.
 */
export interface InStoreScheme {
  readonly pattern: string;
  readonly measure: "weight" | "price" | "count";
  /** Digits after the decimal point: of a kilogram, or of the currency's main unit. */
  readonly decimals: number;
}

export interface InStoreReading {
  /**
   * The code with its variable digits zeroed and the check digit made anew, as 14 digits: the key of the
   * item.
   */
  readonly lookupCode: string;
  readonly measure: {
    readonly kind: InStoreScheme["measure"];
    readonly digits: string;
    readonly decimals: number;
  };
}

/**
 * Reads a 13-digit in-store code by the first scheme it fits; undefined when it fits none, a text when it
 * fits but is wrong.
 */
export function readInStoreCode(
  code: string,
  schemes: readonly InStoreScheme[],
): InStoreReading | "measure-check-digit" | undefined {
  const scheme = schemes.find((candidate) => fits(candidate.pattern, code));
  if (scheme === undefined) return undefined;
  let measure = "";
  let verifier = "";
  let lookup = "";
  for (let index = 0; index < 12; index += 1) {
    const role = scheme.pattern[index];
    const digit = code[index] ?? "";
    if (role === "M") measure += digit;
    if (role === "V") verifier += digit;
    // The verifier of zeros is zero, for four digits and for five.
    lookup += role === "M" || role === "V" ? "0" : digit;
  }
  if (verifier !== "" && measureCheckDigit(measure) !== Number(verifier)) return "measure-check-digit";
  return {
    lookupCode: gtin14Of(`${lookup}${checkDigitOf(lookup)}`),
    measure: { kind: scheme.measure, digits: measure, decimals: scheme.decimals },
  };
}

function fits(pattern: string, code: string): boolean {
  for (let index = 0; index < 13; index += 1) {
    const role = pattern[index] ?? "";
    if (role >= "0" && role <= "9" && role !== code[index]) return false;
  }
  return pattern.length === 13;
}

/**
 * Check digit over a price or weight of four or five digits (GS1 General Specifications 7.9.2 and 7.9.3).
 * Undefined for other lengths.
 */
export function measureCheckDigit(digits: string): number | undefined {
  const at = (index: number) => digits.charCodeAt(index) - 48;
  const twoMinus = (digit: number) => ((digit * 2) % 10) - (digit >= 5 ? 1 : 0);
  const fivePlus = (digit: number) => ((digit * 5) % 10) + Math.floor((digit * 5) / 10);
  const fiveMinus = (digit: number) => (((digit * 5) % 10) + 10 - Math.floor((digit * 5) / 10)) % 10;
  if (digits.length === 4) {
    return mod10((mod10(twoMinus(at(0))) + mod10(twoMinus(at(1))) + 3 * at(2) + fiveMinus(at(3))) * 3);
  }
  if (digits.length !== 5) return undefined;
  const sum =
    fivePlus(at(0)) + mod10(twoMinus(at(1))) + fiveMinus(at(2)) + fivePlus(at(3)) + mod10(twoMinus(at(4)));
  for (let digit = 0; digit < 10; digit += 1) if (fiveMinus(digit) === mod10(10 - mod10(sum))) return digit;
  return undefined;
}

const mod10 = (value: number): number => ((value % 10) + 10) % 10;

import { readCoupon } from "@laneway/domain/item/coupon";
import { readDigitalLink, writeDigitalLink } from "@laneway/domain/item/digital-link";
import {
  type AssociationRule,
  exclusions,
  repeats,
  requirements,
  signatureSerials,
} from "@laneway/domain/item/element-association";
import {
  plainOf,
  readBracketed,
  readPlain,
  splitBracketed,
  splitPrinted,
} from "@laneway/domain/item/element-string";
import { linters } from "@laneway/domain/item/gs1-linters";
import { gtin14Of, hasCheckDigit } from "@laneway/domain/item/gtin";
import { measureCheckDigit, readInStoreCode } from "@laneway/domain/item/in-store-scheme";
import { inStoreSchemesOf, schemeOfNomenclature } from "@laneway/domain/item/in-store-schemes";
import { readCode, shortestNumber } from "@laneway/domain/item/read-code";
import { readScanData, writeScanData } from "@laneway/domain/item/scan-data";
import type { CaseResult } from "./runner.js";

/** A case file is data from elsewhere: every field is looked at before it is used. */
type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function result(name: string, actual: unknown, expected: unknown): CaseResult {
  const got = JSON.stringify(actual);
  const wanted = JSON.stringify(expected);
  return { name, problem: got === wanted ? undefined : `expected ${wanted}, got ${got}` };
}

/**
 * Runs all cases of one parsed file (or a bare list of them). The kind of each is told by what is in it.
 * Undefined: there is nothing of any kind in it.
 */
export function gs1Cases(file: unknown): readonly CaseResult[] | undefined {
  const content = fieldsOf(file);
  const lists = [Array.isArray(file) ? file : content.cases, content.verify, content.lint].filter(
    Array.isArray,
  );
  const cases = lists.flat().filter((each) => fieldsOf(each).requires_mocked_gcp_lookup !== true);
  const measures = variableMeasureCases(content);
  if (cases.length === 0 && measures.length === 0) return undefined;
  return [...cases.map(anyCase), ...measures];
}

function anyCase(source: unknown, index: number): CaseResult {
  const each = fieldsOf(source);
  const kind = kinds.find(({ told }) => told in each);
  if (kind === undefined) return { name: `case ${index + 1}`, problem: "is of no known kind" };
  try {
    return kind.run(each);
  } catch (error) {
    return { name: `case ${index + 1}`, problem: `cannot be read: ${(error as Error).message}` };
  }
}

function linterCase(each: Fields): CaseResult {
  const name = `${textOf(each.linter)} ${JSON.stringify(each.input)}`;
  const linter = new Map<string, (data: string) => { error: string; at: number; length: number } | undefined>(
    Object.entries(linters),
  ).get(textOf(each.linter));
  if (linter === undefined) return { name, problem: "no such check" };
  const input = textOf(each.input);
  const found = linter(input);
  if (found === undefined) return result(name, { valid: true }, { valid: each.valid });
  const error = textOf(each.error)
    .replace(/^GS1_LINTER_/, "")
    .replace("EXIPIRATION", "EXPIRATION")
    .toLowerCase()
    .replaceAll("_", "-");
  const end = found.at + found.length;
  const markup = `${input.slice(0, found.at)}*${input.slice(found.at, end)}*${input.slice(end)}`;
  return result(
    name,
    { valid: false, error: found.error, markup },
    { valid: each.valid, error, markup: each.error_markup },
  );
}

/** Where no domain of one's own is named (GS1 Digital Link, URI syntax 1.4). */
const canonicalStem = "https://id.gs1.org";

const rules: Readonly<Record<string, AssociationRule>> = {
  validateAIrepeats: repeats,
  validateAImutex: exclusions,
  validateAIrequisites: requirements,
  validateDigSigRequiresSerialisedKey: signatureSerials,
};

function engineCase(each: Fields): CaseResult {
  const flags = fieldsOf(each.flags);
  const input = textOf(each.input);
  const name = `${textOf(each.kind)} ${JSON.stringify(each.input)}`;
  switch (each.kind) {
    case "bracketed_element_string": {
      const read = readBracketed(input);
      return result(
        name,
        [read.ok, read.ok ? `^${plainOf(read.value, "^")}` : null],
        [each.valid, each.unbracketed],
      );
    }
    case "unbracketed_element_string":
      return result(name, input.startsWith("^") && readPlain(input.slice(1), "^").ok, each.valid);
    case "ai_association": {
      const rule = rules[textOf(each.rule)];
      const split = splitBracketed(input, "()");
      if (rule === undefined) return { name, problem: `no rule ${textOf(each.rule)}` };
      return result(name, split.ok && rule(split.value) === undefined, each.valid);
    }
    case "digital_link_parse": {
      const read = readDigitalLink(input, flags.PermitZeroSuppressedGTINinDLuris === true);
      return result(
        name,
        [read.ok, read.ok ? `^${elementString(read.value)}` : null],
        [each.valid, each.element_string],
      );
    }
    case "digital_link_generate": {
      const split = splitBracketed(input, "()");
      const uri = split.ok ? writeDigitalLink(split.value, textOf(each.stem) || canonicalStem) : split;
      return result(name, [uri.ok, uri.ok ? uri.value : null], [each.valid, each.uri]);
    }
    case "scan_data_generate": {
      const written = writeScanData(
        { symbology: textOf(each.symbology), data: input },
        flags.AddCheckDigit === true,
      );
      return result(name, written.ok ? written.value : null, each.scan_data);
    }
    case "scan_data_process": {
      const read = readScanData(input);
      return result(
        name,
        [read.ok, read.ok ? read.value.symbology : null, read.ok ? read.value.data : null],
        [each.valid, each.symbology, each.data],
      );
    }
    default:
      return { name, problem: "no such kind of case" };
  }
}

const elementString = (elements: Parameters<typeof plainOf>[0]): string => plainOf(elements, "^");

function couponCase(each: Fields): CaseResult {
  const read = readCoupon(textOf(each.input));
  const expected = Object.fromEntries(
    Object.entries(fieldsOf(each.fields)).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
  const sorted = (fields: object) =>
    Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  return result(`8110 ${textOf(each.input)}`, read.ok ? sorted(read.value) : read.error, sorted(expected));
}

/**
 * What a reader of photographs found: a number must be read as that item, an element string must come apart
 * and together again.
 */
function scannedValueCase(each: Fields): CaseResult {
  const value = textOf(each.value);
  const set = textOf(each.set);
  const name = `${set} ${JSON.stringify(value)}`;
  if (value.startsWith("(")) {
    const split = splitPrinted(value);
    return result(
      name,
      split.ok ? split.value.map((element) => `(${element.ai})${element.value}`).join("") : split.error,
      value,
    );
  }
  const reading = readCode(value, set.startsWith("ean8") ? "]E4" : undefined, []);
  if (set.startsWith("upce"))
    return result(name, reading.kind === "gtin" && reading.gtin14.startsWith("00"), true);
  const number =
    reading.kind === "gtin"
      ? reading.gtin14
      : reading.kind === "in-store"
        ? reading.exactCode
        : JSON.stringify(reading);
  return result(name, number, gtin14Of(value));
}

function complianceCase(each: Fields): CaseResult {
  const input = textOf(each.input);
  const name = `${textOf(each.mode)} ${JSON.stringify(input)}`;
  const isPlain = each.mode === "GS1RAW_MODE" || input.startsWith("^");
  const separator = each.mode === "GS1RAW_MODE" ? "\u001d" : "^";
  const read = isPlain ? readPlain(input.replace(/^\^/, ""), separator) : readBracketed(input, "[]");
  if (each.ret !== "0") return result(name, read.ok, false);
  return result(name, read.ok ? plainOf(read.value, "\u001d") : read.error, each.unbracketed);
}

function variableMeasureCases(content: Fields): CaseResult[] {
  const digit = fieldsOf(content.price_weight_check_digit);
  const nomenclature = fieldsOf(content.odoo_nomenclature);
  return [
    ...[...listOf(digit.vectors), ...listOf(digit.published)].map((each) =>
      result(
        `measure check digit ${textOf(each.value)}`,
        measureCheckDigit(textOf(each.value)),
        each.check_digit,
      ),
    ),
    ...listOf(content.codes).map(inStoreCase),
    ...listOf(content.strip_to_lookup_code).map((each) => {
      const read = readInStoreCode(asGtin13(each.code), inStoreSchemesOf(textOf(each.region)));
      return result(
        `lookup code of ${textOf(each.code)}`,
        // A number without a measure is looked up as it is.
        typeof read === "object" ? read.lookupCode : (read ?? gtin14Of(textOf(each.code))),
        gtin14Of(textOf(each.lookup_code)),
      );
    }),
    ...listOf(nomenclature.vectors).map((each) => {
      const scheme = schemeOfNomenclature(textOf(each.pattern), "weight");
      const read = scheme === undefined ? undefined : readInStoreCode(textOf(each.code), [scheme]);
      const name = `nomenclature ${textOf(each.pattern)} ${textOf(each.code)}`;
      if (typeof read !== "object") return { name, problem: "does not fit the layout" };
      return result(
        name,
        [read.lookupCode.slice(1), decimalOf(read.measure), hasCheckDigit(textOf(each.code))],
        [each.base, each.value, each.code_ok],
      );
    }),
    ...listOf(fieldsOf(content.barcode_normalisation).vectors).map((each) =>
      result(`shortest number of ${textOf(each.raw)}`, shortestNumber(textOf(each.raw)), each.key),
    ),
  ];
}

/** A GTIN-13 written with 14 digits reads as one of 13. */
const asGtin13 = (code: unknown): string => textOf(code).replace(/^0(?=[0-9]{13}$)/, "");

/** By the field that only this kind has. */
const kinds: readonly { readonly told: string; readonly run: (each: Fields) => CaseResult }[] = [
  { told: "linter", run: linterCase },
  { told: "kind", run: engineCase },
  { told: "fields", run: couponCase },
  { told: "set", run: scannedValueCase },
  { told: "ret", run: complianceCase },
];

/** The measure as its plain decimal number, without trailing zeros. */
function decimalOf({ digits, decimals }: { readonly digits: string; readonly decimals: number }): string {
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=.)/, "") || "0";
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

const shortest = (value: unknown): string | null =>
  typeof value === "string" ? value.replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, "") : null;

function inStoreCase(each: Fields): CaseResult {
  const code = asGtin13(each.code);
  const name = `${textOf(each.region)} ${textOf(each.code)}`;
  const read = readInStoreCode(code, inStoreSchemesOf(textOf(each.region)));
  const isRight = hasCheckDigit(code) && read !== "measure-check-digit";
  if (each.valid === false || !isRight) return result(name, isRight, each.valid);
  const measure = typeof read === "object" ? read.measure : undefined;
  const of = (kind: string) => (measure?.kind === kind ? decimalOf(measure) : null);
  const count = each.count === null || each.count === undefined ? null : String(each.count);
  return result(
    name,
    [of("weight"), of("price"), of("count")],
    [shortest(each.weight_kg), shortest(each.price), count],
  );
}

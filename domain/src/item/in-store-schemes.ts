import type { InStoreScheme } from "./in-store-scheme.js";

/** One layout for several prefixes, each with the decimals of its measure. */
const rows = (
  measure: InStoreScheme["measure"],
  layout: string,
  byPrefix: Readonly<Record<string, number>>,
): InStoreScheme[] =>
  Object.entries(byPrefix).map(([prefix, decimals]) => ({
    pattern: `${prefix}${layout}C`,
    measure,
    decimals,
  }));

const fourDigits = "IIIIIIMMMM";
const nordicWeights = rows("weight", fourDigits, { "23": 3, "24": 2, "25": 1 });
const nordic = [...rows("price", fourDigits, { "20": 2, "21": 1, "22": 0 }), ...nordicWeights];
const northAmerican = rows("price", "IIIIIVMMMM", { "02": 2 });

/*
 * Layouts as the national GS1 organisations publish them: DK gs1.dk (GTIN-13 pris, vægt), EE/LV/LT/FI
 * gs1lv.org and gs1.fi, DE gs1-germany.de (globale Artikelnummer in der Anwendung), GB gs1uk.org (variable
 * measure items), SE gs1.se (variable weight numbers; NO is sold by the same layout), US/CA GS1 General
 * Specifications (UPC prefix 2).
 */
const byCountry: Readonly<Record<string, readonly InStoreScheme[]>> = {
  DK: [
    ...rows("price", "IIIIMMMMMM", { "21": 2, "22": 2, "23": 2, "24": 2 }),
    ...rows("weight", "IIIIMMMMMM", { "26": 3, "28": 3 }),
    ...rows("weight", "IIIIIMMMMM", { "27": 3 }),
  ],
  EE: nordicWeights,
  LV: nordicWeights,
  LT: nordicWeights,
  FI: nordicWeights,
  DE: [
    ...rows("price", "IIIIVMMMMM", { "22": 2, "23": 2 }),
    ...rows("count", "IIIIVMMMMM", { "25": 0, "26": 0 }),
    ...rows("weight", "IIIIVMMMMM", { "28": 3, "29": 3 }),
  ],
  GB: rows("price", "IIIIIVMMMM", { "20": 2 }),
  NO: nordic,
  SE: nordic,
  US: northAmerican,
  CA: northAmerican,
};

/**
 * The in-store code layouts usual in a country (ISO 3166 alpha-2); a store may use its own instead. Empty:
 * none known.
 */
export const inStoreSchemesOf = (country: string): readonly InStoreScheme[] => byCountry[country] ?? [];

/**
 * A layout from the notation of other point-of-sale systems: `.` any digit, digits as they are, `{NNDD}` the
 * measure with its whole (N) and decimal (D) digits. Undefined when the text is no 13-digit layout with one
 * measure.
 */
export function schemeOfNomenclature(
  text: string,
  measure: InStoreScheme["measure"],
): InStoreScheme | undefined {
  const match = /^([0-9.]*)\{(N*)(D*)\}([0-9.]*)$/.exec(text);
  if (match === null) return undefined;
  const [, before = "", whole = "", decimals = "", after = ""] = match;
  const body = `${before}${"M".repeat(whole.length + decimals.length)}${after}`.replaceAll(".", "I");
  return body.length === 13
    ? { pattern: `${body.slice(0, 12)}C`, measure, decimals: decimals.length }
    : undefined;
}

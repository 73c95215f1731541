import type { CashRule } from "./cash-rounding.js";

/*
 * Digits of currencies from ISO 4217, cash steps from CLDR 45 (cldr-core/supplemental/currencyData.json),
 * Copyright 1991-2024 Unicode, Inc., Unicode License v3 (domain/cldr/LICENSE.txt). Steps that CLDR does not
 * hold are national rules: EUR by country, AUD, NZD, SGD, HKD, HUF.
 */
/** ISO 4217: no minor unit. */
const noDigits: ReadonlySet<string> = new Set([
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "ISK",
  "JPY",
  "KMF",
  "KRW",
  "PYG",
  "RWF",
  "UGX",
  "UYI",
  "VND",
  "VUV",
  "XAF",
  "XOF",
  "XPF",
]);
/** ISO 4217: a thousandth. */
const threeDigits: ReadonlySet<string> = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

/** Smallest amount paid in cash, in minor units, where it is more than one. */
const cashSteps: Readonly<Record<string, number>> = {
  AMD: 100,
  AUD: 5,
  CAD: 5,
  CHF: 5,
  COP: 100,
  CRC: 100,
  CZK: 100,
  DKK: 50,
  GYD: 100,
  HKD: 10,
  HUF: 500,
  IDR: 100,
  MNT: 100,
  MUR: 100,
  NOK: 100,
  NZD: 10,
  PKR: 100,
  SEK: 100,
  SGD: 5,
  TWD: 100,
  TZS: 100,
  UZS: 100,
};

/** Euro countries without one and two cent coins at the till. */
const euroFiveCents: ReadonlySet<string> = new Set(["BE", "EE", "FI", "IE", "IT", "LT", "NL", "SK"]);

/** Digits of a currency's minor unit (ISO 4217). */
export const currencyDigitsOf = (currency: string): number =>
  noDigits.has(currency) ? 0 : threeDigits.has(currency) ? 3 : 2;

/** How an amount is paid in cash in a country. A step of 1 leaves it as it is. */
export function cashRuleOf(currency: string, country: string): CashRule {
  const stepMinor = currency === "EUR" ? (euroFiveCents.has(country) ? 5 : 1) : (cashSteps[currency] ?? 1);
  return { stepMinor, mode: "half-up" };
}

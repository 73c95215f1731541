import { expandUpcE, gtin14Of, isDigits, isGtin } from "./gtin.js";
import { readElementString, type TradeItemData } from "./element-string.js";
import { type InStoreReading, type InStoreScheme, readInStoreCode } from "./in-store-scheme.js";

/** What a scanned or keyed text is. Only data: nothing in it is opened, fetched or trusted. */
export type CodeReading =
  /** A trade item. Look it up by `gtin14`. */
  | ({ readonly kind: "gtin"; readonly gtin14: string } & TradeItemData)
  /** A produce look-up code; `organic` when it carried the prefix 9 (then `conventional` is the code without it). */
  | { readonly kind: "plu"; readonly plu: string; readonly organic: boolean; readonly conventional: string }
  /**
   * A number of restricted circulation: look `exactCode` up first (an item under that very number: the measure does not
   * apply), then `lookupCode` (variable digits zeroed; the measure applies). Both 14 digits.
   */
  | ({ readonly kind: "in-store"; readonly exactCode: string; readonly lookupCode: string | undefined } & InStoreMeasure)
  /** Any other printable text: a store's own code, a suspended basket's token. */
  | { readonly kind: "text"; readonly text: string }
  /** 13–19 digits that pass the card schemes' check and are no trade item: never kept, never logged. */
  | { readonly kind: "card-number" }
  | { readonly kind: "unreadable"; readonly because: UnreadableBecause };

/** At most one of the three is set. `priceMinor` is trusted only where the item allows a price in its code. */
export interface InStoreMeasure {
  readonly weightGrams: number | undefined;
  readonly priceMinor: number | undefined;
  readonly count: number | undefined;
}

export type UnreadableBecause =
  | "empty"
  | "too-long"
  | "control-characters"
  | "check-digit"
  | "measure-check-digit"
  | "element-string"
  | "no-item-in-it"
  | "web-address";

const noMeasure: InStoreMeasure = { weightGrams: undefined, priceMinor: undefined, count: undefined };
const gs1Carriers = /^\](C1|e[0-3]|d2|Q3|J1)$/;
const longestText = 512;

/** The key under which an item's code from a price book is found: 14 digits for a GTIN or UPC-E, else the text itself. */
export function itemCodeKey(code: string): string {
  if (isGtin(code)) return gtin14Of(code);
  const upcA = expandUpcE(code);
  return upcA === undefined ? code : gtin14Of(upcA);
}

/**
 * Reads a text as a scanner sent it or a shopper keyed it. `aim` is the AIM symbology identifier (`]E0`), when the
 * scanner sends one apart from the text; one in front of the text is recognised too. `schemes` are the store's in-store
 * code layouts. Never throws.
 */
export function readCode(text: string, aim: string | undefined, schemes: readonly InStoreScheme[]): CodeReading {
  if (text.length > longestText) return { kind: "unreadable", because: "too-long" };
  const trimmed = text.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, "");
  const prefix = aim === undefined ? /^\][A-Za-z][0-9A-Za-z](?=.)/.exec(trimmed)?.[0] : undefined;
  const symbology = aim ?? prefix;
  const data = prefix === undefined ? trimmed : trimmed.slice(prefix.length);
  if (data === "") return { kind: "unreadable", because: "empty" };
  if ((symbology !== undefined && gs1Carriers.test(symbology)) || data.includes("\u001d")) return readElements(data, schemes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(data)) return { kind: "unreadable", because: "control-characters" };
  if (data.startsWith("(")) return readElements(data, schemes);
  if (/^https?:\/\//i.test(data)) return { kind: "unreadable", because: "web-address" };
  return isDigits(data) ? readDigits(data, symbology, schemes) : { kind: "text", text: data };
}

function readElements(data: string, schemes: readonly InStoreScheme[]): CodeReading {
  const elements = readElementString(data);
  if (!elements.ok) return { kind: "unreadable", because: "element-string" };
  const { gtin14, ...facts } = elements.value;
  if (gtin14 === undefined) return { kind: "unreadable", because: "no-item-in-it" };
  if (isRestricted(gtin14)) return readRestricted(gtin14, schemes);
  return { kind: "gtin", gtin14, ...facts };
}

const plainItem: TradeItemData = { lot: undefined, expiryDate: undefined, serial: undefined, weightGrams: undefined, count: undefined, priceMinor: undefined };

function readDigits(digits: string, symbology: string | undefined, schemes: readonly InStoreScheme[]): CodeReading {
  if (digits.length === 4 || digits.length === 5) {
    const organic = digits.length === 5 && digits.startsWith("9");
    return { kind: "plu", plu: digits, organic, conventional: organic ? digits.slice(1) : digits };
  }
  if (digits.length === 8) {
    const upcA = symbology === "]E4" ? undefined : expandUpcE(digits);
    if (upcA !== undefined) return { kind: "gtin", gtin14: gtin14Of(upcA), ...plainItem };
  }
  if (isGtin(digits)) {
    const gtin14 = gtin14Of(digits);
    return isRestricted(gtin14) ? readRestricted(gtin14, schemes) : { kind: "gtin", gtin14, ...plainItem };
  }
  if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return { kind: "card-number" };
  if (digits.length === 8 || (digits.length >= 12 && digits.length <= 14)) return { kind: "unreadable", because: "check-digit" };
  return { kind: "text", text: digits };
}

/** GS1 prefixes 02 and 20–29 (13 digits) and GTIN-8 prefixes 0 and 2: numbers that mean something in one store only. */
function isRestricted(gtin14: string): boolean {
  if (gtin14.startsWith("000000")) return gtin14[6] === "0" || gtin14[6] === "2";
  return gtin14[0] === "0" && (gtin14[1] === "2" || gtin14.startsWith("002"));
}

function readRestricted(gtin14: string, schemes: readonly InStoreScheme[]): CodeReading {
  const reading = gtin14.startsWith("000000") ? undefined : readInStoreCode(gtin14.slice(1), schemes);
  if (reading === "measure-check-digit") return { kind: "unreadable", because: reading };
  return { kind: "in-store", exactCode: gtin14, lookupCode: reading?.lookupCode, ...measureOf(reading) };
}

function measureOf(reading: InStoreReading | undefined): InStoreMeasure {
  if (reading === undefined) return noMeasure;
  const { kind, digits, decimals } = reading.measure;
  const value = Number(digits);
  if (kind === "count") return { ...noMeasure, count: value };
  if (kind === "price") return { ...noMeasure, priceMinor: value };
  return { ...noMeasure, weightGrams: decimals <= 3 ? value * 10 ** (3 - decimals) : Math.floor(value / 10 ** (decimals - 3)) };
}

/** The check of payment cards (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    const digit = (digits.charCodeAt(index) - 48) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

import { type CouponFields, readCoupon, readPositiveOffer } from "./coupon.js";
import { readCompressedLink } from "./compressed-link.js";
import { readDigitalLink } from "./digital-link.js";
import { brokenAssociation } from "./element-association.js";
import { type Element, readPlain, readPrinted } from "./element-string.js";
import { expandUpcE, gtin14Of, isDigits, isGtin } from "./gtin.js";
import { type InStoreReading, type InStoreScheme, readInStoreCode } from "./in-store-scheme.js";
import { noTradeItemData, scaledExactly, type TradeItemData, tradeItemDataOf } from "./trade-item.js";

/** What a scanned or keyed text is. Only data: nothing in it is opened, fetched or trusted. */
export type CodeReading =
  /** A trade item. Look it up by `gtin14`. */
  | ({ readonly kind: "gtin"; readonly gtin14: string } & TradeItemData)
  /**
   * A produce look-up code; `organic` when it carried the prefix 9 (then `conventional` is the code without
   * it).
   */
  | { readonly kind: "plu"; readonly plu: string; readonly organic: boolean; readonly conventional: string }
  /**
   * A number of restricted circulation: look `exactCode` up first (an item under that very number: the
   * measure does not apply), then `lookupCode` (variable digits zeroed; the measure applies). Both 14 digits.
   */
  | ({
      readonly kind: "in-store";
      readonly exactCode: string;
      readonly lookupCode: string | undefined;
    } & InStoreMeasure)
  /** A manufacturer's coupon (AI 8110) or serialised offer (AI 8112). */
  | {
      readonly kind: "coupon";
      readonly ai: "8110" | "8112";
      readonly data: string;
      readonly fields: CouponFields;
    }
  /** Any other printable text: a store's own code, a suspended basket's token. */
  | { readonly kind: "text"; readonly text: string }
  /** 13–19 digits that pass the card schemes' check and are no trade item: never kept, never logged. */
  | { readonly kind: "card-number" }
  | { readonly kind: "unreadable"; readonly because: UnreadableBecause };

/**
 * At most one of the three is set. `priceMinor` is trusted only where the item allows a price in its code.
 */
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
  | "element-association"
  | "no-item-in-it"
  | "web-address";

/** What reading needs to know of the store. `year` (of the store's clock) places two-digit years of dates. */
export interface ReadingFacts {
  readonly year: number;
  readonly currencyDigits: number;
}
const usualFacts: ReadingFacts = { year: 2_026, currencyDigits: 2 };

const noMeasure: InStoreMeasure = { weightGrams: undefined, priceMinor: undefined, count: undefined };
const gs1Carriers = /^\](C1|e[0-3]|d2|Q3|J1)$/;
const separator = "\u001d";
/** Between a linear number and the composite part printed above it. */
const compositeMark = "|]e0";
const longestText = 2_048;
const unreadable = (because: UnreadableBecause): CodeReading => ({ kind: "unreadable", because });

/**
 * The key under which an item's code from a price book is found: 14 digits for a GTIN or UPC-E, else the text
 * itself.
 */
export function itemCodeKey(code: string): string {
  if (isGtin(code)) return gtin14Of(code);
  const upcA = expandUpcE(code);
  return upcA === undefined ? code : gtin14Of(upcA);
}

/**
 * Reads a text as a scanner sent it or a shopper keyed it. `aim` is the AIM symbology identifier (`]E0`),
 * when the scanner sends one apart from the text; one in front of the text is recognised too. `schemes` are
 * the store's in-store code layouts. Never throws.
 */
export function readCode(
  text: string,
  aim: string | undefined,
  schemes: readonly InStoreScheme[],
  facts: ReadingFacts = usualFacts,
): CodeReading {
  if (text.length > longestText) return unreadable("too-long");
  const trimmed = text.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, "");
  const prefix = aim === undefined ? /^\][A-Za-z][0-9A-Za-z](?=.)/.exec(trimmed)?.[0] : undefined;
  const symbology = aim ?? prefix;
  const data = prefix === undefined ? trimmed : trimmed.slice(prefix.length);
  if (data === "") return unreadable("empty");
  const bar = data.indexOf(compositeMark);
  const number = data.slice(0, Math.max(0, bar));
  if (isGtin(number)) return readWith(number, data.slice(bar + compositeMark.length), schemes, facts);
  if ((symbology !== undefined && gs1Carriers.test(symbology)) || data.includes(separator)) {
    return readElements(
      readPlain(data.startsWith(separator) ? data.slice(1) : data, separator),
      schemes,
      facts,
    );
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(data)) return unreadable("control-characters");
  if (/^\([0-9]{2,4}\)/.test(data)) return readElements(readPrinted(data), schemes, facts);
  if (/^https?:\/\//i.test(data)) {
    const plain = readDigitalLink(data, true);
    const link = plain.ok ? plain : readCompressedLink(data);
    return link.ok ? readElements(link, schemes, facts) : unreadable("web-address");
  }
  return isDigits(data) ? readDigits(data, symbology, schemes, facts) : { kind: "text", text: data };
}

/** A linear number with a composite part above it: the elements are about that number. */
function readWith(
  number: string,
  composite: string,
  schemes: readonly InStoreScheme[],
  facts: ReadingFacts,
): CodeReading {
  const more = readPlain(composite, separator);
  if (!more.ok) return unreadable("element-string");
  return readElements(
    { ok: true, value: [{ ai: "01", value: gtin14Of(number) }, ...more.value] },
    schemes,
    facts,
  );
}

function readElements(
  read: ReturnType<typeof readPlain>,
  schemes: readonly InStoreScheme[],
  facts: ReadingFacts,
): CodeReading {
  if (!read.ok) return unreadable("element-string");
  const coupon = read.value.find(({ ai }) => ai === "8110" || ai === "8112");
  if (coupon !== undefined) return couponOf(coupon);
  if (brokenAssociation(read.value) !== undefined) return unreadable("element-association");
  const gtin14 = read.value.find(({ ai }) => ai === "01")?.value;
  if (gtin14 === undefined) return unreadable("no-item-in-it");
  const data = tradeItemDataOf(read.value, facts.year, facts.currencyDigits);
  if (isRestricted(gtin14) && read.value.length === 1) return readRestricted(gtin14, schemes, facts);
  return { kind: "gtin", gtin14, ...data };
}

function couponOf({ ai, value }: Element): CodeReading {
  const fields = ai === "8110" ? readCoupon(value) : readPositiveOffer(value);
  if (!fields.ok) return unreadable("element-string");
  return { kind: "coupon", ai: ai === "8110" ? "8110" : "8112", data: value, fields: fields.value };
}

function readDigits(
  digits: string,
  symbology: string | undefined,
  schemes: readonly InStoreScheme[],
  facts: ReadingFacts,
): CodeReading {
  if (digits.length === 4 || digits.length === 5) {
    const organic = digits.length === 5 && digits.startsWith("9");
    return { kind: "plu", plu: digits, organic, conventional: organic ? digits.slice(1) : digits };
  }
  if (digits.length === 8 && symbology !== "]E4") {
    const upcA = expandUpcE(digits);
    // Eight digits may be both. With a leading 0 the EAN-8 would be a store's own; with 1 it is a real one.
    if (upcA !== undefined && (symbology === "]E0" || digits.startsWith("0") || !isGtin(digits)))
      return { kind: "gtin", gtin14: gtin14Of(upcA), ...noTradeItemData };
  }
  if (isGtin(digits)) {
    const gtin14 = gtin14Of(digits);
    return isRestricted(gtin14)
      ? readRestricted(gtin14, schemes, facts)
      : { kind: "gtin", gtin14, ...noTradeItemData };
  }
  if (looksLikeCard(digits) && !(symbology?.startsWith("]E") ?? false)) return { kind: "card-number" };
  if (digits.length === 8 || (digits.length >= 12 && digits.length <= 14)) return unreadable("check-digit");
  return { kind: "text", text: digits };
}

/**
 * Numbers that mean something in one store or country only: as 13 digits with the prefixes 02, 04 and 20–29
 * (02 and 04 are UPC prefixes 2 and 4), as 8 digits with 0 and 2.
 */
export function isRestricted(gtin14: string): boolean {
  if (gtin14.startsWith("000000")) return gtin14[6] === "0" || gtin14[6] === "2";
  return gtin14[0] === "0" && (gtin14[1] === "2" || gtin14.startsWith("002") || gtin14.startsWith("004"));
}

/**
 * The shortest spelling of a number: leading zeros do not distinguish items, but restricted numbers, and
 * what is too short for a GTIN or no number at all, stay as they are.
 */
export function shortestNumber(text: string): string {
  const digits = text.trim();
  if (!isDigits(digits) || digits.length < 8) return digits;
  if (digits.length === 8 && (digits.startsWith("0") || digits.startsWith("2"))) return digits;
  return isRestricted(gtin14Of(digits)) ? digits : digits.replace(/^0+(?=.)/, "");
}

function readRestricted(gtin14: string, schemes: readonly InStoreScheme[], facts: ReadingFacts): CodeReading {
  const reading = gtin14.startsWith("000000") ? undefined : readInStoreCode(gtin14.slice(1), schemes);
  if (reading === "measure-check-digit") return unreadable(reading);
  return {
    kind: "in-store",
    exactCode: gtin14,
    lookupCode: reading?.lookupCode,
    ...measureOf(reading, facts),
  };
}

function measureOf(reading: InStoreReading | undefined, facts: ReadingFacts): InStoreMeasure {
  if (reading === undefined) return noMeasure;
  const { kind, digits, decimals } = reading.measure;
  if (kind === "count") return { ...noMeasure, count: Number(digits) };
  if (kind === "price")
    return { ...noMeasure, priceMinor: scaledExactly(digits, decimals, facts.currencyDigits) };
  return { ...noMeasure, weightGrams: scaledExactly(digits, decimals, 3) };
}

/** Lengths and leading digits in use by the card schemes, with a right check digit. */
const looksLikeCard = (digits: string): boolean =>
  /^(4[0-9]{12}|3[0689][0-9]{12}|(34|37|2131|1800)[0-9]*|[0-9]{16,19})$/.test(digits) &&
  digits.length >= 13 &&
  digits.length <= 19 &&
  passesLuhn(digits);

/** The check of payment cards (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    const digit = (digits.charCodeAt(index) - 48) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

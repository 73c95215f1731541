import type { CodeReading } from "@laneway/domain/item/read-code";
import {
  dictionary,
  elementsOf,
  fitTogether,
  isAllowed,
  type OracleElement,
  sumsToTen,
} from "./gs1-oracle.js";

/*
 * What a scanned text is, written apart from the product's reader and as plainly as its documentation: one line
 * that says all that the lane would act on. For a German store in 2026, in euro.
 */
const gs = "\u001d";

/** The same line for what the product's reader answers. */
export function verdictOf(reading: CodeReading): string {
  switch (reading.kind) {
    case "gtin": {
      const {
        gtin14,
        lot,
        serial,
        expiryDate,
        bestBeforeDate,
        weightGrams,
        count,
        priceMinor,
        priceCurrency,
      } = reading;
      return line(
        "gtin",
        gtin14,
        lot,
        serial,
        expiryDate,
        bestBeforeDate,
        weightGrams,
        count,
        priceMinor,
        priceCurrency,
      );
    }
    case "in-store":
      return line(
        "in-store",
        reading.exactCode,
        reading.lookupCode,
        reading.weightGrams,
        reading.priceMinor,
        reading.count,
      );
    case "plu":
      return line("plu", reading.plu, reading.organic, reading.conventional);
    case "coupon":
      return line("coupon", reading.ai, reading.data);
    case "text":
      return line("text", reading.text);
    default:
      return reading.kind;
  }
}

const line = (...parts: readonly (string | number | boolean | undefined)[]): string =>
  parts.map(String).join(" ");

export function oracleVerdict(text: string, aim: string | undefined): string {
  const trimmed = text.replace(/^[\r\n\t ]*([\s\S]*?)[\r\n\t ]*$/, "$1");
  if (text.length > 2_048 || trimmed === "") return "unreadable";
  const hasAim = aim === undefined && /^\][A-Za-z][0-9A-Za-z][\s\S]/.test(trimmed);
  const symbol = aim ?? (hasAim ? trimmed.slice(0, 3) : undefined);
  const data = hasAim ? trimmed.slice(3) : trimmed;
  const bar = data.indexOf("|]e0");
  if (bar >= 0 && [8, 12, 13, 14].includes(bar) && sumsToTen(data.slice(0, bar))) {
    const more = elementsOf(data.slice(bar + 4), gs);
    const number = { ai: "01", value: data.slice(0, bar).padStart(14, "0") };
    return ofElements(more === undefined ? undefined : [number, ...more]);
  }
  if (["]C1", "]e0", "]e1", "]e2", "]e3", "]d2", "]Q3", "]J1"].includes(symbol ?? "") || data.includes(gs))
    return ofElements(elementsOf(data.replace(new RegExp(`^${gs}`), ""), gs));
  if ([...data].some((letter) => letter < " " || letter === "\u007f")) return "unreadable";
  if (/^\([0-9]{2,4}\)/.test(data)) return ofElements(printedElements(data));
  if (/^https?:\/\//i.test(data)) return ofElements(linkElements(data));
  return /^[0-9]+$/.test(data) ? ofDigits(data, symbol) : line("text", data);
}

/** Identifiers in brackets; any other bracket belongs to the value, also one behind a backslash. */
function printedElements(text: string): OracleElement[] | undefined {
  const marked = text.replaceAll("\\(", "\u0001").replaceAll(/\(([0-9]{2,4})\)/g, "\u0002$1\u0003");
  const elements = marked
    .split("\u0002")
    .slice(1)
    .map((part): OracleElement => {
      const [ai = "", value = ""] = part.split("\u0003");
      return { ai, value: value.replaceAll("\u0001", "(") };
    });
  return elements.length <= 64 && elements.every(({ ai, value }) => isAllowed(ai, value))
    ? elements
    : undefined;
}

function linkElements(uri: string): OracleElement[] | undefined {
  if (!/^(https?|HTTPS?):\/\/[A-Za-z0-9.:[\]-]+\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(uri))
    return undefined;
  const [address = "", ...queries] = (uri.split("#")[0] as string).split("?");
  const segments = address.split("/").slice(3);
  const path: OracleElement[] = [];
  // From the right, pair by pair, up to the first key.
  while (segments.length >= 2) {
    const [ai = "", value = ""] = segments.splice(-2);
    if (!dictionary.has(ai)) return undefined;
    path.unshift({ ai, value });
    if (dictionary.get(ai)?.key !== undefined) break;
  }
  const [key, ...qualifiers] = path;
  const sequences = (dictionary.get(key?.ai ?? "")?.key ?? "-").split("|").map((list) => list.split(","));
  const names = qualifiers.map(({ ai }) => ai);
  const inOrder = (list: readonly string[]) =>
    list.filter((ai) => names.includes(ai)).join() === names.join();
  if (key === undefined || dictionary.get(key.ai)?.key === undefined || !sequences.some(inOrder))
    return undefined;
  const attributes = queries
    .join("?")
    .split("&")
    .map((pair) => /^([0-9]+)=([\s\S]*)$/.exec(pair))
    .filter((pair) => pair !== null)
    .map(([, ai = "", value = ""]) => ({ ai, value: value.replaceAll("+", " ") }));
  const seen = [...path.map(({ ai }) => ai), ...attributes.map(({ ai }) => ai)];
  const belongsInPath = (ai: string) =>
    sequences.some((list) => list.includes(ai) && names.every((name) => list.includes(name)));
  if (new Set(seen).size !== seen.length) return undefined;
  if (attributes.some(({ ai }) => dictionary.get(ai)?.attribute !== true || belongsInPath(ai)))
    return undefined;
  const elements = [...path, ...attributes].map(({ ai, value }) => ({ ai, value: unescaped(ai, value) }));
  return elements.every(({ ai, value }) => isAllowed(ai, value)) ? elements : undefined;
}

function unescaped(ai: string, value: string): string {
  if (/%([^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)/.test(value)) return "";
  const plain = value.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return ai === "01" && [8, 12, 13].includes(plain.length) ? plain.padStart(14, "0") : plain;
}

function ofElements(elements: readonly OracleElement[] | undefined): string {
  if (elements === undefined) return "unreadable";
  const coupon = elements.find(({ ai }) => ai === "8110" || ai === "8112");
  if (coupon !== undefined) return line("coupon", coupon.ai, coupon.value);
  const item = elements.find(({ ai }) => ai === "01");
  if (item === undefined || !fitTogether(elements)) return "unreadable";
  if (isInStore(item.value) && elements.length === 1) return ofInStore(item.value);
  const last = (pattern: RegExp) => elements.findLast(({ ai }) => pattern.test(ai));
  const first = (ai: string) => elements.find((each) => each.ai === ai)?.value;
  const expiry = last(/^(17|7003)$/)?.value;
  const weight = last(/^3[12]0[0-5]$/);
  const price = last(/^39[23][0-9]$/);
  return line(
    "gtin",
    item.value,
    first("10"),
    first("21"),
    expiry === undefined ? undefined : dayOf(expiry.slice(0, 6)),
    dayOf(first("15") ?? first("16")),
    weight === undefined ? undefined : gramsOf(weight),
    first("30") === undefined ? undefined : Number(first("30")),
    price === undefined ? undefined : centsOf(price),
    price?.ai.startsWith("393") === true ? price.value.slice(0, 3) : undefined,
  );
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const year = [1900, 2000, 2100]
    .map((century) => century + Number(text.slice(0, 2)))
    .find((each) => each > 2026 - 50);
  const month = Number(text.slice(2, 4));
  const day = text.endsWith("00")
    ? new Date(Date.UTC(year ?? 0, month, 0)).getUTCDate()
    : Number(text.slice(4));
  return new Date(Date.UTC(year ?? 0, month - 1, day)).toISOString().slice(0, 10);
}

function gramsOf({ ai, value }: OracleElement): number {
  const perUnit = ai.startsWith("31") ? 100_000_000n : 45_359_237n;
  const scale = 100_000n * 10n ** BigInt(ai.slice(3));
  const twice = (BigInt(value) * perUnit * 2n) / scale;
  return Number((twice + 1n) / 2n);
}

function centsOf({ ai, value }: OracleElement): number | undefined {
  const cents = BigInt(ai.startsWith("393") ? value.slice(3) : value) * 100n;
  const scale = 10n ** BigInt(ai.slice(3));
  return cents % scale === 0n ? Number(cents / scale) : undefined;
}

/** Of a store or a country: 02, 04 and 20 to 29 as 13 digits; 0 and 2 as 8. */
const isInStore = (gtin14: string): boolean =>
  gtin14.startsWith("000000") ? /^.{6}[02]/.test(gtin14) : /^0(2|02|04)/.test(gtin14);

function ofInStore(gtin14: string): string {
  const parts = /^0(2[235689])([0-9]{4})([0-9])([0-9]{5})[0-9]$/.exec(gtin14);
  const [, prefix = "", item = "", verifier = "", measure = ""] = parts ?? [];
  if (parts === null) return line("in-store", gtin14, undefined, undefined, undefined, undefined);
  const times = ["0516273849", "0246891357", "0594837261", "0516273849", "0246891357"];
  const sum = [...measure].reduce((total, digit, index) => total + Number(times[index]?.[Number(digit)]), 0);
  if ("0594837261"[Number(verifier)] !== String((10 - (sum % 10)) % 10)) return "unreadable";
  const body = `0${prefix}${item}000000`;
  const lookup = [..."0123456789"].map((digit) => body + digit).find(sumsToTen);
  const is = (prefixes: string) => prefixes.includes(prefix);
  return line(
    "in-store",
    gtin14,
    lookup,
    is("28 29") ? Number(measure) : undefined,
    is("22 23") ? Number(measure) : undefined,
    is("25 26") ? Number(measure) : undefined,
  );
}

/** The UPC-A of a UPC-E, by its last digit. */
function longUpcOf(digits: string): string | undefined {
  const [, system, a, b, c, d, e, last, check] = /^([01])(.)(.)(.)(.)(.)(.)(.)$/.exec(digits) ?? [];
  if (system === undefined) return undefined;
  const bodies: Readonly<Record<string, string>> = {
    "0": `${a}${b}00000${c}${d}${e}`,
    "1": `${a}${b}10000${c}${d}${e}`,
    "2": `${a}${b}20000${c}${d}${e}`,
    "3": `${a}${b}${c}00000${d}${e}`,
    "4": `${a}${b}${c}${d}00000${e}`,
  };
  const long = `${system}${bodies[last ?? ""] ?? `${a}${b}${c}${d}${e}0000${last}`}${check}`;
  return sumsToTen(long) ? long : undefined;
}

function ofDigits(digits: string, symbol: string | undefined): string {
  if (/^9[0-9]{4}$/.test(digits)) return line("plu", digits, true, digits.slice(1));
  if (/^[0-9]{4,5}$/.test(digits)) return line("plu", digits, false, digits);
  const isNumber = [8, 12, 13, 14].includes(digits.length) && sumsToTen(digits);
  const long = digits.length === 8 && symbol !== "]E4" ? longUpcOf(digits) : undefined;
  const item = (gtin: string) => line("gtin", gtin.padStart(14, "0"), ...Array<undefined>(8).fill(undefined));
  if (long !== undefined && (symbol === "]E0" || digits.startsWith("0") || !isNumber)) return item(long);
  if (isNumber) {
    const gtin14 = digits.padStart(14, "0");
    return isInStore(gtin14) ? ofInStore(gtin14) : item(digits);
  }
  if (isCard(digits) && symbol?.startsWith("]E") !== true) return "card-number";
  return [8, 12, 13, 14].includes(digits.length) ? "unreadable" : line("text", digits);
}

function isCard(digits: string): boolean {
  if (!/^(4.{12}|3[0689].{12}|(34|37|2131|1800).*|.{16,19})$/.test(digits)) return false;
  const doubled = [...digits]
    .reverse()
    .map((digit, index) => String(Number(digit) * (index % 2 === 0 ? 1 : 2)));
  const sum = [...doubled.join("")].reduce((total, digit) => total + Number(digit), 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

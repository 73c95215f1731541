import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  countryLetters,
  countryNumbers,
  currencyNumbers,
  packageTypes,
} from "@laneway/domain/item/gs1-code-lists";

/*
 * The GS1 Barcode Syntax Dictionary taken at its word: its text is turned into one regular expression an
 * identifier, and each check is written the plainest way. Slow, and written apart from the product's reader, to
 * tell whether that misreads anything. Only the code lists (countries, currencies, packages) are shared.
 */
export interface OracleElement {
  readonly ai: string;
  readonly value: string;
}

interface Row {
  readonly predefined: boolean;
  readonly attribute: boolean;
  readonly pattern: RegExp;
  /** The checks of each component. */
  readonly checks: readonly (readonly string[])[];
  readonly required: readonly string[];
  readonly excluded: readonly string[];
  readonly key: string | undefined;
}

const sets: Readonly<Record<string, string>> = {
  N: "[0-9]",
  X: "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]",
  Y: "[#\\-/0-9A-Z]",
  Z: "[-0-9A-Z_a-z=]",
};

const path = fileURLToPath(new URL("../../../domain/gs1/gs1-syntax-dictionary.txt", import.meta.url));
export const dictionary: ReadonlyMap<string, Row> = new Map(
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => /^[0-9]/.test(line))
    .flatMap(rowsOf),
);

function rowsOf(line: string): [string, Row][] {
  const words = line.split("#")[0]?.trim().split(/\s+/) ?? [];
  const [range = "", ...others] = words;
  const flags = /^[*?]+$/.test(others[0] ?? "") ? (others.shift() ?? "") : "";
  const components = others.filter((word) => /^\[?[NXYZ](\.\.)?[0-9]/.test(word));
  const attributes = others.filter((word) => !components.includes(word));
  const named = (name: string) =>
    attributes.filter((word) => word.startsWith(`${name}=`)).map((word) => word.slice(name.length + 1));
  const row: Row = {
    predefined: flags.includes("*"),
    attribute: flags.includes("?"),
    pattern: new RegExp(`^${components.map(groupOf).join("")}$`),
    checks: components.map((word) => word.replace(/[[\]]/g, "").split(",").slice(1)),
    required: named("req"),
    excluded: named("ex").flatMap((list) => list.split(",")),
    key: attributes.includes("dlpkey") ? "" : named("dlpkey")[0],
  };
  const [first = "", last = first] = range.split("-");
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index): [string, Row] => [
    String(Number(first) + index).padStart(first.length, "0"),
    row,
  ]);
}

function groupOf(word: string): string {
  const [, optional, letter = "", upTo, length] = /^(\[?)([NXYZ])(\.\.)?([0-9]+)/.exec(word) ?? [];
  return `(${sets[letter]}{${upTo === undefined ? "" : "1,"}${length}})${optional === "[" ? "?" : ""}`;
}

/** 3 and 1 in turn, from the right; with its check digit the sum ends in 0. */
export const sumsToTen = (digits: string): boolean =>
  /^[0-9]+$/.test(digits) &&
  [...digits].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) %
    10 ===
    0;

/** Whether a calendar has the day; `YYYYMMDD`, day 00 where it may be. */
function isDay(text: string, mayBeZero: boolean): boolean {
  const match = /^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day === 0 && mayBeZero ? 1 : day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && (day > 0 || mayBeZero);
}

const alphabet = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const isPrime = (number: number): boolean => {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return number > 1;
};
function hasCheckPair(text: string): boolean {
  if (text.length < 2 || text.length > 99 || !only(sets.X ?? "").test(text)) return false;
  let prime = 1;
  let sum = 0;
  for (const letter of [...text.slice(0, -2)].reverse()) {
    do prime += 1;
    while (!isPrime(prime));
    sum += alphabet.indexOf(letter) * prime;
  }
  const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const rest = sum % 1021;
  return text.slice(-2) === `${letters[Math.floor(rest / 32)]}${letters[rest % 32]}`;
}

function isAccountNumber(text: string): boolean {
  if (!/^[A-Z0-9]{11,}$/.test(text)) return false;
  if (!countryLetters.has(text.slice(0, 2)) && !text.startsWith("XK")) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)]
    .map((letter) => Number.parseInt(letter, 36))
    .join("");
  return BigInt(digits) % 97n === 1n;
}

/** Length digit, then that many digits and `more`. */
const counted = (from: number, to: number, more: number): string =>
  `(?:${Array.from({ length: to - from + 1 }, (_, index) => `${from + index}[0-9]{${from + index + more}}`).join("|")})`;
const purchase = `${counted(1, 5, 0)}[0-49][0-9]{3}`;
const company = `(?:${counted(0, 6, 6)}|9)`;
const coupon = new RegExp(
  `^${counted(0, 6, 6)}[0-9]{6}${counted(1, 5, 0)}${purchase}(?:1[0-3]${purchase}${company})?(?:2${purchase}${company})?` +
    `(?:3(?<ends>[0-9]{6}))?(?:4(?<starts>[0-9]{6}))?(?:5${counted(0, 9, 6)})?(?:6${counted(1, 7, 6)})?(?:9[01256][012][0-9][01])?$`,
);
function isCoupon(text: string): boolean {
  const match = coupon.exec(text);
  if (match === null) return false;
  const { ends, starts } = match.groups ?? {};
  const isRight = (date: string | undefined) => date === undefined || isDay(`20${date}`, false);
  return isRight(ends) && isRight(starts) && (ends === undefined || starts === undefined || starts <= ends);
}

function isPieceOfTotal(text: string): boolean {
  if (!/^([0-9]{2})+$/.test(text)) return false;
  const piece = BigInt(text.slice(0, text.length / 2));
  return piece > 0n && piece <= BigInt(text.slice(text.length / 2));
}

const only = (set: string) => new RegExp(`^${set}*$`);
const checks: Readonly<Record<string, (text: string) => boolean>> = {
  csetnumeric: (text) => only("[0-9]").test(text),
  cset82: (text) => only(sets.X ?? "").test(text),
  cset39: (text) => only(sets.Y ?? "").test(text),
  /** One or two `=` at the very end that fill up to a multiple of three. */
  cset64: (text) => /^[-0-9A-Z_a-z]*={0,2}$/.test(text) && (!text.includes("=") || text.length % 3 === 0),
  csum: sumsToTen,
  csumalpha: hasCheckPair,
  gcppos1: (text) => /^[0-9]{4}/.test(text),
  gcppos2: (text) => /^.[0-9]{4}/.test(text),
  hasnondigit: (text) => /[^0-9]/.test(text),
  hh: (text) => /^([01][0-9]|2[0-3])$/.test(text),
  mi: (text) => /^[0-5][0-9]$/.test(text),
  ss: (text) => /^[0-5][0-9]$/.test(text),
  hhmi: (text) => /^([01][0-9]|2[0-3])[0-5][0-9]$/.test(text),
  yymmdd: (text) => isDay(`20${text}`, false),
  yymmd0: (text) => isDay(`20${text}`, true),
  yyyymmdd: (text) => isDay(text, false),
  yyyymmd0: (text) => isDay(text, true),
  hyphen: (text) => /^-+$/.test(text),
  iban: isAccountNumber,
  importeridx: (text) => /^[-0-9A-Z_a-z]$/.test(text),
  iso3166: (text) => countryNumbers.has(text),
  iso3166999: (text) => text === "999" || countryNumbers.has(text),
  iso3166alpha2: (text) => countryLetters.has(text),
  iso4217: (text) => currencyNumbers.has(text),
  iso5218: (text) => ["0", "1", "2", "9"].includes(text),
  latitude: (text) => /^[0-9]{10}$/.test(text) && Number(text) <= 1_800_000_000,
  longitude: (text) => /^[0-9]{10}$/.test(text) && Number(text) <= 3_600_000_000,
  mediatype: (text) =>
    [...Array(10).keys()].map((code) => String(code + 1).padStart(2, "0")).includes(text) ||
    /^[89]/.test(text),
  nonzero: (text) => /^0*[1-9][0-9]*$/.test(text),
  nozeroprefix: (text) => /^([1-9][0-9]*)?$/.test(text),
  packagetype: (text) => packageTypes.has(text),
  pcenc: (text) =>
    text
      .split("%")
      .slice(1)
      .every((part) => /^[0-9A-Fa-f]{2}/.test(part)),
  pieceoftotal: isPieceOfTotal,
  posinseqslash: (text) => {
    const [, at, of] = /^([1-9][0-9]*)\/([1-9][0-9]*)$/.exec(text) ?? [];
    return at !== undefined && of !== undefined && BigInt(at) <= BigInt(of);
  },
  winding: (text) => ["0", "1", "9"].includes(text),
  yesno: (text) => ["0", "1"].includes(text),
  zero: (text) => /^0+$/.test(text),
  couponcode: isCoupon,
  couponposoffer: (text) => new RegExp(`^[01]${counted(0, 6, 6)}[0-9]{6}${counted(0, 9, 6)}$`).test(text),
};

/** Whether a text passes one of the dictionary's checks, by its name. */
export function passes(name: string, text: string): boolean {
  const check = checks[name];
  if (check === undefined) throw new Error(`no check ${name}`);
  return check(text);
}

/** Whether the dictionary allows the value. */
export function isAllowed(ai: string, value: string): boolean {
  const row = dictionary.get(ai);
  const match = row?.pattern.exec(value);
  if (row === undefined || match === null || match === undefined) return false;
  return row.checks.every((names, index) => {
    const part = match[index + 1];
    if (part === undefined) return true;
    // Character sets are in the pattern; only the last one has a rule about its end.
    if (ai === "8030" && !passes("cset64", part)) return false;
    // A number that is zero has no zero before it.
    return names.every((name) => passes(name, part) || (name === "nozeroprefix" && part === "0"));
  });
}

/** The elements of a plain element string, or undefined when it is none. */
export function elementsOf(text: string, separator: string): readonly OracleElement[] | undefined {
  const elements: OracleElement[] = [];
  let rest = text;
  while (rest !== "") {
    const ai = [2, 3, 4].map((length) => rest.slice(0, length)).find((start) => dictionary.has(start));
    if (ai === undefined) return undefined;
    rest = rest.slice(ai.length);
    const row = dictionary.get(ai) as Row;
    const upTo = rest.includes(separator) ? rest.indexOf(separator) : rest.length;
    const lengths = row.predefined ? Array.from({ length: upTo }, (_, index) => index + 1) : [upTo];
    const length = lengths.find((each) => row.pattern.test(rest.slice(0, each)));
    if (length === undefined || !isAllowed(ai, rest.slice(0, length))) return undefined;
    elements.push({ ai, value: rest.slice(0, length) });
    rest = rest.slice(length);
    if (rest.startsWith(separator)) rest = rest.slice(separator.length);
  }
  return elements.length === 0 || elements.length > 64 ? undefined : elements;
}

const matches = (pattern: string, ai: string): boolean =>
  new RegExp(`^${pattern.replaceAll("n", "[0-9]")}$`).test(ai);

/** Whether the elements may stand together on one item. */
export function fitTogether(elements: readonly OracleElement[]): boolean {
  return elements.every(({ ai, value }) => {
    const others = elements.filter((each) => each.ai !== ai);
    const isThere = (pattern: string) => others.some((each) => matches(pattern, each.ai));
    const row = dictionary.get(ai) as Row;
    return (
      elements.every((each) => each.ai !== ai || each.value === value) &&
      !row.excluded.some(isThere) &&
      row.required.every((list) => list.split(",").some((group) => group.split("+").every(isThere))) &&
      (ai !== "8030" ||
        others.every((each) => each.value.length > ({ "253": 13, "255": 13, "8003": 14 }[each.ai] ?? 0)))
    );
  });
}

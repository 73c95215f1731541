import { lintCoupon, lintPositiveOffer } from "./coupon.js";
import { countryLetters, countryNumbers, currencyNumbers, packageTypes } from "./gs1-code-lists.js";
import { checkDigitOf } from "./gtin.js";
import { lintDate, lintTime, type LintProblem, problem, whole } from "./lint-date.js";

const charactersOf =
  (pattern: RegExp, error: string) =>
  (data: string): LintProblem | undefined => {
    for (let index = 0; index < data.length; index += 1) {
      if (!pattern.test(data[index] ?? "")) return problem(error, index, 1);
    }
    return undefined;
  };

const digits = charactersOf(/[0-9]/, "non-digit-character");
const cset82 = charactersOf(/[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]/, "invalid-cset82-character");
const cset39 = charactersOf(/[#\-/0-9A-Z]/, "invalid-cset39-character");
const importerCharacter = charactersOf(/[-0-9A-Z_a-z]/, "invalid-import-idx-character");
const importerIndex = (data: string): LintProblem | undefined =>
  data.length === 1 ? importerCharacter(data) : whole("importer-idx-must-be-one-character", data);

/**
 * Base 64 for URLs. Padding is optional: one or two `=` at the end that fill up to a multiple of three
 * characters, as the reference check of the dictionary counts it.
 */
function cset64(data: string): LintProblem | undefined {
  const end = data.length - (/=*$/.exec(data)?.[0].length ?? 0);
  const padding = data.length - end;
  if (padding > 2 || (padding > 0 && data.length % 3 !== 0))
    return problem("invalid-cset64-padding", end, padding);
  const bad = data.slice(0, end).search(/[^-0-9A-Z_a-z]/);
  return bad === -1 ? undefined : problem("invalid-cset64-character", bad, 1);
}

function csum(data: string): LintProblem | undefined {
  if (data === "") return whole("too-short-for-check-digit", data);
  const last = data.length - 1;
  return (
    digits(data) ??
    (checkDigitOf(data.slice(0, -1)) === Number(data[last])
      ? undefined
      : problem("incorrect-check-digit", last, 1))
  );
}

const cset82Order = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const pairAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const longestPaired = 99;
const primes: readonly number[] = (() => {
  const found: number[] = [];
  for (let candidate = 2; found.length < longestPaired; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
})();

/** Check character pair (GS1 General Specifications 7.9.5): prime weights from the right, modulo 1021. */
function csumalpha(data: string): LintProblem | undefined {
  if (data.length < 2) return whole("too-short-for-check-pair", data);
  if (data.length > longestPaired) return whole("too-long-for-check-pair-implementation", data);
  const body = data.slice(0, -2);
  const bad = cset82(body);
  if (bad !== undefined) return bad;
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    sum += cset82Order.indexOf(body[index] ?? "") * (primes[body.length - 1 - index] ?? 0);
  }
  sum %= 1_021;
  const pair = `${pairAlphabet[sum >> 5] ?? ""}${pairAlphabet[sum & 31] ?? ""}`;
  return data.endsWith(pair) ? undefined : problem("incorrect-check-pair", data.length - 2, 2);
}

/** Without a directory of company prefixes: at least four digits where one stands. */
const companyPrefixAt =
  (offset: number) =>
  (data: string): LintProblem | undefined => {
    if (data.length < offset + 4) return whole("too-short-for-key", data);
    return /^[0-9]{4}/.test(data.slice(offset))
      ? undefined
      : problem("invalid-gcp-prefix", offset, data.length - offset);
  };

/** Up to here it cannot be an account number. XK (Kosovo) has such numbers, though no ISO 3166 code. */
const shortestIban = 11;

function iban(data: string): LintProblem | undefined {
  if (data.length < shortestIban) return whole("iban-too-short", data);
  const country = data.slice(0, 2);
  if (!countryLetters.has(country) && country !== "XK") return problem("illegal-iban-country-code", 0, 2);
  const bad = charactersOf(/[0-9A-Z]/, "invalid-iban-character")(data);
  if (bad !== undefined) return bad;
  let rest = 0;
  for (const character of data.slice(4) + data.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? undefined : problem("incorrect-iban-checksum", 2, 2);
}

function percentEncoded(data: string): LintProblem | undefined {
  const at = data.search(/%(?![0-9A-Fa-f]{2})/);
  return at === -1 ? undefined : problem("invalid-percent-sequence", at, Math.min(3, data.length - at));
}

function pieceOfTotal(data: string): LintProblem | undefined {
  if (data === "" || data.length % 2 === 1) return whole("invalid-length-for-piece-of-total", data);
  const bad = digits(data);
  if (bad !== undefined) return bad;
  const half = data.length / 2;
  const piece = data.slice(0, half);
  const total = data.slice(half);
  if (/^0+$/.test(piece)) return problem("zero-piece-number", 0, half);
  if (/^0+$/.test(total)) return problem("zero-total-pieces", half, half);
  return piece > total ? whole("piece-number-exceeds-total", data) : undefined;
}

function positionInSequence(data: string): LintProblem | undefined {
  const match = /^([0-9]+)\/([0-9]+)$/.exec(data);
  const [, position = "", end = ""] = match ?? [];
  if (match === null) return whole("position-in-sequence-malformed", data);
  if (position.startsWith("0")) return problem("illegal-zero-prefix", 0, position.length);
  if (end.startsWith("0")) return problem("illegal-zero-prefix", position.length + 1, end.length);
  return BigInt(position) > BigInt(end) ? whole("position-exceeds-end", data) : undefined;
}

const degrees =
  (name: string, maximum: number) =>
  (data: string): LintProblem | undefined => {
    if (data.length !== 10) return whole(`${name}-invalid-length`, data);
    return digits(data) ?? (Number(data) > maximum ? whole(`invalid-${name}`, data) : undefined);
  };

const oneOf =
  (allowed: { has(value: string): boolean }, error: string) =>
  (data: string): LintProblem | undefined =>
    allowed.has(data) ? undefined : whole(error, data);

const matches =
  (pattern: RegExp, error: string) =>
  (data: string): LintProblem | undefined =>
    pattern.test(data) ? undefined : whole(error, data);

/** The checks that the GS1 dictionary names, over the text of one component. Undefined: nothing wrong. */
export const linters = {
  csetnumeric: digits,
  cset82,
  cset39,
  cset64,
  csum,
  csumalpha,
  gcppos1: companyPrefixAt(0),
  gcppos2: companyPrefixAt(1),
  hasnondigit: matches(/[^0-9]/, "requires-non-digit-character"),
  hh: lintTime("hh"),
  mi: lintTime("mi"),
  ss: lintTime("ss"),
  hhmi: lintTime("hhmi"),
  yymmdd: lintDate(6, false),
  yymmd0: lintDate(6, true),
  yyyymmdd: lintDate(8, false),
  yyyymmd0: lintDate(8, true),
  hyphen: matches(/^-+$/, "not-hyphen"),
  iban,
  importeridx: importerIndex,
  iso3166: oneOf(countryNumbers, "not-iso3166"),
  iso3166999: (data: string) =>
    data === "999" || countryNumbers.has(data) ? undefined : whole("not-iso3166-or-999", data),
  iso3166alpha2: oneOf(countryLetters, "not-iso3166-alpha2"),
  iso4217: oneOf(currencyNumbers, "not-iso4217"),
  iso5218: matches(/^[0129]$/, "invalid-biological-sex-code"),
  latitude: degrees("latitude", 1_800_000_000),
  longitude: degrees("longitude", 3_600_000_000),
  mediatype: matches(/^(0[1-9]|10|[89][0-9])$/, "invalid-media-type"),
  nonzero: (data: string) =>
    digits(data) ?? (/^0*$/.test(data) ? whole("illegal-zero-value", data) : undefined),
  nozeroprefix: (data: string) =>
    digits(data) ?? (data.startsWith("0") ? problem("illegal-zero-prefix", 0, 1) : undefined),
  packagetype: oneOf(packageTypes, "invalid-package-type"),
  pcenc: percentEncoded,
  pieceoftotal: pieceOfTotal,
  posinseqslash: positionInSequence,
  winding: matches(/^[019]$/, "invalid-winding-direction"),
  yesno: matches(/^[01]$/, "not-zero-or-one"),
  zero: matches(/^0+$/, "not-zero"),
  couponcode: (data: string) => digits(data) ?? lintCoupon(data),
  couponposoffer: (data: string) => digits(data) ?? lintPositiveOffer(data),
} satisfies Record<string, (data: string) => LintProblem | undefined>;

export type LinterName = keyof typeof linters;

import { err, ok, type Result } from "@laneway/contracts";
import { type Element, type ElementFault, lintValue } from "./element-string.js";
import { definitionOf, type ElementComponent } from "./gs1-dictionary.js";

/*
 * Compressed GS1 Digital Links (GS1 Digital Link Standard: Compression): identifiers and values as bits, six to a letter of
 * the URI-safe base 64 alphabet, as the last segment of the path. What is read is checked as in any other element string.
 */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const fault = (error: string, ai?: string): Result<never, ElementFault> => err({ error, ai });

/** Sequences of identifiers that share a code of two hexadecimal digits, at least one of them a letter. */
const sequences: ReadonlyMap<string, readonly string[]> = new Map([
  ["0A", ["01", "22"]],
  ["0B", ["01", "10"]],
  ["0C", ["01", "21"]],
  ["0D", ["01", "17"]],
  ["0E", ["01", "7003"]],
  ["0F", ["01", "30"]],
  ["1A", ["01", "10", "21", "17"]],
  ["1B", ["01", "15"]],
  ["1C", ["01", "11"]],
  ["1D", ["01", "16"]],
  ["1E", ["01", "91"]],
  ["1F", ["01", "10", "15"]],
  ["9A", ["8010", "8011"]],
  ["9B", ["8017", "8019"]],
  ["9C", ["8018", "8019"]],
  ["9D", ["414", "254"]],
  ...run("2", "ABCDEF", (index) => ["01", `310${index}`]),
  ...run("3", "ABCDEF", (index) => ["01", `320${index}`]),
  ...run("A", "0123456789", (index) => ["01", `392${index}`]),
  ...run("C", "0123456789", (index) => ["255", `390${index}`]),
  ...run("C", "ABCD", (index) => ["255", `394${index}`]),
]);

function run(first: string, seconds: string, of: (index: number) => string[]): [string, string[]][] {
  return [...seconds].map((second, index) => [`${first}${second}`, of(index)]);
}

/** Thrown inside this file only: the bits end too early, or mean nothing. */
class NoSuchBits extends Error {}

class Bits {
  readonly #text: string;
  #at = 0;

  constructor(letters: string) {
    this.#text = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(6, "0")).join("");
  }

  get left(): string {
    return this.#text.slice(this.#at);
  }

  take(count: number): bigint {
    const bits = this.#text.slice(this.#at, this.#at + count);
    if (bits.length < count) throw new NoSuchBits();
    this.#at += count;
    return count === 0 ? 0n : BigInt(`0b${bits}`);
  }

  number(count: number): number {
    return Number(this.take(count));
  }

  hex(): string {
    return this.number(4).toString(16).toUpperCase();
  }
}

/** The fewest bits for so many values; the standard adds a hundredth of a bit, as 1.0069555501. */
function bitsFor(values: bigint): number {
  let bits = 0;
  while ((1n << BigInt(bits)) * 10_000_000_000n < values * 10_069_555_501n) bits += 1;
  return bits;
}
const digitBits = (digits: number): number => bitsFor(10n ** BigInt(digits));

function digits(bits: Bits, count: number): string {
  if (count === 0) return "";
  const text = bits.take(digitBits(count)).toString().padStart(count, "0");
  if (text.length > count) throw new NoSuchBits();
  return text;
}

const letters = (count: number, one: () => string): string => Array.from({ length: count }, one).join("");

/** Characters in one of five encodings: digits, lower and upper hexadecimal, the alphabet, seven-bit ASCII. */
function characters(bits: Bits, encoding: number, count: number): string {
  switch (encoding) {
    case 0:
      return digits(bits, count);
    case 1:
      return letters(count, () => bits.hex().toLowerCase());
    case 2:
      return letters(count, () => bits.hex());
    case 3:
      return letters(count, () => alphabet[bits.number(6)] ?? "");
    case 4:
      return letters(count, () => String.fromCharCode(bits.number(7)));
    default:
      throw new NoSuchBits();
  }
}

function component(bits: Bits, { characters: set, minimum, maximum, optional }: ElementComponent): string {
  const isFixed = minimum === maximum && !optional;
  if (set === "N") {
    const count = isFixed ? maximum : bits.number(bitsFor(BigInt(maximum)));
    if (count > maximum) throw new NoSuchBits();
    return digits(bits, count);
  }
  const encoding = bits.number(3);
  const count = isFixed ? maximum : bits.number(bitsFor(BigInt(maximum)));
  if (count > maximum) throw new NoSuchBits();
  return characters(bits, encoding, count);
}

const isFixedNumber = ({ characters: set, minimum, maximum, optional }: ElementComponent): boolean =>
  set === "N" && minimum === maximum && !optional;

/** Numbers of fixed length that follow each other are one number here. */
function joined(components: readonly ElementComponent[]): ElementComponent[] {
  const all: ElementComponent[] = [];
  for (const each of components) {
    const last = all.at(-1);
    if (last === undefined || !isFixedNumber(last) || !isFixedNumber(each)) all.push(each);
    else all[all.length - 1] = { ...last, minimum: last.minimum + each.minimum, maximum: last.maximum + each.maximum };
  }
  return all;
}

/** Identifiers whose code begins with these digits have two, three or four. */
function identifier(bits: Bits, beginning: string): string {
  let ai = beginning;
  while (definitionOf(ai) === undefined) {
    if (ai.length === 4) throw new NoSuchBits();
    ai += bits.hex();
    if (!/^[0-9]+$/.test(ai)) throw new NoSuchBits();
  }
  return ai;
}

/** A key and value that are not GS1's: passed over. */
function passForeign(bits: Bits, secondDigit: string): void {
  const keyLength = (Number.parseInt(secondDigit, 16) << 3) | bits.number(3);
  bits.take(6 * keyLength);
  const encoding = bits.number(3);
  characters(bits, encoding, bits.number(7));
}

function elementsOf(bits: Bits): Element[] {
  const elements: Element[] = [];
  const read = (ai: string) => {
    const components = definitionOf(ai)?.components ?? [];
    elements.push({ ai, value: joined(components).map((each) => component(bits, each)).join("") });
  };
  while (bits.left.length > 8) {
    const first = bits.hex();
    const second = bits.hex();
    const code = first + second;
    const sequence = sequences.get(code);
    if (sequence !== undefined) for (const ai of sequence) read(ai);
    else if (first === "F") passForeign(bits, second);
    else if (/^[0-9]{2}$/.test(code)) read(identifier(bits, code));
    else throw new NoSuchBits();
  }
  if (bits.left.includes("1")) throw new NoSuchBits();
  return elements;
}

/**
 * Reads a compressed Digital Link; its primary key may stand before it, uncompressed, and attributes of numeric keys in its
 * query. Never fetched. Any other address is `no-web-address` or `not-compressed`.
 */
export function readCompressedLink(uri: string): Result<readonly Element[], ElementFault> {
  const match = /^https?:\/\/[^/?#]+\/(?:(\d{2,4})\/([^/?#]+)\/)?([A-Za-z0-9_-]{4,400})(?:\?([^#]*))?(?:#.*)?$/i.exec(uri);
  if (match === null) return fault("no-web-address");
  const [, key, keyValue = "", packed = "", query = ""] = match;
  let elements: Element[];
  try {
    elements = elementsOf(new Bits(packed));
  } catch (error) {
    if (error instanceof NoSuchBits) return fault("not-compressed");
    throw error;
  }
  if (key !== undefined) elements.unshift({ ai: key, value: key === "01" ? keyValue.padStart(14, "0") : keyValue });
  for (const parameter of query.split("&")) {
    const [, ai, value] = /^(\d{2,4})=([A-Za-z0-9._~-]+)$/.exec(parameter) ?? [];
    if (ai !== undefined && value !== undefined) elements.push({ ai, value });
  }
  return checked(elements);
}

function checked(elements: readonly Element[]): Result<readonly Element[], ElementFault> {
  if (!elements.some(({ ai }) => definitionOf(ai)?.linkQualifiers !== undefined)) return fault("no-primary-key");
  for (const [index, { ai, value }] of elements.entries()) {
    const definition = definitionOf(ai);
    if (definition === undefined) return fault("unknown-identifier", ai);
    if (elements.findIndex((each) => each.ai === ai) !== index) return fault("repeated-identifier", ai);
    const wrong = lintValue(definition, value);
    if (wrong !== undefined) return fault(wrong, ai);
  }
  return ok(elements);
}

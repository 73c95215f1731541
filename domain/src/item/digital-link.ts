import { err, ok, type Result } from "@laneway/contracts";
import { type Element, type ElementFault, lintValue } from "./element-string.js";
import { definitionOf } from "./gs1-dictionary.js";

const fault = (error: string, ai?: string): Result<never, ElementFault> => err({ error, ai });
const longest = 2_048;

/**
 * Reads an uncompressed GS1 Digital Link URI: a text like any other, never fetched. Path elements come first,
 * in path order, then query attributes. The scheme is all lower or all upper case. `zeroSuppressed` also takes GTINs of 8, 12 or 13 digits.
 */
export function readDigitalLink(
  uri: string,
  zeroSuppressed = false,
): Result<readonly Element[], ElementFault> {
  if (uri.length > longest) return fault("too-long");
  if (!/^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(uri)) return fault("illegal-character");
  const match = /^(?:https?|HTTPS?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/.exec(uri);
  const [, domain = "", path = "", query = ""] = match ?? [];
  if (match === null || !/^[A-Za-z0-9\-.:[\]]+$/.test(domain)) return fault("no-web-address");
  const segments = path.split("/").slice(1);
  const keyAt = primaryKeyAt(segments);
  if (keyAt === undefined) return fault("no-primary-key");
  const elements: Element[] = [];
  for (let index = keyAt; index < segments.length; index += 2) {
    const wrong = push(
      elements,
      segments[index] ?? "",
      percentDecoded(segments[index + 1] ?? ""),
      zeroSuppressed,
    );
    if (wrong !== undefined) return wrong;
  }
  const qualifiers = elements.slice(1).map(({ ai }) => ai);
  const sequences = definitionOf(elements[0]?.ai ?? "")?.linkQualifiers ?? [];
  if (!sequences.some((sequence) => isInOrder(qualifiers, sequence))) return fault("qualifiers-out-of-order");
  for (const parameter of query.split("&")) {
    const equals = parameter.indexOf("=");
    const key = parameter.slice(0, equals === -1 ? parameter.length : equals);
    if (equals === -1 || !/^[0-9]+$/.test(key)) continue;
    if (definitionOf(key)?.linkAttribute !== true) return fault("not-an-attribute", key);
    if (elements.some(({ ai }) => ai === key)) return fault("repeated-identifier", key);
    const couldBeQualifier = sequences.some(
      (sequence) => sequence.includes(key) && qualifiers.every((ai) => sequence.includes(ai)),
    );
    if (couldBeQualifier) return fault("belongs-in-the-path", key);
    const wrong = push(
      elements,
      key,
      percentDecoded(parameter.slice(equals + 1).replaceAll("+", " ")),
      zeroSuppressed,
    );
    if (wrong !== undefined) return wrong;
  }
  return ok(elements);
}

/** The last pair of segments whose first is a primary key, all pairs after it being identifiers. */
function primaryKeyAt(segments: readonly string[]): number | undefined {
  for (let index = segments.length - 2; index >= 0; index -= 2) {
    const definition = definitionOf(segments[index] ?? "");
    if (definition === undefined) return undefined;
    if (definition.linkQualifiers !== undefined) return index;
  }
  return undefined;
}

function push(
  elements: Element[],
  ai: string,
  value: string | undefined,
  zeroSuppressed: boolean,
): Result<never, ElementFault> | undefined {
  const definition = definitionOf(ai);
  if (definition === undefined) return fault("unknown-identifier", ai);
  if (value === undefined || value === "") return fault("empty-value", ai);
  const isShort =
    zeroSuppressed && ai === "01" && (value.length === 8 || value.length === 12 || value.length === 13);
  const full = isShort ? value.padStart(14, "0") : value;
  const wrong = lintValue(definition, full);
  if (wrong !== undefined) return fault(wrong, ai);
  elements.push({ ai, value: full });
  return undefined;
}

const isInOrder = (qualifiers: readonly string[], sequence: readonly string[]): boolean => {
  let at = -1;
  return qualifiers.every((ai) => {
    const next = sequence.indexOf(ai, at + 1);
    at = next;
    return next !== -1;
  });
};

/**
 * Undefined when a `%` is not followed by two hexadecimal digits. Only ASCII can be valid, so each byte is a
 * character.
 */
function percentDecoded(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const percentEncoded = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9\-._~]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

/**
 * Writes elements as a Digital Link below `stem`. The first element that is a primary key is the key; those
 * of its qualifiers that are there follow in order, the rest becomes attributes in the order given, those of
 * predefined length first; repeats are dropped.
 */
export function writeDigitalLink(elements: readonly Element[], stem: string): Result<string, ElementFault> {
  const unique = elements.filter(
    ({ ai }, index) => elements.findIndex((candidate) => candidate.ai === ai) === index,
  );
  const key = unique.find(({ ai }) => definitionOf(ai)?.linkQualifiers !== undefined);
  if (key === undefined) return fault("no-primary-key");
  const sequences = definitionOf(key.ai)?.linkQualifiers ?? [];
  const sequence =
    sequences.find((candidate) => candidate.some((ai) => unique.some((each) => each.ai === ai))) ?? [];
  const path = [key, ...sequence.flatMap((ai) => unique.filter((each) => each.ai === ai))];
  const attributes = unique.filter((each) => !path.includes(each));
  const stray = attributes.find(({ ai }) => definitionOf(ai)?.linkAttribute !== true);
  if (stray !== undefined) return fault("not-an-attribute", stray.ai);
  const isPredefined = ({ ai }: Element) => definitionOf(ai)?.predefined === true;
  const ordered = [...attributes.filter(isPredefined), ...attributes.filter((each) => !isPredefined(each))];
  const query = ordered.map(({ ai, value }) => `${ai}=${percentEncoded(value)}`).join("&");
  const uri = `${stem.replace(/\/$/, "")}${path.map(({ ai, value }) => `/${ai}/${percentEncoded(value)}`).join("")}`;
  return ok(query === "" ? uri : `${uri}?${query}`);
}

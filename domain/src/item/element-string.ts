import { err, ok, type Result } from "@laneway/contracts";
import {
  definitionAt,
  definitionOf,
  type ElementComponent,
  type ElementDefinition,
} from "./gs1-dictionary.js";
import { linters } from "./gs1-linters.js";
import type { LintProblem } from "./lint-date.js";

/** One application identifier with its value. */
export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** Why a text is no element string; `ai` when the fault is within one element. */
export interface ElementFault {
  readonly error: string;
  readonly ai: string | undefined;
}

const fault = (error: string, ai?: string): Result<never, ElementFault> => err({ error, ai });
const longest = 8_192;
const mostElements = 64;

const sets = { N: linters.csetnumeric, X: linters.cset82, Y: linters.cset39, Z: linters.cset64 } as const;

/** What is wrong with the value of an element, or undefined. */
export function lintValue(definition: ElementDefinition, value: string): string | undefined {
  let at = 0;
  for (const component of definition.components) {
    const left = value.length - at;
    if (left === 0 && component.optional) break;
    if (left < component.minimum) return "value-too-short";
    const part = value.slice(at, at + Math.min(left, component.maximum));
    const wrong = lintComponent(component, part);
    if (wrong !== undefined) return wrong.error;
    at += part.length;
  }
  return at < value.length ? "value-too-long" : undefined;
}

function lintComponent(component: ElementComponent, part: string): LintProblem | undefined {
  const wrong = sets[component.characters](part);
  if (wrong !== undefined) return wrong;
  for (const name of component.linters) {
    // A number that is zero has no zero before it (GS1 EPC Tag Data Standard, CPI serial number); the
    // dictionary's check by itself refuses it.
    if (name === "nozeroprefix" && part === "0") continue;
    const found = linters[name](part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Splits `(01)…(10)…` at its brackets without judging the values. A bracket within a value is written `\(`.
 * `brackets` are the two characters used.
 */
export function splitBracketed(
  text: string,
  brackets: "()" | "[]",
): Result<readonly Element[], ElementFault> {
  const [open = "", close = ""] = brackets;
  if (text.length > longest) return fault("too-long");
  if (!text.startsWith(open)) return fault("no-identifier-at-start");
  const elements: Element[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf(close, at);
    const ai = end === -1 ? "" : text.slice(at + 1, end);
    if (!/^[0-9]{2,4}$/.test(ai)) return fault("malformed-identifier");
    let value = "";
    at = end + 1;
    for (; at < text.length && text[at] !== open; at += 1) {
      if (text[at] === "\\" && text[at + 1] === open) at += 1;
      value += text[at] ?? "";
    }
    if (value === "") return fault("empty-value", ai);
    elements.push({ ai, value });
    if (elements.length > mostElements) return fault("too-many-elements");
  }
  return ok(elements);
}

/** Reads a bracketed element string and checks every value against the dictionary. */
export function readBracketed(
  text: string,
  brackets: "()" | "[]" = "()",
): Result<readonly Element[], ElementFault> {
  const split = splitBracketed(text, brackets);
  if (!split.ok) return split;
  return checked(split.value);
}

/**
 * Splits an element string as decoders print it: nothing is escaped, so a bracket that does not enclose two
 * to four digits is part of the value.
 */
export function splitPrinted(text: string): Result<readonly Element[], ElementFault> {
  const escaped = text.replace(/(?<!\\)\((?![0-9]{2,4}\))/g, "\\(");
  return escaped.startsWith("\\(") ? fault("no-identifier-at-start") : splitBracketed(escaped, "()");
}

/** Reads an element string as decoders print it, or with escaped brackets, and checks every value. */
export function readPrinted(text: string): Result<readonly Element[], ElementFault> {
  const split = splitPrinted(text);
  return split.ok ? checked(split.value) : split;
}

function checked(elements: readonly Element[]): Result<readonly Element[], ElementFault> {
  for (const { ai, value } of elements) {
    const definition = definitionOf(ai);
    if (definition === undefined) return fault("unknown-identifier", ai);
    const wrong = lintValue(definition, value);
    if (wrong !== undefined) return fault(wrong, ai);
  }
  return ok(elements);
}

/**
 * Reads a plain element string as a scanner sends it, without the leading FNC1; `separator` is what stands
 * for a further FNC1 (GS, 0x1D, from a scanner). A separator after an element of predefined length, or at the
 * end, is tolerated.
 */
export function readPlain(text: string, separator: string): Result<readonly Element[], ElementFault> {
  if (text.length > longest) return fault("too-long");
  const elements: Element[] = [];
  let at = 0;
  while (at < text.length) {
    const definition = definitionAt(text, at);
    if (definition === undefined) return fault("unknown-identifier");
    const start = at + definition.ai.length;
    const next = text.indexOf(separator, start);
    const limit = next === -1 ? text.length : next;
    const end = definition.predefined ? Math.min(limit, start + (definition.fixedLength ?? 0)) : limit;
    const value = text.slice(start, end);
    const wrong = lintValue(definition, value);
    if (wrong !== undefined) return fault(wrong, definition.ai);
    elements.push({ ai: definition.ai, value });
    if (elements.length > mostElements) return fault("too-many-elements");
    at = text[end] === separator ? end + 1 : end;
  }
  return elements.length > 0 ? ok(elements) : fault("no-identifier-at-start");
}

/**
 * The plain element string: a separator after every element that is not of predefined length, but not at the
 * end.
 */
export function plainOf(elements: readonly Element[], separator: string): string {
  return elements
    .map(({ ai, value }, index) =>
      index === elements.length - 1 || definitionOf(ai)?.predefined === true
        ? ai + value
        : ai + value + separator,
    )
    .join("");
}

export const bracketedOf = (elements: readonly Element[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value.replaceAll("(", "\\(")}`).join("");

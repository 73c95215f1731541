import { dictionaryRows } from "./gs1-dictionary.generated.js";
import type { DictionaryRow } from "./gs1-dictionary-row.js";
import type { LinterName } from "./gs1-linters.js";

export interface ElementComponent {
  readonly characters: "N" | "X" | "Y" | "Z";
  readonly minimum: number;
  readonly maximum: number;
  readonly optional: boolean;
  readonly linters: readonly LinterName[];
}

export interface ElementDefinition {
  readonly ai: string;
  readonly predefined: boolean;
  readonly linkAttribute: boolean;
  readonly components: readonly ElementComponent[];
  /** Length of the value when it is fixed. */
  readonly fixedLength: number | undefined;
  /** Alternatives, each a group of identifiers that must be there together; all entries must hold. */
  readonly requires: readonly (readonly (readonly string[])[])[];
  readonly excludes: readonly string[];
  /** Undefined: not a key of a Digital Link. Else the alternative sequences of qualifiers. */
  readonly linkQualifiers: readonly (readonly string[])[] | undefined;
  readonly title: string;
}

function componentOf(text: string): ElementComponent {
  const [shape = "", ...linters] = text.split(",");
  const match = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?$/.exec(shape);
  if (match === null) throw new Error(`GS1 dictionary: component ${text}`);
  const maximum = Number(match[4]);
  return {
    characters: match[2] as ElementComponent["characters"],
    minimum: match[3] === undefined ? maximum : 1,
    maximum,
    optional: match[1] === "[",
    linters: linters as LinterName[],
  };
}

function definitionsOf(row: DictionaryRow): ElementDefinition[] {
  const components = row.components.split(" ").map(componentOf);
  const isFixed = components.every(
    (component) => !component.optional && component.minimum === component.maximum,
  );
  const shared = {
    predefined: row.predefined,
    linkAttribute: row.linkAttribute,
    components,
    fixedLength: isFixed ? components.reduce((sum, component) => sum + component.maximum, 0) : undefined,
    requires: row.requires.map((entry) => entry.split(",").map((group) => group.split("+"))),
    excludes: row.excludes,
    linkQualifiers:
      row.linkKey === null
        ? undefined
        : row.linkKey.split("|").map((list) => (list === "" ? [] : list.split(","))),
    title: row.title,
  };
  const [first = "", last = first] = row.ais.split("-");
  const definitions: ElementDefinition[] = [];
  for (let number = Number(first); number <= Number(last); number += 1) {
    definitions.push({ ai: String(number).padStart(first.length, "0"), ...shared });
  }
  return definitions;
}

const byIdentifier: ReadonlyMap<string, ElementDefinition> = new Map(
  dictionaryRows.flatMap(definitionsOf).map((definition) => [definition.ai, definition]),
);

/**
 * The definition of an application identifier of two to four digits, or undefined when it is not in the
 * dictionary.
 */
export const definitionOf = (ai: string): ElementDefinition | undefined => byIdentifier.get(ai);

/**
 * The definition of the application identifier at the start of a text. No identifier is the beginning of
 * another.
 */
export function definitionAt(text: string, at: number): ElementDefinition | undefined {
  return (
    byIdentifier.get(text.slice(at, at + 2)) ??
    byIdentifier.get(text.slice(at, at + 3)) ??
    byIdentifier.get(text.slice(at, at + 4))
  );
}

export const allDefinitions = (): readonly ElementDefinition[] => [...byIdentifier.values()];

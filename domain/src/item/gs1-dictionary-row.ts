/** A line of the GS1 Barcode Syntax Dictionary, as generated. */
export interface DictionaryRow {
  /** One application identifier or a range such as `3100-3105`. */
  readonly ais: string;
  /** Predefined length: no FNC1 follows it. */
  readonly predefined: boolean;
  /** May stand in the query of a GS1 Digital Link. */
  readonly linkAttribute: boolean;
  /** `N3,iso3166 [N3],iso3166`: character set, length, checks; brackets: optional. */
  readonly components: string;
  /** Each entry: one of these groups must be present (`01+21,02,35nn`). */
  readonly requires: readonly string[];
  /** None of these may be present (`n` is any digit). */
  readonly excludes: readonly string[];
  /** Primary key of a GS1 Digital Link: its qualifiers in order, alternatives after `|`; null: not a key. */
  readonly linkKey: string | null;
  readonly title: string;
}

import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { RiskError } from "./risk-error.js";

/** One finished basket whose truth is known. */
export interface LabelledBasket {
  /** In the order of `riskFeatures`. */
  readonly features: readonly number[];
  readonly fraud: boolean;
}

const limits = { rows: 200_000, problems: 10, magnitude: 1e9 } as const;
const itemRate = "scannedLineItemsPerSecond";
/** Given columns: a feature each, but for the items, which come as a rate. */
const asked = [...riskFeatures.map(({ name }) => (name === "totalItems" ? itemRate : name)), "fraud"];
const laneAsked = [...riskFeatureNames, "fraud"];

/**
 * Reads labelled baskets: lines of fields between `|`, a header first, the label `fraud` (0 or 1) among the columns.
 * Further columns are ratios of the others and are ignored. Every problem is named with its row (the header is row 1)
 * and column. Throws RiskError `labels-malformed`, `labels-too-many`.
 */
export function readLabels(text: string): readonly LabelledBasket[] {
  return readRows(text, asked).map((given) => {
    const items = Math.round((given.get(itemRate) ?? 0) * (given.get("totalScanTimeInSeconds") ?? 0));
    return { features: riskFeatures.map(({ name }) => (name === "totalItems" ? items : (given.get(name) ?? Number.NaN))), fraud: given.get("fraud") === 1 };
  });
}

/** The same for baskets of the store's own lanes: a column for each figure of `riskFeatures`, and `fraud`. */
export function readLaneLabels(text: string): readonly LabelledBasket[] {
  return readRows(text, laneAsked).map((given) => ({ features: riskFeatureNames.map((name) => given.get(name) ?? Number.NaN), fraud: given.get("fraud") === 1 }));
}

/** The text that `readLaneLabels` reads. */
export function writeLaneLabels(labelled: readonly LabelledBasket[]): string {
  return `${[laneAsked.join("|"), ...labelled.map(({ features, fraud }) => [...features, fraud ? 1 : 0].join("|"))].join("\n")}\n`;
}

/** Are these baskets of the store's own lanes? */
export const isOfLanes = (text: string): boolean => (text.split("\n", 1)[0] ?? "").split("|").some((name) => name.trim() === riskFeatureNames[0]);

/** The asked columns of every row, by name. */
function readRows(text: string, columns: readonly string[]): ReadonlyMap<string, number>[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  const header = (lines[0] ?? "").split("|").map((name) => name.trim());
  const missing = columns.filter((name) => !header.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (missing.length > 0) throw new RiskError("labels-malformed", `row 1: no column ${missing.join(", ")}`);
  if (twice.length > 0) throw new RiskError("labels-malformed", `row 1: column ${twice.join(", ")} stands twice`);
  if (lines.length - 1 > limits.rows) throw new RiskError("labels-too-many", `more than ${limits.rows} rows`);
  const problems: string[] = [];
  const rows: ReadonlyMap<string, number>[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const read = readRow(line, header, columns);
    if (typeof read === "string") problems.push(`row ${index + 1}, ${read}`);
    else rows.push(read);
    if (problems.length === limits.problems) break;
  }
  if (problems.length > 0) throw new RiskError("labels-malformed", problems.join("; "));
  return rows;
}

/** A row's values, or `column X: what is wrong`. */
function readRow(line: string, header: readonly string[], columns: readonly string[]): ReadonlyMap<string, number> | string {
  const fields = line.split("|");
  if (fields.length !== header.length) return `column ${Math.min(fields.length, header.length) + 1}: ${fields.length} fields, the header has ${header.length}`;
  const values = new Map<string, number>();
  for (const name of columns) {
    const field = fields[header.indexOf(name)]?.trim() ?? "";
    const value = Number(field);
    if (field === "" || !Number.isFinite(value)) return `column ${name}: "${field.slice(0, 40)}" is not a number`;
    if (value < 0 || value > limits.magnitude) return `column ${name}: ${field} is not between 0 and ${limits.magnitude}`;
    if (name === "fraud" && value !== 0 && value !== 1) return `column fraud: ${field} is neither 0 nor 1`;
    values.set(name, value);
  }
  return values;
}

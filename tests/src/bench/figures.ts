/** One measured number, and what it should be when there is a goal. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "s" | "MB" | "kB" | "%" | "per second" | "samples" | "times";
  readonly goal?: { readonly below: number } | { readonly atLeast: number };
}

/** A measurement that can be asked for by name. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  /** Quick: a tenth of the samples, to see that it runs. Says what it does on the way. */
  readonly run: (quick: boolean, say: (line: string) => void) => Promise<readonly Figure[]>;
}

export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  return "below" in goal ? value < goal.below : value >= goal.atLeast;
}

/** The value at a share of the samples, e.g. 0.99; the samples need not be sorted. */
export function quantileOf(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}

const digits = (value: number): number => (value >= 1_000 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 4);
export const inWords = ({ value, unit }: Pick<Figure, "value" | "unit">): string => `${value.toFixed(unit === "samples" ? 0 : digits(value))} ${unit}`;

export function goalInWords({ goal, unit }: Figure): string {
  if (goal === undefined) return "";
  return "below" in goal ? `< ${goal.below} ${unit}` : `≥ ${goal.atLeast} ${unit}`;
}

export const outcome = (figure: Figure): string => ({ true: "met", false: "missed", undefined: "" })[String(isMet(figure)) as "true" | "false" | "undefined"];

import type { ImportAnswer } from "@laneway/contracts";

export type ImportProblem = Extract<ImportAnswer, { result: "refused" }>["problems"][number];

const mostListed = 200;

/** Collects what is wrong with a price book: the first problems in full, the rest as a number. */
export class ImportProblems {
  readonly #listed: ImportProblem[] = [];
  #more = 0;

  /** `row` counts from 1; null: the document as a whole. */
  add(row: number | null, field: string, problem: string): void {
    if (this.#listed.length < mostListed) this.#listed.push({ row, field, problem });
    else this.#more += 1;
  }

  get any(): boolean {
    return this.#listed.length > 0;
  }

  answer(): ImportAnswer {
    return { result: "refused", problems: this.#listed, more: this.#more };
  }
}

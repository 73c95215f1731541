import { type ImportAnswer, priceBookDelta, priceBookSnapshot } from "@laneway/contracts";
import { z } from "zod";
import { ImportProblems } from "./import-problems.js";
import type { PriceBookSource, SourceItem } from "./price-book-source.js";

/** The document without its items, which are checked one by one so that each bad row is named. */
const frame = z.discriminatedUnion("kind", [priceBookSnapshot.extend({ items: z.array(z.unknown()) }), priceBookDelta.extend({ items: z.array(z.unknown()).default([]) })]);

export type SourceResult = { readonly ok: true; readonly source: PriceBookSource } | { readonly ok: false; readonly answer: ImportAnswer };

/** Reads a price book document (contracts/price-book): a JSON value, its header checked, its items not yet. */
export function readJsonPriceBook(document: unknown): SourceResult {
  const parsed = frame.safeParse(document);
  if (!parsed.success) {
    const problems = new ImportProblems();
    for (const issue of parsed.error.issues) {
      problems.add(null, [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys : [])].join("."), issue.message);
    }
    return { ok: false, answer: problems.answer() };
  }
  const { data } = parsed;
  return {
    ok: true,
    source: {
      kind: data.kind,
      header: data.header,
      baseVersion: data.kind === "delta" ? data.baseVersion : undefined,
      taxGroups: data.taxGroups,
      departments: data.departments,
      promotions: data.promotions,
      removedItemIds: data.kind === "delta" ? data.removedItemIds : [],
      replacesItems: data.kind === "snapshot",
      items: numbered(data.items),
    },
  };
}

/** The same from a file's text; text that is no JSON is a problem like any other. */
export function readJsonPriceBookText(text: string): SourceResult {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const problems = new ImportProblems();
    problems.add(null, "", `is not JSON: ${(error as Error).message}`);
    return { ok: false, answer: problems.answer() };
  }
  return readJsonPriceBook(document);
}

function* numbered(items: readonly unknown[]): Generator<SourceItem> {
  for (const [index, item] of items.entries()) yield { row: index + 1, item, problems: [] };
}

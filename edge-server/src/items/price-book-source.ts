import type { Department, PriceBookHeader, TaxGroup } from "@laneway/contracts";

/** One item as it stands in the file, not yet checked. `row` counts from 1. */
export interface SourceItem {
  readonly row: number;
  readonly item: unknown;
  /** What is already known to be wrong with the row, by field. */
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

/** A price book on its way in, whatever its file looked like. Header, tax groups and departments are checked; items are not. */
export interface PriceBookSource {
  readonly kind: "snapshot" | "delta";
  readonly header: PriceBookHeader;
  /** Of a delta: the version it changes. */
  readonly baseVersion: number | undefined;
  readonly taxGroups: readonly TaxGroup[];
  readonly departments: readonly Department[];
  /** Undefined: unchanged. */
  readonly promotions: readonly unknown[] | undefined;
  readonly removedItemIds: readonly string[];
  /** True: items that the file does not bring end with this version. */
  readonly replacesItems: boolean;
  readonly items: AsyncIterable<SourceItem> | Iterable<SourceItem>;
}

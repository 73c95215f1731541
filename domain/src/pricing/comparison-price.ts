import type { Item } from "@laneway/contracts";
import { scaled } from "./rounding.js";

/** The price for comparing: per kilogram, litre or piece of the content, half up. Undefined when the content is not known. */
export function comparisonPriceOf(
  item: Pick<Item, "soldBy" | "content">,
  unitPriceMinor: number,
): { amountMinor: number; unit: "kg" | "l" | "piece" } | undefined {
  if (item.soldBy === "weight") return { amountMinor: unitPriceMinor, unit: "kg" };
  if (item.content === undefined) return undefined;
  const { amount, unit } = item.content;
  if (unit === "piece") return { amountMinor: scaled(unitPriceMinor, 1, amount, "half-up"), unit };
  return { amountMinor: scaled(unitPriceMinor, 1_000, amount, "half-up"), unit: unit === "g" ? "kg" : "l" };
}

/** The same as a field of a line, where there is one. */
export function comparison(
  item: Pick<Item, "soldBy" | "content">,
  unitPriceMinor: number,
): { comparisonPrice?: NonNullable<ReturnType<typeof comparisonPriceOf>> } {
  const comparisonPrice = comparisonPriceOf(item, unitPriceMinor);
  return comparisonPrice === undefined ? {} : { comparisonPrice };
}

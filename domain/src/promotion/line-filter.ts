import type { LineFilter } from "@laneway/contracts";
import type { PricingLine } from "../pricing/types.js";
import type { WorkLine, Workspace } from "./workspace.js";

/** Whether a line is meant by a filter: every facet given holds. */
export function isMeant(line: PricingLine, filter: LineFilter): boolean {
  if (filter.itemIds !== undefined && !filter.itemIds.includes(line.itemId)) return false;
  if (filter.departmentIds !== undefined && !filter.departmentIds.includes(line.departmentId)) return false;
  if (filter.brands !== undefined && (line.brand === undefined || !filter.brands.includes(line.brand))) return false;
  if (filter.exceptItemIds?.includes(line.itemId)) return false;
  if (filter.exceptDepartmentIds?.includes(line.departmentId)) return false;
  if (line.brand !== undefined && filter.exceptBrands?.includes(line.brand)) return false;
  if (filter.exceptReduced === true && line.unitPriceMinor < line.regularUnitPriceMinor) return false;
  const divisor = line.unitPriceDivisor ?? 1;
  if (filter.minimumUnitPriceMinor !== undefined && line.unitPriceMinor < filter.minimumUnitPriceMinor * divisor) return false;
  return filter.maximumUnitPriceMinor === undefined || line.unitPriceMinor <= filter.maximumUnitPriceMinor * divisor;
}

/** The goods a filter means, discountable or not: for thresholds. */
export const goodsMeant = (workspace: Workspace, filter: LineFilter): WorkLine[] =>
  workspace.lines.filter(({ line }) => line.charge === undefined && isMeant(line, filter));

/** The goods a filter means that a promotion may touch. */
export const linesMeant = (workspace: Workspace, filter: LineFilter): WorkLine[] =>
  workspace.lines.filter((workLine) => workLine.discountable && isMeant(workLine.line, filter));

import type { LineFilter } from "@laneway/contracts";
import type { PricingLine } from "../pricing/types.js";
import type { WorkLine, Workspace } from "./workspace.js";

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
/**
 * Up to here looking through a list is quicker than asking a set, and asking for each item than for each
 * line.
 */
const shortList = 16;

function holds(list: readonly string[], value: string): boolean {
  if (list.length <= shortList) return list.includes(value);
  let set = sets.get(list);
  if (set === undefined) {
    set = new Set(list);
    sets.set(list, set);
  }
  return set.has(value);
}

/** Does a list name a line's item, or the one of which it is a variant? */
const namesItem = (list: readonly string[], { itemId, variantOf }: PricingLine): boolean =>
  holds(list, itemId) || (variantOf !== undefined && holds(list, variantOf));

/** By the company prefix of the line's GTIN, and the family its maker has put the item in. */
function isOfMaker(
  { gtin14, couponFamilyCode }: PricingLine,
  { companyPrefix, familyCode }: NonNullable<LineFilter["makers"]>[number],
): boolean {
  if (gtin14 === undefined) return false;
  // A U.P.C. company prefix of 6 digits is written without the 0 that makes it a GS1 company prefix.
  const whole = companyPrefix.length === 6 ? `0${companyPrefix}` : companyPrefix;
  if (!gtin14.slice(1).startsWith(whole)) return false;
  const beginning = (familyCode ?? "000").replace(/0+$/, "");
  return beginning === "" || couponFamilyCode?.startsWith(beginning) === true;
}

/** Whether a line is meant by a filter: every facet given holds. */
export function isMeant(line: PricingLine, filter: LineFilter): boolean {
  const { departmentId, brand } = line;
  if (filter.itemIds !== undefined && !namesItem(filter.itemIds, line)) return false;
  if (filter.departmentIds !== undefined && !holds(filter.departmentIds, departmentId)) return false;
  if (filter.brands !== undefined && (brand === undefined || !holds(filter.brands, brand))) return false;
  if (filter.exceptItemIds !== undefined && namesItem(filter.exceptItemIds, line)) return false;
  if (filter.exceptDepartmentIds !== undefined && holds(filter.exceptDepartmentIds, departmentId))
    return false;
  if (filter.exceptBrands !== undefined && brand !== undefined && holds(filter.exceptBrands, brand))
    return false;
  if (filter.makers !== undefined && !filter.makers.some((maker) => isOfMaker(line, maker))) return false;
  if (filter.exceptReduced === true && line.unitPriceMinor < line.regularUnitPriceMinor) return false;
  const divisor = line.unitPriceDivisor ?? 1;
  if (
    filter.minimumUnitPriceMinor !== undefined &&
    line.unitPriceMinor < filter.minimumUnitPriceMinor * divisor
  )
    return false;
  return (
    filter.maximumUnitPriceMinor === undefined ||
    line.unitPriceMinor <= filter.maximumUnitPriceMinor * divisor
  );
}

/** Lines a filter could mean, in their order: by their items where it names a few, else all. */
function linesToAsk({ lines, placesOf }: Workspace, { itemIds }: LineFilter): readonly WorkLine[] {
  if (itemIds === undefined || itemIds.length > shortList) return lines;
  const places = itemIds.flatMap((itemId) => placesOf.get(itemId) ?? []);
  return [...new Set(places)].sort((a, b) => a - b).map((place) => lines[place] as WorkLine);
}

/** The goods a filter means, discountable or not: for thresholds. */
export const goodsMeant = (workspace: Workspace, filter: LineFilter): WorkLine[] =>
  linesToAsk(workspace, filter).filter(({ line }) => line.charge === undefined && isMeant(line, filter));

/** The goods a filter means that a promotion may touch. */
export const linesMeant = (workspace: Workspace, filter: LineFilter): WorkLine[] =>
  linesToAsk(workspace, filter).filter((workLine) => workLine.discountable && isMeant(workLine.line, filter));

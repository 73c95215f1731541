import { cardNumberIn } from "@laneway/domain/item/card-number";
import type { PriceBookDocument, PriceBookSnapshot } from "@laneway/contracts";

export interface DocumentProblem {
  readonly path: string;
  readonly problem: string;
}

/** More are counted by the sender's next try. */
const maximumProblems = 50;

/** What is wrong between the parts of a well-formed document: ids used twice, items of unknown departments or tax groups. */
export function documentProblems(document: PriceBookDocument, base: PriceBookSnapshot | undefined): DocumentProblem[] {
  const inherited = document.kind === "delta" ? base : undefined;
  const taxGroups = new Set([...(inherited?.taxGroups ?? []), ...document.taxGroups].map((each) => each.taxGroup));
  const departments = new Set([...(inherited?.departments ?? []), ...document.departments].map((each) => each.departmentId));
  const problems: DocumentProblem[] = [];
  for (const [index, { taxGroup }] of (document.header.surcharges ?? []).entries())
    if (!taxGroups.has(taxGroup)) problems.push({ path: `header.surcharges.${index}.taxGroup`, problem: `"${taxGroup}" is not a tax group of this book` });
  const itemIds = new Set<string>();
  const itemOfCode = new Map<string, string>();
  for (const [index, item] of document.items.entries()) {
    if (problems.length >= maximumProblems) break;
    const path = `items.${index}`;
    if (itemIds.has(item.itemId)) problems.push({ path: `${path}.itemId`, problem: `"${item.itemId}" stands twice` });
    itemIds.add(item.itemId);
    if (cardNumberIn(item.names)) problems.push({ path: `${path}.names`, problem: "looks like a card number" });
    if (!departments.has(item.departmentId)) problems.push({ path: `${path}.departmentId`, problem: `"${item.departmentId}" is not a department of this book` });
    if (!taxGroups.has(item.taxGroup)) problems.push({ path: `${path}.taxGroup`, problem: `"${item.taxGroup}" is not a tax group of this book` });
    for (const { taxGroup } of item.kit ?? [])
      if (!taxGroups.has(taxGroup)) problems.push({ path: `${path}.kit`, problem: `"${taxGroup}" is not a tax group of this book` });
    for (const code of [...item.codes, ...item.plus]) {
      const other = itemOfCode.get(code);
      if (other !== undefined && other !== item.itemId) problems.push({ path: `${path}.codes`, problem: `"${code}" belongs to ${other} too` });
      itemOfCode.set(code, item.itemId);
    }
  }
  return problems;
}

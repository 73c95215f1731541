import { canonicalJson, type Json, type PriceBookDelta, type PriceBookSnapshot } from "@laneway/contracts";

/** The whole book that a delta leads to. */
export function applyDelta(base: PriceBookSnapshot, delta: PriceBookDelta): PriceBookSnapshot {
  const removed = new Set(delta.removedItemIds);
  return {
    kind: "snapshot",
    header: delta.header,
    taxGroups: merged(base.taxGroups, delta.taxGroups, (each) => each.taxGroup),
    departments: merged(base.departments, delta.departments, (each) => each.departmentId),
    items: merged(base.items, delta.items, (each) => each.itemId).filter((each) => !removed.has(each.itemId)),
    promotions: delta.promotions ?? base.promotions,
  };
}

/**
 * What changed from one whole book to the next of the same id. Undefined when a delta cannot say it: a tax group or
 * department that went away.
 */
export function deltaBetween(base: PriceBookSnapshot, next: PriceBookSnapshot): PriceBookDelta | undefined {
  const taxGroups = changed(base.taxGroups, next.taxGroups, (each) => each.taxGroup);
  const departments = changed(base.departments, next.departments, (each) => each.departmentId);
  if (taxGroups.removed.length > 0 || departments.removed.length > 0) return undefined;
  const items = changed(base.items, next.items, (each) => each.itemId);
  return {
    kind: "delta",
    header: next.header,
    baseVersion: base.header.version,
    taxGroups: taxGroups.changed,
    departments: departments.changed,
    items: items.changed,
    removedItemIds: items.removed,
    promotions: next.promotions,
  };
}

function merged<T>(base: readonly T[], changes: readonly T[], key: (each: T) => string): T[] {
  const all = new Map(base.map((each) => [key(each), each]));
  for (const change of changes) all.set(key(change), change);
  return [...all.values()];
}

function changed<T>(base: readonly T[], next: readonly T[], key: (each: T) => string): { changed: T[]; removed: string[] } {
  const before = new Map(base.map((each) => [key(each), spelled(each)]));
  const kept = new Set(next.map(key));
  return {
    changed: next.filter((each) => before.get(key(each)) !== spelled(each)),
    removed: [...before.keys()].filter((each) => !kept.has(each)),
  };
}

const spelled = (value: unknown): string => canonicalJson(value as Json);

import { type LineFilter, type Promotion, type PromotionEffect, promotionList } from "@laneway/contracts";
import type { PricingLine } from "../pricing/types.js";

interface Entry {
  readonly promotion: Promotion;
  /** Place in the order of evaluation: priority, then the order of the price book. */
  readonly rank: number;
}

/**
 * The promotions of a price book by what can set them off, so that those that cannot apply to a basket cost
 * nothing. A promotion stands under the items, else the departments, else the brands that one of its effects
 * needs in the basket.
 */
export interface PromotionIndex {
  readonly byItem: ReadonlyMap<string, readonly Entry[]>;
  readonly byDepartment: ReadonlyMap<string, readonly Entry[]>;
  readonly byBrand: ReadonlyMap<string, readonly Entry[]>;
  /** By what a coupon is known under: its code, or the beginning of its serial numbers. */
  readonly byCoupon: ReadonlyMap<string, readonly Entry[]>;
  /** The beginnings of serialised coupons, the longest first. */
  readonly serialPrefixes: readonly string[];
  /** Those whose giving is counted over all baskets. */
  readonly limited: ReadonlyMap<string, Promotion>;
  readonly always: readonly Entry[];
  /** Those that turn points into a discount. */
  readonly withPoints: readonly Promotion[];
}

const cache = new WeakMap<readonly unknown[], PromotionIndex>();

/**
 * The index of a list, made once for each list. Throws when an entry is no promotion: the import of a price
 * book refuses those.
 */
export function promotionIndexOf(promotions: readonly unknown[]): PromotionIndex {
  const known = cache.get(promotions);
  if (known !== undefined) return known;
  const made = indexOf(promotionList.parse(promotions));
  cache.set(promotions, made);
  return made;
}

function indexOf(promotions: readonly Promotion[]): PromotionIndex {
  const maps = {
    item: new Map<string, Entry[]>(),
    department: new Map<string, Entry[]>(),
    brand: new Map<string, Entry[]>(),
    coupon: new Map<string, Entry[]>(),
  };
  const always: Entry[] = [];
  const put = (map: Map<string, Entry[]>, keys: readonly string[], entry: Entry) => {
    for (const key of new Set(keys)) {
      const list = map.get(key);
      if (list === undefined) map.set(key, [entry]);
      else list.push(entry);
    }
  };
  const ordered = promotions.map((promotion, order) => ({ promotion, order }));
  ordered.sort((a, b) => b.promotion.priority - a.promotion.priority || a.order - b.order);
  ordered.forEach(({ promotion }, rank) => {
    const entry = { promotion, rank };
    const filters = promotion.effects.map(filterOf);
    if (promotion.coupon !== undefined) put(maps.coupon, couponKeys(promotion.coupon), entry);
    else if (filters.some((filter) => filter === undefined || !isKeyed(filter))) always.push(entry);
    else {
      for (const filter of filters) {
        if (filter?.itemIds !== undefined) put(maps.item, filter.itemIds, entry);
        else if (filter?.departmentIds !== undefined) put(maps.department, filter.departmentIds, entry);
        else put(maps.brand, filter?.brands ?? [], entry);
      }
    }
  });
  return {
    byItem: maps.item,
    byDepartment: maps.department,
    byBrand: maps.brand,
    byCoupon: maps.coupon,
    serialPrefixes: [...new Set(promotions.flatMap(({ coupon }) => coupon?.serialPrefix ?? []))].sort(
      (a, b) => b.length - a.length || (a < b ? -1 : 1),
    ),
    limited: new Map(promotions.filter(isLimited).map((each) => [each.promotionId, each])),
    always,
    withPoints: promotions.filter(({ effects }) => effects.some(({ kind }) => kind === "redeem-points")),
  };
}

/** What a coupon of a promotion is known under. */
export const couponKeys = ({ codes, serialPrefix }: NonNullable<Promotion["coupon"]>): readonly string[] =>
  serialPrefix === undefined ? (codes ?? []) : [...(codes ?? []), serialPrefix];

const isLimited = ({ limits }: Promotion): boolean =>
  limits.budgetMinor !== undefined || limits.usesPerShopper !== undefined;

const isKeyed = (filter: LineFilter): boolean =>
  filter.itemIds !== undefined || filter.departmentIds !== undefined || filter.brands !== undefined;

/** Lines without which an effect does nothing; undefined: charges, which no filter finds. */
function filterOf(effect: PromotionEffect): LineFilter | undefined {
  switch (effect.kind) {
    case "buy-get":
      return effect.buy.of;
    case "bundle-price":
      return effect.slots[0]?.of;
    case "maker-coupon":
      return effect.purchases[0]?.of;
    case "free-delivery":
      return undefined;
    default:
      return effect.on;
  }
}

/** The promotions that could apply to these lines and coupons, in the order of evaluation. */
export function candidatesFor(
  index: PromotionIndex,
  lines: readonly PricingLine[],
  coupons: readonly string[],
): readonly Promotion[] {
  const found = new Set<Entry>(index.always);
  const add = (entries: readonly Entry[] | undefined) => {
    if (entries !== undefined) for (const entry of entries) found.add(entry);
  };
  for (const line of lines) {
    add(index.byItem.get(line.itemId));
    if (line.variantOf !== undefined) add(index.byItem.get(line.variantOf));
    add(index.byDepartment.get(line.departmentId));
    if (line.brand !== undefined) add(index.byBrand.get(line.brand));
  }
  for (const code of coupons) add(index.byCoupon.get(code));
  return [...found].sort((a, b) => a.rank - b.rank).map(({ promotion }) => promotion);
}

import type { LineFilter, Promotion, PromotionCondition, PromotionEffect } from "@laneway/contracts";
import { decimalOf, unitsAt } from "./decimal.js";

/* The words of a case file's promotions in ours. Whatever is not known is a problem, never left out. */

export class UnknownTerm extends Error {}
export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : listOf(value).map(String);

/** An amount of the case in minor units. */
export function minorOf(value: unknown, digits: number): number {
  const decimal = decimalOf(value);
  const units = decimal === undefined ? undefined : unitsAt(decimal, digits);
  if (units === undefined) throw new UnknownTerm(`amount ${JSON.stringify(value)}`);
  return units;
}

/** Item ids for the names of a case's lines, in their order, so that an odd cent falls on the earlier line. */
export type ItemIds = (name: unknown) => string;
export function itemIdsOf(names: readonly unknown[]): ItemIds {
  const places = new Map([...new Set(names.map(String))].map((name, place) => [name, place]));
  return (name) => `i${String(places.get(String(name)) ?? 99_999).padStart(5, "0")}`;
}

/** A number of pieces. */
function wholeOf(value: unknown, what: string): number {
  const decimal = decimalOf(value);
  const units = decimal === undefined ? undefined : unitsAt(decimal, 0);
  if (units === undefined || units < 0) throw new UnknownTerm(`${what} ${JSON.stringify(value)}`);
  return units;
}

/** Without the fields that say nothing. */
const stated = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

/** A percentage in parts per million. */
export const ppmOf = (percent: unknown): number => minorOf(percent, 4);

export interface PromotionTerms {
  readonly digits: number;
  readonly itemIdOf: ItemIds;
  /** The case says that each promotion is applied once. */
  readonly once: boolean;
}

/**
 * Ours for one of the case's promotions; effects under different conditions become promotions of their own,
 * in order.
 */
export function promotionsOf(source: Fields, index: number, terms: PromotionTerms): Promotion[] {
  const known = ["name", "priority", "exclusive", "effects"];
  refuseOthers(source, known, "promotion");
  const groups: { condition: string; effects: Fields[] }[] = [];
  for (const effect of listOf(source.effects).map(fieldsOf).map(stated)) {
    const condition = JSON.stringify(effect.condition ?? {});
    const last = groups.at(-1);
    if (last !== undefined && last.condition === condition) last.effects.push(effect);
    else groups.push({ condition, effects: [effect] });
  }
  return groups.map(
    ({ effects }, part): Promotion => ({
      promotionId: `p${index}.${part}`,
      names: { en: String(source.name ?? "promotion") },
      priority: typeof source.priority === "number" ? source.priority : -1,
      exclusive: source.exclusive === true,
      conditions: conditionsOf(fieldsOf(effects[0]?.condition), terms),
      effects: effects.map((effect) => effectOf(effect, terms)),
      limits: {},
    }),
  );
}

export function refuseOthers(source: Fields, known: readonly string[], what: string): void {
  for (const [key, value] of Object.entries(source)) {
    if (!known.includes(key) && value !== null && value !== undefined)
      throw new UnknownTerm(`${what} ${key}`);
  }
}

function filterOf(source: Fields, { digits, itemIdOf }: PromotionTerms): LineFilter {
  const scope = stated(source);
  refuseOthers(scope, ["categories", "products", "unit_price_min", "unit_price_max"], "scope");
  return {
    ...(scope.categories === undefined ? {} : { departmentIds: textsOf(scope.categories) }),
    ...(scope.products === undefined ? {} : { itemIds: textsOf(scope.products).map(itemIdOf) }),
    ...(scope.unit_price_min === undefined
      ? {}
      : { minimumUnitPriceMinor: minorOf(scope.unit_price_min, digits) }),
    ...(scope.unit_price_max === undefined
      ? {}
      : { maximumUnitPriceMinor: minorOf(scope.unit_price_max, digits) }),
  };
}

function conditionsOf(condition: Fields, { digits, itemIdOf }: PromotionTerms): PromotionCondition[] {
  return Object.entries(stated(condition)).map(([key, value]): PromotionCondition => {
    switch (key) {
      case "contains_product":
        return { kind: "contains", of: { itemIds: [itemIdOf(value)] } };
      case "contains_any_category":
        return { kind: "contains", of: { departmentIds: textsOf(value) } };
      case "items_total_min":
        return { kind: "spend", minimumMinor: minorOf(value, digits) };
      case "category_total_min": {
        const { category, min } = fieldsOf(value);
        return {
          kind: "spend",
          minimumMinor: minorOf(min, digits),
          of: { departmentIds: [String(category)] },
        };
      }
      case "first_order":
        if (value !== true) throw new UnknownTerm(`first_order ${JSON.stringify(value)}`);
        return { kind: "order-number", number: 1 };
      case "any_line_qty_min":
        return { kind: "line-quantity", minimum: wholeOf(value, key) };
      case "quantity_min":
        return { kind: "quantity", minimum: wholeOf(value, key) };
      default:
        throw new UnknownTerm(`condition ${key}`);
    }
  });
}

/** Sources that take some pieces only say the cheapest go first. */
const pick = "cheapest" as const;

/** Words that mean something only beside some effects; elsewhere they must not be passed over. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  max_items: [
    "items percent",
    "items fixed",
    "unit percent",
    "unit fixed",
    "unit fixed_price",
    "items fixed_price",
    "items cheapest_free",
  ],
  bundle_size: ["bundle fixed_price"],
  per_complete_group_of: ["unit fixed", "unit percent", "items percent", "items fixed"],
};

function effectOf(effect: Fields, terms: PromotionTerms): PromotionEffect {
  const { digits, once } = terms;
  refuseOthers(
    effect,
    [
      "level",
      "kind",
      "value",
      "scope",
      "condition",
      "raw",
      "max_items",
      "bundle_size",
      "per_complete_group_of",
    ],
    "effect",
  );
  const shape = `${effect.level === "item" ? "items" : String(effect.level)} ${String(effect.kind)}`;
  for (const [key, shapes] of Object.entries(onlyIn)) {
    if (effect[key] !== undefined && !shapes.includes(shape)) throw new UnknownTerm(`${key} with ${shape}`);
  }
  const on = filterOf(fieldsOf(effect.scope), terms);
  const most =
    effect.max_items === undefined ? {} : { maximumPieces: wholeOf(effect.max_items, "max_items") };
  const groups =
    effect.per_complete_group_of === undefined
      ? {}
      : { perCompleteGroupOf: wholeOf(effect.per_complete_group_of, "per_complete_group_of") };
  switch (shape) {
    case "order percent":
      return { kind: "percent-off", percentPpm: ppmOf(effect.value), per: "basket", on, pick };
    case "order fixed":
    case "items fixed":
      return {
        kind: "amount-off",
        amountMinor: minorOf(effect.value, digits),
        per: "basket",
        on,
        pick,
        ...most,
        ...groups,
      };
    case "order set_total":
    case "items set_total":
      return { kind: "set-total", amountMinor: minorOf(effect.value, digits), on };
    case "unit percent":
      return {
        kind: "percent-off",
        percentPpm: ppmOf(effect.value),
        per: "piece",
        on,
        pick,
        ...most,
        ...groups,
      };
    case "items percent":
      return {
        kind: "percent-off",
        percentPpm: ppmOf(effect.value),
        per: "line",
        on,
        pick,
        ...most,
        ...groups,
      };
    case "unit fixed":
      return {
        kind: "amount-off",
        amountMinor: minorOf(effect.value, digits),
        per: "piece",
        on,
        pick,
        ...most,
        ...groups,
      };
    case "unit fixed_price":
    case "items fixed_price":
      return { kind: "fixed-price", unitPriceMinor: minorOf(effect.value, digits), on, pick, ...most };
    case "items cheapest_free": {
      const size = wholeOf(fieldsOf(effect.condition).quantity_min ?? 2, "quantity_min");
      const applications =
        effect.max_items === undefined
          ? once
            ? { maximumApplications: 1 }
            : {}
          : { maximumApplications: wholeOf(effect.max_items, "max_items") };
      return {
        kind: "buy-get",
        buy: { of: on, count: size - 1 },
        get: { count: 1 },
        percentPpm: 1_000_000,
        same: false,
        pick,
        ...applications,
      };
    }
    case "bundle fixed_price": {
      const slots = [{ of: on, count: wholeOf(effect.bundle_size, "bundle_size") }];
      return {
        kind: "bundle-price",
        slots,
        amountMinor: minorOf(effect.value, digits),
        pick,
        ...(once ? { maximumApplications: 1 } : {}),
      };
    }
    default:
      throw new UnknownTerm(`effect ${shape}`);
  }
}

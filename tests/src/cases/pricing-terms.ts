import type { LineFilter, Promotion, PromotionCondition, PromotionEffect } from "@laneway/contracts";
import { decimalOf, unitsAt } from "./decimal.js";

/* The words of a case file's promotions in ours. Whatever is not known is a problem, never left out. */

export class UnknownTerm extends Error {}
export type Fields = Readonly<Record<string, unknown>>;
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): string[] => listOf(value).map(String);

/** An amount of the case in minor units. */
export function minorOf(value: unknown, digits: number): number {
  const decimal = decimalOf(value);
  const units = decimal === undefined ? undefined : unitsAt(decimal, digits);
  if (units === undefined) throw new UnknownTerm(`amount ${JSON.stringify(value)}`);
  return units;
}

/** An item id for a name: injective, and in the order of the names. */
export const itemIdOf = (name: unknown): string =>
  `i${String(name).replace(/[^A-Za-z0-9]/g, (letter) => `_${letter.charCodeAt(0).toString(16)}`)}`.slice(
    0,
    64,
  );

/** A percentage in parts per million. */
export const ppmOf = (percent: unknown): number => minorOf(percent, 4);

export interface PromotionTerms {
  readonly digits: number;
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
  for (const effect of listOf(source.effects).map(fieldsOf)) {
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
      conditions: conditionsOf(fieldsOf(effects[0]?.condition), terms.digits),
      effects: effects.map((effect) => effectOf(effect, terms)),
      limits: {},
    }),
  );
}

function refuseOthers(source: Fields, known: readonly string[], what: string): void {
  for (const [key, value] of Object.entries(source)) {
    if (!known.includes(key) && value !== null && value !== undefined)
      throw new UnknownTerm(`${what} ${key}`);
  }
}

function filterOf(scope: Fields, digits: number): LineFilter {
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

function conditionsOf(condition: Fields, digits: number): PromotionCondition[] {
  return Object.entries(condition).map(([key, value]): PromotionCondition => {
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
        return { kind: "order-number", number: 1 };
      case "any_line_qty_min":
        return { kind: "line-quantity", minimum: Number(value) };
      case "quantity_min":
        return { kind: "quantity", minimum: Number(value) };
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

function effectOf(effect: Fields, { digits, once }: PromotionTerms): PromotionEffect {
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
    if (effect[key] !== undefined && effect[key] !== null && !shapes.includes(shape))
      throw new UnknownTerm(`${key} with ${shape}`);
  }
  const on = filterOf(fieldsOf(effect.scope), digits);
  const most = effect.max_items === undefined ? {} : { maximumPieces: Number(effect.max_items) };
  const groups =
    effect.per_complete_group_of === undefined
      ? {}
      : { perCompleteGroupOf: Number(effect.per_complete_group_of) };
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
      const size = Number(fieldsOf(effect.condition).quantity_min ?? 2);
      const applications =
        effect.max_items === undefined
          ? once
            ? { maximumApplications: 1 }
            : {}
          : { maximumApplications: Number(effect.max_items) };
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
      const slots = [{ of: on, count: Number(effect.bundle_size) }];
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

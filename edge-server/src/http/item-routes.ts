import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { departmentCard, type Item, type ItemCard, itemSearchAnswer, localeTag } from "@laneway/contracts";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { localized } from "@laneway/domain/lane/localized";
import { comparison } from "@laneway/domain/pricing/comparison-price";
import { resolvePrice } from "@laneway/domain/pricing/resolve-price";
import type { PricingContext } from "@laneway/domain/pricing/types";
import { codeKey } from "../items/code-keys.js";
import type { AppDeps } from "./app-deps.js";
import { callerOf } from "./caller.js";
import { no } from "./no.js";
import { bearer, json, limitQuery, refusals } from "./routes.js";

const itemsRoute = createRoute({
  method: "get",
  path: "/api/v1/items",
  summary: "Items by name (beginnings, slips, any language), produce code or code; or those of a department",
  security: bearer,
  request: {
    query: z.object({
      query: z.string().trim().max(80).default(""),
      department: z.string().max(64).optional(),
      locale: localeTag.optional(),
      limit: limitQuery(100, 24),
    }),
  },
  responses: { 200: json(itemSearchAnswer, "Best first; `total` counts what was found, at most 300 by name"), ...refusals },
});

const departmentsRoute = createRoute({
  method: "get",
  path: "/api/v1/departments",
  summary: "Departments that are offered for browsing",
  security: bearer,
  request: { query: z.object({ locale: localeTag.optional() }) },
  responses: { 200: json(z.array(departmentCard), "In the price book's order"), ...refusals },
});

const mostInDepartment = 500;

export function addItemRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { catalogue, clock, config, knowledge } = deps;
  const { locales } = config.store;
  const homeLocale = locales[0] ?? "en";

  app.openapi(itemsRoute, (context) => {
    const caller = callerOf(context, deps);
    const { query, department, locale = homeLocale, limit } = context.req.valid("query");
    if (holdsCardNumber(query)) throw no("card-number-refused");
    const lane = caller.role === "kiosk" ? deps.lanes.get(caller.laneId) : undefined;
    const pricing = knowledge.shopperPricing(lane?.state, clock.nowMs(), lane?.profile.channel ?? "store");
    const { version } = pricing.versions.priceBook;
    const items = query === "" ? (department === undefined ? [] : catalogue.inDepartment(department, version, mostInDepartment)) : found(query, version);
    const cards = items
      .filter((item) => item.blocked === undefined && (department === undefined || item.departmentId === department))
      .map((item) => cardOf(item, pricing, locale, locales))
      .filter((card) => card !== undefined);
    return context.json({ items: cards.slice(0, limit), total: cards.length }, 200);
  });

  /** Digits are a produce code or a code before they are anything else. */
  function found(query: string, version: number): Item[] {
    if (!/^\d+$/.test(query)) return catalogue.byName(query, version);
    const byCode = catalogue.byCode(codeKey(query), version);
    const byPlu = catalogue.byPlu(query, version, 50);
    const all = [...byPlu, ...(byCode === undefined ? [] : [byCode]), ...catalogue.byName(query, version)];
    return [...new Map(all.map((item) => [item.itemId, item])).values()];
  }

  app.openapi(departmentsRoute, (context) => {
    callerOf(context, deps);
    const { locale = homeLocale } = context.req.valid("query");
    const departments = (catalogue.active(clock.nowMs())?.departments ?? []).filter((each) => each.browsable && each.itemCount > 0);
    const cards = departments.map(({ departmentId, names, picture, itemCount }) => ({
      departmentId,
      name: localized(names, locale, locales),
      ...(picture === undefined ? {} : { picture }),
      itemCount,
    }));
    return context.json(cards, 200);
  });
}

/** What a shopper sees of an item; undefined when it has no price here and now. */
function cardOf(item: Item, pricing: PricingContext, locale: string, locales: readonly string[]): ItemCard | undefined {
  const price = resolvePrice(item, pricing);
  if (price === undefined) return undefined;
  const [plu] = item.plus;
  return {
    itemId: item.itemId,
    name: localized(item.names, locale, locales),
    departmentId: item.departmentId,
    soldBy: item.soldBy,
    unitPriceMinor: price.unitPriceMinor,
    ...comparison(item, price.unitPriceMinor),
    ...(plu === undefined ? {} : { plu }),
    ...(item.picture === undefined ? {} : { picture: item.picture }),
    ...(item.minimumAge === undefined ? {} : { minimumAge: item.minimumAge }),
  };
}

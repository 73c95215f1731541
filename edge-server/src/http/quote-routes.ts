import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { quoteAnswer, quoteRequest } from "@laneway/contracts";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import type { QuoteBook } from "@laneway/domain/pricing/quote-book";
import type { PriceBookVersion } from "../items/catalogue.js";
import { pluKey } from "../items/code-keys.js";
import type { AppDeps } from "./app-deps.js";
import { no } from "./no.js";
import { RateLimit } from "./rate-limit.js";
import { body, json, refusals } from "./routes.js";

const quoteRoute = createRoute({
  method: "post",
  path: "/api/v1/quote",
  summary: "What a basket would cost, by the core that prices it on a lane; sells nothing",
  request: { body: body(quoteRequest) },
  responses: { 200: json(quoteAnswer, "The quote"), ...refusals },
});

const quotesASecond = 200;

export function addQuoteRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { catalogue, clock, config, knowledge } = deps;
  const limit = new RateLimit(quotesASecond, 1_000);

  const stored = ({ header, taxGroups, promotions }: PriceBookVersion): QuoteBook => ({
    header,
    taxGroups,
    promotions,
    itemById: (itemId) => catalogue.byId(itemId, header.version),
    itemByCode: (key) => catalogue.byCode(`c${key}`, header.version),
    itemByPlu: (plu) => catalogue.byCode(pluKey(plu), header.version),
  });

  app.openapi(quoteRoute, (context) => {
    const nowMs = clock.nowMs();
    if (!limit.allows("all", nowMs)) throw no("locked-out", { details: { seconds: 1 } });
    const active = catalogue.active(nowMs);
    const answer = quoteBasket(context.req.valid("json"), {
      book: active === undefined ? undefined : stored(active),
      storeId: config.store.id,
      country: config.store.country,
      region: config.store.region,
      retailerId: config.store.retailerId,
      localTime: knowledge.pricing(undefined, nowMs).localTime,
    });
    if (answer.result === "refused") {
      const { reason, ...more } = answer.refusal;
      throw no(reason, more, 400);
    }
    return context.json(answer, 200);
  });
}

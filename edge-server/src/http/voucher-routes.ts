import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { commandAnswer, voucherCommand, voucherList } from "@laneway/contracts";
import { cardNumberIn } from "@laneway/domain/item/card-number";
import type { AppDeps } from "./app-deps.js";
import { attendantOf, leadOf } from "./caller.js";
import { No, no } from "./no.js";
import { bearer, body, json, limitQuery, refusals } from "./routes.js";

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/attendant/vouchers",
  summary: "Vouchers of this store, newest first, and what all of them come to; `query` is the end of a number. No code: only paper and the screen of whom it is given to hold one",
  security: bearer,
  request: { query: z.object({ query: z.string().trim().max(48).default(""), limit: limitQuery(200, 50) }) },
  responses: { 200: json(voucherList, "The vouchers"), ...refusals },
});

const commandRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/vouchers/commands",
  summary: "Blocks a voucher or lets it go again, with a reason; for leads and managers",
  security: bearer,
  request: { body: body(voucherCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

export function addVoucherRoutes(app: OpenAPIHono, deps: AppDeps): void {
  app.openapi(listRoute, (context) => {
    attendantOf(context, deps);
    const { query, limit } = context.req.valid("query");
    return context.json(deps.vouchers.list(query, limit), 200);
  });

  app.openapi(commandRoute, (context) => {
    const { attendantId, name } = leadOf(context, deps);
    const command = context.req.valid("json");
    if (cardNumberIn(command)) throw no("card-number-refused");
    const answer = deps.vouchers.handle(command, { kind: "attendant", attendantId, name });
    if (answer.result === "refused") throw new No(answer);
    return context.json(answer, 200);
  });
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { commandAnswer, dayCommand, dayReport, dayReportList, dayView } from "@laneway/contracts";
import { cardNumberIn } from "@laneway/domain/item/card-number";
import type { AppDeps } from "./app-deps.js";
import { attendantOf, leadOf } from "./caller.js";
import { No, no } from "./no.js";
import { bearer, body, json, limitQuery, refusals } from "./routes.js";

const viewRoute = createRoute({
  method: "get",
  path: "/api/v1/day",
  summary: "The store's business day: open, closing or none, and what keeps it open",
  security: bearer,
  responses: { 200: json(dayView, "The day"), ...refusals },
});

const commandRoute = createRoute({
  method: "post",
  path: "/api/v1/day/commands",
  summary: "Opens and closes the business day, settles terminals; for leads and managers. The same commandId again gets the same answer",
  security: bearer,
  request: { body: body(dayCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

const reportsRoute = createRoute({
  method: "get",
  path: "/api/v1/day/reports",
  summary: "Reports of closed days, newest first; for leads and managers",
  security: bearer,
  request: { query: z.object({ limit: limitQuery(100, 14) }) },
  responses: { 200: json(dayReportList, "The reports"), ...refusals },
});

const reportRoute = createRoute({
  method: "get",
  path: "/api/v1/day/reports/{number}",
  summary: "The report of one closed day; for leads and managers",
  security: bearer,
  request: { params: z.object({ number: z.coerce.number().int().min(1).max(1_000_000) }) },
  responses: { 200: json(dayReport, "The report"), ...refusals },
});

export function addDayRoutes(app: OpenAPIHono, deps: AppDeps): void {
  app.openapi(viewRoute, (context) => {
    attendantOf(context, deps);
    return context.json(deps.day.view, 200);
  });

  app.openapi(commandRoute, (context) => {
    const { attendantId, name } = leadOf(context, deps);
    const { commandId, ...request } = context.req.valid("json");
    if (cardNumberIn({ commandId })) throw no("card-number-refused");
    const answer = deps.day.handle({ commandId, actor: { kind: "attendant", attendantId, name }, request });
    if (answer.result === "refused") throw new No(answer);
    return context.json(answer, 200);
  });

  app.openapi(reportsRoute, (context) => {
    leadOf(context, deps);
    return context.json({ reports: deps.day.reports(context.req.valid("query").limit) }, 200);
  });

  app.openapi(reportRoute, (context) => {
    leadOf(context, deps);
    const { number } = context.req.valid("param");
    const report = deps.day.reports(1_000_000).find(({ dayNumber }) => dayNumber === number);
    if (report === undefined) throw no("day-report-not-found");
    return context.json(report, 200);
  });
}

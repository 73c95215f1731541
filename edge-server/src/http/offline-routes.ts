import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { commandAnswer, higherRole, isAtLeast, offlineCardActions, offlineCardsCommand } from "@laneway/contracts";
import { cardNumberIn } from "@laneway/domain/item/card-number";
import type { AppDeps } from "./app-deps.js";
import { approverOf, attendantOf } from "./caller.js";
import { No, no } from "./no.js";
import { bearer, body, json, refusals } from "./routes.js";

const commandRoute = createRoute({
  method: "post",
  path: "/api/v1/offline-cards/commands",
  summary: "Allows card payments without the terminal's host for a limited time, and sees to what became of them; for leads and managers, or with the approval of one",
  security: bearer,
  request: { body: body(offlineCardsCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

export function addOfflineRoutes(app: OpenAPIHono, deps: AppDeps): void {
  app.openapi(commandRoute, (context) => {
    const asker = attendantOf(context, deps);
    const { commandId, ...request } = context.req.valid("json");
    if (cardNumberIn({ commandId, ...request })) throw no("card-number-refused");
    const approver = approverOf(context, deps, commandId, asker);
    const role = higherRole(asker.role, approver?.role ?? asker.role);
    if (!isAtLeast(role, offlineCardActions[request.kind])) throw no("second-person-needed", { details: { role: offlineCardActions[request.kind] } });
    const { attendantId, name } = asker;
    const approvedBy = approver === undefined ? {} : { approvedBy: { attendantId: approver.attendantId, name: approver.name } };
    const answer = deps.offline.handle(commandId, { kind: "attendant", attendantId, name, ...approvedBy }, request);
    if (answer.result === "refused") throw new No(answer);
    return context.json(answer, 200);
  });
}

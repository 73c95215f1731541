import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { commandAnswer, noteCommand } from "@laneway/contracts";
import { cardNumberIn } from "@laneway/domain/item/card-number";
import type { AppDeps } from "./app-deps.js";
import { attendantOf } from "./caller.js";
import { No, no } from "./no.js";
import { bearer, body, json, refusals } from "./routes.js";

const noteRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/notes/commands",
  summary: "Hand-over notes between colleagues: written, read, seen to; they stand in the store's view",
  security: bearer,
  request: { body: body(noteCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

export function addNoteRoutes(app: OpenAPIHono, deps: AppDeps): void {
  app.openapi(noteRoute, (context) => {
    const { attendantId, name } = attendantOf(context, deps);
    const { commandId, ...request } = context.req.valid("json");
    if (cardNumberIn({ commandId, ...request })) throw no("card-number-refused");
    const answer = deps.notes.handle({ commandId, actor: { kind: "attendant", attendantId, name }, request });
    if (answer.result === "refused") throw new No(answer);
    return context.json(answer, 200);
  });
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { inquiryAnswerTaken, inquiryPage } from "@laneway/contracts";
import type { AppDeps } from "./app-deps.js";
import { relayOnly } from "./caller.js";
import { no } from "./no.js";
import { bearer, body, json, limitQuery, refusals } from "./routes.js";

const pageRoute = createRoute({
  method: "get",
  path: "/relay/v1/inquiries",
  summary: "Questions to headquarters that wait for an answer, oldest first",
  security: bearer,
  request: { query: z.object({ limit: limitQuery(50, 20) }) },
  responses: { 200: json(inquiryPage, "The questions"), ...refusals },
});

const answerRoute = createRoute({
  method: "post",
  path: "/relay/v1/inquiries/answers",
  summary: "Headquarters' answer to a question; believed only with its content's hash",
  security: bearer,
  request: { body: body(inquiryAnswerTaken) },
  responses: { 200: json(z.object({ waiting: z.int() }), "Taken, or known already"), ...refusals },
});

/** The relay's side of asking headquarters. */
export function addInquiryRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { inquiries } = deps.record;
  app.openapi(pageRoute, (context) => {
    relayOnly(context, deps);
    return context.json({ inquiries: inquiries.fetch(context.req.valid("query").limit) }, 200);
  });
  app.openapi(answerRoute, (context) => {
    relayOnly(context, deps);
    const { inquiryId, answer } = context.req.valid("json");
    const taken = inquiryId === answer.inquiryId ? deps.inquiryDesk.take(answer) : "not-asked";
    if (taken !== "taken") throw no("invalid-request", { fields: [{ path: "answer", message: taken === "not-asked" ? "was not asked" : "is about other content" }] }, 409);
    return context.json({ waiting: inquiries.openCount() }, 200);
  });
}

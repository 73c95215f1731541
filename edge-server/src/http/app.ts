import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { fieldProblems, health, paths } from "@laneway/contracts";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { StoreError } from "../store/store-error.js";
import type { AppDeps } from "./app-deps.js";
import { addDayRoutes } from "./day-routes.js";
import { addDocumentRoutes } from "./document-routes.js";
import { addInquiryRoutes } from "./inquiry-routes.js";
import { addItemRoutes } from "./item-routes.js";
import { addLaneRoutes } from "./lane-routes.js";
import { No, no } from "./no.js";
import { addNoteRoutes } from "./note-routes.js";
import { addVoucherRoutes } from "./voucher-routes.js";
import { addPasskeyRoutes } from "./passkey-routes.js";
import { addOfflineRoutes } from "./offline-routes.js";
import { addPriceBookRoutes } from "./price-book-routes.js";
import { addQuoteRoutes } from "./quote-routes.js";
import { json } from "./routes.js";
import { addScreenRoutes } from "./screen-routes.js";
import { securityHeaders } from "./security-headers.js";
import { addSessionRoutes } from "./session-routes.js";
import { addTwinRoutes } from "./twin-routes.js";

const healthRoute = createRoute({
  method: "get",
  path: "/api/v1/health",
  summary: "Is the edge server well?",
  responses: { 200: json(health, "It serves"), 503: json(health, "It serves, but something is wrong") },
});

const mostBodyBytes = 64 * 1024;
/** Wrong fields named in one answer: more than a quote of a full basket has lines. */
const mostFields = 2_000;
/** Headquarters' answer may hold a whole sale of another store. */
const mostAnswerBytes = 1024 * 1024;
/** A quote may bring its price book along. */
const mostQuoteBytes = 8 * 1024 * 1024;
/** Written to a file as they come, with a limit of their own. */
const streamed = new Set(["/api/v1/price-book/import", "/relay/v1/price-book"]);

/** The HTTP side of the edge: routes, refusals, security headers, screens. */
export function createApp(deps: AppDeps): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const fields = fieldProblems(result.error).map(({ path, message }) => ({ path, message: message.slice(0, 200) }));
      throw no("invalid-request", { fields: fields.slice(0, mostFields) });
    },
  });
  app.use(securityHeaders(deps));
  const atMost = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw no("invalid-request", { fields: [{ path: "", message: `longer than ${maxSize} bytes` }] }, 413);
      },
    });
  const limited = atMost(mostBodyBytes);
  const others = new Map([[paths.quote as string, atMost(mostQuoteBytes)], ["/relay/v1/inquiries/answers", atMost(mostAnswerBytes)]]);
  app.use((context, next) => {
    if (streamed.has(context.req.path)) return next();
    return (others.get(context.req.path) ?? limited)(context, next);
  });

  app.openapi(healthRoute, (context) => {
    const checks = deps.checks();
    // Without a score baskets are judged by rules alone: the store sells.
    const ready = Object.entries(checks).every(([name, finding]) => finding === "ok" || name === "risk");
    return context.json({ part: "edge", ready, bootId: deps.bootId, checks }, ready ? 200 : 503);
  });
  addSessionRoutes(app, deps);
  addPasskeyRoutes(app, deps);
  addLaneRoutes(app, deps);
  addDayRoutes(app, deps);
  addNoteRoutes(app, deps);
  addVoucherRoutes(app, deps);
  addOfflineRoutes(app, deps);
  addItemRoutes(app, deps);
  addPriceBookRoutes(app, deps);
  addQuoteRoutes(app, deps);
  addInquiryRoutes(app, deps);
  if (deps.config.twin) addTwinRoutes(app, deps);
  addDocumentRoutes(app, deps);
  addScreenRoutes(app, deps);

  app.notFound((context) => context.json({ result: "refused", refusal: { reason: "invalid-request", fields: [{ path: context.req.path.slice(0, 200), message: "there is nothing here" }] } }, 404));
  app.onError((error, context) => {
    if (error instanceof No) return context.json(error.body, error.status);
    if (error instanceof StoreError) {
      deps.recordFailed(error);
      return context.json({ result: "refused", refusal: { reason: "record-unavailable" } }, 503);
    }
    // The body parser's own no: JSON that is none, another content type.
    if (error instanceof HTTPException && error.status < 500) {
      return context.json({ result: "refused", refusal: { reason: "invalid-request", fields: [{ path: "", message: error.message }] } }, error.status);
    }
    deps.log.error({ error: error.stack, path: context.req.path }, "http: a defect");
    return context.json({ result: "failed" }, 500);
  });
  return app;
}

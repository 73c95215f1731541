import { OpenAPIHono } from "@hono/zod-openapi";
import { health } from "@laneway/contracts";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { Headquarters } from "./headquarters.js";
import { apiRoutes } from "./http/api-routes.js";
import { assetRoutes } from "./http/assets.js";
import { callbackRoutes } from "./http/callback-routes.js";
import { relayRoutes } from "./http/relay-routes.js";
import { loopbackOnly, securityHeaders } from "./http/security-headers.js";
import { pageRoutes } from "./pages/page-routes.js";

/** All of headquarters over HTTP: the relay's link, the API with its document, and the pages. */
export function createApp(headquarters: Headquarters): OpenAPIHono {
  const { database, log, bootId } = headquarters;
  const app = new OpenAPIHono();
  app.use(securityHeaders);
  if (headquarters.pagesOpen) app.use(loopbackOnly);
  app.get("/api/v1/health", async (context) => {
    const problem = await database.query("select 1").then(
      () => undefined,
      (error: Error) => error.message,
    );
    const answer = health.parse({ part: "headquarters", ready: problem === undefined, bootId, checks: { [database.kind]: problem ?? "ok" } });
    return context.json(answer, problem === undefined ? 200 : 503);
  });
  const api = apiRoutes(headquarters);
  app.get("/api/v1/openapi.json", (context) =>
    context.json(
      api.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "Laneway headquarters", version: "1", description: "Stores, lanes, transactions and price books. Bearer: the admin token, or a store's relay key for its own store." },
      }),
    ),
  );
  app.get("/api", (context) => context.redirect("/api/", 301));
  app.get("/api/", (context) => context.html(apiPage));
  app.route("/api/v1", api);
  app.route("/relay/v1", relayRoutes(headquarters));
  app.route("/callbacks/v1", callbackRoutes(headquarters));
  app.route("/assets", assetRoutes());
  app.route("/", pageRoutes(headquarters));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error({ error: error.message, path: context.req.path }, "a request failed");
    return context.json({ error: "unavailable" }, 503);
  });
  return app;
}

const apiPage = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Laneway headquarters</title><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/swagger-ui.css"></head>
<body><div id="api"></div><script src="/assets/swagger-ui-bundle.js"></script><script src="/assets/swagger-start.js"></script></body></html>`;

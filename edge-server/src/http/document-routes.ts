import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { mqttWebSocketUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { asyncApiDocument } from "./async-api.js";
import { fileAnswer } from "./files.js";

const swaggerFolder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const swaggerPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Laneway HTTP API</title>
<link rel="stylesheet" href="/api/ui/swagger-ui.css">
</head>
<body>
<p style="font-family:sans-serif;margin:1rem">MQTT topics: <a href="/api/v1/asyncapi.json">asyncapi.json</a></p>
<div id="swagger-ui"></div>
<script src="/api/ui/swagger-ui-bundle.js"></script>
<script src="/api/ui/start.js"></script>
</body>
</html>
`;
const swaggerStart = `SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });\n`;

/** What the store offers to programs: OpenAPI 3.1 for HTTP, AsyncAPI for MQTT, and a page to read the first. */
export function addDocumentRoutes(app: OpenAPIHono, { config }: AppDeps): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer", description: "The token of a session, or the relay's bearer" });
  app.doc31("/api/v1/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Laneway store",
      version: "1",
      description: "Commands of kiosks and attendants, views, items, price books and the relay's door. No request carries a price, a weight, an age or \"paid\" for a shopper: those come from the price book, the scale, an attendant and the terminal.",
    },
  });
  app.get("/api/v1/asyncapi.json", (context) => context.json(asyncApiDocument(config.store.id, mqttWebSocketUrl(config, context.req.header("host")))));
  app.get("/api", (context) => context.redirect("/api/"));
  app.get("/api/", (context) => context.html(swaggerPage));
  app.get("/api/ui/start.js", (context) => context.body(swaggerStart, 200, { "content-type": "text/javascript; charset=utf-8" }));
  app.get("/api/ui/:file", async (context) => (await fileAnswer(context, swaggerFolder, context.req.param("file"), "max-age=3600")) ?? context.notFound());
}

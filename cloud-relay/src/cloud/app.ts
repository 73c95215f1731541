import { health } from "@laneway/contracts";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Headquarters } from "./headquarters.js";
import { relayRoutes } from "./http/relay-routes.js";

/** All of headquarters over HTTP. */
export function createApp(headquarters: Headquarters): Hono {
  const { database, log, bootId } = headquarters;
  const app = new Hono();
  app.get("/api/v1/health", async (context) => {
    const problem = await database.query("select 1").then(
      () => undefined,
      (error: Error) => error.message,
    );
    const answer = health.parse({ part: "headquarters", ready: problem === undefined, bootId, checks: { [database.kind]: problem ?? "ok" } });
    return context.json(answer, problem === undefined ? 200 : 503);
  });
  app.route("/relay/v1", relayRoutes(headquarters));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error({ error: error.message, path: context.req.path }, "a request failed");
    return context.json({ error: "unavailable" }, 503);
  });
  return app;
}

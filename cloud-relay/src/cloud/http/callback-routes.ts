import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Headquarters } from "../headquarters.js";

const statusOf = { taken: 200, refused: 401, "unknown-payment": 404, "other-money": 409 } as const;

/** Where providers tell what became of a payment: POST /callbacks/v1/{provider}. Open to everybody; only a signature is believed. */
export function callbackRoutes({ redirect }: Headquarters): Hono {
  const routes = new Hono();
  routes.post("/:provider", bodyLimit({ maxSize: 64_000 }), async (context) => {
    const taken = redirect === undefined ? "refused" : await redirect.callback(context.req.param("provider"), context.req.raw.headers, await context.req.text());
    return context.json({ result: taken }, statusOf[taken]);
  });
  return routes;
}

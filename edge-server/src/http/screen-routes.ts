import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppDeps } from "./app-deps.js";
import { fileAnswer } from "./files.js";

/** Names in /assets/ hold a hash of their content, so a browser may keep them. */
const forEver = "public, max-age=31536000, immutable";

/** The built screens. A page that is not built says so in words. */
export function addScreenRoutes(app: OpenAPIHono, { config, screensFolder }: AppDeps): void {
  const page = (name: string) => async (context: Context) =>
    (await fileAnswer(context, screensFolder, name, "no-cache")) ?? context.text(`The screens are not built: ${name} is missing. Run npm run build.`, 503);
  app.get("/lane/:lane", page("kiosk.html"));
  app.get("/attendant", page("attendant.html"));
  app.get("/r/:token", page("receipt.html"));
  if (config.twin) {
    app.get("/", page("start.html"));
    app.get("/bench/:lane", page("bench.html"));
  }
  app.get("*", async (context, next) => {
    const path = context.req.path;
    const found = path.endsWith(".html") ? undefined : await fileAnswer(context, screensFolder, path, path.startsWith("/assets/") ? forEver : "no-cache");
    if (found === undefined) return next();
    return found;
  });
}

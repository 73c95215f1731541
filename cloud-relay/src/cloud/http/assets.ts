import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { filterScript } from "../pages/filter-script.js";
import { icon } from "../pages/layout.js";
import { style } from "../pages/style.js";

const require = createRequire(import.meta.url);
const fontOf = (weight: number): Buffer => readFileSync(require.resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`));
const arabicFontOf = (weight: number): Buffer => readFileSync(require.resolve(`@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-${weight}-normal.woff2`));
const swaggerFile = (name: string): Buffer => readFileSync(require.resolve(`swagger-ui-dist/${name}`));

const swaggerStart = `SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null });`;

interface Asset {
  readonly type: string;
  readonly read: () => string | Buffer;
}

/** Every file the pages load, by name; read once, at its first use. */
const assets: Readonly<Record<string, Asset>> = {
  "headquarters.css": { type: "text/css; charset=utf-8", read: () => style },
  "filter.js": { type: "text/javascript; charset=utf-8", read: () => filterScript },
  "icon.svg": { type: "image/svg+xml", read: () => icon },
  "plex-400.woff2": { type: "font/woff2", read: () => fontOf(400) },
  "plex-600.woff2": { type: "font/woff2", read: () => fontOf(600) },
  "plex-arabic-400.woff2": { type: "font/woff2", read: () => arabicFontOf(400) },
  "plex-arabic-600.woff2": { type: "font/woff2", read: () => arabicFontOf(600) },
  "swagger-ui.css": { type: "text/css; charset=utf-8", read: () => swaggerFile("swagger-ui.css") },
  "swagger-ui-bundle.js": { type: "text/javascript; charset=utf-8", read: () => swaggerFile("swagger-ui-bundle.js") },
  "swagger-start.js": { type: "text/javascript; charset=utf-8", read: () => swaggerStart },
};

export function assetRoutes(): Hono {
  const routes = new Hono();
  const read = new Map<string, string | Buffer>();
  routes.get("/:name", (context) => {
    const name = context.req.param("name");
    const asset = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (asset === undefined) return context.notFound();
    const content = read.get(name) ?? asset.read();
    read.set(name, content);
    const body = typeof content === "string" ? content : new Uint8Array(content);
    return context.body(body, 200, { "content-type": asset.type, "cache-control": "public, max-age=3600" });
  });
  return routes;
}

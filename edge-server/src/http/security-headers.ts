import type { MiddlewareHandler } from "hono";
import type { AppDeps } from "./app-deps.js";
import { benchUrl, mqttWebSocketUrl } from "./addresses.js";

/**
 * What a page of ours may do: load from here alone, talk to here, the broker and (in a twin) the benches, and stand in
 * nobody's frame. Styles may stand in elements, scripts may not.
 */
export function securityHeaders({ config, lanes }: AppDeps): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const host = context.req.header("host");
    const benches = config.twin ? [...lanes.keys()].map((_, index) => benchUrl(config, index, host)).flatMap((url) => [url, url.replace("http:", "ws:")]) : [];
    const policy = [
      "default-src 'self'",
      `connect-src 'self' ${[mqttWebSocketUrl(config, host), ...benches].join(" ")}`,
      "img-src 'self' data:",
      "font-src 'self' data:",
      "style-src 'self' 'unsafe-inline'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ];
    context.header("content-security-policy", policy.join("; "));
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "no-referrer");
    context.header("cross-origin-opener-policy", "same-origin");
    context.header("cross-origin-resource-policy", "same-origin");
    context.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
  };
}

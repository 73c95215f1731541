import type { MiddlewareHandler } from "hono";

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

// The API page draws its own icons as data addresses and writes style attributes.
const apiPagePolicy = pagePolicy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace("img-src 'self'", "img-src 'self' data:");

/** Headers of every answer: nothing from elsewhere is loaded, framed or guessed, and nothing is kept by caches in between. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { path } = context.req;
  context.header("content-security-policy", path === "/api/" ? apiPagePolicy : pagePolicy);
  context.header("x-content-type-options", "nosniff");
  context.header("referrer-policy", "no-referrer");
  context.header("cross-origin-opener-policy", "same-origin");
  context.header("cross-origin-resource-policy", "same-origin");
  if (!path.startsWith("/assets/")) context.header("cache-control", "no-store");
};

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/** On a twin without sign-in: only requests that name this machine, so that no web page elsewhere can point its own name here. */
export const loopbackOnly: MiddlewareHandler = async (context, next) => {
  if (!loopbackHost.test(context.req.header("host") ?? "")) return context.text("This headquarters answers on this machine's own address only.", 421);
  return next();
};

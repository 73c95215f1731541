import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { attendantSessionRequest, kioskSessionRequest, mqttUser, session, type Session } from "@laneway/contracts";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { mqttWebSocketUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { same } from "./caller.js";
import { no } from "./no.js";
import { RateLimit } from "./rate-limit.js";
import { body, json, refusals } from "./routes.js";
import { signToken } from "./session-token.js";

const kioskSessionMs = 7 * 24 * 3_600_000;
const attendantSessionMs = 10 * 3_600_000;
const wrongKeysAMinute = 30;

const kioskRoute = createRoute({
  method: "post",
  path: "/api/v1/sessions/kiosk",
  summary: "Exchange a lane's key for a session that may command this lane",
  request: { body: body(kioskSessionRequest) },
  responses: { 200: json(session, "The session"), ...refusals },
});

const attendantRoute = createRoute({
  method: "post",
  path: "/api/v1/sessions/attendant",
  summary: "Sign in with a PIN; five wrong ones lock the name for a growing time",
  request: { body: body(attendantSessionRequest) },
  responses: { 200: json(session, "The session"), ...refusals },
});

export function addSessionRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { config, secrets, clock } = deps;
  const wrongKeys = new RateLimit(wrongKeysAMinute, 60_000);
  const mqttOf = (user: string, host: string | undefined): Session["mqtt"] => ({ url: mqttWebSocketUrl(config, host), username: user, password: secrets.mqtt[user] ?? "" });

  app.openapi(kioskRoute, (context) => {
    const { laneId, key } = context.req.valid("json");
    const lane = deps.lanes.get(laneId);
    const expected = Object.hasOwn(secrets.kioskKeys, laneId) ? secrets.kioskKeys[laneId] : undefined;
    if (lane === undefined || expected === undefined || !same(key, expected)) {
      throw wrongKeys.allows(laneId, clock.nowMs()) ? no("sign-in-required") : no("locked-out", { details: { seconds: 60 } });
    }
    const expiresAtMs = clock.nowMs() + kioskSessionMs;
    const answer: Session = {
      token: signToken({ role: "kiosk", laneId, expiresAtMs }, secrets.sessionKey),
      expiresAtMs,
      storeId: config.store.id,
      mqtt: mqttOf(mqttUser("kiosk", laneId), context.req.header("host")),
      view: deps.laneView(lane),
    };
    return context.json(answer, 200);
  });

  app.openapi(attendantRoute, async (context) => {
    const { attendantId, pin } = context.req.valid("json");
    // A name that was tried is kept.
    if (holdsCardNumber(attendantId)) throw no("card-number-refused");
    const signIn = await deps.attendants.signIn(attendantId, pin, clock.nowMs());
    if (signIn.result === "wrong-pin") throw no("wrong-pin");
    if (signIn.result === "locked-out") throw no("locked-out", { details: { seconds: Math.ceil(signIn.forMs / 1_000) } });
    const expiresAtMs = clock.nowMs() + attendantSessionMs;
    const answer: Session = {
      token: signToken({ role: "attendant", attendantId, expiresAtMs }, secrets.sessionKey),
      expiresAtMs,
      storeId: config.store.id,
      mqtt: mqttOf(mqttUser("attendant"), context.req.header("host")),
      attendant: signIn.attendant,
    };
    return context.json(answer, 200);
  });
}

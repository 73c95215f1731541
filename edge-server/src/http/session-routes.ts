import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { approvalAnswer, approvalRequest, attendantSessionRequest, type Credentials, kioskSessionRequest, mqttUser, session, type Session } from "@laneway/contracts";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { mqttWebSocketUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import type { Attendant } from "../store/attendants.js";
import { attendantOf, same } from "./caller.js";
import { no } from "./no.js";
import { RateLimit } from "./rate-limit.js";
import { bearer, body, json, refusals } from "./routes.js";
import { signToken } from "./session-token.js";

const kioskSessionMs = 7 * 24 * 3_600_000;
const attendantSessionMs = 10 * 3_600_000;
/** A second person's word is for now, not for later. */
const approvalMs = 60_000;
const wrongKeysAMinute = 30;
const wrongBadgesAMinute = 30;

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
  summary: "Sign in with name and PIN, or a badge; five wrong PINs lock the name for a growing time",
  request: { body: body(attendantSessionRequest) },
  responses: { 200: json(session, "The session"), ...refusals },
});

const approvalRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/approvals",
  summary: "A second person approves one command by PIN or badge; the answer goes with it in the header laneway-approval",
  security: bearer,
  request: { body: body(approvalRequest) },
  responses: { 200: json(approvalAnswer, "The approval, for a minute"), ...refusals },
});

export function addSessionRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { config, secrets, clock } = deps;
  const wrongKeys = new RateLimit(wrongKeysAMinute, 60_000);
  const wrongBadges = new RateLimit(wrongBadgesAMinute, 60_000);
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

  const identified = async (who: Credentials): Promise<Attendant> => {
    // A name that was tried is kept.
    if ("attendantId" in who && holdsCardNumber(who.attendantId)) throw no("card-number-refused");
    const signIn = await deps.attendants.identify(who, clock.nowMs());
    if (signIn.result === "signed-in") return signIn.attendant;
    if (signIn.result === "locked-out") throw no("locked-out", { details: { seconds: Math.ceil(signIn.forMs / 1_000) } });
    if (signIn.result === "wrong-badge" && !wrongBadges.allows("", clock.nowMs())) throw no("locked-out", { details: { seconds: 60 } });
    throw no("wrong-pin");
  };

  app.openapi(attendantRoute, async (context) => {
    const attendant = await identified(context.req.valid("json"));
    const { attendantId } = attendant;
    const expiresAtMs = clock.nowMs() + attendantSessionMs;
    const answer: Session = {
      token: signToken({ role: "attendant", attendantId, expiresAtMs }, secrets.sessionKey),
      expiresAtMs,
      storeId: config.store.id,
      mqtt: mqttOf(mqttUser("attendant"), context.req.header("host")),
      attendant,
    };
    return context.json(answer, 200);
  });

  app.openapi(approvalRoute, async (context) => {
    const asker = attendantOf(context, deps);
    const { commandId, by } = context.req.valid("json");
    const approver = await identified(by);
    if (approver.attendantId === asker.attendantId) throw no("same-person");
    const expiresAtMs = clock.nowMs() + approvalMs;
    const approval = signToken({ role: "approval", attendantId: approver.attendantId, commandId, expiresAtMs }, secrets.sessionKey);
    return context.json({ approval, expiresAtMs, name: approver.name }, 200);
  });
}

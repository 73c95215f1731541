import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { approvalAnswer, approvalRequest, assistRequest, attendantSessionRequest, commandAnswer, type Credentials, kioskSessionRequest, laneId as anyLaneId, mqttUser, session, type Session } from "@laneway/contracts";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { mqttWebSocketUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { attendantSession } from "./attendant-session.js";
import type { Attendant } from "../store/attendants.js";
import { attendantOf, callerForLane, same } from "./caller.js";
import { No, no } from "./no.js";
import { RateLimit } from "./rate-limit.js";
import { bearer, body, json, refusals } from "./routes.js";
import { signToken } from "./session-token.js";

const kioskSessionMs = 7 * 24 * 3_600_000;
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

const assistRoute = createRoute({
  method: "post",
  path: "/api/v1/lanes/{lane}/assist",
  summary: "At the lane's own screen an attendant takes it over by PIN or badge, for one basket; wrong ones count as everywhere",
  security: bearer,
  request: { params: z.object({ lane: anyLaneId }), body: body(assistRequest) },
  responses: { 200: json(commandAnswer, "Taken over"), ...refusals },
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
    return context.json(attendantSession(deps, context.req.header("host"), attendant), 200);
  });

  app.openapi(assistRoute, async (context) => {
    const { lane: laneId } = context.req.valid("param");
    const lane = deps.lanes.get(laneId);
    const { commandId, by } = context.req.valid("json");
    if (callerForLane(context, deps, laneId).role !== "kiosk" || lane === undefined) throw no("not-allowed");
    if (holdsCardNumber(commandId)) throw no("card-number-refused");
    const { attendantId, name } = await identified(by);
    const answer = lane.handle({ commandId, actor: { kind: "attendant", attendantId, name }, request: { kind: "begin-assist-here" } });
    if (answer.result === "refused") throw new No(answer);
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

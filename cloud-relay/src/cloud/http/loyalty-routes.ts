import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Headquarters } from "../headquarters.js";
import { adjustPoints, movementsOf } from "../loyalty/adjust.js";
import { adminOnly } from "./admin-only.js";
import { failures, json, problemsAnswer, problemsOf, security } from "./api-schemas.js";
import { bodyOf } from "./json-body.js";

const account = z.object({ program: z.string().min(1).max(32), member: z.string().regex(/^\d{6,24}$/, "6 to 24 digits") });
const change = z.strictObject({
  /** Positive: the member gets more. */
  points: z.int().min(-1_000_000_000).max(1_000_000_000).refine((points) => points !== 0, "not zero"),
  note: z.string().trim().min(1).max(200),
  /** Made once by who asks: the same again changes nothing. */
  requestId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, "1-64 of A-Z a-z 0-9 _ . : -"),
});
const changed = z.object({ balance: z.int() }).openapi("PointsBalance");
const held = z
  .object({ balance: z.int(), movements: z.array(z.object({ kind: z.string(), points: z.int(), balance: z.int(), source: z.string(), note: z.string().nullable(), atMs: z.int() })) })
  .openapi("PointsAccount");
const latest = 50;

/** A member's points, for whoever has the admin token: what the account holds and how it came to it, and a change of it. */
export function loyaltyRoutes(api: OpenAPIHono, headquarters: Headquarters): void {
  const { database, now, log } = headquarters;
  const path = "/api/v1/loyalty/{program}/{member}";
  api.openAPIRegistry.registerPath({
    method: "get",
    path,
    summary: "A member's points and the latest movements, newest first",
    security,
    request: { params: account },
    responses: { 200: json(held, "The account; empty when nothing is known of the member"), 400: json(problemsAnswer, "The request is not as described"), ...failures },
  });
  api.get("/loyalty/:program/:member", async (context) => {
    const refused = await adminOnly(headquarters, context);
    if (refused !== undefined) return refused;
    const asked = account.safeParse(context.req.param());
    if (!asked.success) return context.json(problemsOf(asked.error), 400);
    const movements = await movementsOf(database, { programId: asked.data.program, memberId: asked.data.member }, latest);
    return context.json({ balance: movements[0]?.balance ?? 0, movements });
  });

  api.openAPIRegistry.registerPath({
    method: "post",
    path,
    summary: "Gives a member points or takes some, once for each requestId; never below zero",
    security,
    request: { params: account, body: { ...json(change, "The change"), required: true } },
    responses: { 200: json(changed, "What the account holds now"), 400: json(problemsAnswer, "The request is not as described"), 409: json(problemsAnswer, "There are fewer points than that; nothing was changed"), ...failures },
  });
  api.post("/loyalty/:program/:member", bodyLimit({ maxSize: 64_000 }), async (context) => {
    const refused = await adminOnly(headquarters, context);
    if (refused !== undefined) return refused;
    const asked = z.object({ account, change }).safeParse({ account: context.req.param(), change: await bodyOf(context) });
    if (!asked.success) return context.json(problemsOf(asked.error), 400);
    const { program: programId, member: memberId } = asked.data.account;
    const done = await adjustPoints(database, { programId, memberId, ...asked.data.change, atMs: now() });
    if (done.kind === "too-few") return context.json({ error: "refused", problems: [{ path: "points", problem: `the account holds ${done.balance}` }] }, 409);
    log.info({ programId, points: asked.data.change.points }, "a member's points were changed");
    return context.json({ balance: done.balance });
  });
}

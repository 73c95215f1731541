import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { currencyCode, giftCardCode, giftCardPin } from "@laneway/contracts";
import { bodyLimit } from "hono/body-limit";
import { issueGiftCard } from "../gift-card/issue.js";
import type { Headquarters } from "../headquarters.js";
import { adminOnly } from "./admin-only.js";
import { failures, json, problemsAnswer, problemsOf, security } from "./api-schemas.js";
import { bodyOf } from "./json-body.js";

const order = z.strictObject({
  code: giftCardCode,
  pin: giftCardPin.optional(),
  currency: currencyCode,
  /** What it holds from the start, in minor units; 0: nothing. */
  amountMinor: z.int().min(0).max(100_000_000),
  /** Made once by who asks: the same again issues nothing new. */
  requestId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, "1-64 of A-Z a-z 0-9 _ . : -"),
});
const issued = z.object({ result: z.enum(["issued", "known"]) }).openapi("IssuedGiftCard");

/** Makes gift cards known, for whoever has the admin token. */
export function giftCardRoutes(api: OpenAPIHono, headquarters: Headquarters): void {
  const { database, now, log } = headquarters;
  api.openAPIRegistry.registerPath({
    method: "post",
    path: "/api/v1/gift-cards",
    summary: "Makes a gift card known; one that is known stays as it is",
    security,
    request: { body: { ...json(order, "The card"), required: true } },
    responses: { 200: json(issued, "It is known"), 400: json(problemsAnswer, "The request is not as described"), ...failures },
  });
  api.post("/gift-cards", bodyLimit({ maxSize: 16_000 }), async (context) => {
    const refused = await adminOnly(headquarters, context);
    if (refused !== undefined) return refused;
    const asked = order.safeParse(await bodyOf(context));
    if (!asked.success) return context.json(problemsOf(asked.error), 400);
    const { pin, ...card } = asked.data;
    const result = await issueGiftCard(database, { ...card, ...(pin === undefined ? {} : { pin }), atMs: now() });
    if (result === "no-gift-card-code") return context.json({ error: "refused", problems: [{ path: "code", problem: "is no gift card's number: its check digits do not fit" }] }, 400);
    log.info({ result }, "a gift card was made known");
    return context.json({ result });
  });
}

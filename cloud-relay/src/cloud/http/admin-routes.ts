import { randomBytes } from "node:crypto";
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { currencyCode, priceBookDocument, storeId } from "@laneway/contracts";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import { bodyLimit } from "hono/body-limit";
import type { Headquarters } from "../headquarters.js";
import { publish } from "../price-book/price-books.js";
import { findStore, registerStore } from "../stores/stores.js";
import { adminOnly } from "./admin-only.js";
import { failures, json, problemsAnswer, problemsOf, security } from "./api-schemas.js";
import { bodyOf } from "./json-body.js";

const maximumDocumentBytes = 256_000_000;

const newStore = z.strictObject({
  storeId,
  name: z.string().trim().min(1).max(80).refine((text) => !holdsCardNumber(text), "looks like a card number"),
  currency: currencyCode,
  /** For in-store codes and cash steps. */
  country: z.string().regex(/^[A-Z]{2}$/, "a two-letter country code such as DE").default("DE"),
  /** As in the store's own configuration. */
  region: z.string().min(1).max(64).optional(),
  retailerId: z.string().regex(/^\d{7,13}$/, "7 to 13 digits").optional(),
  timeZone: z.string().refine(isTimeZone, "not a known time zone such as Europe/Berlin"),
});
const added = z.object({ storeId, relayKey: z.string() }).openapi("AddedStore");
const published = z.object({ result: z.literal("published"), version: z.int(), items: z.int(), delta: z.boolean() }).openapi("Published");

/** What only the admin token may do: add stores and publish price books. A sign-in cookie is not enough. */
export function adminRoutes(api: OpenAPIHono, headquarters: Headquarters): void {
  const { database, now, log } = headquarters;
  const refusals = { 400: json(problemsAnswer, "The request is not as described"), 409: json(problemsAnswer, "The content is refused; nothing was changed") };
  api.openAPIRegistry.registerPath({
    method: "post",
    path: "/api/v1/stores",
    summary: "Adds a store, or gives a known one a new key; the key is shown this once",
    security,
    request: { body: { ...json(newStore, "The store"), required: true } },
    responses: { 201: json(added, "The store's key for its relay"), ...refusals, ...failures },
  });
  api.post("/stores", bodyLimit({ maxSize: 64_000 }), async (context) => {
    const refused = await adminOnly(headquarters, context);
    if (refused !== undefined) return refused;
    const asked = newStore.safeParse(await bodyOf(context));
    if (!asked.success) return context.json(problemsOf(asked.error), 400);
    const relayKey = randomBytes(32).toString("base64url");
    await registerStore(database, asked.data, relayKey, now());
    log.info({ store: asked.data.storeId }, "a store was added");
    return context.json({ storeId: asked.data.storeId, relayKey }, 201);
  });

  api.openAPIRegistry.registerPath({
    method: "post",
    path: "/api/v1/stores/{store}/price-book",
    summary: "Publishes a price book to a store: a snapshot, or a delta on the newest version; all or nothing",
    security,
    request: {
      params: z.object({ store: storeId }),
      body: { ...json(z.object({ kind: z.enum(["snapshot", "delta"]) }).loose(), "A price book document (contracts/src/price-book.ts)"), required: true },
    },
    responses: { 200: json(published, "The new version; lanes take it between baskets"), ...refusals, ...failures },
  });
  api.post("/stores/:store/price-book", bodyLimit({ maxSize: maximumDocumentBytes }), async (context) => {
    const refused = await adminOnly(headquarters, context);
    if (refused !== undefined) return refused;
    const store = await findStore(database, context.req.param("store"));
    if (store === undefined) return context.json({ error: "no-such-store" }, 404);
    const document = priceBookDocument.safeParse(await bodyOf(context));
    if (!document.success) return context.json(problemsOf(document.error), 400);
    const answer = await publish(database, store, document.data, now());
    if (answer.result === "refused") return context.json({ error: "refused", problems: answer.problems }, 409);
    log.info({ store: store.storeId, version: answer.version }, "a price book was published");
    return context.json(answer);
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

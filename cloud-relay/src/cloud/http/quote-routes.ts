import type { OpenAPIHono } from "@hono/zod-openapi";
import { quoteAnswer, quoteRequest } from "@laneway/contracts";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { type QuoteBook, quoteBookOf } from "@laneway/domain/pricing/quote-book";
import { bodyLimit } from "hono/body-limit";
import type { Headquarters } from "../headquarters.js";
import { snapshotOf, versionInForce } from "../price-book/price-books.js";
import { findStore, type Store } from "../stores/stores.js";
import { accessOf } from "./access.js";
import { failures, json, security } from "./api-schemas.js";
import { bodyOf } from "./json-body.js";

/** A price book sent along may be large; it is priced against and forgotten. */
const maximumBodyBytes = 16_000_000;
/** Stores whose book in force is kept ready. */
const maximumReady = 8;

/**
 * What a basket would cost, by the core that prices it on a lane. A store's key asks for its own store; others name the store in
 * `context.storeId`, whose price book in force is used unless one is sent along.
 */
export function quoteRoutes(api: OpenAPIHono, headquarters: Headquarters): void {
  const { database, now } = headquarters;
  const ready = new Map<string, { readonly version: number; readonly book: QuoteBook }>();
  const bookOf = async (storeId: string): Promise<QuoteBook | undefined> => {
    const version = await versionInForce(database, storeId, now());
    if (version === undefined) return undefined;
    const kept = ready.get(storeId);
    if (kept?.version === version) return kept.book;
    const snapshot = await snapshotOf(database, storeId, version);
    if (snapshot === undefined) return undefined;
    const oldest = ready.keys().next().value;
    if (ready.size >= maximumReady && oldest !== undefined) ready.delete(oldest);
    const book = quoteBookOf(snapshot);
    ready.set(storeId, { version: snapshot.header.version, book });
    return book;
  };
  api.openAPIRegistry.registerPath({
    method: "post",
    path: "/api/v1/quote",
    summary: "What a basket would cost, by the core that prices it on a lane; sells nothing",
    security,
    request: { body: { ...json(quoteRequest, "The basket"), required: true } },
    responses: { 200: json(quoteAnswer, "The quote"), 400: json(quoteAnswer, "Refused: every wrong field by its path"), ...failures },
  });
  api.post("/quote", bodyLimit({ maxSize: maximumBodyBytes }), async (context) => {
    const access = await accessOf(headquarters, context);
    if (access === undefined) return context.json({ error: "sign-in-required" }, 401);
    const body = await bodyOf(context);
    const asked = quoteRequest.safeParse(body);
    const named = asked.success ? asked.data.context.storeId : undefined;
    if (access.kind === "store" && named !== undefined && named !== access.storeId) return context.json({ error: "another-store" }, 403);
    const storeId = access.kind === "store" ? access.storeId : named;
    const store = storeId === undefined ? undefined : await findStore(database, storeId);
    const inline = asked.success && asked.data.priceBook !== undefined;
    const answer = quoteBasket(body, {
      book: inline || store === undefined ? undefined : await bookOf(store.storeId),
      storeId: store?.storeId ?? "",
      country: store?.country ?? "",
      region: store?.region,
      retailerId: store?.retailerId,
      localTime: localTime(store, now()),
    });
    return context.json(answer, answer.result === "quoted" ? 200 : 400);
  });
}

/** Now on a store's clock, `YYYY-MM-DDTHH:MM`; on UTC's where no store is named. */
function localTime(store: Store | undefined, nowMs: number): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: store?.timeZone ?? "UTC", dateStyle: "short", timeStyle: "short" });
  return format.format(nowMs).replace(" ", "T");
}

import { inquiry, type InquiryAnswer, type RecordBatchAnswer, recordBatch, relayProtocol } from "@laneway/contracts";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { protocolHeader } from "../../protocol-header.js";
import { priceBookWrapper } from "../../price-book-wrapper.js";
import { ingestBatch } from "../ingest/ingest.js";
import { answerInquiry } from "../inquiries/answer-inquiry.js";
import { nextDocument } from "../price-book/price-books.js";
import { storeOfKey } from "../stores/stores.js";
import type { Headquarters } from "../headquarters.js";
import { bodyOf } from "./json-body.js";

/** A record that is larger than a whole batch may be still comes alone. */
const maximumBodyBytes = 8_000_000;
/** A return of a full basket names every unit. */
const maximumInquiryBytes = 256_000;

/** What stores speak to: records and questions up, price books down. A store's key opens its own store only. */
export function relayRoutes(headquarters: Headquarters): Hono {
  const { database, now, log } = headquarters;
  const routes = new Hono();
  const ownStore: MiddlewareHandler = async (context, next) => {
    context.header(protocolHeader, relayProtocol);
    const key = /^Bearer (\S{20,200})$/.exec(context.req.header("authorization") ?? "")?.[1];
    const store = key === undefined ? undefined : await storeOfKey(database, key);
    if (store === undefined) return context.json({ error: "key-not-known" }, 401);
    if (store.storeId !== context.req.param("store")) return context.json({ error: "another-store" }, 403);
    return next();
  };
  routes.use("/stores/:store/*", ownStore);
  routes.post("/stores/:store/records", bodyLimit({ maxSize: maximumBodyBytes }), async (context) => {
    const body = recordBatch.safeParse(await bodyOf(context));
    if (!body.success) return context.json({ error: "not-a-batch", paths: body.error.issues.slice(0, 10).map((issue) => issue.path.join(".")) }, 400);
    const batch = body.data;
    if (batch.storeId !== context.req.param("store")) return context.json({ error: "another-store" }, 403);
    const answer: RecordBatchAnswer = await ingestBatch(database, batch, now());
    if (answer.result === "refused") {
      log.error({ store: batch.storeId, journal: batch.journalId, reason: answer.reason, sequence: answer.sequence }, "a batch is refused");
    }
    return context.json(answer, answer.result === "stored" ? 200 : 409);
  });
  routes.post("/stores/:store/inquiries/:inquiry", bodyLimit({ maxSize: maximumInquiryBytes }), async (context) => {
    const inquiryId = context.req.param("inquiry");
    const body = inquiry.safeParse(await bodyOf(context));
    if (!body.success || body.data.inquiryId !== inquiryId) {
      return context.json({ protocol: relayProtocol, result: "refused", inquiryId, reason: "malformed" } satisfies InquiryAnswer, 400);
    }
    if (body.data.storeId !== context.req.param("store")) return context.json({ error: "another-store" }, 403);
    const answer = await answerInquiry(headquarters, body.data, now());
    // No answer at all: the relay asks again.
    if (answer === undefined) return context.json({ error: "not-known-yet" }, 503);
    if (answer.result === "refused") log.error({ store: body.data.storeId, inquiryId, reason: answer.reason }, "an inquiry is refused");
    return context.json(answer, answer.result === "answered" ? 200 : 409);
  });
  routes.get("/stores/:store/price-book", async (context) => {
    const have = Number(context.req.query("have") ?? "0");
    if (!Number.isSafeInteger(have) || have < 0) return context.json({ error: "have-is-not-a-version" }, 400);
    const document = await nextDocument(database, context.req.param("store"), have);
    if (document === undefined) return context.body(null, 204);
    return context.body(`${priceBookWrapper.head}${document}${priceBookWrapper.tail}`, 200, { "content-type": "application/json" });
  });
  return routes;
}

import type { ReadableStream } from "node:stream/web";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { importAnswer, outboxHeld, outboxPage } from "@laneway/contracts";
import type { AppDeps, ImportOrder } from "./app-deps.js";
import { withBodyFile } from "./body-file.js";
import { callerOf, relayOnly } from "./caller.js";
import { no } from "./no.js";
import { bearer, body, json, limitQuery, refusals } from "./routes.js";

const importRoute = createRoute({
  method: "post",
  path: "/api/v1/price-book/import",
  summary: "Import a price book (JSON document, or CSV of items): everything or nothing, every bad row reported",
  description: "Body: application/json (contracts' priceBookDocument) or text/csv. A manager's session or the relay's bearer.",
  security: bearer,
  request: { query: z.object({ mode: z.enum(["update", "replace"]).default("update").openapi({ description: "CSV only: does the file hold the whole assortment?" }) }) },
  responses: { 200: json(importAnswer, "Imported"), 422: json(importAnswer, "Nothing was imported; the problems, by row"), ...refusals },
});

const relayImportRoute = createRoute({
  method: "post",
  path: "/relay/v1/price-book",
  summary: "A price book document from headquarters",
  security: bearer,
  responses: { 200: json(importAnswer, "Imported, or held already"), 422: json(importAnswer, "Nothing was imported"), ...refusals },
});

const outboxRoute = createRoute({
  method: "get",
  path: "/relay/v1/outbox",
  summary: "Journal records after a sequence, oldest first",
  security: bearer,
  request: { query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: limitQuery(500, 200) }) },
  responses: { 200: json(outboxPage, "The records"), ...refusals },
});

const heldRoute = createRoute({
  method: "post",
  path: "/relay/v1/outbox/held",
  summary: "Headquarters holds everything through this sequence; believed only with the right hash",
  security: bearer,
  request: { body: body(outboxHeld) },
  responses: { 200: json(z.object({ waiting: z.int() }), "Forgotten"), ...refusals },
});

const mostBytes = 1_024 * 1_024 * 1_024;

export function addPriceBookRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { record, catalogue, config } = deps;
  const importBody = async (stream: ReadableStream | null, order: Omit<ImportOrder, "path">) => {
    const answer = await withBodyFile(stream, mostBytes, (path) => deps.importFile({ ...order, path }));
    if (answer === undefined) throw no("invalid-request", { fields: [{ path: "", message: `longer than ${mostBytes} bytes` }] }, 413);
    return answer;
  };

  app.openapi(importRoute, async (context) => {
    const caller = callerOf(context, deps);
    if (caller.role === "kiosk" || (caller.role === "attendant" && caller.attendant.role !== "manager")) throw no("not-allowed");
    const type = context.req.header("content-type") ?? "";
    const format = type.startsWith("text/csv") ? "csv" : type.startsWith("application/json") ? "json" : undefined;
    if (format === undefined) throw no("invalid-request", { fields: [{ path: "content-type", message: "application/json or text/csv" }] }, 415);
    const answer = await importBody(context.req.raw.body as ReadableStream | null, { format, mode: context.req.valid("query").mode });
    return answer.result === "imported" ? context.json(answer, 200) : context.json(answer, 422);
  });

  app.openapi(relayImportRoute, async (context) => {
    relayOnly(context, deps);
    const answer = await importBody(context.req.raw.body as ReadableStream | null, { format: "json", mode: "update" });
    return answer.result === "imported" ? context.json(answer, 200) : context.json(answer, 422);
  });

  app.openapi(outboxRoute, (context) => {
    relayOnly(context, deps);
    const { after, limit } = context.req.valid("query");
    const { journalId } = record.journal.identity;
    const priceBookVersion = catalogue.newest()?.header.version ?? 0;
    return context.json({ storeId: config.store.id, journalId, records: record.journal.after(after, limit), waiting: record.outboxWaiting(), priceBookVersion }, 200);
  });

  app.openapi(heldRoute, (context) => {
    relayOnly(context, deps);
    const { heldThrough, hashAtHeldThrough } = context.req.valid("json");
    if (!record.outboxHeld(heldThrough, hashAtHeldThrough)) {
      throw no("invalid-request", { fields: [{ path: "hashAtHeldThrough", message: "is not the hash of that record here" }] }, 409);
    }
    deps.storeChanged();
    return context.json({ waiting: record.outboxWaiting() }, 200);
  });
}

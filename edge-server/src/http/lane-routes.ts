import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { asksAtLane, type AttendantCommand, attendantCommand, commandAnswer, type CommandAnswer, eReceiptAnswer, laneId, higherRole, laneView, localeQuery, mayAsk, priceExplanation, receiptListAnswer, roleActions, shopperCommand, storeView } from "@laneway/contracts";
import { cardNumberIn, holdsCardNumber } from "@laneway/domain/item/card-number";
import { localized } from "@laneway/domain/lane/localized";
import type { Transaction } from "@laneway/domain/lane/types";
import { explainBasket } from "@laneway/domain/pricing/explain-price";
import { findSale } from "../lane/find-sale.js";
import { transactionOfReceipt } from "../lane/past-transaction.js";
import type { Asked, Lane } from "../lane/lane.js";
import type { AppDeps } from "./app-deps.js";
import { approverOf, attendantOf, callerForLane } from "./caller.js";
import type { Attendant } from "../store/attendants.js";
import { No, no } from "./no.js";
import { bearer, body, json, limitQuery, refusals } from "./routes.js";

const laneParameter = z.object({ lane: laneId });

const viewRoute = createRoute({
  method: "get",
  path: "/api/v1/lanes/{lane}/view",
  summary: "What the lane's kiosk shows; the same as on its MQTT topic",
  security: bearer,
  request: { params: laneParameter },
  responses: { 200: json(laneView, "The view"), ...refusals },
});

const shopperRoute = createRoute({
  method: "post",
  path: "/api/v1/lanes/{lane}/commands",
  summary: "A shopper's command; the same commandId again gets the same answer",
  security: bearer,
  request: { params: laneParameter, body: body(shopperCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

const attendantRoute = createRoute({
  method: "post",
  path: "/api/v1/attendant/lanes/{lane}/commands",
  summary: "An attendant's command; who did it is taken from the session",
  security: bearer,
  request: { params: laneParameter, body: body(attendantCommand) },
  responses: { 200: json(commandAnswer, "Accepted"), ...refusals },
});

const storeViewRoute = createRoute({
  method: "get",
  path: "/api/v1/attendant/view",
  summary: "All lanes and the queue of interventions; the same as on the MQTT topic",
  security: bearer,
  responses: { 200: json(storeView, "The view"), ...refusals },
});

const receiptsRoute = createRoute({
  method: "get",
  path: "/api/v1/attendant/receipts",
  summary: "Receipts, newest first; `query` is the end of a receipt number",
  security: bearer,
  request: { query: z.object({ query: z.string().trim().max(32).default(""), limit: limitQuery(100, 20) }) },
  responses: { 200: json(receiptListAnswer, "The receipts"), ...refusals },
});

const lanePricesRoute = createRoute({
  method: "get",
  path: "/api/v1/attendant/lanes/{lane}/prices",
  summary: "Why every line of the open basket costs what it costs",
  security: bearer,
  request: { params: laneParameter, query: localeQuery },
  responses: { 200: json(priceExplanation, "Line by line, step by step"), ...refusals },
});

const receiptPricesRoute = createRoute({
  method: "get",
  path: "/api/v1/attendant/receipts/{receiptNumber}/prices",
  summary: "Why every line of a receipt cost what it cost, out of the journal, however old",
  security: bearer,
  request: { params: z.object({ receiptNumber: z.string().max(48) }), query: localeQuery },
  responses: { 200: json(priceExplanation, "Line by line, step by step"), ...refusals },
});

const eReceiptRoute = createRoute({
  method: "get",
  path: "/api/v1/receipts/{token}",
  summary: "A receipt by its unguessable token",
  request: { params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }) },
  responses: { 200: json(eReceiptAnswer, "The receipt"), ...refusals },
});

/**
 * Where sales come back across stores, headquarters is asked first: for a receipt of another store, and for what other stores have taken back
 * of an own one. An own sale is begun without its answer; that it is not given twice, headquarters sees to before any money is.
 */
async function lookElsewhere({ config, record, saleFinder }: AppDeps, lane: string, commandId: string, { purpose, receipt }: BeginReturn): Promise<void> {
  if (!config.rules.returnsAcrossStores || record.answerTo(commandId) !== undefined || cardNumberIn({ receipt })) return;
  const isOwn = findSale(record, receipt) !== undefined;
  const hindrance = await saleFinder.look(receipt, lane);
  // Its day, its till and its terminal's book are the selling store's.
  if (!isOwn && purpose === "post-void" && hindrance === undefined) throw new No({ result: "refused", commandId, refusal: { reason: "undo-at-selling-store" } });
  if (hindrance !== undefined && !isOwn) throw new No({ result: "refused", commandId, refusal: { reason: hindrance } });
}

type BeginReturn = Pick<Extract<z.infer<typeof attendantCommand>, { kind: "begin-return" }>, "purpose" | "receipt">;

export function addLaneRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const laneOf = (id: string): Lane => {
    const lane = deps.lanes.get(id);
    if (lane === undefined) throw no("invalid-request", { fields: [{ path: "lane", message: "there is no such lane" }] }, 404);
    return lane;
  };
  const ask = (lane: Lane, asked: Asked): CommandAnswer => {
    // Said before anything is kept: such a number goes nowhere, not even into a hash. A code is read, and so judged, by the lane.
    if (holdsCardNumber(asked.commandId) || (asked.request.kind !== "key-code" && cardNumberIn(asked.request))) throw new No({ result: "refused", commandId: asked.commandId, refusal: { reason: "card-number-refused" } });
    const answer = lane.handle(asked);
    if (answer.result === "refused") throw new No(answer);
    return answer;
  };

  /** An attendant by their own session; or, at a lane's own screen, the one who has taken it over there. */
  const askerOn = (context: Context, lane: Lane, kind: AttendantCommand["kind"]): Attendant => {
    const caller = callerForLane(context, deps, lane.profile.laneId);
    if (caller.role === "attendant") return caller.attendant;
    const { assist } = lane.state;
    const asker = assist?.at === "lane" && asksAtLane.has(kind) ? deps.attendants.find(assist.by.attendantId) : undefined;
    if (asker === undefined) throw no("not-allowed");
    return asker;
  };

  app.openapi(viewRoute, (context) => {
    const { lane } = context.req.valid("param");
    callerForLane(context, deps, lane);
    return context.json(deps.laneView(laneOf(lane)), 200);
  });

  app.openapi(shopperRoute, (context) => {
    const { lane } = context.req.valid("param");
    const caller = callerForLane(context, deps, lane);
    const { commandId, ...request } = context.req.valid("json");
    if (caller.role === "kiosk") return context.json(ask(laneOf(lane), { commandId, actor: { kind: "shopper" }, request }), 200);
    // An attendant does what shoppers do only on a lane that they have taken over.
    if (caller.role !== "attendant" || laneOf(lane).state.assist?.by.attendantId !== caller.attendant.attendantId) throw no("not-allowed");
    const { attendantId, name } = caller.attendant;
    return context.json(ask(laneOf(lane), { commandId, actor: { kind: "attendant", attendantId, name }, request }), 200);
  });

  app.openapi(attendantRoute, async (context) => {
    const { lane } = context.req.valid("param");
    const { commandId, ...request } = context.req.valid("json");
    const asker = askerOn(context, laneOf(lane), request.kind);
    const approver = approverOf(context, deps, commandId, asker);
    const role = higherRole(asker.role, approver?.role ?? asker.role);
    if (!mayAsk(role, request.kind)) throw no("not-allowed", { details: { role: roleActions[request.kind] } });
    if (request.kind === "begin-return") await lookElsewhere(deps, lane, commandId, request);
    const { attendantId, name } = asker;
    const approvedBy = approver === undefined ? {} : { approvedBy: { attendantId: approver.attendantId, name: approver.name } };
    return context.json(ask(laneOf(lane), { commandId, actor: { kind: "attendant", attendantId, name, ...approvedBy }, request, role }), 200);
  });

  app.openapi(storeViewRoute, (context) => {
    attendantOf(context, deps);
    return context.json(deps.storeView(), 200);
  });

  app.openapi(receiptsRoute, (context) => {
    attendantOf(context, deps);
    const { query, limit } = context.req.valid("query");
    const receipts = deps.record.receipts(query, limit);
    const undone = receipts.flatMap(({ transactionId }) => (deps.record.returns.isUndone(transactionId) ? [transactionId] : []));
    return context.json({ receipts, undone }, 200);
  });

  const explained = (transaction: Transaction, locale: string | undefined) => {
    const { locales } = deps.config.store;
    return explainBasket(transaction, (names) => localized(names, locale ?? locales[0] ?? "en", locales));
  };

  app.openapi(lanePricesRoute, (context) => {
    attendantOf(context, deps);
    const { transaction } = laneOf(context.req.valid("param").lane).state;
    if (transaction === undefined) throw no("no-open-basket");
    return context.json(explained(transaction, context.req.valid("query").locale), 200);
  });

  app.openapi(receiptPricesRoute, (context) => {
    attendantOf(context, deps);
    const transaction = transactionOfReceipt(deps.record, context.req.valid("param").receiptNumber);
    if (transaction === undefined) throw no("receipt-not-found");
    return context.json(explained(transaction, context.req.valid("query").locale), 200);
  });

  app.openapi(eReceiptRoute, (context) => {
    const receipt = deps.record.receiptByToken(context.req.valid("param").token);
    if (receipt === undefined) throw no("receipt-not-found");
    return context.json({ receipt }, 200);
  });
}

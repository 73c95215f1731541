import { receipt, storeId, transactionId } from "@laneway/contracts";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Sql } from "../database/database.js";
import type { Headquarters } from "../headquarters.js";
import { dayTotals, listDays } from "../reading/days.js";
import { interventionStanding, listInterventions } from "../reading/interventions.js";
import { journalStanding, listJournals } from "../reading/journals.js";
import { laneStanding, listLanes } from "../reading/lanes.js";
import { findTransaction, listTransactions, transactionFilter, transactionSummary } from "../reading/transactions.js";
import { findStore, listStores } from "../stores/stores.js";
import { accessOf, mayRead } from "./access.js";
import { giftCardRoutes } from "./gift-card-routes.js";
import { loyaltyRoutes } from "./loyalty-routes.js";
import { adminRoutes } from "./admin-routes.js";
import { quoteRoutes } from "./quote-routes.js";
import { failures, json, security, storeAnswer } from "./api-schemas.js";

/** Something about one store that its own relay, a signed-in reader and an admin may read. */
interface Reading<Parameters extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType> {
  /** Below /api/v1/stores/{store}. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: Parameters;
  readonly query: Query;
  readonly answer: Answer;
  /** Undefined: there is no such thing. */
  readonly read: (sql: Sql, storeId: string, asked: z.infer<Parameters> & z.infer<Query>) => Promise<z.infer<Answer> | undefined>;
}

const nothing = z.object({});
const limit = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });

/** The API for programs: the figures of the pages as JSON, and what an admin may change. */
export function apiRoutes(headquarters: Headquarters): OpenAPIHono {
  const { database } = headquarters;
  const api = new OpenAPIHono();
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  api.openAPIRegistry.registerPath({
    method: "get",
    path: "/api/v1/stores",
    summary: "The stores the caller may see",
    security,
    responses: { 200: json(z.object({ stores: z.array(storeAnswer) }), "Stores by name"), ...failures },
  });
  api.get("/stores", async (context) => {
    const access = await accessOf(headquarters, context);
    if (access === undefined) return context.json({ error: "sign-in-required" }, 401);
    return context.json({ stores: (await listStores(database)).filter((each) => mayRead(access, each.storeId)) });
  });

  const offer = offerOn(api, headquarters);
  const { lanes, journals, days, interventions, transactions, transaction } = readings;
  offer(lanes);
  offer(journals);
  offer(days);
  offer(interventions);
  offer(transactions);
  offer(transaction);
  adminRoutes(api, headquarters);
  loyaltyRoutes(api, headquarters);
  giftCardRoutes(api, headquarters);
  quoteRoutes(api, headquarters);
  return api;
}

const offerOn =
  (api: OpenAPIHono, headquarters: Headquarters) =>
  <Parameters extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(reading: Reading<Parameters, Query, Answer>): void => {
    const { database } = headquarters;
    const parameters = z.object({ store: storeId }).extend(reading.parameters.shape);
    const path = `/stores/{store}${reading.path}`;
    api.openAPIRegistry.registerPath({
      method: "get",
      path: `/api/v1${path}`,
      summary: reading.summary,
      security,
      request: { params: parameters, query: reading.query },
      responses: { 200: json(reading.answer, reading.summary), ...failures },
    });
    api.get(path.replace(/\{(\w+)\}/g, ":$1"), async (context) => {
      const access = await accessOf(headquarters, context);
      if (access === undefined) return context.json({ error: "sign-in-required" }, 401);
      const place = parameters.safeParse(context.req.param());
      const query = reading.query.safeParse(context.req.query());
      if (!place.success) return context.json({ error: "no-such-thing" }, 404);
      if (!mayRead(access, String(place.data.store))) return context.json({ error: "another-store" }, 403);
      if (!query.success) return context.json({ error: "invalid-request", fields: query.error.issues.map((issue) => issue.path.join(".")) }, 400);
      const known = (await findStore(database, String(place.data.store))) !== undefined;
      const asked = { ...reading.parameters.parse(place.data), ...query.data } as z.infer<Parameters> & z.infer<Query>;
      const answer = known ? await reading.read(database, String(place.data.store), asked) : undefined;
      return answer === undefined ? context.json({ error: "no-such-thing" }, 404) : context.json(answer);
    });
  };

/** Keeps the types of one reading together. */
const reading = <Parameters extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
  each: Reading<Parameters, Query, Answer>,
): Reading<Parameters, Query, Answer> => each;

const readings = {
  lanes: reading({
    path: "/lanes",
    summary: "Lanes as their last records left them",
    parameters: nothing,
    query: nothing,
    answer: z.object({ lanes: z.array(laneStanding) }),
    read: async (sql, store) => ({ lanes: [...(await listLanes(sql, store))] }),
  }),
  journals: reading({
    path: "/journals",
    summary: "Journals, last heard first, and how far the chain of each is verified",
    parameters: nothing,
    query: nothing,
    answer: z.object({ journals: z.array(journalStanding) }),
    read: async (sql, store) => ({ journals: [...(await listJournals(sql, store))] }),
  }),
  days: reading({
    path: "/days",
    summary: "What was sold on each business date, newest first",
    parameters: nothing,
    query: limit,
    answer: z.object({ days: z.array(dayTotals) }),
    read: async (sql, store, asked) => ({ days: [...(await listDays(sql, store, asked.limit))] }),
  }),
  interventions: reading({
    path: "/interventions",
    summary: "When lanes needed a person, newest first",
    parameters: nothing,
    query: limit,
    answer: z.object({ interventions: z.array(interventionStanding) }),
    read: async (sql, store, asked) => ({ interventions: [...(await listInterventions(sql, store, asked.limit))] }),
  }),
  transactions: reading({
    path: "/transactions",
    summary: "Transactions, newest first, by lane, date, state and text; pass `next` as `before` for the next page",
    parameters: nothing,
    query: transactionFilter.extend(limit.shape).extend({ before: z.string().max(100).optional() }),
    answer: z.object({ transactions: z.array(transactionSummary), next: z.string().optional() }),
    read: async (sql, store, { limit: size, before, ...filter }) => {
      const { transactions, next } = await listTransactions(sql, store, filter, before, size);
      return { transactions: [...transactions], ...(next === undefined ? {} : { next }) };
    },
  }),
  transaction: reading({
    path: "/transactions/{transaction}",
    summary: "A transaction and its receipt",
    parameters: z.object({ transaction: transactionId }),
    query: nothing,
    answer: z.object({ transaction: transactionSummary, receipt: receipt.optional() }),
    read: async (sql, store, asked) => {
      const found = await findTransaction(sql, store, asked.transaction);
      if (found === undefined) return undefined;
      return { transaction: found.summary, ...(found.receipt === undefined ? {} : { receipt: found.receipt }) };
    },
  }),
} as const;

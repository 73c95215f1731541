import { type PriceBookSnapshot, quoteAnswer } from "@laneway/contracts";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createApp } from "../app.js";
import type { Database } from "../database/database.js";
import { migrate } from "../database/migrations.js";
import { openPglite } from "../database/pglite.js";
import { findStore, registerStore, type Store } from "../stores/stores.js";
import { publish } from "../price-book/price-books.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const keys = { north: "the-relay-key-of-the-north-store", south: "the-relay-key-of-the-south-store" };
const nowMs = Date.UTC(2026, 4, 4, 8);
const book = (version: number, amountMinor: number): PriceBookSnapshot => ({
  kind: "snapshot",
  header: { bookId: "main", version, currency: "EUR", pricesIncludeTax: true },
  taxGroups: [{ taxGroup: "food", names: { en: "Food" }, mark: "B", ratePpm: 70_000 }],
  departments: [{ departmentId: "dry", names: { en: "Dry goods" }, browsable: false }],
  items: [
    { itemId: "bread", names: { en: "Rye bread" }, departmentId: "dry", soldBy: "each", prices: [{ amountMinor, kind: "regular" }], taxGroup: "food", codes: ["4006381333931"], plus: [] },
  ],
  promotions: [],
});

let database: Database;
beforeAll(async () => {
  database = await openPglite(undefined);
  await migrate(database);
  for (const [storeId, key] of Object.entries(keys)) {
    await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, key, nowMs);
  }
});
afterAll(() => database?.close());

it("a basket is priced by the store's book in force, or by one sent along", async () => {
  let clock = nowMs;
  const app = createApp({ database, adminToken: undefined, pagesOpen: false, bootId: "boot", log: pino({ level: "silent" }), now: () => clock });
  const quote = async (bearer: string, body: unknown) => {
    const answer = await app.request("/api/v1/quote", { method: "POST", headers: { authorization: `Bearer ${bearer}` }, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const north = (await findStore(database, "north")) as Store;
  const basket = { lines: [{ itemId: "bread", quantity: 2 }, { code: "4006381333931" }] };
  const none = await quote(keys.north, basket);
  expect(none).toMatchObject({ status: 400, body: { result: "refused", refusal: { fields: [{ path: "priceBook" }] } } });
  await publish(database, north, book(1, 349), nowMs);
  const first = await quote(keys.north, basket);
  expect(quoteAnswer.parse(first.body)).toMatchObject({ result: "quoted", quote: { totalMinor: 3 * 349, versions: { priceBook: { version: 1 } } } });
  await publish(database, north, book(2, 359), nowMs);
  expect((await quote(keys.north, basket)).body).toMatchObject({ quote: { totalMinor: 3 * 359, taxMinor: 70 } });
  // A version whose time has not come is no price yet, in headquarters as on the lanes; however many wait behind it.
  for (const version of [3, 4, 5, 6]) {
    const waiting = book(version, 300 + version);
    await publish(database, north, { ...waiting, header: { ...waiting.header, effectiveFromMs: nowMs + version } }, nowMs);
  }
  expect((await quote(keys.north, basket)).body).toMatchObject({ quote: { totalMinor: 3 * 359, versions: { priceBook: { version: 2 } } } });
  clock = nowMs + 4;
  expect((await quote(keys.north, basket)).body).toMatchObject({ quote: { totalMinor: 3 * 304, versions: { priceBook: { version: 4 } } } });
  // Another store has no book and may not use this one's.
  expect((await quote(keys.south, basket)).status).toBe(400);
  expect((await quote(keys.south, { ...basket, context: { storeId: "north" } })).status).toBe(403);
  expect((await quote(keys.south, { ...basket, priceBook: book(9, 100) })).body).toMatchObject({ quote: { totalMinor: 300 } });
  expect((await quote("nobody-has-this-long-key", basket)).status).toBe(401);
  expect((await quote(keys.north, { lines: [{ itemId: "bread", quantity: 0 }] })).body).toMatchObject({ refusal: { fields: [{ path: "lines.0.quantity" }] } });
});

it("a basket is priced as in the store it is meant for: its region's prices and taxes, the policy and the events of its book", async () => {
  const isle = { storeId: "isle", name: "Isle", currency: "EUR", currencyDigits: 2, country: "DE", timeZone: "Europe/Berlin", region: "isle", retailerId: "4012345" };
  await registerStore(database, isle, "the-relay-key-of-the-isle-store", nowMs);
  expect(await findStore(database, "isle")).toEqual(isle);
  const plain = book(1, 349);
  const bread = plain.items[0] as (typeof plain.items)[number];
  const fair = { amountMinor: 299, kind: "event", event: "fair", region: "isle" } as const;
  const regional: PriceBookSnapshot = {
    ...plain,
    header: { ...plain.header, policy: { taxRounding: "up" }, events: [{ eventId: "fair", regions: ["isle"], to: "2026-05-05T00:00" }] },
    taxGroups: plain.taxGroups.map((group) => ({ ...group, variants: [{ region: "isle", ratePpm: 40_000 }] })),
    items: [{ ...bread, prices: [...bread.prices, fair] }],
  };
  await publish(database, isle, regional, nowMs);
  let clock = nowMs;
  const app = createApp({ database, adminToken: undefined, pagesOpen: false, bootId: "boot", log: pino({ level: "silent" }), now: () => clock });
  const quote = async () => {
    const answer = await app.request("/api/v1/quote", { method: "POST", headers: { authorization: "Bearer the-relay-key-of-the-isle-store" }, body: JSON.stringify({ lines: [{ itemId: "bread" }] }) });
    return quoteAnswer.parse(await answer.json());
  };
  // 299 × 4 ÷ 104 = 11.5; up.
  expect(await quote()).toMatchObject({ quote: { totalMinor: 299, taxMinor: 12 } });
  clock = nowMs + 24 * 3_600_000;
  expect(await quote()).toMatchObject({ quote: { totalMinor: 349 } });
});

import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import { onEachDatabase } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import { createApp } from "../app.js";
import { registerStore } from "../stores/stores.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const keys = { north: "the-relay-key-of-the-north-store", south: "the-relay-key-of-the-south-store" };
const adminToken = "the-admin-token-of-this-test";
const nowMs = 1_790_000_000_000;
const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };

onEachDatabase((open) => {
  const twoStores = async () => {
    const database = await open();
    for (const [storeId, key] of Object.entries(keys)) {
      await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, key, nowMs);
    }
    const app = createApp({ database, adminToken, pagesOpen: false, bootId: "boot", log: pino({ level: "silent" }), now: () => nowMs });
    const ask = (bearer: string | undefined, path: string, body?: unknown) =>
      app.request(path, {
        method: body === undefined ? "GET" : "POST",
        headers: { ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return { ask };
  };

  describe("a store's key", () => {
    it("writes and reads its own store and no other", async () => {
      const { ask } = await twoStores();
      const journal = new JournalWriter("north");
      const { transactionId } = journal.purchase("lane-1", [bread]);
      const batch = journal.batch(1, journal.records.length);
      const status = async (...parameters: Parameters<typeof ask>) => (await ask(...parameters)).status;
      expect(await status(undefined, "/relay/v1/stores/north/records", batch)).toBe(401);
      expect(await status("somebody-elses-long-enough-key", "/relay/v1/stores/north/records", batch)).toBe(401);
      expect(await status(keys.south, "/relay/v1/stores/north/records", batch)).toBe(403);
      // The address is its own store's, the content another's.
      expect(await status(keys.south, "/relay/v1/stores/south/records", batch)).toBe(403);
      const smuggled = { ...batch, storeId: "south" };
      expect(await (await ask(keys.south, "/relay/v1/stores/south/records", smuggled)).json()).toMatchObject({ result: "refused", reason: "malformed" });
      expect(await (await ask(keys.north, "/relay/v1/stores/north/records", batch)).json()).toMatchObject({ result: "stored" });

      const paths = ["lanes", "journals", "days", "interventions", "transactions", `transactions/${transactionId}`];
      for (const path of paths) {
        expect([path, await status(keys.north, `/api/v1/stores/north/${path}`)]).toEqual([path, 200]);
        expect([path, await status(keys.south, `/api/v1/stores/north/${path}`)]).toEqual([path, 403]);
        expect([path, await status(undefined, `/api/v1/stores/north/${path}`)]).toEqual([path, 401]);
      }
      expect(await status(keys.south, `/api/v1/stores/south/transactions/${transactionId}`)).toBe(404);
      expect(await (await ask(keys.south, "/api/v1/stores/south/transactions")).json()).toEqual({ transactions: [] });
      expect(await (await ask(keys.south, "/api/v1/stores")).json()).toMatchObject({ stores: [{ storeId: "south" }] });
      expect(await status(keys.south, "/relay/v1/stores/north/price-book?have=0")).toBe(403);
      expect(await status(keys.north, "/relay/v1/stores/north/price-book?have=0")).toBe(204);
      expect(await status(keys.north, "/relay/v1/stores/north/price-book?have=-1")).toBe(400);
    });

    it("changes nothing that only the admin may", async () => {
      const { ask } = await twoStores();
      const west = { storeId: "west", name: "West", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" };
      expect((await ask(keys.north, "/api/v1/stores", west)).status).toBe(403);
      expect((await ask(keys.north, "/api/v1/stores/north/price-book", {})).status).toBe(403);
      expect((await ask(undefined, "/api/v1/stores", west)).status).toBe(401);
      const added = await ask(adminToken, "/api/v1/stores", west);
      expect(added.status).toBe(201);
      const { relayKey } = (await added.json()) as { relayKey: string };
      expect((await ask(relayKey, "/api/v1/stores/west/days")).status).toBe(200);
      // A new key ends the old one.
      await ask(adminToken, "/api/v1/stores", west);
      expect((await ask(relayKey, "/api/v1/stores/west/days")).status).toBe(401);
      expect((await ask(adminToken, "/api/v1/stores", { ...west, timeZone: "Nowhere/Land" })).status).toBe(400);
    });
  });

  it("a batch that is none is answered in words, and is not an acknowledgement", async () => {
    const { ask } = await twoStores();
    const answer = await ask(keys.north, "/relay/v1/stores/north/records", { storeId: "north", records: [] });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("laneway-protocol")).toBe("laneway-relay/1");
    expect(await answer.json()).toMatchObject({ error: "not-a-batch" });
  });
});

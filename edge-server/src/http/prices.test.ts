import { priceExplanation } from "@laneway/contracts";
import { afterEach, expect, test } from "vitest";
import type { FakeAgent } from "../testing/fake-agent.js";
import { smallPriceBook } from "../testing/price-book.js";
import { SmallStore } from "../testing/small-store.js";
import { until } from "../testing/until.js";

let store: SmallStore;
let agent: FakeAgent;
afterEach(async () => {
  await agent?.stop();
  await store?.close();
});

test("why a price is what it is: of the open basket, and out of the journal when it is sold and the price book has changed", { timeout: 60_000 }, async () => {
  store = await SmallStore.open();
  agent = await store.agent();
  const kiosk = await store.kiosk();
  await until("devices to be known", async () => (await kiosk.view()).faults.length === 0);
  const token = await store.attendantToken();
  const open = "/api/v1/attendant/lanes/lane-1/prices";
  expect((await store.get(open, token)).body).toMatchObject({ refusal: { reason: "no-open-basket" } });
  await kiosk.send({ kind: "start", locale: "en" });
  await agent.fact({ kind: "scan", device: "scanner", text: "4006381333931", aim: "]E0" });
  await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "stable", grams: 1_030 } });
  const explained = priceExplanation.parse((await store.get(`${open}?locale=de`, token)).body);
  expect(explained).toMatchObject({
    currency: "EUR",
    priceBook: { bookId: "test", version: 1 },
    lines: [
      {
        name: "Vollmilch 1 l",
        totalMinor: 119,
        steps: [
          { kind: "price-book", version: 1, unitPriceMinor: 119, because: "regular" },
          { kind: "by-piece", quantity: 1, amountMinor: 119 },
          { kind: "tax", name: "Ermäßigt", ratePpm: 70_000, taxMinor: 8, inPrice: true },
        ],
      },
    ],
  });
  // Only staff may ask.
  expect((await store.get(open)).status).toBe(401);
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) await kiosk.send(command);
  const { attemptId, amountMinor, currency } = await agent.command("authorise");
  const reference = { terminalId: "T1", receiptNumber: "7", trace: "7" };
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "girocard", entry: "chip" }, reference } });
  await until("the sale to be finished", async () => (await kiosk.view()).step.name === "thank-you");
  const dearer = smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true } }, 2);
  const manager = await store.attendantToken("mia", "481607");
  expect((await store.post("/api/v1/price-book/import", dearer as object, manager)).status).toBe(200);
  const sold = "/api/v1/attendant/receipts/lane-1-000001/prices";
  expect(priceExplanation.parse((await store.get(`${sold}?locale=de`, token)).body)).toEqual(explained);
  expect((await store.get("/api/v1/attendant/receipts/lane-1-000099/prices", token)).body).toMatchObject({ refusal: { reason: "receipt-not-found" } });
});

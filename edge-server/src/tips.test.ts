import { paths, simulatedLaneProfile } from "@laneway/contracts";
import { afterEach, expect, test } from "vitest";
import { tipsOf } from "./lane/knowledge.js";
import type { FakeAgent } from "./testing/fake-agent.js";
import { smallPriceBook } from "./testing/price-book.js";
import { SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";

/* What a card is asked for beside the goods: a tip where the store asks for one, and the price book's surcharge. */

let store: SmallStore;
let agent: FakeAgent;
afterEach(async () => {
  await agent.stop();
  await store.close();
});

const book = (taxGroup: string) =>
  smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true, surcharges: [{ tender: "card", names: { en: "Card surcharge" }, ratePpm: 20_000, maximumMinor: 30, taxGroup }] } });

test("the shopper is told and asked before the card is; the card is asked for all of it, and a quote says the same", async () => {
  store = await SmallStore.open({ settings: { tenders: { tips: { enabled: true } } } });
  const manager = await store.attendantToken("mia", "481607");
  expect((await store.post(paths.priceBookImport, book("none"), manager)).body).toMatchObject({ problems: [{ field: "header.surcharges" }] });
  expect((await store.post(paths.priceBookImport, book("full"), manager)).body).toMatchObject({ result: "imported" });
  agent = await store.agent();
  const kiosk = await store.kiosk();
  await until("devices to be known", async () => (await kiosk.view()).faults.length === 0);
  for (const command of [{ kind: "key-code", code: "4006381333931" }, { kind: "skip-bagging" }, { kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }]) await kiosk.send(command);
  expect((await kiosk.view()).step).toMatchObject({
    ways: [{ tender: "card", surcharge: { name: "Card surcharge", amountMinor: 2, payMinor: 121 } }, {}, {}],
    tip: { payMinor: 121, choices: [{ percent: 5, tipMinor: 6, payMinor: 127 }, { percent: 10, tipMinor: 12, payMinor: 133 }, { percent: 15, tipMinor: 18, payMinor: 139 }] },
  });
  const quoted = await store.post(paths.quote, { context: { channel: "store" }, lines: [{ itemId: "milk" }], payBy: "card" });
  expect(quoted.body.quote).toMatchObject({ totalMinor: 119, surcharge: { grossMinor: 2, payMinor: 121 } });
  await kiosk.send({ kind: "pay", tender: "card", tipMinor: 12 });
  const { attemptId, amountMinor } = await agent.command("authorise");
  expect(amountMinor).toBe(133);
  const reference = { terminalId: "T1", receiptNumber: "7", trace: "7" };
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency: "EUR", card: { scheme: "VISA", entry: "chip" }, reference } });
  await until("the sale to be finished", async () => (await kiosk.view()).step.name === "thank-you");
  expect((await kiosk.view()).step).toMatchObject({ receipt: { totalMinor: 121, tenders: [{ kind: "card", amountMinor: 121, tipMinor: 12 }], lines: [{}, { kind: "surcharge", totalMinor: 2, taxMark: "A" }] } });
  // A lane's profile has the last word.
  const profile = simulatedLaneProfile(store.config, 0);
  expect([tipsOf(profile, store.config).tips?.percents, tipsOf({ ...profile, tips: false }, store.config).tips]).toEqual([[5, 10, 15], undefined]);
});

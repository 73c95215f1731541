import { type LaneView, paths } from "@laneway/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FakeAgent } from "../testing/fake-agent.js";
import { smallPriceBook } from "../testing/price-book.js";
import { type Kiosk, SmallStore } from "../testing/small-store.js";
import { until } from "../testing/until.js";

/* What several baskets share: coupons taken once, budgets, and uses of a member, over two lanes and over a restart. */

const milk = "4006381333931";
const promotions = [
  { promotionId: "once", names: { en: "Milk coupon" }, coupon: { serialPrefix: "MILK-", stackable: true }, effects: [{ kind: "amount-off", amountMinor: 19, on: { itemIds: ["milk"] } }] },
  { promotionId: "member", names: { en: "Member tea" }, customerGroups: ["member"], limits: { usesPerShopper: 1 }, effects: [{ kind: "amount-off", amountMinor: 99, on: { itemIds: ["tea"] } }] },
  { promotionId: "budget", names: { en: "First come" }, limits: { budgetMinor: 150 }, effects: [{ kind: "amount-off", amountMinor: 100, per: "basket", on: { itemIds: ["tea"] } }] },
];
const tea = "4006381333948";
const card = "29900017";

let store: SmallStore;
let agents: FakeAgent[];
let one: Kiosk;
let two: Kiosk;

beforeEach(async () => {
  store = await SmallStore.open({ lanes: 2 });
  const manager = await store.attendantToken("mia", "481607");
  const header = { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true, memberCards: [{ programId: "plus", names: { en: "Laneway Plus" }, prefix: "299", length: 8, customerGroups: ["member"] }] };
  const imported = await store.post(paths.priceBookImport, smallPriceBook({ header, promotions }), manager);
  expect(imported.body).toMatchObject({ result: "imported", version: 2 });
  agents = [await store.agent("lane-1"), await store.agent("lane-2")];
  one = await store.kiosk("lane-1");
  two = await store.kiosk("lane-2");
  await until("devices to be known", async () => (await one.view()).faults.length === 0 && (await two.view()).faults.length === 0);
});
afterEach(async () => {
  for (const agent of agents) await agent.stop();
  await store.close();
});

const key = async (kiosk: Kiosk, code: string) => {
  const answer = await kiosk.send({ kind: "key-code", code });
  return answer.result === "refused" ? answer.refusal.reason : "accepted";
};
const total = async (kiosk: Kiosk) => (await kiosk.view()).basket?.totalMinor;
/** What stands in the bagging area is of no interest here. */
async function pay(kiosk: Kiosk, agent: FakeAgent | undefined): Promise<LaneView["step"]> {
  for (const command of [{ kind: "skip-bagging" }, { kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) await kiosk.send(command);
  const { attemptId, amountMinor, currency } = (await agent?.command("authorise")) ?? { attemptId: "", amountMinor: 0, currency: "" };
  const reference = { terminalId: "T1", receiptNumber: "7", trace: attemptId.slice(-16) };
  await agent?.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "girocard", entry: "chip" }, reference } });
  return (await kiosk.view()).step;
}

test("a coupon of single use lies in one basket at a time, is free again when that is given up, and is gone with the sale, over a restart too", async () => {
  expect(await key(one, "MILK-0001")).toBe("accepted");
  expect(await key(two, "MILK-0001")).toBe("coupon-used");
  await one.send({ kind: "abandon" });
  expect(await key(two, milk)).toBe("accepted");
  expect(await key(two, "MILK-0001")).toBe("accepted");
  expect(await total(two)).toBe(100);
  const step = await pay(two, agents[1]);
  expect(step.name === "thank-you" && step.receipt.lines[0]?.discounts).toEqual([{ name: "Milk coupon", amountMinor: 19 }]);
  expect(await key(one, "MILK-0001")).toBe("coupon-used");
  await store.edge.stop();
  await store.startEdge();
  expect(await key(one, "MILK-0001")).toBe("coupon-used");
  expect(await key(one, "MILK-0002")).toBe("accepted");
});

test("a coupon in a basket that waits is not taken by another", async () => {
  await key(one, milk);
  expect(await key(one, "MILK-0003")).toBe("accepted");
  expect(await one.send({ kind: "suspend" })).toMatchObject({ result: "accepted" });
  expect(await key(two, "MILK-0003")).toBe("coupon-used");
});

test("a member's limit holds over baskets and lanes, and nobody else sees the card", async () => {
  await key(one, tea);
  expect(await total(one)).toBe(299 - 100);
  expect(await key(one, card)).toBe("accepted");
  expect(await total(one)).toBe(299 - 99 - 100);
  expect((await one.view()).basket?.member).toEqual({ programName: "Laneway Plus" });
  expect(JSON.stringify(await one.view())).not.toContain(card);
  await key(two, card);
  await key(two, tea);
  // The other basket of this member has the offer already, and 50 of the budget are left.
  expect(await total(two)).toBe(299 - 50);
  await pay(one, agents[0]);
  await two.send({ kind: "abandon" });
  await key(two, tea);
  await key(two, card);
  expect(await total(two)).toBe(299 - 50);
  await pay(two, agents[1]);
  await one.send({ kind: "finish" });
  await key(one, tea);
  expect(await total(one)).toBe(299);
});

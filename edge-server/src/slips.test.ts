import { paths } from "@laneway/contracts";
import { slipToSign } from "@laneway/domain/voucher/read-slip";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSigner } from "./store/signer.js";
import { smallPriceBook } from "./testing/price-book.js";
import { type Kiosk, SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";
import type { FakeAgent } from "./testing/fake-agent.js";

/* Slips of bottle machines: signed, each once, over two lanes and a restart. */

const machine = createSigner("signing-seed-of-a-bottle-machine-0123456789");
const stranger = createSigner("signing-seed-of-someone-else-01234567890123");
const milk = "4006381333931";

let store: SmallStore;
let agents: FakeAgent[];
let one: Kiosk;
let two: Kiosk;
beforeEach(async () => {
  store = await SmallStore.open({ lanes: 2, settings: { tenders: { depositSlips: { issuers: [{ issuer: "m1", publicKey: machine.publicKey }], maximumMinor: 500 } } } });
  const manager = await store.attendantToken("mia", "481607");
  expect((await store.post(paths.priceBookImport, smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true } }), manager)).body).toMatchObject({ result: "imported" });
  agents = [await store.agent("lane-1"), await store.agent("lane-2")];
  one = await store.kiosk("lane-1");
  two = await store.kiosk("lane-2");
  await until("devices to be known", async () => (await one.view()).faults.length === 0 && (await two.view()).faults.length === 0);
});
afterEach(async () => {
  for (const agent of agents) await agent.stop();
  await store.close();
});

const slip = (number: string, amountMinor: number, { lastDay = "2099-01-01", storeId = "demo", signer = machine, issuer = "m1" } = {}): string => {
  const signed = slipToSign({ kind: "deposit-slip", issuer, number, amountMinor, currency: "EUR", lastDay, storeId });
  return `${signed}.${signer.sign(`laneway-deposit-slip/1:${signed}`)}`;
};
const key = async (kiosk: Kiosk, code: string): Promise<string> => {
  const answer = await kiosk.send({ kind: "key-code", code });
  return answer.result === "refused" ? answer.refusal.reason : "accepted";
};
const toPayment = async (kiosk: Kiosk): Promise<void> => {
  expect(await key(kiosk, milk)).toBe("accepted");
  for (const command of [{ kind: "skip-bagging" }, { kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }]) await kiosk.send(command);
};

test("a slip pays once, on one lane, and again only after its basket has given it back; over a restart too", async () => {
  await toPayment(one);
  await toPayment(two);
  const paper = slip("7", 50);
  expect(await key(one, paper)).toBe("accepted");
  expect((await one.view()).basket).toMatchObject({ paidMinor: 50, tenders: [{ kind: "deposit-slip", amountMinor: 50, details: ["7"] }] });
  expect([await key(two, paper), await key(one, paper)]).toEqual(["voucher-used", "voucher-used"]);
  await store.edge.stop();
  await store.startEdge();
  two = await store.kiosk("lane-2");
  one = await store.kiosk("lane-1");
  expect(await key(two, paper)).toBe("voucher-used");
  await one.send({ kind: "abandon" });
  expect(await key(two, paper)).toBe("accepted");
});

test("what is forged, changed, late, another store's or too much is refused by name", async () => {
  await toPayment(one);
  const good = slip("8", 50);
  const refusals = [
    good.replace(".50.", ".60."),
    slip("9", 50, { signer: stranger }),
    slip("9", 50, { issuer: "m2" }),
    slip("9", 50, { issuer: "store" }),
    good.slice(0, -1),
    slip("9", 50, { lastDay: "2026-01-01" }),
    slip("9", 50, { storeId: "other" }),
    slip("9", 501),
  ];
  const reasons: string[] = [];
  for (const code of refusals) reasons.push(await key(one, code));
  expect(reasons).toEqual(["voucher-forged", "voucher-forged", "voucher-forged", "voucher-forged", "voucher-forged", "voucher-expired", "voucher-elsewhere", "voucher-too-large"]);
  expect(await key(one, good)).toBe("accepted");
});

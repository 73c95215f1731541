import { paths, type VoucherList } from "@laneway/contracts";
import { slipToSign } from "@laneway/domain/voucher/read-slip";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSigner } from "./store/signer.js";
import type { FakeAgent } from "./testing/fake-agent.js";
import { smallPriceBook } from "./testing/price-book.js";
import { type Kiosk, SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";

/* Vouchers: given for a return, printed after its commit, paid with once on any lane of the store, over restarts and a new key. */

const machine = createSigner("signing-seed-of-a-bottle-machine-0123456789");
const milk = "4006381333931";

let store: SmallStore;
let agents: FakeAgent[];
let one: Kiosk;
let two: Kiosk;
let token: string;
let commands = 0;

const screens = async () => {
  one = await store.kiosk("lane-1");
  two = await store.kiosk("lane-2");
  token = await store.attendantToken("mia", "481607");
};
beforeEach(async () => {
  store = await SmallStore.open({ lanes: 2, settings: { tenders: { depositSlips: { issuers: [{ issuer: "m1", publicKey: machine.publicKey }] } } } });
  const manager = await store.attendantToken("mia", "481607");
  expect((await store.post(paths.priceBookImport, smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true } }), manager)).body).toMatchObject({ result: "imported" });
  agents = [await store.agent("lane-1"), await store.agent("lane-2")];
  await screens();
  await until("devices to be known", async () => (await one.view()).faults.length === 0 && (await two.view()).faults.length === 0);
});
afterEach(async () => {
  for (const agent of agents) await agent.stop();
  await store.close();
});

const ask = async (path: string, body: object) => {
  commands += 1;
  const { body: answer } = await store.post(path, { commandId: `voucher-command-${commands}`, ...body }, token);
  return answer.result === "refused" ? answer.refusal.reason : answer.result;
};
const atLane = (lane: string, body: object) => ask(paths.attendantCommands(lane), body);
const list = async () => (await store.get(paths.vouchers, token)).body as unknown as VoucherList;
const key = async (kiosk: Kiosk, code: string): Promise<string> => {
  const answer = await kiosk.send({ kind: "key-code", code });
  return answer.result === "refused" ? answer.refusal.reason : "accepted";
};
const toPayment = async (kiosk: Kiosk, pieces = 1): Promise<void> => {
  for (let count = 0; count < pieces; count += 1) {
    expect(await key(kiosk, milk)).toBe("accepted");
    await kiosk.send({ kind: "skip-bagging" });
  }
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }]) await kiosk.send(command);
};
const bottles = (number: string, amountMinor: number): string => {
  const signed = slipToSign({ kind: "deposit-slip", issuer: "m1", number, amountMinor, currency: "EUR", lastDay: "2099-01-01", storeId: "demo" });
  return `${signed}.${machine.sign(`laneway-deposit-slip/1:${signed}`)}`;
};

/** Two pieces of milk are sold and come back as a voucher; its printed paper. */
async function givenVoucher() {
  await toPayment(one, 2);
  const { dueMinor } = (await one.view()).basket ?? { dueMinor: 0 };
  expect(await key(one, bottles("1", dueMinor))).toBe("accepted");
  await one.send({ kind: "finish" });
  const [sale] = (await store.get(paths.attendantReceipts, token)).body.receipts;
  expect(await atLane("lane-1", { kind: "begin-return", purpose: "return", receipt: sale?.receiptNumber })).toBe("accepted");
  const view = (await store.get(paths.attendantView, token)).body as unknown as { lanes: { returning?: { lines: { lineId: string; left: number }[] } }[] };
  const lines = view.lanes[0]?.returning?.lines.map(({ lineId, left }) => ({ lineId, count: left })) ?? [];
  expect(await atLane("lane-1", { kind: "choose-return", lines, reason: "changed-mind", condition: "unopened", asVoucher: true })).toBe("accepted");
  expect(await atLane("lane-1", { kind: "confirm-return", amountMinor: dueMinor })).toBe("accepted");
  return (await agents[0]?.command("print-voucher"))?.voucher ?? expect.fail("nothing was printed");
}

test("a voucher is given for a return, pays once on any lane, and what is left of it is a new one; over a restart too", async () => {
  const paper = await givenVoucher();
  const halfMinor = paper.amountMinor / 2;
  expect(paper).toMatchObject({ number: "lane-1-V000001", storeId: "demo", currency: "EUR", code: expect.stringMatching(/^LWV1\.store\.lane-1-V000001\.\d+\.EUR\.\d{8}\.demo\.[A-Za-z0-9_-]{86}$/) });
  expect(await list()).toMatchObject({ vouchers: [{ number: paper.number, state: "open", because: "refund" }], sums: { open: { count: 1, amountMinor: paper.amountMinor }, used: { count: 0 } } });
  // The code stands on the paper and on the screen of whom it was given to, nowhere else.
  expect(JSON.stringify(await list())).not.toContain("LWV1");
  const tiles = (await store.get(paths.attendantView, token)).body as unknown as { lanes: { voucher?: { code: string } }[] };
  expect(tiles.lanes[0]?.voucher?.code).toBe(paper.code);
  expect(JSON.stringify(await one.view())).not.toContain("LWV1");
  await toPayment(two);
  await toPayment(one);
  expect(await key(two, paper.code)).toBe("accepted");
  const thanks = (await two.view()).step;
  expect(thanks).toMatchObject({ name: "thank-you", receipt: { tenders: [{ kind: "voucher", amountMinor: halfMinor, details: [paper.number], rest: { number: "lane-2-V000001", amountMinor: halfMinor } }] }, voucher: { number: "lane-2-V000001", amountMinor: halfMinor, lastDay: paper.lastDay } });
  const rest = thanks.name === "thank-you" ? (thanks.voucher?.code ?? "") : "";
  expect((await agents[1]?.command("print-voucher"))?.voucher.code).toBe(rest);
  expect(await key(one, paper.code)).toBe("voucher-used");
  await store.edge.stop();
  await store.startEdge();
  await screens();
  expect(await key(one, paper.code)).toBe("voucher-used");
  expect(await key(one, rest)).toBe("accepted");
  expect((await one.view()).step).toMatchObject({ name: "thank-you", receipt: { tenders: [{ kind: "voucher", details: ["lane-2-V000001"] }] } });
  expect((await list()).sums).toMatchObject({ issued: { count: 2, amountMinor: paper.amountMinor + halfMinor }, used: { count: 2 }, open: { count: 0, amountMinor: 0 } });
});

test("a voucher is good again when its basket is given up; blocked it pays nothing; lost it is printed again", async () => {
  const paper = await givenVoucher();
  await toPayment(two, 3);
  expect(await key(two, paper.code)).toBe("accepted");
  expect((await list()).vouchers).toMatchObject([{ state: "used" }]);
  expect(await ask(paths.voucherCommands, { kind: "block-voucher", number: paper.number, reason: "stolen" })).toBe("voucher-used");
  await two.send({ kind: "abandon" });
  expect((await list()).vouchers).toMatchObject([{ state: "open" }]);
  await toPayment(two);
  expect(await ask(paths.voucherCommands, { kind: "block-voucher", number: paper.number, reason: "stolen" })).toBe("accepted");
  expect(await key(two, paper.code)).toBe("voucher-blocked");
  expect(await list()).toMatchObject({ vouchers: [{ state: "blocked", blocked: { reason: "stolen", by: "Mia" } }], sums: { blocked: { count: 1 }, open: { count: 0 } } });
  expect(await atLane("lane-2", { kind: "reprint-voucher", number: paper.number })).toBe("voucher-blocked");
  expect(await ask(paths.voucherCommands, { kind: "release-voucher", number: paper.number, reason: "found again" })).toBe("accepted");
  expect(await ask(paths.voucherCommands, { kind: "block-voucher", number: "lane-9-V000001", reason: "x" })).toBe("voucher-unknown");
  expect(await atLane("lane-2", { kind: "reprint-voucher", number: paper.number })).toBe("accepted");
  expect(await agents[1]?.command("print-voucher")).toMatchObject({ copy: 1, voucher: { number: paper.number, code: paper.code } });
  const ana = await store.attendantToken();
  expect((await store.post(paths.voucherCommands, { commandId: "v-ana", kind: "block-voucher", number: paper.number, reason: "x" }, ana)).status).toBe(403);
  expect((await store.post(paths.attendantCommands("lane-2"), { commandId: "p-ana", kind: "reprint-voucher", number: paper.number }, ana)).status).toBe(403);
  expect(await key(two, paper.code)).toBe("accepted");
});

test("only what the store itself has issued pays: not a changed paper, a machine's, another store's, nor a number its record does not know; a new key changes nothing", async () => {
  const paper = await givenVoucher();
  await toPayment(two, 3);
  const own = createSigner(store.secrets.signingSeed);
  const signed = (number: string, { issuer = "store", storeId = "demo", amountMinor = 50, signer = own } = {}): string => {
    const text = slipToSign({ kind: "voucher", issuer, number, amountMinor, currency: "EUR", lastDay: paper.lastDay, storeId });
    return `${text}.${signer.sign(`laneway-voucher/1:${text}`)}`;
  };
  const codes = [
    paper.code.replace(`.${paper.amountMinor}.`, `.${paper.amountMinor - 1}.`),
    paper.code.replace("LWV1.", "LWD1."),
    signed("1", { issuer: "m1", signer: machine }),
    signed("1", { storeId: "other" }),
    signed("lane-1-V000002"),
    signed(paper.number),
  ];
  const reasons: string[] = [];
  for (const code of codes) reasons.push(await key(two, code));
  expect(reasons).toEqual(["voucher-forged", "voucher-forged", "voucher-forged", "voucher-elsewhere", "voucher-unknown", "voucher-unknown"]);
  await store.edge.stop();
  Object.assign(store.secrets, { signingSeed: "another-signing-seed-after-the-old-one-0123" });
  await store.startEdge();
  await screens();
  expect(await key(two, paper.code)).toBe("accepted");
});

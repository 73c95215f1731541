import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { MqttLink } from "../mqtt/mqtt-link.js";
import { RecordStore } from "../store/record.js";
import { SmallStore } from "../testing/small-store.js";
import { until } from "../testing/until.js";

/** What happened in the edge, in its order: commits as they returned, commands to devices as they were handed over. */
const order: string[] = [];
let store: SmallStore;

beforeAll(async () => {
  const { commit } = RecordStore.prototype;
  vi.spyOn(RecordStore.prototype, "commit").mockImplementation(function watched(this: RecordStore, asked) {
    const end = commit.call(this, asked);
    order.push(`committed ${asked.entries.map(({ kind }) => kind).join(" ")}`);
    return end;
  });
  const { send } = MqttLink.prototype;
  vi.spyOn(MqttLink.prototype, "send").mockImplementation(function watched(this: MqttLink, name, address, message, expiresAtMs) {
    order.push(`sent ${(message as { kind: string }).kind}`);
    send.call(this, name, address, message, expiresAtMs);
  });
  store = await SmallStore.open({ rules: { bagItemId: "none" } });
});
afterAll(async () => {
  await store.close();
  vi.restoreAllMocks();
});

it("commits first and tells devices second: the terminal of an attempt, the agent of its fact", async () => {
  const agent = await store.agent();
  await agent.sayOnline();
  const kiosk = await store.kiosk();
  await until("the terminal in service", async () => (await kiosk.view()).faults.length === 0);
  await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "zero" } });
  await kiosk.send({ kind: "key-code", code: "4006381333931" });
  await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "stable", grams: 1_030 } });
  await kiosk.send({ kind: "go-to-bags" });
  const view = await kiosk.view();
  if (view.step.name !== "payment") await kiosk.send({ kind: "choose-bags", count: 0 });
  order.length = 0;
  expect(await kiosk.send({ kind: "pay", tender: "card" })).toMatchObject({ result: "accepted" });
  const { attemptId } = await agent.command("authorise");
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "declined", code: "05" } });
  const at = (what: RegExp) => order.findIndex((each) => what.test(each));
  for (const what of [/committed .*intent-saved/, /sent authorise/, /committed .*declined/, /sent acknowledge/]) expect(order.some((each) => what.test(each)), `${what}: ${order.join(", ")}`).toBe(true);
  expect(at(/intent-saved/)).toBeLessThan(at(/sent authorise/));
  expect(at(/committed .*declined/)).toBeLessThan(at(/sent acknowledge/));
  await agent.stop();
});

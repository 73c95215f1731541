import { randomUUID } from "node:crypto";
import { paths } from "@laneway/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Attendants } from "../store/attendants.js";
import { openDatabase } from "../store/database.js";
import { recordMigrations } from "../store/migrations.js";
import { type Kiosk, SmallStore } from "../testing/small-store.js";
import { until } from "../testing/until.js";

let store: SmallStore;
let ana: string;
let kiosk: Kiosk;
beforeAll(async () => {
  store = await SmallStore.open({ lanes: 2 });
  ana = await store.attendantToken();
  kiosk = await store.kiosk();
});
afterAll(() => store.close());
beforeEach(async () => {
  await atStation({ kind: "end-assist" });
  await kiosk.send({ kind: "abandon" });
});

const atStation = (command: object, token = ana) => store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), ...command }, token);
const atLane = (command: object) => store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), ...command }, kiosk.token);
const takeOver = (by: object, commandId: string = randomUUID(), token = kiosk.token) => store.post(paths.assist("lane-1"), { commandId, by }, token);
const pin = { attendantId: "ana", pin: "738154" };
const pickMilk = async (send: (command: object) => Promise<unknown>) => {
  const { items } = (await store.get(`${paths.items}?query=milk`, kiosk.token)).body;
  await send({ kind: "pick-item", itemId: items[0]?.itemId, quantity: 1 });
};
const actors = async (kind: string) => {
  const { records } = (await store.get("/relay/v1/outbox?after=0", store.secrets.relayToken)).body as unknown as { records: { kind: string; actor: { kind: string; name?: string } }[] };
  return records.filter((each) => each.kind === kind).map(({ actor }) => actor.name ?? actor.kind);
};

describe("at the lane's own screen", () => {
  test("by PIN: the screen works for the attendant, who is named in the record; nothing of it before and after", async () => {
    expect((await atLane({ kind: "void-transaction", reason: "other" })).body.refusal.reason).toBe("not-allowed");
    await pickMilk((command) => kiosk.send(command));
    expect((await takeOver({ ...pin, pin: "111222" })).body.refusal.reason).toBe("wrong-pin");
    const commandId = randomUUID();
    expect((await takeOver(pin, commandId)).body.result).toBe("accepted");
    expect((await takeOver(pin, commandId)).body.result).toBe("accepted");
    expect((await kiosk.view()).assist).toEqual({ name: "Ana", at: "lane", attended: false });
    await pickMilk((command) => kiosk.send(command));
    expect(await actors("line-added")).toEqual(["shopper", "Ana"]);
    expect((await atLane({ kind: "attend-lane" })).body.result).toBe("accepted");
    // What is the station's stays there.
    expect((await atLane({ kind: "close-lane" })).body.refusal.reason).toBe("not-allowed");
    expect((await atLane({ kind: "void-transaction", reason: "other" })).body.result).toBe("accepted");
    expect(await actors("transaction-voided")).toEqual(["Ana"]);
    expect((await atLane({ kind: "end-assist" })).body.result).toBe("accepted");
    expect((await kiosk.view()).assist).toBeUndefined();
    expect((await atLane({ kind: "void-transaction", reason: "other" })).body.refusal.reason).toBe("not-allowed");
  });

  test("only there: not by an attendant's session, nor by another lane's screen", async () => {
    expect((await takeOver(pin, randomUUID(), ana)).status).toBe(403);
    expect((await takeOver(pin, randomUUID(), (await store.kiosk("lane-2")).token)).status).toBe(403);
    await takeOver(pin);
    const other = await store.kiosk("lane-2");
    expect((await store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), kind: "end-assist" }, other.token)).status).toBe(403);
  });

  test("by a badge under the lane's scanner, which stands nowhere in the record", async () => {
    const connection = openDatabase(`${store.dataFolder}/edge/edge.db`, { migrations: recordMigrations, cacheKilobytes: 2_000 });
    const badge = new Attendants(connection).issueBadge("ben") ?? "";
    connection.close();
    const agent = await store.agent();
    await agent.fact({ kind: "scan", device: "scanner", text: badge });
    await until("the lane is taken over", async () => (await kiosk.view()).assist?.name === "Ben");
    const { records } = (await store.get("/relay/v1/outbox?after=0", store.secrets.relayToken)).body as unknown as { records: object[] };
    expect(JSON.stringify(records)).not.toContain(badge);
    // A badge that is nobody's is no more than an unknown code that leaves no trace.
    await atStation({ kind: "end-assist" });
    await agent.fact({ kind: "scan", device: "scanner", text: `LWB-${"A".repeat(20)}` });
    expect((await kiosk.view()).assist).toBeUndefined();
    await agent.stop();
  });
});

describe("from the station", () => {
  test("the attendant does what a shopper does; the lane's screen takes no orders, another attendant neither", async () => {
    await pickMilk((command) => kiosk.send(command));
    const shopping = (command: object, token = ana) => store.post(paths.laneCommands("lane-1"), { commandId: randomUUID(), ...command }, token);
    expect((await shopping({ kind: "go-to-bags" })).body.refusal.reason).toBe("not-allowed");
    await atStation({ kind: "begin-assist" });
    expect((await kiosk.view()).assist).toEqual({ name: "Ana", at: "station", attended: false });
    expect(await kiosk.send({ kind: "go-to-bags" })).toMatchObject({ result: "refused", refusal: { reason: "lane-assisted", details: { name: "Ana" } } });
    expect((await atLane({ kind: "end-assist" })).body.refusal.reason).toBe("not-allowed");
    expect((await shopping({ kind: "go-to-bags" }, await store.attendantToken("ben", "590263"))).body.refusal.reason).toBe("not-allowed");
    await pickMilk((command) => shopping(command));
    expect((await shopping({ kind: "go-to-bags" })).body.result).toBe("accepted");
    expect((await actors("line-added")).slice(-2)).toEqual(["shopper", "Ana"]);
  });
});

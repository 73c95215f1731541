import { randomUUID } from "node:crypto";
import { approvalHeader, type LaneView, paths } from "@laneway/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Attendants } from "../store/attendants.js";
import { openDatabase } from "../store/database.js";
import { recordMigrations } from "../store/migrations.js";
import { SmallStore } from "../testing/small-store.js";

let store: SmallStore;
let ana: string;
beforeAll(async () => {
  store = await SmallStore.open({ rules: { voidAttendantMaximumMinor: 0 } });
  ana = await store.attendantToken();
});
afterAll(() => store.close());

const ben = { attendantId: "ben", pin: "590263" };
const approve = (commandId: string, by: object, token = ana) => store.post(paths.approvals, { commandId, by }, token);
const ask = (command: object, approval?: string) =>
  store.post(paths.attendantCommands("lane-1"), command, ana, approval === undefined ? {} : { [approvalHeader]: approval });
const basket = async (): Promise<LaneView> => {
  const kiosk = await store.kiosk();
  const { items } = (await store.get(`${paths.items}?query=milk`, kiosk.token)).body;
  await kiosk.send({ kind: "pick-item", itemId: items[0]?.itemId, quantity: 1 });
  return kiosk.view();
};

describe("a second person", () => {
  test("lets one command through by their own PIN; both names stand in the record", async () => {
    await basket();
    const alone = await ask({ commandId: randomUUID(), kind: "void-transaction", reason: "other" });
    expect([alone.status, alone.body.refusal.reason]).toEqual([403, "second-person-needed"]);
    const commandId = randomUUID();
    const { body } = await approve(commandId, ben);
    const { approval } = body as unknown as { approval: string };
    // Their word is for this command, and no session.
    expect((await ask({ commandId: randomUUID(), kind: "void-transaction", reason: "other" }, approval)).body.refusal.reason).toBe("second-person-needed");
    expect((await store.get(paths.attendantView, approval)).status).toBe(401);
    expect((await ask({ commandId, kind: "void-transaction", reason: "other" }, approval)).body.result).toBe("accepted");
    const { records } = (await store.get("/relay/v1/outbox?after=0", store.secrets.relayToken)).body as unknown as { records: { kind: string; actor: object }[] };
    expect(records.find((each) => each.kind === "transaction-voided")?.actor).toEqual({
      kind: "attendant", attendantId: "ana", name: "Ana", approvedBy: { attendantId: "ben", name: "Ben" },
    });
  });

  test("is somebody else, and knows their PIN", async () => {
    const same = await approve(randomUUID(), { attendantId: "ana", pin: "738154" });
    expect([same.status, same.body.refusal.reason]).toEqual([403, "same-person"]);
    expect((await approve(randomUUID(), { ...ben, pin: "111222" })).body.refusal.reason).toBe("wrong-pin");
    expect((await approve(randomUUID(), ben, "no session")).status).toBe(401);
    expect((await approve(randomUUID(), ben, (await store.kiosk()).token)).status).toBe(403);
  });

  test("lifts what the role alone may not: a till is a lead's", async () => {
    const refused = await ask({ commandId: randomUUID(), kind: "open-till", floatMinor: 100 });
    expect([refused.status, refused.body.refusal]).toEqual([403, { reason: "not-allowed", details: { role: "lead" } }]);
    const commandId = randomUUID();
    const { approval } = (await approve(commandId, ben)).body as unknown as { approval: string };
    // Allowed now, and refused by the lane: this one takes no cash.
    expect((await ask({ commandId, kind: "open-till", floatMinor: 100 }, approval)).body.refusal.reason).toBe("tender-not-taken");
  });
});

describe("a badge", () => {
  test("signs in and approves; a new one ends the old; wrong ones are slowed down", async () => {
    const connection = openDatabase(`${store.dataFolder}/edge/edge.db`, { migrations: recordMigrations, cacheKilobytes: 2_000 });
    const attendants = new Attendants(connection);
    expect(attendants.issueBadge("nobody")).toBeUndefined();
    const first = attendants.issueBadge("mia") ?? "";
    const second = attendants.issueBadge("mia") ?? "";
    connection.close();
    expect(second).toMatch(/^LWB-[A-Z2-7]{20}$/);
    expect((await store.post(paths.attendantSession, { badge: first })).body.refusal.reason).toBe("wrong-pin");
    expect((await store.post(paths.attendantSession, { badge: second })).body.attendant).toEqual({ attendantId: "mia", name: "Mia", role: "manager" });
    expect((await approve(randomUUID(), { badge: second })).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 40 }, () => store.post(paths.attendantSession, { badge: `LWB-${"A".repeat(20)}` })));
    expect(guesses.filter((each) => each.status === 429).length).toBeGreaterThan(5);
    // Who has the right one is not kept out by guesses.
    expect((await store.post(paths.attendantSession, { badge: second })).status).toBe(200);
  });
});

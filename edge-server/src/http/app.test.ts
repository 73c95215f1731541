import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { departmentCard, health, importAnswer, itemSearchAnswer, mqttUser, outboxPage, paths, quoteAnswer, topicTable } from "@laneway/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { smallPriceBook } from "../testing/price-book.js";
import { type AnswerBody, type Kiosk, SmallStore } from "../testing/small-store.js";
import { signToken } from "./session-token.js";

let store: SmallStore;
let kiosk: Kiosk;
let attendant: string;

beforeAll(async () => {
  store = await SmallStore.open({ lanes: 2 });
  kiosk = await store.kiosk();
  attendant = await store.attendantToken();
});
afterAll(() => store.close());

const id = () => randomUUID();
const reasonOf = (answer: { readonly body: Partial<AnswerBody> }) => answer.body.refusal?.reason;

describe("sessions", () => {
  test("a wrong lane or key gives none", async () => {
    for (const laneId of ["lane-1", "lane-9", "__proto__"]) {
      const answer = await store.post(paths.kioskSession, { laneId, key: "wrong" });
      expect([400, 401]).toContain(answer.status);
    }
    expect((await store.post(paths.kioskSession, { laneId: "lane-2", key: store.secrets.kioskKeys["lane-1"] })).status).toBe(401);
  });

  test("guessing keys is slowed down", async () => {
    const tries = [];
    for (let each = 0; each < 35; each += 1) tries.push((await store.post(paths.kioskSession, { laneId: "lane-2", key: `guess-${each}` })).status);
    expect(tries.at(-1)).toBe(429);
    expect((await store.post(paths.kioskSession, { laneId: "lane-2", key: store.secrets.kioskKeys["lane-2"] })).status).toBe(200);
  });

  test("carry what the screens need, and nothing of others", async () => {
    const { body } = await store.post(paths.kioskSession, { laneId: "lane-1", key: store.secrets.kioskKeys["lane-1"] });
    expect(body.mqtt).toMatchObject({ username: mqttUser("kiosk", "lane-1"), password: store.secrets.mqtt[mqttUser("kiosk", "lane-1")] });
    expect(body.view?.laneId).toBe("lane-1");
    expect(JSON.stringify(body)).not.toContain(store.secrets.mqtt.edge);
  });

  test.each([
    ["none", undefined],
    ["nonsense", "nonsense"],
    ["signed with another key", signToken({ role: "attendant", attendantId: "ana", expiresAtMs: Date.now() + 60_000 }, "another key")],
    ["changed", "changed"],
    ["expired", "expired"],
    ["of someone who is not there", "nobody"],
  ])("a token that is %s is refused", async (what, token) => {
    const sign = (attendantId: string, expiresAtMs: number) => signToken({ role: "attendant", attendantId, expiresAtMs }, store.secrets.sessionKey);
    const [body = "", signature = ""] = attendant.split(".");
    const changed = `${Buffer.from(Buffer.from(body, "base64url").toString().replace("ana", "mia")).toString("base64url")}.${signature}`;
    const used = what === "expired" ? sign("ana", Date.now() - 1) : what === "of someone who is not there" ? sign("zed", Date.now() + 60_000) : what === "changed" ? changed : token;
    const answer = await store.get(paths.attendantView, used);
    expect([answer.status, reasonOf(answer)]).toEqual([401, "sign-in-required"]);
  });

  test("a kiosk commands and sees its own lane only, and no attendant's things", async () => {
    const command = { commandId: id(), kind: "start", locale: "en" };
    expect((await store.post(paths.laneCommands("lane-2"), command, kiosk.token)).status).toBe(403);
    expect((await store.get(paths.laneView("lane-2"), kiosk.token)).status).toBe(403);
    expect((await store.get(paths.attendantView, kiosk.token)).status).toBe(403);
    expect((await store.get(paths.attendantReceipts, kiosk.token)).status).toBe(403);
    expect((await store.post(paths.attendantCommands("lane-1"), { commandId: id(), kind: "close-lane" }, kiosk.token)).status).toBe(403);
    expect((await store.post(paths.laneCommands("lane-1"), command, attendant)).status).toBe(403);
    for (const path of ["/relay/v1/outbox", "/relay/v1/outbox?after=0"]) expect((await store.get(path, attendant)).status).toBe(403);
    expect((await store.post(paths.priceBookImport, smallPriceBook({}, 2), attendant)).status).toBe(403);
    expect((await store.post(paths.priceBookImport, smallPriceBook({}, 2), kiosk.token)).status).toBe(403);
  });

  test("five wrong PINs lock a name, also over a restart, also for the right PIN; a name that is not there is told the same", async () => {
    for (let each = 0; each < 5; each += 1) {
      expect(reasonOf(await store.post(paths.attendantSession, { attendantId: "ben", pin: "9999" }))).toBe("wrong-pin");
      expect(reasonOf(await store.post(paths.attendantSession, { attendantId: "nobody", pin: "9999" }))).toBe("wrong-pin");
    }
    await store.edge.stop();
    await store.startEdge();
    for (const attendantId of ["ben", "nobody"]) {
      const answer = await store.post(paths.attendantSession, { attendantId, pin: "590263" });
      expect([answer.status, reasonOf(answer)]).toEqual([429, "locked-out"]);
      expect(answer.body.refusal.details.seconds).toBeGreaterThan(20);
    }
    expect((await store.post(paths.attendantSession, { attendantId: "mia", pin: "481607" })).body.attendant).toEqual({ attendantId: "mia", name: "Mia", role: "manager" });
  });

  test("many PINs at once are no way round the count", async () => {
    const pins = Array.from({ length: 20 }, (_, index) => String(4_000 + index));
    const answers = await Promise.all(pins.map((pin) => store.post(paths.attendantSession, { attendantId: "crowd", pin })));
    expect(answers.filter((each) => reasonOf(each) === "wrong-pin").length).toBeLessThanOrEqual(5);
    expect(answers.every((each) => each.status === 401 || each.status === 429)).toBe(true);
  });
});

describe("commands", () => {
  test.each([
    ["a price", { kind: "pick-item", itemId: "milk", unitPriceMinor: 1 }, "unitPriceMinor"],
    ["a weight", { kind: "weigh-item", itemId: "bananas", weightGrams: 1 }, "weightGrams"],
    ["an age", { kind: "start", locale: "en", age: 30 }, "age"],
    ["paid", { kind: "pay", tender: "card", paid: true }, "paid"],
    ["who did it", { kind: "start", locale: "en", actor: { kind: "attendant" } }, "actor"],
    ["a quantity below one", { kind: "pick-item", itemId: "milk", quantity: 0 }, "quantity"],
    ["half a piece", { kind: "pick-item", itemId: "milk", quantity: 1.5 }, "quantity"],
    ["another tender", { kind: "pay", tender: "cash" }, "tender"],
    ["an unknown kind", { kind: "open-drawer" }, "kind"],
    ["an attendant's kind", { kind: "close-lane" }, "kind"],
  ])("with %s are refused with the path", async (_what, command, path) => {
    const answer = await store.post(paths.laneCommands("lane-1"), { commandId: id(), ...command }, kiosk.token);
    expect([answer.status, reasonOf(answer)]).toEqual([400, "invalid-request"]);
    expect(answer.body.refusal.fields.map((each) => each.path)).toContain(path);
  });

  test("an attendant's command with a price below zero is refused", async () => {
    const answer = await store.post(paths.attendantCommands("lane-1"), { commandId: id(), kind: "override-price", lineId: "l", unitPriceMinor: -1, reason: "damaged" }, attendant);
    expect(answer.status).toBe(400);
  });

  test("no JSON, another content type, too long a body, no lane", async () => {
    expect((await store.post(paths.laneCommands("lane-1"), "{", kiosk.token)).status).toBe(400);
    expect((await store.post(paths.laneCommands("lane-1"), "kind=start", kiosk.token, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await store.post(paths.laneCommands("lane-1"), { commandId: id(), kind: "key-code", code: "x".repeat(70_000) }, kiosk.token)).status).toBe(413);
    expect((await store.post(paths.attendantCommands("lane-9"), { commandId: id(), kind: "close-lane" }, attendant)).status).toBe(404);
  });

  test("a card number goes nowhere: not into an answer, the record or the items' search", async () => {
    const card = "4111111111111111";
    for (const code of [card, "4111 1111 1111 1111", "4111-1111-1111-1111"]) {
      const commandId = id();
      const answer = await store.post(paths.laneCommands("lane-1"), { commandId, kind: "key-code", code }, kiosk.token);
      expect([answer.status, reasonOf(answer), JSON.stringify(answer.body).includes("1111")]).toEqual([422, "card-number-refused", false]);
    }
    const note = { commandId: id(), kind: "end-intervention", interventionId: "i", outcome: "resolved", note: `his card is ${card}` };
    expect((await store.post(paths.attendantCommands("lane-1"), note, attendant)).status).toBe(422);
    expect((await store.get(`${paths.items}?query=${card}`, kiosk.token)).status).toBe(422);
    expect((await store.get(`${paths.items}?query=4006381333931`, kiosk.token)).body.items).toHaveLength(1);
  });

  test("are refused by name with 409, and an attendant's name comes from the session", async () => {
    const answer = await store.post(paths.laneCommands("lane-1"), { commandId: id(), kind: "go-to-bags" }, kiosk.token);
    expect([answer.status, answer.body.result]).toEqual([409, "refused"]);
    expect((await store.post(paths.attendantCommands("lane-2"), { commandId: id(), kind: "pause-lane" }, attendant)).body.result).toBe("accepted");
    const page = outboxPage.parse((await store.get("/relay/v1/outbox?limit=500", store.secrets.relayToken)).body);
    expect(page.records.find((each) => each.kind === "lane-paused")?.actor).toEqual({ kind: "attendant", attendantId: "ana", name: "Ana" });
    await store.post(paths.attendantCommands("lane-2"), { commandId: id(), kind: "open-lane" }, attendant);
  });
});

describe("items", () => {
  const search = async (query: string) => itemSearchAnswer.parse((await store.get(`${paths.items}?${query}`, kiosk.token)).body);

  test("are found by name, slip, code and produce code, in the shopper's language", async () => {
    expect((await search("query=bananen&locale=ar")).items).toMatchObject([{ itemId: "bananas", name: "موز", unitPriceMinor: 199, plu: "4011", soldBy: "weight" }]);
    expect((await search("query=40")).items.map((each) => each.itemId)).toEqual(["bananas"]);
    expect((await search("query=4103")).items.map((each) => each.itemId)).toEqual(["apples"]);
    expect((await search("query=aplpes&locale=de")).items.map((each) => each.name)).toEqual(["Äpfel Braeburn"]);
    expect(await search("department=produce&limit=1")).toMatchObject({ items: [{ itemId: "apples" }], total: 2 });
    expect(await search("")).toEqual({ items: [], total: 0 });
  });

  test("departments for browsing", async () => {
    const departments = z.array(departmentCard).parse((await store.get(`${paths.departments}?locale=de`, kiosk.token)).body);
    expect(departments.map((each) => [each.name, each.itemCount])).toEqual([["Obst und Gemüse", 2], ["Molkerei", 2]]);
  });

  test("need a session and sensible limits", async () => {
    expect((await store.get(paths.items)).status).toBe(401);
    expect((await store.get(`${paths.items}?query=a&limit=5000`, kiosk.token)).status).toBe(400);
  });
});

describe("price books", () => {
  test("a manager imports; problems come by row; the relay's version is the same door", async () => {
    const manager = await store.attendantToken("mia", "481607");
    const bad = smallPriceBook({}, 2);
    bad.items.push({ ...(bad.items[0] as (typeof bad.items)[number]), itemId: "clone" });
    const refused = await store.post(paths.priceBookImport, bad, manager);
    expect([refused.status, importAnswer.parse(refused.body)]).toMatchObject([422, { result: "refused", problems: [{ row: 6, field: "codes" }] }]);
    const csv = "item_id,name,department,sold_by,price,tax_group\ncake,Cake,dairy,each,2.50,food\n";
    const imported = await store.post(paths.priceBookImport, csv, manager, { "content-type": "text/csv" });
    expect(imported.body).toEqual({ result: "imported", version: 2, items: 6, added: 1, changed: 0, removed: 0 });
    expect((await store.post(paths.priceBookImport, "x", manager, { "content-type": "text/plain" })).status).toBe(415);
    const relayed = await store.post("/relay/v1/price-book", smallPriceBook({}, 3), store.secrets.relayToken);
    expect(relayed.body).toMatchObject({ result: "imported", version: 3, removed: 1 });
    expect(outboxPage.parse((await store.get("/relay/v1/outbox", store.secrets.relayToken)).body).priceBookVersion).toBe(3);
  });
});

describe("a quote", () => {
  test("is what the lane would charge, for the stored price book", async () => {
    const answer = quoteAnswer.parse((await store.post(paths.quote, { context: { channel: "store" }, lines: [{ code: "4006381333931", quantity: 2 }, { itemId: "bananas", weightGrams: 500 }] })).body);
    expect(answer).toMatchObject({ result: "quoted", quote: { totalMinor: 338, currency: "EUR", lines: [{ itemId: "milk", totalMinor: 238 }, { itemId: "bananas", totalMinor: 100 }] } });
  });

  test("takes a price book along, and names what is wrong", async () => {
    const priceBook = smallPriceBook({}, 7);
    expect((await store.post(paths.quote, { priceBook, lines: [{ itemId: "tea" }] })).body.quote).toMatchObject({ totalMinor: 299, versions: { priceBook: { version: 7 } } });
    const bad = await store.post(paths.quote, { lines: [{ itemId: "tea", quantity: 0 }, { itemId: "a", code: "b" }], tip: 1 });
    expect(bad.status).toBe(400);
    expect(bad.body.refusal.fields.map((each) => each.path).sort()).toEqual(["lines.0.quantity", "lines.1", "tip"]);
    const unknown = await store.post(paths.quote, { lines: [{ itemId: "nothing" }] });
    expect([unknown.status, unknown.body.refusal.fields.length]).toEqual([400, 1]);
  });
});

describe("the relay's door", () => {
  test("gives records from anywhere and forgets rows only for the right hash", async () => {
    const page = outboxPage.parse((await store.get("/relay/v1/outbox?after=0&limit=2", store.secrets.relayToken)).body);
    expect(page.records.map((each) => each.sequence)).toEqual([1, 2]);
    const held = { heldThrough: 2, hashAtHeldThrough: page.records[1]?.hash ?? null };
    expect((await store.post("/relay/v1/outbox/held", { ...held, hashAtHeldThrough: "0".repeat(64) }, store.secrets.relayToken)).status).toBe(409);
    expect((await store.post("/relay/v1/outbox/held", held, store.secrets.relayToken)).body.waiting).toBe(page.waiting - 2);
    expect(outboxPage.parse((await store.get("/relay/v1/outbox?after=0&limit=2", store.secrets.relayToken)).body).records).toHaveLength(2);
  });
});

describe("pages and documents", () => {
  beforeAll(() => {
    mkdirSync(join(store.dataFolder, "screens/assets"), { recursive: true });
    writeFileSync(join(store.dataFolder, "screens/kiosk.html"), "<!doctype html><title>kiosk</title>");
    writeFileSync(join(store.dataFolder, "screens/assets/kiosk-1.js"), "1");
    writeFileSync(join(store.dataFolder, "outside.js"), "secret");
  });

  test("screens come with headers that keep strangers out", async () => {
    const response = await fetch(`${store.url}/lane/lane-1`);
    expect(await response.text()).toContain("kiosk");
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", `ws://127.0.0.1:${store.broker.webSocketPort}`]) expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src|unsafe-eval/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await fetch(`${store.url}/assets/kiosk-1.js`)).headers.get("cache-control")).toMatch(/immutable/);
    expect((await fetch(`${store.url}/attendant`)).status).toBe(503);
  });

  test("nothing outside the screens' folder is served", async () => {
    for (const path of ["/../outside.js", "/%2e%2e/outside.js", "/assets/..%2f..%2foutside.js", "/assets/%2e%2e/%2e%2e/outside.js", "/secrets.json", "/..%2fsecrets.json", "/api/ui/..%2fpackage.json"]) {
      const response = await fetch(store.url + path);
      expect([path, response.status === 404 || response.status === 400, (await response.text()).includes("secret\n")]).toEqual([path, true, false]);
    }
  });

  test("OpenAPI 3.1 names every route, and no shopper's request holds a price", async () => {
    const { body } = await store.get(paths.openApi);
    expect(body.openapi).toBe("3.1.0");
    for (const path of ["/api/v1/sessions/kiosk", "/api/v1/lanes/{lane}/commands", "/api/v1/items", "/relay/v1/outbox", "/api/v1/price-book/import"]) expect(body.paths).toHaveProperty([path]);
    // A shopper names how much of what is due this pays, and a tip: never a price.
    const asked = JSON.stringify(body.paths["/api/v1/lanes/{lane}/commands"]?.post.requestBody);
    expect([...new Set(asked.match(/\w*Minor/g))]).toEqual(["amountMinor", "tipMinor"]);
    expect(asked).not.toMatch(/Grams|paid|[^s]age"/);
  });

  test("AsyncAPI names every topic with its message", async () => {
    const { body } = await store.get(paths.asyncApi);
    expect(Object.keys(body.channels)).toEqual(topicTable.map((row) => row.name));
    for (const row of topicTable) expect(body.components.schemas).toHaveProperty(row.message);
  });

  test("the API page and all it loads come from here", async () => {
    const page = await (await fetch(`${store.url}/api/`)).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) expect([address, (await fetch(store.url + address)).status]).toEqual([address, 200]);
  });

  test("health is told in words", async () => {
    expect(health.parse((await store.get(paths.health)).body)).toMatchObject({ part: "edge", checks: { record: "ok", journal: "ok" } });
  });

  test("nothing is kept by a browser of an answer with data", async () => {
    expect((await fetch(store.url + paths.health)).headers.get("cache-control")).toBe("no-store");
  });
});

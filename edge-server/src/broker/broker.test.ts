import { mqttUser, type MqttRole, topic, type TopicRow, topicTable } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testSecrets } from "../testing/small-store.js";
import { until } from "../testing/until.js";
import { identityOf, maySubscribe } from "./access.js";
import { type Broker, startBroker } from "./broker.js";
import { packetSizeWatch } from "./packet-limit.js";

const { mqtt: passwords } = testSecrets(2);
const kiosk1 = mqttUser("kiosk", "lane-1");
let broker: Broker;
const clients: MqttClient[] = [];

beforeAll(async () => {
  broker = await startBroker({ host: "127.0.0.1", port: 0, webSocketPort: 0, storeId: "demo", passwords, log: pino({ level: "silent" }) });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true);
});
afterAll(() => broker.stop());

async function connect(user: string, more: object = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { username: user, password: passwords[user] ?? "", protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 2_000, ...more });
  client.on("error", () => undefined);
  clients.push(client);
  return client;
}

const roles: readonly MqttRole[] = ["edge", "agent", "kiosk", "attendant", "relay"];
const userOf = (role: MqttRole) => (role === "agent" || role === "kiosk" ? mqttUser(role, "lane-1") : mqttUser(role));
const rows: readonly TopicRow[] = topicTable;
const at = (row: TopicRow, lane: string) => topic(row.name as (typeof topicTable)[number]["name"], { store: "demo", lane, device: "scanner" });
const isLaneTopic = (row: TopicRow) => row.pattern.includes("{lane}");
const isLaneBound = (role: MqttRole) => role === "agent" || role === "kiosk";

/** Publishes and sees whether the broker took it: a refused publish ends the connection. */
async function isTaken(client: MqttClient, name: string, retain: boolean): Promise<boolean> {
  const cut = new Promise<boolean>((resolve) => client.once("close", () => resolve(false)));
  return Promise.race([client.publishAsync(name, "{}", { qos: 1, retain }).then(() => true, () => false), cut]);
}

async function isGranted(client: MqttClient, filter: string): Promise<boolean> {
  try {
    const [granted] = await client.subscribeAsync(filter, { qos: 1 });
    return granted !== undefined && granted.qos !== 128;
  } catch {
    return false;
  }
}

describe.each(roles)("the topic table holds for %s", (role) => {
  test.each(rows.map((row) => [row.name, row] as const))("%s", async (_name, row) => {
    const own = at(row, "lane-1");
    const others = at(row, "lane-2");
    expect(await isTaken(await connect(userOf(role)), own, false)).toBe(row.publishers.includes(role));
    const reader = await connect(userOf(role));
    expect(await isGranted(reader, own)).toBe(row.subscribers.includes(role));
    if (isLaneTopic(row)) {
      const everyLane = !isLaneBound(role);
      expect(await isTaken(await connect(userOf(role)), others, false)).toBe(row.publishers.includes(role) && everyLane);
      expect(await isGranted(reader, others)).toBe(row.subscribers.includes(role) && everyLane);
      expect(await isGranted(reader, own.replace("lane-1", "+"))).toBe(row.subscribers.includes(role) && everyLane);
    }
  });
});

describe("beyond the table", () => {
  test.each(["laneway/1/demo/other", "laneway/1/other/edge/presence", "laneway/2/demo/edge/presence", "$SYS/x", "x", "laneway/1/demo/edge/presence/more"])("nobody publishes to %s", async (name) => {
    for (const role of roles) expect(await isTaken(await connect(userOf(role)), name, false)).toBe(false);
  });

  test.each(["#", "+/#", "laneway/#", "laneway/1/+/edge/presence", "laneway/1/demo/#", "$SYS/#", "laneway/1/demo/+/presence", "+/+/+/+/+"])("nobody subscribes to %s", async (filter) => {
    for (const role of roles) expect(await isGranted(await connect(userOf(role)), filter)).toBe(false);
  });

  test("a topic that is not retained cannot be retained", async () => {
    const name = topic("deviceCommand", { store: "demo", lane: "lane-1", device: "scanner" });
    expect(await isTaken(await connect("edge"), name, true)).toBe(false);
  });

  test("what was retained never follows what came after it", async () => {
    const edge = await connect("edge");
    const names = Array.from({ length: 40 }, (_, index) => topic("laneView", { store: "demo", lane: `lane-${index + 1}` }));
    const stale: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(names.map((name) => edge.publishAsync(name, "old", { qos: 1, retain: true })));
      const reader = await connect("attendant");
      const last = new Map<string, string>();
      reader.on("message", (name, payload) => last.set(name, payload.toString()));
      const subscribed = reader.subscribeAsync(topic("laneView", { store: "demo" }), { qos: 1 });
      await new Promise((resolve) => setTimeout(resolve, round / 3));
      for (const name of names) edge.publish(name, "new", { qos: 1, retain: true });
      await subscribed;
      await until("all lanes", () => last.size === names.length);
      await edge.publishAsync(topic("edgePresence", { store: "demo" }), "after", { qos: 1, retain: true });
      await reader.subscribeAsync(topic("edgePresence", { store: "demo" }), { qos: 1 });
      await until("what was published after all of them", () => last.size > names.length);
      stale.push(...[...last.values()].filter((payload) => payload === "old"));
      await edge.publishAsync(topic("edgePresence", { store: "demo" }), "", { qos: 1, retain: true });
    }
    await Promise.all(names.map((name) => edge.publishAsync(name, "", { qos: 1, retain: true })));
    expect(stale).toEqual([]);
  });

  test("a last will is checked like any message", async () => {
    const name = topic("laneView", { store: "demo", lane: "lane-1" });
    const reader = await connect("attendant");
    let heard = 0;
    reader.on("message", () => {
      heard += 1;
    });
    await reader.subscribeAsync(name, { qos: 1 });
    const liar = await connect(kiosk1, { will: { topic: name, payload: Buffer.from("{}"), qos: 1, retain: false } });
    liar.stream.destroy();
    await (await connect("edge")).publishAsync(name, "{}", { qos: 1 });
    await until("the edge's own message", () => heard > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toBe(1);
  });
});

describe("sign-in", () => {
  test.each([
    ["no user", {}],
    ["a wrong password", { username: "edge", password: "wrong" }],
    ["no password", { username: "edge" }],
    ["another's password", { username: kiosk1, password: passwords[mqttUser("kiosk", "lane-2")] }],
    ["a user that is none", { username: "admin", password: "admin" }],
    ["a name every object has", { username: "constructor", password: "x" }],
  ])("%s is refused", async (_what, login: object) => {
    await expect(mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 2_000, ...login })).rejects.toThrow();
  });

  test("the WebSocket door asks the same", async () => {
    const url = `ws://127.0.0.1:${broker.webSocketPort}`;
    await expect(mqtt.connectAsync(url, { protocolVersion: 4, reconnectPeriod: 0, username: kiosk1, password: "wrong" })).rejects.toThrow();
    const client = await mqtt.connectAsync(url, { protocolVersion: 4, reconnectPeriod: 0, username: kiosk1, password: passwords[kiosk1] ?? "" });
    clients.push(client);
    expect(await isGranted(client, topic("laneView", { store: "demo", lane: "lane-1" }))).toBe(true);
  });

  test("a second client under the same name takes the first one's place, and is heard", async () => {
    const first = await connect("edge", { clientId: "the-edge" });
    const closed = new Promise<void>((resolve) => first.once("close", () => resolve()));
    const second = await connect("edge", { clientId: "the-edge" });
    await closed;
    const reader = await connect(kiosk1);
    await reader.subscribeAsync(topic("edgePresence", { store: "demo" }), { qos: 1 });
    const heard = new Promise<string>((resolve) => reader.on("message", (_name, payload) => payload.toString() === '{"second":true}' && resolve(payload.toString())));
    await second.publishAsync(topic("edgePresence", { store: "demo" }), '{"second":true}', { qos: 1, retain: true });
    expect(await heard).toBe('{"second":true}');
  });

  test("another user's client id evicts nobody", async () => {
    const edge = await connect("edge", { clientId: "the-edge" });
    let closed = false;
    edge.on("close", () => {
      closed = true;
    });
    await connect(kiosk1, { clientId: "the-edge" });
    await connect(kiosk1, { clientId: "edge~the-edge" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(closed).toBe(false);
    expect(await isTaken(edge, topic("edgePresence", { store: "demo" }), true)).toBe(true);
  });

  test("user names are read strictly", () => {
    expect(["edge@lane-1", "kiosk", "kiosk@", "kiosk@lane-1@x", "EDGE", ""].map(identityOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    expect(identityOf(mqttUser("agent", "lane-1"))).toEqual({ role: "agent", lane: "lane-1" });
    expect(maySubscribe({ role: "kiosk", lane: "+" }, "demo", "laneway/1/demo/lane/lane-1/view")).toBe(false);
  });
});

describe("limits", () => {
  test("a packet that announces too much is cut, others go on", async () => {
    const edge = await connect("edge");
    const name = topic("laneView", { store: "demo", lane: "lane-1" });
    const cut = new Promise<void>((resolve) => edge.once("close", () => resolve()));
    edge.publish(name, "x".repeat(300_000), { qos: 0 });
    await cut;
    expect(await isTaken(await connect("edge"), name, false)).toBe(true);
  });

  test("sizes are read across chunks, byte by byte", () => {
    const packets = Buffer.concat([Buffer.from([0x30, 3, 1, 2, 3]), Buffer.from([0xc0, 0]), Buffer.from([0x30, 0x80, 0x01]), Buffer.alloc(128), Buffer.from([0x30, 0xe9, 0x07])]);
    for (const step of [1, 2, 7, packets.length]) {
      let tooLong = 0;
      const watch = packetSizeWatch(1_000, () => {
        tooLong += 1;
      });
      for (let from = 0; from < packets.length - 1; from += step) watch(packets.subarray(from, Math.min(from + step, packets.length - 1)));
      expect(tooLong).toBe(0);
      watch(packets.subarray(packets.length - 1));
      expect(tooLong).toBe(1);
    }
  });
});

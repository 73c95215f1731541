import { request } from "node:http";
import { type MqttRole, mqttUser, topic, type TopicRow, topicTable } from "@laneway/contracts";
import { mosquittoPasswords } from "@laneway/deploy/box/mosquitto-passwords";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mosquitto } from "../store/mosquitto.js";

const rows: readonly TopicRow[] = topicTable;
const lanes = ["lane-1", "lane-2"] as const;
const everyone: { role: MqttRole; lane?: string }[] = [{ role: "edge" }, { role: "relay" }, { role: "attendant" }, ...lanes.flatMap((lane) => [{ role: "agent" as const, lane }, { role: "kiosk" as const, lane }])];
const users = everyone.map(({ role, lane }) => mqttUser(role, lane));
const passwords = Object.fromEntries(users.map((user) => [user, `password of ${user}, long enough`]));
const probe = "prober";

let broker: Mosquitto;
const clients = new Map<string, MqttClient>();
let prober: MqttClient;

const connect = (username: string, password: string) =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { username, password, protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 5_000 });

beforeAll(async () => {
  // The prober sees and writes everything: it stands for "the message reached the broker" and for "somebody sent it".
  broker = await Mosquitto.start({ storeId: "demo", laneIds: lanes, passwords: { ...passwords, [probe]: "password of the prober" }, moreAccess: `user ${probe}\ntopic readwrite #\n` });
  prober = await connect(probe, "password of the prober");
  for (const user of users) clients.set(user, await connect(user, passwords[user] ?? ""));
});
afterAll(async () => {
  for (const client of [...clients.values(), prober]) await client.endAsync(true);
  await broker?.remove();
});

const client = (user: string) => clients.get(user) as MqttClient;
const topicsOf = (row: TopicRow) => lanes.map((lane) => ({ lane, name: topic(row.name as Parameters<typeof topic>[0], { store: "demo", lane, device: "scanner" }) }));

/** Sends one message on each topic and answers which of them arrived; a last message marks the end. */
async function arrivals(sender: MqttClient, receiver: MqttClient, topics: readonly string[], end: string): Promise<string[]> {
  const arrived: string[] = [];
  const marker = `${end}/${Math.random()}`;
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error("the marker did not arrive")), 30_000);
    const onMessage = (name: string, payload: Buffer) => {
      if (payload.toString() === marker) {
        clearTimeout(limit);
        receiver.off("message", onMessage);
        resolve();
      } else if (payload.toString() === "probe") arrived.push(name);
    };
    receiver.on("message", onMessage);
    void (async () => {
      for (const name of topics) await sender.publishAsync(name, "probe", { qos: 1 });
      await prober.publishAsync(end, marker, { qos: 1 });
    })();
  });
  return arrived.sort();
}

describe("Mosquitto with the generated files", () => {
  it("lets every user write exactly what the table says, on its own lane only", async () => {
    await prober.subscribeAsync("#", { qos: 1 });
    const all = rows.flatMap(topicsOf).map(({ name }) => name);
    const beyond = ["laneway/1/other/edge/presence", "laneway/1/demo/lane/lane-1/device/scanner/fact/more", "$SYS/broker/log", "anything"];
    for (const { role, lane } of everyone) {
      const user = mqttUser(role, lane);
      const allowed = rows.flatMap((row) => (row.publishers.includes(role) ? topicsOf(row).filter((each) => lane === undefined || !row.pattern.includes("{lane}") || each.lane === lane) : [])).map(({ name }) => name);
      const arrived = await arrivals(client(user), prober, [...new Set([...all, ...beyond])], "probe/end");
      expect(arrived, user).toEqual([...new Set(allowed)].sort());
    }
    await prober.unsubscribeAsync("#");
  });

  it("lets every user read exactly what the table says, whatever it subscribes to", async () => {
    const all = [...new Set(rows.flatMap(topicsOf).map(({ name }) => name)), "laneway/1/other/edge/presence", "anything"];
    for (const { role, lane } of everyone) {
      const user = mqttUser(role, lane);
      const mine = rows.filter((row) => row.subscribers.includes(role)).flatMap((row) => topicsOf(row).filter((each) => lane === undefined || !row.pattern.includes("{lane}") || each.lane === lane)).map(({ name }) => name);
      await client(user).subscribeAsync("#", { qos: 1 });
      // The last topic it may read marks the end: nothing after it is on its way.
      const end = mine.at(-1) ?? "";
      const arrived = await arrivals(prober, client(user), all, end);
      expect(arrived, user).toEqual([...new Set(mine)].sort());
      await client(user).unsubscribeAsync("#");
    }
  });

  it("refuses a wrong password, a stranger and nobody", async () => {
    await expect(connect("edge", "wrong")).rejects.toThrow();
    await expect(connect("stranger", "password of edge, long enough")).rejects.toThrow();
    await expect(mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0, protocolVersion: 4 })).rejects.toThrow();
  });

  it("serves the screens over WebSocket", async () => {
    const protocol = await new Promise<string | undefined>((resolve, reject) => {
      const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": "bGFuZXdheS1sYW5ld2F5IQ==", "sec-websocket-protocol": "mqtt" };
      const asked = request({ host: "127.0.0.1", port: broker.webSocketPort, path: "/mqtt", headers }, (answer) => reject(new Error(`answered ${answer.statusCode}`)));
      asked.once("upgrade", (answer, socket) => {
        socket.destroy();
        resolve(answer.headers["sec-websocket-protocol"]);
      });
      asked.once("error", reject);
      asked.end();
    });
    expect(protocol).toBe("mqtt");
  });

  it("makes the same password file from the same secrets", () => {
    expect(mosquittoPasswords(passwords)).toBe(mosquittoPasswords({ ...passwords }));
  });
});

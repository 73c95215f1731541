import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { mqttUser, relayPresence, topic } from "@laneway/contracts";
import { Aedes } from "aedes";
import { connectAsync, type MqttClient } from "mqtt";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createPresence, type Presence } from "./presence.js";

const log = pino({ level: "silent" });
const password = "the-password-of-the-relay";
const presenceTopic = topic("relayPresence", { store: "demo" });
const bellTopic = topic("outboxBell", { store: "demo" });

let broker: Aedes;
let server: Server;
let port: number;
let watcher: MqttClient;
let seen: { state: string; retained: boolean }[];
const sessions: { destroy(): void }[] = [];

beforeEach(async () => {
  seen = [];
  await startBroker(0);
  watcher = await connectAsync(`mqtt://127.0.0.1:${port}`, { username: "edge", password: "any", protocolVersion: 4 });
  watcher.on("message", (_name, payload, packet) => {
    seen.push({ state: relayPresence.parse(JSON.parse(payload.toString("utf8"))).state, retained: packet.retain });
  });
  await watcher.subscribeAsync(presenceTopic);
});
afterEach(async () => {
  await watcher.endAsync(true);
  await stopBroker();
});

async function startBroker(at: number): Promise<void> {
  broker = await Aedes.createBroker();
  broker.authenticate = (_client, username, given, done) => {
    done(null, username !== mqttUser("relay") || given?.toString("utf8") === password);
  };
  server = createServer((socket) => {
    sessions.push(socket);
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
}

async function stopBroker(): Promise<void> {
  for (const session of sessions.splice(0)) session.destroy();
  await new Promise((resolve) => server.close(resolve));
  await new Promise<void>((resolve) => broker.close(() => resolve()));
}

function start(rung: () => void = () => undefined): Presence {
  const options = { url: `mqtt://127.0.0.1:${port}`, password, storeId: "demo", bootId: "boot-of-this-test", now: Date.now, rung, inquiryRung: () => undefined, log };
  return createPresence(options, { state: "offline", detail: "headquarters has not answered yet" });
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`did not come true: ${what}; seen ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it("tells the truth about headquarters, retained, and says when it stops", async () => {
  const presence = start();
  await until("offline at first", () => seen.at(-1)?.state === "offline");
  presence.show({ state: "online" });
  await until("online", () => seen.at(-1)?.state === "online");
  presence.show({ state: "refused", detail: "conflicting-record at record 7" });
  await until("refused", () => seen.at(-1)?.state === "refused");
  await presence.close();
  await until("stopped", () => seen.at(-1)?.state === "stopped");
  seen = [];
  await watcher.unsubscribeAsync(presenceTopic);
  await watcher.subscribeAsync(presenceTopic);
  await until("a late reader learns it", () => seen.length > 0);
  expect(seen).toEqual([{ state: "stopped", retained: true }]);
});

it("a relay that is gone without a word is told by its last will", async () => {
  const presence = start();
  presence.show({ state: "online" });
  await until("online", () => seen.at(-1)?.state === "online");
  // The relay's connection breaks; the watcher's, which came first, stays.
  for (const session of sessions.slice(1)) session.destroy();
  await until("stopped", () => seen.some(({ state }) => state === "stopped"));
  await until("back, with the newest state", () => seen.at(-1)?.state === "online");
  await presence.close();
});

it("a ring wakes, also after the broker came back; anything else on the topic does not", async () => {
  let rings = 0;
  const presence = start(() => {
    rings += 1;
  });
  // Connecting counts as one: rows may have come while nobody listened.
  await until("connected", () => rings === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await watcher.publishAsync(bellTopic, JSON.stringify({ waiting: 3 }));
  await until("rung", () => rings === 2);
  await watcher.publishAsync(bellTopic, "not a bell");
  await watcher.publishAsync(bellTopic, JSON.stringify({ waiting: 4 }));
  await until("rung once more", () => rings === 3);
  await stopBroker();
  await startBroker(port);
  await until("connected again", () => rings === 4);
  await presence.close();
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFiles, mqttUser, type StoreSecrets, topic } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import type { Browser, Page } from "playwright-core";
import { projectRoot, type RunningStore } from "../store/running-store.js";
import { clockAhead } from "./painted.js";
import { openRawSqlite } from "./raw-sqlite.js";

const storeId = "demo";
/** A lane that no agent and no screen belongs to. */
const lane = "floor";
const factBytes = 200;
const commitBytes = 2_500;

/**
 * The least that a scan can take on this machine, right now: a message over the store's own broker (TCP, QoS 1), one
 * commit of bare SQLite with `synchronous=FULL`, a message of a view's size over the broker to a WebSocket in the same
 * Chromium, one text changed, and its frame painted. No schema, no rule, no look-up, no rendering of a basket.
 */
export class MessageFloor {
  private arrived: ((atMs: number) => void) | undefined;

  private constructor(
    private readonly agent: MqttClient,
    private readonly edge: MqttClient,
    private readonly page: Page,
    private readonly closeRaw: () => void,
    private readonly ahead: number,
  ) {}

  static async open(store: RunningStore, browser: Browser, webSocketUrl: string, view: string): Promise<MessageFloor> {
    const secrets = JSON.parse(readFileSync(join(store.dataFolder, dataFiles.secrets), "utf8")) as StoreSecrets;
    const as = (user: string) => mqtt.connectAsync(`mqtt://127.0.0.1:${store.mqttPort}`, { username: user, password: secrets.mqtt[user] ?? "", protocolVersion: 4, clean: true });
    const [agent, edge] = [await as(mqttUser("edge")), await as(mqttUser("relay"))];
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    const page = await context.newPage();
    await page.addScriptTag({ path: join(projectRoot, "node_modules/mqtt/dist/mqtt.min.js") });
    const raw = openRawSqlite(join(store.dataFolder, "floor.db"));
    const floor = new MessageFloor(agent, edge, page, raw.close, await clockAhead(page));
    await page.exposeFunction("benchArrived", (atMs: number) => floor.arrived?.(atMs));
    const viewTopic = topic("laneView", { store: storeId, lane });
    await page.evaluate(listenInPage, { url: webSocketUrl, username: mqttUser("attendant"), password: secrets.mqtt[mqttUser("attendant")] ?? "", viewTopic });
    // The relay's user may hear what the edge's user says here: the same way through the broker as a device's fact.
    await edge.subscribeAsync(topic("outboxBell", { store: storeId }), { qos: 1 });
    const bytes = Buffer.alloc(commitBytes, "x");
    edge.on("message", (_topic, payload) => {
      const { number } = JSON.parse(payload.toString()) as { number: number };
      raw.commit(bytes);
      agent.publish(viewTopic, JSON.stringify({ number, view }), { qos: 1, retain: true });
    });
    return floor;
  }

  /** Milliseconds of one message from one end to the other. */
  async sample(number: number): Promise<number> {
    const painted = new Promise<number>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error("a message of the floor was lost")), 10_000);
      this.arrived = (atMs) => {
        clearTimeout(limit);
        resolve(atMs - this.ahead);
      };
    });
    const sentMs = performance.timeOrigin + performance.now();
    this.agent.publish(topic("outboxBell", { store: storeId }), JSON.stringify({ number, filling: "x".repeat(factBytes) }), { qos: 1 });
    return (await painted) - sentMs;
  }

  async close(): Promise<void> {
    await Promise.all([this.agent.endAsync(true), this.edge.endAsync(true), this.page.context().close()]);
    this.closeRaw();
  }
}

interface PageListener {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly viewTopic: string;
}

/** Runs in the page: shows each message's number, and tells when it was painted. */
function listenInPage({ url, username, password, viewTopic }: PageListener): Promise<void> {
  const inPage = window as unknown as { mqtt: typeof mqtt; benchArrived: (atMs: number) => Promise<void> };
  const text = document.body.appendChild(document.createElement("p"));
  const client = inPage.mqtt.connect(url, { username, password, protocolVersion: 4, clean: true, timerVariant: "native" });
  client.on("message", (_topic, payload) => {
    text.textContent = String((JSON.parse(payload.toString()) as { number: number }).number);
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => void inPage.benchArrived(performance.timeOrigin + performance.now());
      channel.port2.postMessage(0);
    });
  });
  return new Promise((resolve, reject) => {
    client.on("error", reject);
    client.on("connect", () => client.subscribe(viewTopic, { qos: 1 }, () => resolve()));
  });
}

import { type AgentPresence, type Json, parseTopic, topic, type TopicName, type TopicParameters } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";

export interface MqttLinkOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly storeId: string;
  readonly bootId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Topics this end listens to. */
  readonly listensTo: readonly TopicName[];
  /** A message of one of them; `message` is parsed JSON, not yet checked against its schema. */
  readonly hear: (name: TopicName, parameters: TopicParameters, message: unknown) => void;
}

type Address = Omit<TopicParameters, "store">;
interface Waiting {
  readonly topic: string;
  readonly payload: string;
  readonly expiresAtMs: number;
}

const mostWaiting = 500;
const longestMessage = 256 * 1024;
const reconnectMs = 1_000;

/**
 * The edge's end of MQTT. Every retained message is kept here and published again on every connect: a broker that lost its
 * store knows all of it a moment later. What is said while the broker is away waits until it expires.
 */
export class MqttLink {
  readonly #options: MqttLinkOptions;
  readonly #client: MqttClient;
  readonly #retained = new Map<string, { readonly payload: string; readonly qos: 0 | 1 }>();
  #waiting: Waiting[] = [];

  constructor(options: MqttLinkOptions) {
    this.#options = options;
    const { bootId, clock } = options;
    const presence = (state: AgentPresence["state"]) => JSON.stringify({ state, bootId, atMs: clock.nowMs() } satisfies AgentPresence);
    const presenceTopic = topic("edgePresence", { store: options.storeId });
    this.#client = mqtt.connect(options.url, {
      clientId: `edge-${bootId}`,
      username: options.username,
      password: options.password,
      protocolVersion: 4,
      clean: true,
      keepalive: 10,
      reconnectPeriod: reconnectMs,
      connectTimeout: 5_000,
      queueQoSZero: false,
      will: { topic: presenceTopic, payload: Buffer.from(presence("lost")), qos: 1, retain: true },
    });
    this.#client.on("connect", () => this.#connected(presenceTopic, presence("online")));
    this.#client.on("message", (name, payload) => this.#heard(name, payload));
    this.#client.on("error", (error) => options.log.warn({ error: error.message }, "mqtt: cannot reach the broker; trying again"));
    this.#client.on("close", () => options.log.debug("mqtt: connection closed"));
  }

  get connected(): boolean {
    return this.#client.connected;
  }

  /** Publishes the newest value of a retained topic; only the newest matters. */
  retain(name: TopicName, address: Address, message: object, qos: 0 | 1 = 1): void {
    const at = topic(name, { store: this.#options.storeId, ...address });
    const payload = JSON.stringify(message);
    this.#retained.set(at, { payload, qos });
    if (this.connected) this.#client.publish(at, payload, { qos, retain: true });
  }

  /** Publishes once. While the broker is away it waits, at most until `expiresAtMs`; the oldest give way. */
  send(name: TopicName, address: Address, message: Json | object, expiresAtMs: number): void {
    const at = topic(name, { store: this.#options.storeId, ...address });
    const payload = JSON.stringify(message);
    if (this.connected) {
      this.#client.publish(at, payload, { qos: 1, retain: false });
      return;
    }
    this.#waiting.push({ topic: at, payload, expiresAtMs });
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
  }

  /** Rings a bell: worth nothing later. */
  ring(name: TopicName, address: Address, message: object): void {
    if (this.connected) this.#client.publish(topic(name, { store: this.#options.storeId, ...address }), JSON.stringify(message), { qos: 0, retain: false });
  }

  /** Says goodbye and closes; within about a second, whatever the broker does. */
  async stop(): Promise<void> {
    const { storeId, bootId, clock } = this.#options;
    if (this.connected) {
      const message: AgentPresence = { state: "stopped", bootId, atMs: clock.nowMs() };
      const said = this.#client.publishAsync(topic("edgePresence", { store: storeId }), JSON.stringify(message), { qos: 1, retain: true });
      await Promise.race([said.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 800))]);
    }
    await Promise.race([this.#client.endAsync(true).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 300))]);
  }

  #connected(presenceTopic: string, presence: string): void {
    const { log, listensTo, storeId, clock } = this.#options;
    log.info("mqtt: connected");
    // A view must not wait for the broker to confirm the command that was written just before it (Nagle's algorithm).
    const stream: { setNoDelay?: (on: boolean) => unknown } = this.#client.stream as { setNoDelay?: (on: boolean) => unknown };
    stream.setNoDelay?.(true);
    this.#client.subscribe(listensTo.map((name) => topic(name, { store: storeId })), { qos: 1 }, (error) => {
      if (error) log.error({ error: error.message }, "mqtt: the broker refused a subscription");
    });
    this.#client.publish(presenceTopic, presence, { qos: 1, retain: true });
    for (const [at, { payload, qos }] of this.#retained) this.#client.publish(at, payload, { qos, retain: true });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) if (each.expiresAtMs > clock.nowMs()) this.#client.publish(each.topic, each.payload, { qos: 1, retain: false });
  }

  #heard(name: string, payload: Buffer): void {
    const { log, hear } = this.#options;
    const found = parseTopic(name);
    if (found === undefined || payload.length === 0) return;
    const message = payload.length > longestMessage ? undefined : parsed(payload);
    if (message === undefined) {
      log.warn({ topic: name, bytes: payload.length }, "mqtt: message is too large or no JSON, ignored");
      return;
    }
    hear(found.name, found.parameters, message);
  }
}

/** JSON, or undefined when it is none. */
function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}

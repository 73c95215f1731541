import { inquiryBell } from "@laneway/contracts/inquiry";
import { outboxBell, type RelayPresence } from "@laneway/contracts/relay";
import { mqttUser, topic } from "@laneway/contracts/topics";
import { connect, type MqttClient } from "mqtt";
import type { Logger } from "pino";
import { pause } from "../bell.js";
import { parsed } from "./edge.js";

/** The relay's place on the broker: its retained presence, and the bells of outbox and inquiries. Selling and draining go on without a broker. */
export interface Presence {
  show(state: Pick<RelayPresence, "state" | "detail">): void;
  /** Says "stopped" and leaves. */
  close(): Promise<void>;
}

const reconnectMs = 2_000;

export interface PresenceOptions {
  readonly url: string;
  readonly password: string;
  readonly storeId: string;
  readonly bootId: string;
  readonly now: () => number;
  readonly rung: () => void;
  readonly inquiryRung: () => void;
  readonly log: Logger;
}

/** Connects in the background and keeps trying; after every connect the newest presence is published again. */
export function createPresence(options: PresenceOptions, first: Pick<RelayPresence, "state" | "detail">): Presence {
  const { storeId, bootId, now, log } = options;
  const presenceTopic = topic("relayPresence", { store: storeId });
  const bellTopic = topic("outboxBell", { store: storeId });
  const inquiryTopic = topic("inquiryBell", { store: storeId });
  const message = (state: Pick<RelayPresence, "state" | "detail">): string =>
    JSON.stringify({ ...state, bootId, atMs: now() } satisfies RelayPresence);
  let shown = first;
  let complained = false;
  const client: MqttClient = connect(options.url, {
    protocolVersion: 4,
    clientId: `relay-${storeId}-${bootId.slice(0, 8)}`,
    username: mqttUser("relay"),
    password: options.password,
    clean: true,
    keepalive: 15,
    connectTimeout: 5_000,
    reconnectPeriod: reconnectMs,
    queueQoSZero: false,
    will: { topic: presenceTopic, payload: Buffer.from(message({ state: "stopped", detail: "connection lost" })), qos: 1, retain: true },
  });
  const publish = (): void => {
    // Not while away: the connect handler publishes the newest state, and nothing older may queue up behind it.
    if (client.connected) client.publish(presenceTopic, message(shown), { qos: 1, retain: true });
  };
  client.on("connect", () => {
    complained = false;
    publish();
    client.subscribe([bellTopic, inquiryTopic], { qos: 0 });
    options.rung();
    options.inquiryRung();
  });
  client.on("message", (name, payload) => {
    if (name === bellTopic && outboxBell.safeParse(parsed(payload.toString("utf8"))).success) options.rung();
    if (name === inquiryTopic && inquiryBell.safeParse(parsed(payload.toString("utf8"))).success) options.inquiryRung();
  });
  client.on("error", (error) => {
    if (!complained) log.warn({ because: error.message }, "the broker cannot be reached; the outbox is polled meanwhile");
    complained = true;
  });
  return {
    show: (state) => {
      shown = state;
      publish();
    },
    close: async () => {
      if (!client.connected) return client.endAsync(true);
      shown = { state: "stopped" };
      // A polite end: without it the broker would tell the last will after this.
      const leave = async (): Promise<void> => {
        await client.publishAsync(presenceTopic, message(shown), { qos: 1, retain: true });
        await client.endAsync(false);
      };
      const politely = await Promise.race([leave().then(() => true, () => false), pause(1_000, new AbortController().signal).then(() => false)]);
      if (!politely) await client.endAsync(true);
    },
  };
}

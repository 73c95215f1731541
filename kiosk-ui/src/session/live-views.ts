import type { Session } from "@laneway/contracts";
import mqtt from "mqtt";

/** `live`: views arrive by MQTT. `polling`: the broker is away, views are fetched. `away`: neither answers. */
export type Connection = "connecting" | "live" | "polling" | "away";

export interface LiveViewsOptions {
  readonly mqtt: Session["mqtt"];
  /** Concrete topic → what to do with its message. */
  readonly topics: Readonly<Record<string, (message: unknown) => void>>;
  /** Fetches the views once over HTTP; throws when the edge does not answer. */
  readonly poll: () => Promise<void>;
  readonly changed: (connection: Connection) => void;
}

const pollMs = 1_000;
const reconnectMs = 1_000;
const connectTimeoutMs = 5_000;

/** Retained views over MQTT (WebSocket), with HTTP polling while the broker is away. Answers what stops it. */
export function followViews(options: LiveViewsOptions): () => void {
  let connection: Connection = "connecting";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const become = (next: Connection) => {
    if (next === connection || stopped) return;
    connection = next;
    options.changed(next);
  };
  const poll = async () => {
    try {
      await options.poll();
      if (!client.connected) become("polling");
    } catch {
      // Whatever the reason, the screen has no fresh view: it says so and asks again.
      if (!client.connected) become("away");
    }
    if (!stopped && !client.connected) timer = setTimeout(() => void poll(), pollMs);
  };
  const startPolling = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void poll(), 0);
  };
  const client = mqtt.connect(options.mqtt.url, {
    username: options.mqtt.username,
    password: options.mqtt.password,
    protocolVersion: 4,
    clean: true,
    keepalive: 10,
    reconnectPeriod: reconnectMs,
    connectTimeout: connectTimeoutMs,
    // The library's own timers run in a worker made from text, which a strict content policy forbids.
    timerVariant: "native",
  });
  client.on("connect", () => {
    clearTimeout(timer);
    client.subscribe(Object.keys(options.topics), { qos: 1 });
    become("live");
  });
  client.on("close", startPolling);
  client.on("error", () => undefined); // "close" follows, and polling with it.
  client.on("message", (topic, payload) => {
    const take = options.topics[topic];
    if (take === undefined || payload.length === 0) return;
    let message: unknown;
    try {
      message = JSON.parse(payload.toString());
    } catch {
      return; // Not ours; the next retained view replaces it.
    }
    take(message);
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
    client.end(true);
  };
}

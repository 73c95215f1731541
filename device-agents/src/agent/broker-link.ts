import { connect, type MqttClient } from "mqtt";
import { backOffMs } from "../transport/back-off.js";

export interface BrokerSettings {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly will: { readonly topic: string; readonly payload: string };
  readonly subscriptions: readonly string[];
}

export interface BrokerHandlers {
  readonly onUp: () => void;
  readonly onDown: (because: string) => void;
  readonly onMessage: (topic: string, payload: Uint8Array) => void;
}

export interface BrokerLink {
  start(): void;
  /** Publishes `lastWords`, then disconnects in order, so that the will is not sent. */
  stop(lastWords: { readonly topic: string; readonly payload: string }): Promise<void>;
  /** Hands a message to the connection; false when there is none, and nothing is kept. */
  publish(topic: string, payload: string, retain: boolean): boolean;
}

const connectTimeoutMs = 3_000;
const keepaliveSeconds = 5;

/**
 * The agent's connection to the store's broker (MQTT 3.1.1). Every connection is a new client with a clean session:
 * nothing is buffered below us, so what is stale stays unsent and what matters is resent by the fact queue.
 */
export function linkToBroker(settings: BrokerSettings, handlers: BrokerHandlers): BrokerLink {
  let running = false;
  let client: MqttClient | undefined;
  let up = false;
  let failures = 0;
  let waiting: NodeJS.Timeout | undefined;

  function attempt(): void {
    const mine = connect(settings.url, {
      clientId: settings.clientId,
      username: settings.username,
      password: settings.password,
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: connectTimeoutMs,
      keepalive: keepaliveSeconds,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: settings.will.topic, payload: Buffer.from(settings.will.payload), qos: 1, retain: true },
    });
    client = mine;
    let because = "closed";
    mine.on("connect", () => {
      const stream: { setNoDelay?: (on: boolean) => unknown } = mine.stream as { setNoDelay?: (on: boolean) => unknown };
      stream.setNoDelay?.(true);
      // Only who can be commanded says that it is there.
      mine.subscribe([...settings.subscriptions], { qos: 1 }, (error) => {
        if (client !== mine || !running) return;
        if (error) {
          because = error.message;
          mine.end(true);
          return;
        }
        up = true;
        failures = 0;
        handlers.onUp();
      });
    });
    mine.on("message", (topic, payload) => handlers.onMessage(topic, payload));
    mine.on("error", (error) => {
      because = error.message;
    });
    mine.on("close", () => {
      if (client !== mine) return;
      client = undefined;
      mine.end(true);
      const wasUp = up;
      up = false;
      if (!running) return;
      waiting = setTimeout(attempt, backOffMs(failures, Math.random()));
      failures += 1;
      if (wasUp || failures === 1) handlers.onDown(because);
    });
  }

  return {
    start() {
      if (running) return;
      running = true;
      attempt();
    },
    async stop(lastWords) {
      running = false;
      clearTimeout(waiting);
      const last = client;
      if (last === undefined) return;
      if (up) await Promise.race([last.publishAsync(lastWords.topic, lastWords.payload, { qos: 1, retain: true }).catch(() => undefined), patience(1_000)]);
      await Promise.race([last.endAsync(!up).catch(() => undefined), patience(500)]);
      last.end(true);
    },
    publish(topic, payload, retain) {
      if (client === undefined || !up) return false;
      client.publish(topic, payload, { qos: 1, retain }, () => undefined);
      return true;
    },
  };
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

import { timingSafeEqual } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { Aedes, type AuthenticateError, type Client } from "aedes";
import { createWebSocketStream, WebSocketServer } from "ws";
import { listen } from "../listen.js";
import type { Log } from "../log.js";
import { identityOf, mayPublish, maySubscribe, type MqttIdentity } from "./access.js";
import { limitPackets } from "./packet-limit.js";
import { retainedInOrder } from "./retained.js";

export interface BrokerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly webSocketPort: number;
  readonly storeId: string;
  /** Password by user name. */
  readonly passwords: Readonly<Record<string, string>>;
  readonly log: Log;
}

export interface Broker {
  readonly port: number;
  readonly webSocketPort: number;
  readonly stop: () => Promise<void>;
}

const limits = {
  packetBytes: 256 * 1024,
  connections: 600,
  connectTimeoutMs: 5_000,
  /** A subscriber that takes nothing for so long is cut, so that it cannot hold up the others. */
  drainTimeoutMs: 10_000,
  queue: 200,
  topicLevels: 12,
} as const;

/**
 * The embedded MQTT 3.1.1 broker (TCP and WebSocket). Everyone signs in; every publish and subscribe is checked against
 * the topic table; a client id belongs to its user, so nobody can take another's place. Nothing is kept over a restart:
 * every retained message is published again by its owner.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { log, storeId } = options;
  const identities = new WeakMap<Client, MqttIdentity>();
  const broker = await Aedes.createBroker({
    persistence: retainedInOrder(),
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: limits.drainTimeoutMs,
    queueLimit: limits.queue,
    maxTopicLevels: limits.topicLevels,
    maxClientsIdLength: 256,
    preConnect: (_client, packet, done) => {
      // Names the session after its user: two users can never share (and so evict) a client id.
      packet.clientId = `${packet.username ?? ""}~${packet.clientId === "" ? crypto.randomUUID() : packet.clientId.slice(0, 128)}`;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      const identity = username === undefined ? undefined : identityOf(username);
      const expected = username === undefined || !Object.hasOwn(options.passwords, username) ? undefined : options.passwords[username];
      if (identity === undefined || expected === undefined || password === undefined || !samePassword(expected, password)) {
        log.warn({ user: username?.slice(0, 64) }, "broker: sign-in refused");
        done(Object.assign(new Error("bad user name or password"), { returnCode: 4 }) as AuthenticateError, false);
        return;
      }
      identities.set(client, identity);
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      const identity = client === null ? undefined : identities.get(client);
      if (identity !== undefined && mayPublish(identity, storeId, packet.topic, packet.retain)) return done(null);
      log.warn({ user: client?.id, topic: packet.topic.slice(0, 200) }, "broker: publish refused");
      done(new Error("not authorised"));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const identity = identities.get(client);
      if (identity !== undefined && maySubscribe(identity, storeId, subscription.topic)) return done(null, subscription);
      log.warn({ user: client.id, topic: subscription.topic.slice(0, 200) }, "broker: subscribe refused");
      done(null, null);
    },
  });
  broker.on("clientError", (client, error) => log.debug({ user: client.id, error: error.message }, "broker: client cut"));
  broker.on("connectionError", (_client, error) => log.debug({ error: error.message }, "broker: connection cut"));

  const tcp = createServer((socket) => {
    socket.setNoDelay(true);
    broker.handle(limitPackets(socket, limits.packetBytes));
  });
  tcp.maxConnections = limits.connections;
  const http = createHttpServer((_request, response) => response.writeHead(426, { connection: "close" }).end());
  http.maxConnections = limits.connections;
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: limits.packetBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has("mqtt") ? "mqtt" : false),
  });
  sockets.on("connection", (socket, request) => {
    const stream = createWebSocketStream(socket);
    stream.on("error", () => socket.terminate());
    broker.handle(limitPackets(stream, limits.packetBytes), request);
  });
  sockets.on("error", () => undefined); // The HTTP server's own error says it.

  try {
    const port = await listen(tcp, options.port, options.host);
    const webSocketPort = await listen(http, options.webSocketPort, options.host);
    return { port, webSocketPort, stop: () => stopBroker(broker, sockets, [tcp, http]) };
  } catch (error) {
    await stopBroker(broker, sockets, [tcp, http]);
    throw error;
  }
}

function samePassword(expected: string, given: Buffer): boolean {
  const wanted = Buffer.from(expected);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

async function stopBroker(broker: Aedes, sockets: WebSocketServer, servers: readonly Server[]): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  await new Promise<void>((resolve) => broker.close(resolve));
  sockets.close();
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()))));
}

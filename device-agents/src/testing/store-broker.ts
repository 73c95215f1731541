import { createServer, type Server, type Socket } from "node:net";
import { Aedes } from "aedes";
import { connectAsync, type MqttClient } from "mqtt";

/** A broker in this process and an edge that listens to everything, for tests of the agent. */
export interface StoreBroker {
  readonly url: string;
  readonly edge: MqttClient;
  /** Every message so far, oldest first. */
  readonly messages: { readonly topic: string; readonly retain: boolean; readonly body: Record<string, unknown>; readonly atMs: number }[];
  /** Resolves with the first message (past or coming) that fits. */
  until<T = Record<string, unknown>>(fits: (topic: string, body: Record<string, unknown>) => boolean, withinMs?: number): Promise<T>;
  /** Cuts every connection but the edge's, and refuses new ones until `restore`. */
  cut(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function startStoreBroker(): Promise<StoreBroker> {
  const aedes = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  let refusing = false;
  const server: Server = createServer({ noDelay: true }, (socket) => {
    if (refusing) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the broker has no port");
  const url = `mqtt://127.0.0.1:${address.port}`;
  const edge = await connectAsync(url, { clientId: "edge", protocolVersion: 4 });
  (edge.stream as Socket).setNoDelay(true);
  const edgeSockets = new Set(sockets);
  const messages: StoreBroker["messages"] = [];
  const waiting = new Set<() => void>();
  edge.on("message", (topic, payload, packet) => {
    const body = bodyOf(payload);
    if (body === undefined) return;
    messages.push({ topic, retain: packet.retain, body, atMs: Date.now() });
    for (const look of waiting) look();
  });
  await edge.subscribeAsync("laneway/1/#", { qos: 1 });
  return {
    url,
    edge,
    messages,
    until: <T,>(fits: (topic: string, body: Record<string, unknown>) => boolean, withinMs = 8_000) =>
      new Promise<T>((resolve, reject) => {
        const look = () => {
          const found = messages.find(({ topic, body }) => fits(topic, body));
          if (found === undefined) return;
          clearTimeout(patience);
          waiting.delete(look);
          resolve(found.body as T);
        };
        const patience = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no such message within ${withinMs} ms; last: ${JSON.stringify(messages.slice(-5).map(({ topic, body }) => ({ topic, body })))}`));
        }, withinMs);
        waiting.add(look);
        look();
      }),
    cut() {
      refusing = true;
      for (const socket of sockets) if (!edgeSockets.has(socket)) socket.destroy();
    },
    restore() {
      refusing = false;
    },
    async stop() {
      await edge.endAsync(true);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}

/** A test may send garbage on purpose; it is no message. */
function bodyOf(payload: Buffer): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(payload.toString());
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { serve, type ServerType } from "@hono/node-server";
import { benchAction } from "@laneway/contracts";
import { Hono } from "hono";
import { WebSocket, WebSocketServer } from "ws";
import type { LaneSimulator } from "./lane-simulator.js";

export interface BenchServerSettings {
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
  /** Whose pages may drive the bench. */
  readonly allowedOrigins: readonly string[];
}

export interface BenchServer {
  /** Rejects when the port is taken. Answers the port. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

const bodyLimit = 4_096;
const maximumViewers = 32;
/** Changes within this time are told together. */
const coalesceMs = 25;

/** Origins from which the store's own screens come: the edge server by its configured name and by its local ones. */
export function screenOrigins(host: string, edgePort: number): string[] {
  const names = new Set([host, "localhost", "127.0.0.1", "[::1]"]);
  return [...names].map((name) => `http://${name}:${edgePort}`);
}

/**
 * The bench over HTTP and WebSocket. A page from elsewhere may not drive it: a request that carries an Origin must
 * come from an allowed one, and a Host must be a name of this machine (against rebinding of names).
 */
export function createBenchServer(simulator: LaneSimulator, settings: BenchServerSettings): BenchServer {
  const names = new Set([settings.host, "localhost", "127.0.0.1", "[::1]"]);
  const anyName = settings.host === "0.0.0.0" || settings.host === "::";

  const ownName = (host: string | undefined): boolean => anyName || (host !== undefined && names.has(host.replace(/:\d+$/, "")));
  const mayAsk = (origin: string | undefined, host: string | undefined): boolean =>
    ownName(host) && (origin === undefined || origin === `http://${host}` || settings.allowedOrigins.includes(origin) || (anyName && sameName(origin, host)));

  const app = benchRoutes(simulator, mayAsk);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyLimit });
  let server: ServerType | undefined;
  let forget: (() => void) | undefined;
  let pending: NodeJS.Timeout | undefined;

  function tellAll(): void {
    pending ??= setTimeout(() => {
      pending = undefined;
      const text = JSON.stringify(simulator.state());
      for (const socket of sockets.clients) if (socket.readyState === WebSocket.OPEN) socket.send(text);
    }, coalesceMs);
  }

  function upgrade(request: IncomingMessage, socket: import("node:stream").Duplex, head: Buffer): void {
    const allowed = request.url === "/bench/v1/live" && mayAsk(request.headers.origin, request.headers.host) && sockets.clients.size < maximumViewers;
    if (!allowed) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (viewer) => {
      viewer.on("error", () => viewer.terminate());
      viewer.send(JSON.stringify(simulator.state()));
    });
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const opened = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port });
        server = opened;
        opened.once("error", reject);
        opened.on("upgrade", upgrade);
        opened.once("listening", () => {
          opened.removeListener("error", reject);
          forget = simulator.onChange(tellAll);
          resolve((opened.address() as AddressInfo).port);
        });
      }),
    async stop() {
      forget?.();
      clearTimeout(pending);
      for (const socket of sockets.clients) socket.terminate();
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      if ("closeAllConnections" in closing) closing.closeAllConnections();
      await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
  };
}

function benchRoutes(simulator: LaneSimulator, mayAsk: (origin: string | undefined, host: string | undefined) => boolean): Hono {
  const app = new Hono();
  app.use("*", async (context, next) => {
    const origin = context.req.header("origin");
    if (!mayAsk(origin, context.req.header("host"))) return context.json({ reason: "not-allowed" }, 403);
    if (origin !== undefined) {
      context.header("access-control-allow-origin", origin);
      context.header("vary", "origin");
      context.header("access-control-allow-methods", "GET, POST");
      context.header("access-control-allow-headers", "content-type");
    }
    if (context.req.method === "OPTIONS") return context.body(null, 204);
    return next();
  });
  app.get("/bench/v1/state", (context) => context.json(simulator.state()));
  app.post("/bench/v1/actions", async (context) => {
    const text = await context.req.text();
    const action = text.length > bodyLimit ? undefined : benchAction.safeParse(parseJson(text));
    if (action === undefined || !action.success) {
      const fields = action?.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })) ?? [];
      return context.json({ reason: "invalid-request", fields }, 400);
    }
    if (!(await simulator.act(action.data))) return context.json({ reason: "line-not-found" }, 409);
    return context.json(simulator.state());
  });
  return app;
}

function sameName(origin: string, host: string | undefined): boolean {
  const name = /^https?:\/\/(.+?)(:\d+)?$/.exec(origin)?.[1];
  return name !== undefined && name === host?.replace(/:\d+$/, "");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

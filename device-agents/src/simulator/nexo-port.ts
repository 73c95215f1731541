import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Socket } from "node:net";
import type { DevicePort } from "./device-port.js";
import { listenOn } from "./listening.js";
import type { TestCertificates } from "./test-certificates.js";
import type { Reply } from "./virtual-nexo-terminal.js";

const maximumBodyBytes = 256 * 1_024;

/** The network plug of a simulated nexo terminal: HTTPS, one body and one answer for each request to /nexo/. */
export function openNexoPort(host: string, port: number, certificates: TestCertificates, receive: (body: string, reply: Reply) => void): DevicePort {
  let server: Server | undefined;
  let actualPort = port;
  const sockets = new Set<Socket>();

  function serve(asked: IncomingMessage, answer: ServerResponse): void {
    if (asked.method !== "POST" || asked.url !== "/nexo/") {
      answer.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    asked.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumBodyBytes) asked.destroy();
      else chunks.push(chunk);
    });
    asked.on("end", () => {
      receive(Buffer.concat(chunks).toString("utf8"), (body) => {
        if (body === undefined) answer.destroy();
        else answer.writeHead(200, { "content-type": "application/json" }).end(body);
      });
    });
  }

  function drop(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function listen(): Promise<void> {
    const opening = createServer({ key: certificates.key, cert: certificates.certificate, minVersion: "TLSv1.2" }, serve);
    server = opening;
    opening.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    });
    actualPort = await listenOn(opening, host, actualPort);
  }

  function close(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing === undefined) return Promise.resolve();
    const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
    drop();
    return closed;
  }

  return {
    start: listen,
    stop: close,
    async plug(plugged) {
      if (plugged === (server !== undefined)) return;
      await (plugged ? listen() : close());
    },
    // Answers go with their request; nothing is said unasked.
    send: () => undefined,
    drop,
    get plugged() {
      return server !== undefined;
    },
    get connected() {
      return sockets.size > 0;
    },
    get port() {
      return actualPort;
    },
  };
}

import { connect as connectSocket } from "node:net";
import type { Connect } from "./connection.js";

const connectTimeoutMs = 3_000;

/** A TCP stream with Nagle's delay switched off and keep-alive on, so that a dead peer is noticed. */
export function tcpConnect(address: { readonly host: string; readonly port: number }): Connect {
  return (events) =>
    new Promise((resolve, reject) => {
      const socket = connectSocket({ host: address.host, port: address.port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
      let owner: "opening" | "open" | "closing" | "ended" = "opening";
      const closed = new Promise<void>((done) => socket.once("close", () => done()));
      const fail = (because: string) => {
        if (owner === "opening") {
          owner = "ended";
          reject(new Error(`${address.host}:${address.port}: ${because}`));
        } else if (owner === "open") {
          owner = "ended";
          events.onClosed(because);
        }
        socket.destroy();
      };
      const patience = setTimeout(() => fail(`no connection within ${connectTimeoutMs} ms`), connectTimeoutMs);
      socket.on("error", (error) => fail(error.message));
      socket.on("end", () => fail("closed by the device"));
      socket.on("close", () => {
        clearTimeout(patience);
        fail("closed");
      });
      socket.on("data", (bytes) => {
        if (owner === "open") events.onBytes(bytes);
      });
      socket.once("connect", () => {
        clearTimeout(patience);
        owner = "open";
        resolve({
          write: (bytes) => {
            if (owner === "open") socket.write(bytes);
          },
          close: () => {
            owner = "closing";
            socket.destroy();
            return closed;
          },
        });
      });
    });
}

import { stat } from "node:fs";
import { SerialPort } from "serialport";
import type { Connect, LineSettings } from "./connection.js";

/** How long a port may take to open; a stuck USB adapter must not hold up the lane. */
const openTimeoutMs = 5_000;

/** A dead port may neither end nor fail but spin; that its device file is gone is the sure sign. */
const watchMs = 1_000;

/**
 * A serial port. DTR and RTS are asserted where the port has such lines (USB adapters want DTR; a pseudo-terminal
 * has none, which is no error). The port is locked: a second opener is refused.
 */
export function serialConnect(settings: { readonly path: string } & LineSettings): Connect {
  return (events) =>
    new Promise((resolve, reject) => {
      const port = new SerialPort({ ...settings, autoOpen: false, lock: true });
      let owner: "opening" | "open" | "closing" | "ended" = "opening";
      let watch: NodeJS.Timeout | undefined;
      const end = (because: string) => {
        clearInterval(watch);
        if (owner === "opening") {
          owner = "ended";
          reject(new Error(`${settings.path}: ${because}`));
        } else if (owner === "open") {
          owner = "ended";
          events.onClosed(because);
        }
        if (port.isOpen) port.close(() => undefined);
      };
      const patience = setTimeout(() => end(`did not open within ${openTimeoutMs} ms`), openTimeoutMs);
      port.on("error", (error) => end(error.message));
      port.on("close", (error?: Error | null) => end(error?.message ?? "closed"));
      // An unplugged port is only noticed while somebody reads from it.
      port.on("data", (bytes: Buffer) => {
        if (owner === "open") events.onBytes(bytes);
      });
      port.open((error) => {
        clearTimeout(patience);
        if (error) {
          end(error.message);
          return;
        }
        if (owner !== "opening") {
          port.close(() => undefined);
          return;
        }
        owner = "open";
        watch = setInterval(() => {
          stat(settings.path, (missing) => {
            if (missing !== null && owner === "open") end("the port is gone");
          });
        }, watchMs);
        port.set({ dtr: true, rts: true }, () => undefined);
        resolve({
          write: (bytes) => {
            if (owner === "open") port.write(Buffer.from(bytes));
          },
          close: () =>
            new Promise((done) => {
              owner = "closing";
              clearInterval(watch);
              if (port.isOpen) port.close(() => done());
              else done();
            }),
        });
      });
    });
}

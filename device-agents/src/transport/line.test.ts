import { describe, expect, test } from "vitest";
import { backOffMs } from "./back-off.js";
import type { Connect, ConnectionEvents } from "./connection.js";
import { openLine } from "./line.js";
import { tcpConnect } from "./tcp-connection.js";

describe("the wait before the next attempt", () => {
  test("doubles from a quarter of a second to five seconds, with at most half of it by chance", () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((failures) => backOffMs(failures, 0.999999))).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    expect([0, 1, 2, 3, 4, 5, 50].map((failures) => backOffMs(failures, 0))).toEqual([250, 250, 500, 1_000, 2_000, 2_500, 2_500]);
  });
});

describe("a line", () => {
  /** Connections that open at once and are ended by the test. */
  function scripted() {
    const opened: { events: ConnectionEvents; closed: boolean }[] = [];
    const connect: Connect = (events) => {
      const one = { events, closed: false };
      opened.push(one);
      const close = () => {
        one.closed = true;
        return Promise.resolve();
      };
      return Promise.resolve({ write: () => undefined, close });
    };
    return { opened, connect };
  }
  const soon = (ms = 15) => new Promise((done) => setTimeout(done, ms));

  test("opens again after its end; bytes of an old connection are not heard", async () => {
    const { opened, connect } = scripted();
    const told: string[] = [];
    const line = openLine(connect, { onOpen: () => told.push("open"), onBytes: (bytes) => told.push(`bytes ${bytes[0]}`), onDown: (because, wasOpen) => told.push(`down ${because} ${wasOpen}`) }, { firstMs: 1, maximumMs: 2 });
    line.start();
    line.start();
    await soon();
    opened[0]?.events.onBytes(Uint8Array.of(1));
    opened[0]?.events.onClosed("pulled");
    await soon();
    opened[0]?.events.onBytes(Uint8Array.of(2));
    opened[1]?.events.onBytes(Uint8Array.of(3));
    expect(told).toEqual(["open", "bytes 1", "down pulled true", "open", "bytes 3"]);
    line.reset("silent");
    expect(opened[1]?.closed).toBe(true);
    await soon();
    expect(told.slice(5)).toEqual(["down silent true", "open"]);
    await line.stop();
    expect(opened[2]?.closed).toBe(true);
    opened[2]?.events.onClosed("late");
    await soon();
    expect(told).toHaveLength(7);
    expect(line.write(Uint8Array.of(1))).toBe(false);
  });

  test("stopped while it opens, it closes what opens after that", async () => {
    let finish: (() => void) | undefined;
    let closed = false;
    const connect: Connect = () => new Promise((resolve) => {
      finish = () => resolve({ write: () => undefined, close: () => { closed = true; return Promise.resolve(); } });
    });
    const line = openLine(connect, { onOpen: () => { throw new Error("told after the stop"); }, onBytes: () => undefined, onDown: () => undefined });
    line.start();
    await line.stop();
    finish?.();
    await soon();
    expect(closed).toBe(true);
  });

  test("a refused TCP port is named with its address", async () => {
    await expect(tcpConnect({ host: "127.0.0.1", port: 1 })({ onBytes: () => undefined, onClosed: () => undefined })).rejects.toThrow(/127\.0\.0\.1:1: .*ECONNREFUSED/);
  });
});

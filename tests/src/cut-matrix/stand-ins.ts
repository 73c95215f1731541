import { vi } from "vitest";

/**
 * Puts a simulated world in the place of what the product's parts reach the outside by: MQTT, HTTP servers, sockets and TLS,
 * waiting. Everything else is the product's own code. To be called before any of it is imported.
 */
export function standIn(): void {
  vi.doMock("mqtt", async () => {
    const { connect } = await import("./doorbell.js");
    return { connect, default: { connect } };
  });
  vi.doMock("node:timers/promises", async (original) => ({ ...(await original<object>()), setTimeout: (await import("./virtual-time.js")).waitHere }));
  vi.doMock("@hono/node-server", () => import("./in-process-http.js"));
  vi.doMock("@laneway/device-agents/transport/tcp-connection", () => import("./wires.js"));
  vi.doMock("@laneway/device-agents/transport/https-exchange", () => import("./wires.js"));
  vi.doMock("@laneway/cloud-relay/store/http-exchange", async () => ({ exchange: (await import("./wires.js")).relayExchange }));
  vi.doMock("@laneway/device-agents/agent/attempt-notes", async (original) => {
    const { openAttemptNotes } = await original<typeof import("@laneway/device-agents/agent/attempt-notes")>();
    const { watchNotes } = await import("./wires.js");
    return { openAttemptNotes: (...given: Parameters<typeof openAttemptNotes>) => watchNotes(openAttemptNotes(...given)) };
  });
}

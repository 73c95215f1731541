import { type StoreConfig, simulatedPorts } from "@laneway/contracts";

const wildcards = new Set(["0.0.0.0", "::", "[::]"]);

/** Where a browser finds the broker: on the host it reached us by, when we listen on every one. */
export function mqttWebSocketUrl(config: StoreConfig, requestHost: string | undefined): string {
  return config.mqttWebSocketUrl ?? `ws://${hostFor(config, requestHost)}:${config.ports.mqttWebSocket}`;
}

/** Where a browser finds the virtual hardware of the nth lane (from 0). */
export function benchUrl(config: StoreConfig, laneIndex: number, requestHost: string | undefined): string {
  return `http://${hostFor(config, requestHost)}:${simulatedPorts(config, laneIndex).bench}`;
}

function hostFor(config: StoreConfig, requestHost: string | undefined): string {
  if (!wildcards.has(config.host)) return config.host;
  const name = requestHost?.replace(/:\d+$/, "") ?? "";
  return /^(\[[0-9a-f:]+\]|[a-z0-9.-]{1,253})$/i.test(name) ? name : "127.0.0.1";
}

import { isIP } from "node:net";
import type { StoreConfig } from "@laneway/contracts";

export interface PasskeyParty {
  /** The host name that keys are bound to. */
  readonly rpId: string;
  readonly origin: string;
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Whom passkeys are made for: the store's own address, from its configuration and never from a request. Undefined: browsers give
 * no passkeys to it (a bare IP address, or not encrypted). A store on this machine alone is `localhost`.
 */
export function passkeyParty(config: StoreConfig, port: number): PasskeyParty | undefined {
  const { publicUrl, host } = config;
  if (publicUrl === undefined) return loopback.has(host) ? { rpId: "localhost", origin: `http://localhost:${port}` } : undefined;
  const { hostname, origin, protocol } = new URL(publicUrl);
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 || (protocol !== "https:" && hostname !== "localhost")) return undefined;
  return { rpId: hostname, origin };
}

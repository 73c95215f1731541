import { mqttUser, type Session } from "@laneway/contracts";
import type { Attendant } from "../store/attendants.js";
import { mqttWebSocketUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { signToken } from "./session-token.js";

const attendantSessionMs = 10 * 3_600_000;

/** The session of somebody who has shown who they are, in whichever way. */
export function attendantSession({ config, secrets, clock }: AppDeps, host: string | undefined, attendant: Attendant): Session {
  const { attendantId } = attendant;
  const expiresAtMs = clock.nowMs() + attendantSessionMs;
  const user = mqttUser("attendant");
  return {
    token: signToken({ role: "attendant", attendantId, expiresAtMs }, secrets.sessionKey),
    expiresAtMs,
    storeId: config.store.id,
    mqtt: { url: mqttWebSocketUrl(config, host), username: user, password: secrets.mqtt[user] ?? "" },
    attendant,
  };
}

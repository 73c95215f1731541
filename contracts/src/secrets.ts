import { z } from "zod";

/**
 * Keys between the parts of one store, made at first start and kept in `<dataFolder>/secrets.json` (mode 0600).
 * Never logged, never sent to a screen but the one it belongs to.
 */
export const storeSecrets = z.strictObject({
  /** MQTT password by user name (see `mqttUser`). */
  mqtt: z.record(z.string(), z.string().min(20)),
  /** Key in a kiosk's address, by lane; exchanged for a session. */
  kioskKeys: z.record(z.string(), z.string().min(20)),
  /** Bearer of the relay for the edge's /relay/v1. */
  relayToken: z.string().min(20),
  /** Bearer of this store at headquarters. */
  storeRelayKey: z.string().min(20),
  /** Signs session tokens and e-receipt addresses. */
  sessionKey: z.string().min(32),
  /** Seed (32 bytes) of the Ed25519 key that signs journal and receipts. Added to the keys of an older version at the next start. */
  signingSeed: z.string().regex(/^[A-Za-z0-9_-]{43}$/).optional(),
  /** Sign-in of headquarters' pages and bearer of its admin API. Absent: pages open on a loopback twin only, the admin API is shut. */
  adminToken: z.string().min(20).optional(),
  /** Of payment providers, by provider: our key there, and what its callbacks are signed with. A provider without keys is not used. */
  providers: z.record(z.string(), z.strictObject({ apiKey: z.string().min(20), callbackSecret: z.string().min(20) })).optional(),
});
export type StoreSecrets = z.infer<typeof storeSecrets>;

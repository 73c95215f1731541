import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Who asks. `relay` is the store's own relay, by its bearer. */
export const claims = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("kiosk"), laneId: z.string(), expiresAtMs: z.int() }),
  z.strictObject({ role: z.literal("attendant"), attendantId: z.string(), expiresAtMs: z.int() }),
  /** No session: a second person's word for one command. */
  z.strictObject({ role: z.literal("approval"), attendantId: z.string(), commandId: z.string(), expiresAtMs: z.int() }),
]);
export type Claims = z.infer<typeof claims>;

const longestToken = 1_000;

/** A bearer that only this store can have made: claims, and an HMAC-SHA-256 over them. */
export function signToken(content: Claims, key: string): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${mac(body, key).toString("base64url")}`;
}

/** The claims of a token that is ours and has not expired; else undefined. */
export function readToken(token: string, key: string, nowMs: number): Claims | undefined {
  const [body, signature, ...rest] = token.length > longestToken ? [] : token.split(".");
  if (body === undefined || signature === undefined || rest.length > 0) return undefined;
  const given = Buffer.from(signature, "base64url");
  const wanted = mac(body, key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success && parsed.data.expiresAtMs > nowMs ? parsed.data : undefined;
}

const mac = (body: string, key: string): Buffer => createHmac("sha256", key).update(`session:${body}`).digest();

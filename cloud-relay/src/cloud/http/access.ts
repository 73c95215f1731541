import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { sha256 } from "../../record-hash.js";
import type { Headquarters } from "../headquarters.js";
import { storeOfKey } from "../stores/stores.js";

/** Who is asking: somebody who runs headquarters, somebody who may only look, or one store about itself. */
export type Access =
  | { readonly kind: "admin" }
  | { readonly kind: "reader"; readonly signedIn: boolean }
  | { readonly kind: "store"; readonly storeId: string };

const cookieName = "laneway_headquarters";
const sessionMs = 12 * 3_600_000;

/** Who sends a request, by bearer, by sign-in cookie, or, on a twin, by being on this machine; undefined: nobody known. */
export async function accessOf(headquarters: Headquarters, context: Context): Promise<Access | undefined> {
  const { adminToken, database, now } = headquarters;
  const bearer = /^Bearer (\S{20,200})$/.exec(context.req.header("authorization") ?? "")?.[1];
  if (bearer !== undefined) {
    if (adminToken !== undefined && sameText(bearer, adminToken)) return { kind: "admin" };
    const store = await storeOfKey(database, bearer);
    return store === undefined ? undefined : { kind: "store", storeId: store.storeId };
  }
  if (headquarters.pagesOpen) return { kind: "reader", signedIn: false };
  if (adminToken === undefined) return undefined;
  const [expires = "", proof = ""] = (getCookie(context, cookieName) ?? "").split(".");
  const valid = /^\d{13}$/.test(expires) && Number(expires) > now() && sameText(proof, proofOf(adminToken, expires));
  return valid ? { kind: "reader", signedIn: true } : undefined;
}

/** Whether somebody may read about a store. */
export const mayRead = (access: Access | undefined, storeId: string): boolean =>
  access !== undefined && (access.kind !== "store" || access.storeId === storeId);

/** Signs a reader in for twelve hours. */
export function signIn(context: Context, adminToken: string, nowMs: number): void {
  const expires = String(nowMs + sessionMs);
  setCookie(context, cookieName, `${expires}.${proofOf(adminToken, expires)}`, cookieOptions(context, sessionMs / 1_000));
}

export function signOut(context: Context): void {
  setCookie(context, cookieName, "", cookieOptions(context, 0));
}

const cookieOptions = (context: Context, maxAge: number) =>
  ({ httpOnly: true, sameSite: "Strict", path: "/", maxAge, secure: context.req.url.startsWith("https:") }) as const;

const proofOf = (adminToken: string, expires: string): string =>
  createHmac("sha256", adminToken).update(`headquarters sign-in until ${expires}`).digest("base64url");

/** Compares without telling by its time where the difference is. */
export const sameText = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));

/** At most so many wrong tokens a minute, from everybody together: a token is long, a person mistypes it a few times. */
const maximumWrong = 10;

/** Counts wrong sign-ins; answers whether another try is allowed now. */
export function createSignInLimit(now: () => number): { allowed(): boolean; wrong(): void } {
  let windowStartMs = 0;
  let failures = 0;
  const current = (): number => {
    if (now() - windowStartMs >= 60_000) {
      windowStartMs = now();
      failures = 0;
    }
    return failures;
  };
  return {
    allowed: () => current() < maximumWrong,
    wrong: () => {
      failures = current() + 1;
    },
  };
}

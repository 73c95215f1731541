import { timingSafeEqual } from "node:crypto";
import { approvalHeader } from "@laneway/contracts";
import type { Context } from "hono";
import type { Attendant } from "../store/attendants.js";
import type { AppDeps } from "./app-deps.js";
import { no } from "./no.js";
import { readToken } from "./session-token.js";

export type Caller =
  | { readonly role: "kiosk"; readonly laneId: string }
  | { readonly role: "attendant"; readonly attendant: Attendant }
  | { readonly role: "relay" };

/** Who sent the request, by its bearer. Throws `sign-in-required` when it has none that holds. */
export function callerOf(context: Context, deps: AppDeps): Caller {
  const header = context.req.header("authorization") ?? "";
  const bearer = /^Bearer ([\x21-\x7e]{1,1000})$/.exec(header)?.[1];
  if (bearer === undefined) throw no("sign-in-required");
  if (same(bearer, deps.secrets.relayToken)) return { role: "relay" };
  const claims = readToken(bearer, deps.secrets.sessionKey, deps.clock.nowMs());
  if (claims === undefined || claims.role === "approval") throw no("sign-in-required");
  if (claims.role === "kiosk") return { role: "kiosk", laneId: claims.laneId };
  const attendant = deps.attendants.find(claims.attendantId);
  if (attendant === undefined) throw no("sign-in-required");
  return { role: "attendant", attendant };
}

/** The attendant who asks; anyone else may not. */
export function attendantOf(context: Context, deps: AppDeps): Attendant {
  const caller = callerOf(context, deps);
  if (caller.role !== "attendant") throw no("not-allowed");
  return caller.attendant;
}

/** Who approves this one command with their own PIN or badge; undefined: nobody. The asker is nobody's second person. */
export function approverOf(context: Context, deps: AppDeps, commandId: string, asker: Attendant): Attendant | undefined {
  const token = context.req.header(approvalHeader);
  if (token === undefined) return undefined;
  const claims = readToken(token, deps.secrets.sessionKey, deps.clock.nowMs());
  const approver = claims?.role === "approval" && claims.commandId === commandId ? deps.attendants.find(claims.attendantId) : undefined;
  if (approver === undefined) throw no("second-person-needed");
  if (approver.attendantId === asker.attendantId) throw no("same-person");
  return approver;
}

/** Only the box's relay may. */
export function relayOnly(context: Context, deps: AppDeps): void {
  if (callerOf(context, deps).role !== "relay") throw no("not-allowed");
}

/** A lead or a manager who asks; anyone else may not. */
export function leadOf(context: Context, deps: AppDeps): Attendant {
  const attendant = attendantOf(context, deps);
  if (attendant.role === "attendant") throw no("not-allowed");
  return attendant;
}

/** A kiosk of this lane or an attendant. */
export function callerForLane(context: Context, deps: AppDeps, laneId: string): Caller {
  const caller = callerOf(context, deps);
  if (caller.role === "relay" || (caller.role === "kiosk" && caller.laneId !== laneId)) throw no("not-allowed");
  return caller;
}

export function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

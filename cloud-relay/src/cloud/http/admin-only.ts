import type { Context } from "hono";
import type { Headquarters } from "../headquarters.js";
import { accessOf } from "./access.js";

/** The refusal of whoever has not the admin token; a sign-in cookie is not enough. */
export async function adminOnly(headquarters: Headquarters, context: Context): Promise<Response | undefined> {
  const access = await accessOf(headquarters, context);
  if (access?.kind === "admin") return undefined;
  return access?.kind === "store" ? context.json({ error: "admin-only" }, 403) : context.json({ error: "admin-token-required" }, 401);
}

import type { Context } from "hono";

/** A request's JSON, or undefined when it is none: the schema then names what is missing. */
export async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

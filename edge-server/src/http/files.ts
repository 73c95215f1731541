import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { Context } from "hono";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
};

/** Twins that the build lays beside a file, smallest first. */
const encodings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

/**
 * A file below a folder, or undefined when there is none, it lies outside, or its kind is not served. A browser that
 * takes a compressed twin of the file gets that.
 */
export async function fileAnswer(context: Context, folder: string, path: string, cacheControl: string): Promise<Response | undefined> {
  const type = types[extname(path)];
  const full = normalize(join(folder, path));
  if (type === undefined || path.includes("\0") || !full.startsWith(normalize(folder + sep))) return undefined;
  const headers = { "content-type": type, "cache-control": cacheControl, vary: "accept-encoding" };
  const accepted = acceptedEncodings(context.req.header("accept-encoding") ?? "");
  for (const { name, ending } of encodings) {
    const twin = accepted.has(name) ? await contentOf(`${full}${ending}`) : undefined;
    if (twin !== undefined) return context.body(twin, 200, { ...headers, "content-encoding": name });
  }
  const content = await contentOf(full);
  return content === undefined ? undefined : context.body(content, 200, headers);
}

/** Names in an Accept-Encoding header, but those that it refuses (`;q=0`). */
function acceptedEncodings(header: string): ReadonlySet<string> {
  const offers = header.toLowerCase().split(",").map((offer) => offer.split(";").map((part) => part.trim()));
  return new Set(offers.filter(([, weight]) => weight === undefined || !/^q=0(?:\.0*)?$/.test(weight)).map(([name = ""]) => name));
}

async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch {
    // Absent, a folder, unreadable: for a browser all the same.
    return undefined;
  }
}

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

/** A file below a folder, or undefined when there is none, it lies outside, or its kind is not served. */
export async function fileAnswer(context: Context, folder: string, path: string, cacheControl: string): Promise<Response | undefined> {
  const type = types[extname(path)];
  const full = normalize(join(folder, path));
  if (type === undefined || path.includes("\0") || !full.startsWith(normalize(folder + sep))) return undefined;
  let content: Uint8Array<ArrayBuffer>;
  try {
    content = await readFile(full);
  } catch {
    // Absent, a folder, unreadable: for a browser all the same.
    return undefined;
  }
  return context.body(content, 200, { "content-type": type, "cache-control": cacheControl });
}

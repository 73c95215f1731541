import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

class TooLarge extends Error {}

/**
 * Writes a request's body to a file without holding it in memory, lets `use` work with the file, and removes it.
 * Answers undefined when the body is longer than allowed.
 */
export async function withBodyFile<T>(body: ReadableStream | null, mostBytes: number, use: (path: string) => Promise<T>): Promise<T | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "laneway-import-"));
  try {
    const path = join(folder, "price-book");
    let bytes = 0;
    const limit = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > mostBytes) done(new TooLarge());
        else done(null, chunk);
      },
    });
    await pipeline(body === null ? Readable.from([]) : Readable.fromWeb(body), limit, createWriteStream(path, { mode: 0o600 }));
    return await use(path);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

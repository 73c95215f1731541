import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/** Replaces a file's content; on disk when it returns. */
export function writeDurably(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.new`, "w", 0o600);
  try {
    writeSync(file, JSON.stringify(content));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  // A new name outlasts a power cut only when its folder was synced too.
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A file's content, or `usual` when there is none or it is damaged, which is told. */
export function readDurable<S extends z.ZodType>(path: string, schema: S, usual: z.infer<S>, onDamage: (because: string) => void): z.infer<S> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") onDamage((error as Error).message);
    return usual;
  }
}

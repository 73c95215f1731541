import { readFileSync } from "node:fs";
import { z } from "zod";

const frame = z.strictObject({ name: z.string(), bytes: z.string(), readings: z.array(z.unknown()) });
const damaged = z.strictObject({ name: z.string(), bytes: z.string(), fault: z.string(), readings: z.array(z.unknown()).default([]) });
const captureFile = z.strictObject({ protocol: z.string(), source: z.string(), noise: z.array(z.string()), frames: z.array(frame), damaged: z.array(damaged) });

/** Bytes a device sent, and what they mean. */
export type Capture = z.infer<typeof captureFile>;

export function readCapture(protocol: string): Capture {
  return captureFile.parse(JSON.parse(readFileSync(new URL(`../../captures/${protocol}.json`, import.meta.url), "utf8")));
}

/** `0D 0A` as bytes. */
export function fromHex(text: string): Uint8Array {
  const pairs = text.trim() === "" ? [] : text.trim().split(/\s+/);
  return Uint8Array.from(pairs, (pair) => {
    if (!/^[0-9A-Fa-f]{2}$/.test(pair)) throw new Error(`"${pair}" is not a byte in hex`);
    return Number.parseInt(pair, 16);
  });
}

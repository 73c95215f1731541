import { readBerLength } from "./tlv.js";

/** How long a bitmap is: a fixed count, a length of two or three decimal digits, or BER. */
type Layout = number | "LL" | "LLL" | "ber";

/** PA00P015 §13. A bitmap that is not listed has an unknown length, and parsing stops there. */
const layouts: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [0x01, 1], [0x02, 1], [0x03, 1], [0x04, 6], [0x05, 1], [0x06, "ber"],
  [0x0b, 3], [0x0c, 3], [0x0d, 2], [0x0e, 2], [0x17, 2], [0x19, 1],
  [0x22, "LL"], [0x23, "LL"], [0x24, "LLL"], [0x27, 1], [0x29, 4], [0x2a, 15], [0x2d, "LL"], [0x2e, "LLL"],
  [0x37, 3], [0x3a, 2], [0x3b, 8], [0x3c, "LLL"], [0x3d, 3], [0x49, 2], [0x60, "LLL"],
  [0x70, 4], [0x71, 4], [0x72, 4], [0x73, 4], [0x74, 4], [0x75, 4],
  [0x87, 2], [0x88, 3], [0x8a, 1], [0x8b, "LL"], [0x8c, 1], [0x92, "LLL"], [0x9a, "LLL"],
  [0xa0, 1], [0xa7, "LL"], [0xaa, 3], [0xaf, "LLL"], [0xba, 5],
  [0xd0, 1], [0xd1, "LL"], [0xd2, 1], [0xd3, 1], [0xe0, 1],
  [0xe1, "LL"], [0xe2, "LL"], [0xe3, "LL"], [0xe4, "LL"], [0xe5, "LL"], [0xe6, "LL"], [0xe7, "LL"], [0xe8, "LL"],
  [0xe9, 1], [0xea, 1], [0xeb, 8], [0xf0, 1],
  [0xf1, "LL"], [0xf2, "LL"], [0xf3, "LL"], [0xf4, "LL"], [0xf5, "LL"], [0xf6, "LL"], [0xf7, "LL"], [0xf8, "LL"],
  [0xf9, 1], [0xfa, 1], [0xfb, 1], [0xfc, 1], [0xfd, 1],
]);

/** Card numbers and tracks: never handed out by `readBitmaps`. */
const cardData: ReadonlySet<number> = new Set([0x22, 0x23, 0x24, 0x2d, 0x2e, 0x3a]);

export interface Bitmaps {
  /** The last of each kind; card numbers and tracks are not in it. */
  readonly fields: ReadonlyMap<number, Uint8Array>;
  /** Last four digits of the card number when the terminal sent them in clear; all that is kept of it. */
  readonly cardLastFour: string | undefined;
  /** Everything was understood. False: an unlisted bitmap or a cut-off one ended the reading early. */
  readonly complete: boolean;
}

/**
 * Reads the bitmaps of an APDU from `start` on, in whatever order they come. What comes after an unlisted bitmap
 * is not guessed; what came before it counts.
 */
export function readBitmaps(data: Uint8Array, start = 0): Bitmaps {
  const fields = new Map<number, Uint8Array>();
  let cardLastFour: string | undefined;
  let at = start;
  while (at < data.length) {
    const tag = data[at] ?? 0;
    const layout = layouts.get(tag);
    const extent = layout === undefined ? undefined : extentOf(data, at + 1, layout);
    if (extent === undefined || extent.next > data.length) return { fields, cardLastFour, complete: false };
    const value = data.slice(extent.from, extent.next);
    if (tag === 0x22) cardLastFour = lastFourOf(value);
    if (!cardData.has(tag)) fields.set(tag, value);
    at = extent.next;
  }
  return { fields, cardLastFour, complete: true };
}

function extentOf(data: Uint8Array, at: number, layout: Layout): { from: number; next: number } | undefined {
  if (typeof layout === "number") return { from: at, next: at + layout };
  if (layout === "ber") {
    const length = readBerLength(data, at);
    return length === undefined ? undefined : { from: length.next, next: length.next + length.value };
  }
  const digits = layout === "LL" ? 2 : 3;
  let length = 0;
  for (let index = 0; index < digits; index += 1) {
    const nibble = (data[at + index] ?? 0xff) & 0x0f;
    if (nibble > 9) return undefined;
    length = length * 10 + nibble;
  }
  return { from: at + digits, next: at + digits + length };
}

/** Digits of a card number come packed, `E` masking one and `F` filling the end. */
function lastFourOf(packed: Uint8Array): string | undefined {
  const text = Array.from(packed, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const tail = text.replace(/f$/, "").slice(-4);
  return /^\d{4}$/.test(tail) ? tail : undefined;
}

/** One element of a BER-TLV container; a constructed one is read again by `readTlv(element.value)`. */
export interface TlvElement {
  readonly tag: number;
  readonly value: Uint8Array;
}

/**
 * Reads the elements of a TLV container (ZVT BMP 06). Tags of one or two bytes, BER lengths (one byte below 80,
 * `81 nn`, `82 hh ll`). Stops at the first element that is not whole and answers what it has.
 */
export function readTlv(bytes: Uint8Array): TlvElement[] {
  const elements: TlvElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    let tag = bytes[at++] ?? 0;
    if ((tag & 0x1f) === 0x1f) {
      const second = bytes[at++];
      if (second === undefined) break;
      tag = (tag << 8) | second;
    }
    const length = readBerLength(bytes, at);
    if (length === undefined || length.next + length.value > bytes.length) break;
    elements.push({ tag, value: bytes.slice(length.next, length.next + length.value) });
    at = length.next + length.value;
  }
  return elements;
}

/** A BER length at `at`: its value and where the content begins, or undefined when it is cut off. */
export function readBerLength(bytes: Uint8Array, at: number): { value: number; next: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { value: first, next: at + 1 };
  const count = first & 0x7f;
  if (count !== 1 && count !== 2) return undefined;
  const high = bytes[at + 1];
  const low = bytes[at + 2];
  if (high === undefined) return undefined;
  if (count === 1) return { value: high, next: at + 2 };
  return low === undefined ? undefined : { value: (high << 8) | low, next: at + 3 };
}

export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  const tagBytes = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  const length = value.length;
  const lengthBytes = length < 0x80 ? [length] : length <= 0xff ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([...tagBytes, ...lengthBytes, ...value]);
}

/** The first element with this tag at any depth; constructed tags have bit 6 of their first byte set. */
export function findTlv(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  for (const element of readTlv(bytes)) {
    if (element.tag === tag) return element.value;
    const first = element.tag > 0xff ? element.tag >> 8 : element.tag;
    const inside = (first & 0x20) === 0 ? undefined : findTlv(element.value, tag);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

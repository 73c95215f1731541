/** Digits as packed BCD, two in a byte, left-padded with zeros to `byteCount` bytes. Throws when they do not fit. */
export function encodeBcd(digits: string, byteCount: number): Uint8Array {
  if (!/^\d*$/.test(digits) || digits.length > byteCount * 2) throw new Error(`${digits.length} digits do not fit ${byteCount} BCD bytes`);
  const padded = digits.padStart(byteCount * 2, "0");
  return Uint8Array.from({ length: byteCount }, (_, index) => Number.parseInt(padded.slice(index * 2, index * 2 + 2), 16));
}

/** The hex digits of packed BCD as text; `E` stands for a masked digit in card numbers. */
export function bcdText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
}

/** A whole number from packed BCD, or undefined when a nibble is no digit. */
export function bcdNumber(bytes: Uint8Array): number | undefined {
  const text = bcdText(bytes);
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

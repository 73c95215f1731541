/**
 * A new command id: 128 random bits, written as a UUID (RFC 9562, version 4): the store knows by its form that digits in it
 * are chance and no card number. Minted once per tap, kept for every retry. Works without a secure context.
 */
export function mintCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

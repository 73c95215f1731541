/** A new command id: 128 random bits. Minted once per tap, kept for every retry. Works without a secure context. */
export function mintCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** No character that can be taken for another, on paper or spoken. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const length = 6;

/** Six readable characters for a suspended basket, always the same for the same command. FNV-1a, 32 bits. */
export function tokenOf(commandId: string): string {
  let hash = 0x811c9dc5;
  for (const character of commandId)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  let token = "";
  for (let at = 0; at < length; at += 1) {
    token += alphabet[hash % alphabet.length];
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  }
  return token;
}

/**
 * Code page 858: CP850 with the euro sign. Chosen because every ESC/POS printer has it (`ESC t 19`) and it holds the
 * letters of Western Europe; what it lacks is transliterated before it gets here (printable-text.ts).
 */
export const codePage858 = {
  /** `ESC t n`. */
  select: 19,
  high:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
} as const;

const byteOf = new Map(Array.from(codePage858.high, (character, index) => [character, 0x80 + index]));

/** The byte of one character, or undefined when the printer has no such character. Control characters have none. */
export function codePageByte(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return code;
  return byteOf.get(character);
}

/** The characters of printer bytes, for drawing paper; control bytes become nothing. */
export function codePageText(bytes: Iterable<number>): string {
  let text = "";
  for (const byte of bytes) {
    if (byte >= 0x80) text += codePage858.high[byte - 0x80] ?? "";
    else if (byte >= 0x20 && byte !== 0x7f) text += String.fromCharCode(byte);
  }
  return text;
}

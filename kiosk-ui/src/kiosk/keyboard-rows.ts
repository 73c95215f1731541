/** Letters of a keyboard on the screen, by language; a language without its own gets English. Shopping needs no capitals. */
export const keyboardRows: Readonly<Record<string, readonly string[]>> = {
  en: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
  de: ["qwertzuiopü", "asdfghjklöä", "yxcvbnmß"],
  ar: ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظذأإ"],
};
export const digitRow = "1234567890";

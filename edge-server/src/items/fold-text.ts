const germanPairs: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const arabicLetters: Readonly<Record<string, string>> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", ؤ: "و", ئ: "ي" };
const latinLetters: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ı: "i" };

/**
 * A text as search compares it: lower case, without accents, Arabic vowel signs and stretching; the spellings of alef,
 * yeh and teh marbuta made one. "Äpfel" → "apfel", "إجاصٌ" → "اجاص".
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßøæœłđı]/g, (letter) => latinLetters[letter] ?? letter)
    .replace(/[أإآٱىةؤئ]/g, (letter) => arabicLetters[letter] ?? letter)
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640]/gu, "");
}

/** The words of a text, folded: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words under which a name is found: as folded, and with umlauts written out ("aepfel") when there are any. */
export function indexedWords(name: string): string[] {
  const words = foldedWords(name);
  const lower = name.toLowerCase().normalize("NFC");
  if (!/[äöü]/.test(lower)) return words;
  const writtenOut = foldedWords(lower.replace(/[äöüß]/g, (letter) => germanPairs[letter] ?? letter));
  return [...words, ...writtenOut.filter((word) => !words.includes(word))];
}

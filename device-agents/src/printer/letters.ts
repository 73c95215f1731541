/**
 * Letters of other scripts in Latin letters, for receipt printers that hold no font for them. Simplified romanisations
 * (ISO 9, ISO 843, ISO 233 and ISO 259 without their diacritics); meant to be recognised, not to be converted back.
 */
const romanised: Readonly<Record<string, string>> = {
  // Latin letters that do not decompose
  ł: "l", Ł: "L", đ: "d", Đ: "D", ħ: "h", Ħ: "H", œ: "oe", Œ: "OE", ŧ: "t", Ŧ: "T", ŋ: "n", ı: "i", ĸ: "k", ſ: "s", ẞ: "SS", ə: "e",
  // Greek
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x", ο: "o", π: "p",
  ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
  // Cyrillic
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", ђ: "dj", ѓ: "gj", е: "e", є: "ye", ё: "yo", ж: "zh", з: "z", ѕ: "dz", и: "i", і: "i", ї: "yi",
  й: "j", ј: "j", к: "k", ќ: "kj", л: "l", љ: "lj", м: "m", н: "n", њ: "nj", о: "o", п: "p", р: "r", с: "s", т: "t", ћ: "c", у: "u", ў: "u", ф: "f",
  х: "h", ц: "ts", ч: "ch", џ: "dz", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya",
  // Hebrew
  א: "a", ב: "b", ג: "g", ד: "d", ה: "h", ו: "v", ז: "z", ח: "h", ט: "t", י: "y", כ: "k", ך: "k", ל: "l", מ: "m", ם: "m", נ: "n", ן: "n",
  ס: "s", ע: "a", פ: "p", ף: "f", צ: "ts", ץ: "ts", ק: "q", ר: "r", ש: "sh", ת: "t",
  // Arabic, with the letters Persian and Urdu add
  ا: "a", آ: "a", أ: "a", إ: "i", ب: "b", پ: "p", ت: "t", ث: "th", ج: "j", چ: "ch", ح: "h", خ: "kh", د: "d", ذ: "dh", ر: "r", ز: "z", ژ: "zh",
  س: "s", ش: "sh", ص: "s", ض: "d", ط: "t", ظ: "z", ع: "a", غ: "gh", ف: "f", ق: "q", ک: "k", ك: "k", گ: "g", ل: "l", م: "m", ن: "n", ه: "h",
  ة: "a", و: "w", ؤ: "w", ي: "y", ی: "y", ى: "a", ئ: "y", ء: "", "،": ",", "؛": ";", "؟": "?", "ـ": "",
};

/** Signs that only look different; they need no mark. */
const plain: Readonly<Record<string, string>> = {
  "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u3000": " ", "\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
  "\u2018": "'", "\u2019": "'", "\u201a": ",", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2026": "...", "\u2022": "*", "\u2122": "(TM)", "\u2032": "'", "\u2033": '"',
  "\u066b": ".", "\u066c": ",",
};

/** Digits of other scripts, by the code point of their zero. */
const zeros: readonly number[] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];

/** Latin letters for one character, and whether they are another script's and should be marked; undefined: none known. */
export function romanise(character: string): { readonly text: string; readonly foreign: boolean } | undefined {
  const sign = plain[character];
  if (sign !== undefined) return { text: sign, foreign: false };
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => code >= first && code <= first + 9);
  if (zero !== undefined) return { text: String(code - zero), foreign: false };
  const lower = character.toLowerCase();
  const letters = romanised[character] ?? romanised[lower];
  if (letters === undefined) return undefined;
  const capital = romanised[character] === undefined && letters !== "";
  return { text: capital ? letters.charAt(0).toUpperCase() + letters.slice(1) : letters, foreign: code >= 0x0370 };
}

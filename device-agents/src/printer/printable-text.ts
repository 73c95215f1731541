import { codePageByte } from "./code-page.js";
import { romanise } from "./letters.js";

/** Stands before a word that was put into Latin letters: what follows is not how it is written. */
const foreignMark = "~";
/** Stands for a character that could not be put into Latin letters at all. */
const missingMark = "¤";

/**
 * Text as the printer can print it, one character a column: control characters go (an item name must not be able to
 * send the printer commands), known characters stay, accents that the code page lacks are dropped, other scripts are
 * put into Latin letters and marked with `~`, and what remains becomes `¤`. Never garbage, never silently.
 */
export function printableText(text: string): string {
  let out = "";
  let inForeignWord = false;
  for (const character of text.normalize("NFC")) {
    const direct = codePageByte(character) !== undefined && character !== "\u00a0" && character !== "\u00ad";
    if (direct) {
      inForeignWord = inForeignWord && /\p{L}/u.test(character);
      out += character;
      continue;
    }
    // Controls, format characters (joiners, direction marks) and lone surrogates have no place on paper.
    if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character)) continue;
    for (const piece of pieces(character)) {
      if (piece.foreign && !inForeignWord) out += foreignMark;
      inForeignWord = piece.foreign || (inForeignWord && piece.text === "");
      out += piece.text;
    }
  }
  return out;
}

/** Scripts that the bundled fonts have letters for. */
const drawnScripts = /[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Has this text letters that the printer lacks and that we can draw? */
export function isDrawn(text: string): boolean {
  return [...text].some((character) => drawnScripts.test(character) && codePageByte(character) === undefined);
}

/** Text to be drawn: what would act on the line rather than stand on it goes, and so do direction marks, which the line itself sets. */
export function withoutControls(text: string): string {
  return text.normalize("NFC").replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}

function pieces(character: string): readonly { readonly text: string; readonly foreign: boolean }[] {
  const known = romanise(character);
  if (known !== undefined) return [known];
  const base = [...character.normalize("NFKD")].filter((part) => !/\p{M}/u.test(part));
  if (base.length === 0) return [{ text: "", foreign: false }];
  return base.map((part) => {
    const romanised = romanise(part);
    if (romanised !== undefined) return romanised;
    if (codePageByte(part) !== undefined) return { text: part, foreign: false };
    return /\s/u.test(part) ? { text: " ", foreign: false } : { text: missingMark, foreign: false };
  });
}

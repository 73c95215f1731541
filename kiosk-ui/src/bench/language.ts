import { benchTexts as ar } from "../locale/bench.ar.js";
import { benchTexts as de } from "../locale/bench.de.js";
import { benchTexts as en } from "../locale/bench.en.js";
import { pageWords } from "../locale/page-words.js";
import type { BenchWords } from "./contexts.js";

/** The bench's words in a language. */
export const benchWords = (locale: string): BenchWords => pageWords(locale, { en, de, ar });

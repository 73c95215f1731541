import { pageWords } from "../locale/page-words.js";
import { startTexts as ar } from "../locale/start.ar.js";
import { startTexts as de } from "../locale/start.de.js";
import { startTexts as en, type StartKey } from "../locale/start.en.js";
import type { Words } from "../locale/words.js";

export type StartWords = Words<StartKey>;
/** The start page's words in a language. */
export const startWords = (locale: string): StartWords => pageWords(locale, { en, de, ar });

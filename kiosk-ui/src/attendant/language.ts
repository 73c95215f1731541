import { attendantTexts as ar } from "../locale/attendant.ar.js";
import { attendantTexts as de } from "../locale/attendant.de.js";
import { attendantTexts as en } from "../locale/attendant.en.js";
import { pageWords } from "../locale/page-words.js";
import type { AttendantWords } from "./contexts.js";

/** The station's words in a language. */
export const attendantWords = (locale: string): AttendantWords => pageWords(locale, { en, de, ar });

import { pageWords } from "../locale/page-words.js";
import { receiptTexts as ar } from "../locale/receipt.ar.js";
import { receiptTexts as de } from "../locale/receipt.de.js";
import { receiptTexts as en, type ReceiptKey } from "../locale/receipt.en.js";
import type { Words } from "../locale/words.js";

export type ReceiptWords = Words<ReceiptKey>;
/** The e-receipt's words in a language. */
export const receiptWords = (locale: string): ReceiptWords => pageWords(locale, { en, de, ar });

import type { SlipPaper } from "@laneway/contracts";
import { banner, centred, latinDigits, type PageWords, type PaperColumns, type PaperPart, space } from "./receipt-layout.js";
import { receiptWords } from "./receipt-words.js";

/** Lays a saved basket's slip out: its number, to be scanned or typed, and since when. Nothing of what is in it. */
export function layOutSlip({ storeName, token, locale, savedAtMs, timeZone, training }: SlipPaper, columns: PaperColumns = 48): PaperPart[] {
  const words = receiptWords(locale);
  const page: PageWords = { columns, words };
  const when = new Intl.DateTimeFormat(latinDigits(words.locale), { timeZone, dateStyle: "short", timeStyle: "short" }).format(savedAtMs);
  return [
    ...centred(storeName, page, "title"),
    space,
    ...(training ? [banner(words.training, page)] : []),
    banner(words.slip, page),
    space,
    { kind: "qr", data: token },
    ...centred(token, page, "title"),
    space,
    ...centred(words.slipScan, page),
    ...centred(when, page),
  ];
}

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isGtin } from "@laneway/domain/item/gtin";
import { passesLuhn } from "@laneway/domain/item/read-code";

export interface Found {
  readonly where: string;
  readonly what: string;
}

/** Every file below a folder, read whole: databases with their free pages, logs, profiles. */
export function searchFolder(folder: string, fed: ReadonlyMap<string, string>): { readonly found: Found[]; readonly files: number; readonly bytes: number } {
  const found: Found[] = [];
  let [files, bytes] = [0, 0];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined || !status.isFile()) continue;
    const content = readFileSync(path);
    files += 1;
    bytes += content.length;
    found.push(...searchBytes(name, content, fed));
  }
  return { found, files, bytes };
}

/** Looks for fed numbers, and for anything else that could be a card's, in texts of one byte a letter and of two. */
export function searchBytes(where: string, content: Buffer, fed: ReadonlyMap<string, string>): Found[] {
  const found = new Map<string, Found>();
  for (const text of [content.toString("latin1"), content.toString("utf16le"), content.subarray(1).toString("utf16le")]) {
    for (const [run] of text.matchAll(/\d(?:[ -]?\d){12,}/g)) {
      const digits = run.replace(/[ -]/g, "");
      // A fed number may stand inside a longer run, e.g. with an expiry date behind it.
      for (const [number, input] of fed) if (digits.includes(number)) found.set(number, { where, what: `${number}, fed to ${input}` });
    }
    for (const [run] of text.matchAll(/(?<![0-9A-Za-z_.+-])[2-6]\d{12,18}(?![0-9A-Za-z_.+-])/g)) {
      if (!fed.has(run) && looksLikeCard(run)) found.set(run, { where, what: `${run}, which nobody fed` });
    }
  }
  return [...found.values()];
}

/** Lengths and beginnings of the schemes (ISO/IEC 7812): Visa, Mastercard, American Express, Discover, UnionPay, JCB. */
const schemes = /^(4\d{12}|4\d{15}|4\d{18}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(011|5\d\d)\d{12}|62\d{14,17}|35\d{14})$/;

const looksLikeCard = (digits: string): boolean => schemes.test(digits) && passesLuhn(digits) && !isGtin(digits);

import { err, ok, type Result } from "@laneway/contracts";
import { hasCheckDigit } from "./gtin.js";

/** What a GS1 element string says about one trade item. Dates are `YYYY-MM-DD`. */
export interface TradeItemData {
  readonly lot: string | undefined;
  readonly expiryDate: string | undefined;
  readonly serial: string | undefined;
  readonly weightGrams: number | undefined;
  readonly count: number | undefined;
  readonly priceMinor: number | undefined;
}

/** Reads bracketed `(01)…(10)…` or plain element strings (FNC1 as GS, 0x1D). */
export function readElementString(data: string): Result<{ gtin14: string | undefined } & TradeItemData, string> {
  const elements = data.startsWith("(") ? bracketed(data) : plain(data);
  if (elements === undefined) return err("grammar");
  const gtin14 = elements.get("01");
  if (gtin14 !== undefined && !hasCheckDigit(gtin14)) return err("check-digit");
  let weightGrams: number | undefined;
  for (const [ai, value] of elements) if (/^310[0-5]$/.test(ai)) weightGrams = gramsOf(value, Number(ai[3]));
  const count = elements.get("30");
  const expiry = elements.get("17");
  const expiryDate = expiry === undefined ? undefined : dateOf(expiry);
  return ok({ gtin14, lot: elements.get("10"), serial: elements.get("21"), weightGrams, expiryDate, count: count === undefined ? undefined : Number(count), priceMinor: undefined });
}

const gramsOf = (digits: string, decimals: number): number =>
  decimals <= 3 ? Number(digits) * 10 ** (3 - decimals) : Math.floor(Number(digits) / 10 ** (decimals - 3));

const dateOf = (yymmdd: string): string => `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`;

function bracketed(data: string): Map<string, string> | undefined {
  if (!/^(\(\d{2,4}\)[^()]+)+$/.test(data)) return undefined;
  return new Map([...data.matchAll(/\((\d{2,4})\)([^()]+)/g)].map(([, ai = "", value = ""]) => [ai, value]));
}

const fixed: readonly [RegExp, number, number][] = [
  [/^0[0]/, 2, 18], [/^0[123]/, 2, 14], [/^1[1-7]/, 2, 6], [/^20/, 2, 2], [/^3[1-6]/, 4, 6], [/^41/, 3, 13],
];
const variable: readonly [RegExp, number][] = [[/^(10|21|22|30|37|90)/, 2], [/^(24|25|40|42)/, 3], [/^39/, 4], [/^[78]/, 4], [/^9[1-9]/, 2]];

function plain(data: string): Map<string, string> | undefined {
  const elements = new Map<string, string>();
  let at = data.startsWith("\u001d") ? 1 : 0;
  while (at < data.length) {
    const rest = data.slice(at);
    const row = fixed.find(([pattern]) => pattern.test(rest));
    const width = row?.[1] ?? variable.find(([pattern]) => pattern.test(rest))?.[1];
    if (width === undefined) return undefined;
    const end = row === undefined ? rest.indexOf("\u001d") : width + row[2];
    const value = rest.slice(width, end === -1 ? rest.length : end);
    if (value === "" || (row !== undefined && value.length !== row[2])) return undefined;
    elements.set(rest.slice(0, width), value);
    at += end === -1 ? rest.length : end;
    if (data[at] === "\u001d") at += 1;
  }
  return elements.size > 0 ? elements : undefined;
}

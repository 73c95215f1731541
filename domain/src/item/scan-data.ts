import { err, ok, type Result } from "@laneway/contracts";
import { type Element, plainOf, readPlain } from "./element-string.js";
import { checkDigitOf, hasCheckDigit, isDigits } from "./gtin.js";

/*
 * What a scanner transmits (AIM identifier, then data) and what a symbol holds, in both directions. In the
 * symbol's data a leading `^` is FNC1, further ones separate elements; `|` leads to the composite part; a
 * plain text that begins with `^` is written `\^`.
 */
export interface SymbolContent {
  readonly symbology: string;
  readonly data: string;
}

type Family = "gs1-128" | "databar" | "matrix" | "ean-13" | "ean-8";
interface Symbology {
  readonly name: string;
  readonly family: Family;
  /** AIM identifier of plain data, and of GS1 data. */
  readonly plainAim: string;
  readonly gs1Aim: string;
  /** Digits of a plain number, 0: any text. */
  readonly digits: number;
}

const symbology = (
  name: string,
  family: Family,
  plainAim: string,
  gs1Aim: string,
  digits: number,
): Symbology => ({ name, family, plainAim, gs1Aim, digits });

const symbologies: readonly Symbology[] = [
  symbology("QR", "matrix", "]Q1", "]Q3", 0),
  symbology("DM", "matrix", "]d1", "]d2", 0),
  symbology("DotCode", "matrix", "]J0", "]J1", 0),
  symbology("GS1_128_CCA", "gs1-128", "", "]C1", 0),
  symbology("GS1_128_CCC", "gs1-128", "", "]C1", 0),
  symbology("DataBarExpanded", "databar", "", "]e0", 0),
  symbology("DataBarOmni", "databar", "]e0", "]e0", 14),
  symbology("DataBarTruncated", "databar", "]e0", "]e0", 14),
  symbology("DataBarStacked", "databar", "]e0", "]e0", 14),
  symbology("DataBarStackedOmni", "databar", "]e0", "]e0", 14),
  symbology("DataBarLimited", "databar", "]e0", "]e0", 14),
  symbology("EAN13", "ean-13", "]E0", "", 13),
  symbology("UPCA", "ean-13", "]E0", "", 12),
  symbology("UPCE", "ean-13", "]E0", "", 12),
  symbology("EAN8", "ean-8", "]E4", "", 8),
];

const gs = "\u001d";
const fnc1 = "^";
const refuse = (error: string): Result<never, string> => err(error);

/** UPC-A numbers that a UPC-E can stand for. */
const zeroSuppressible =
  /^[01]([0-9]{2}[0-2]0000[0-9]{3}|[0-9]{3}00000[0-9]{2}|[0-9]{4}00000[0-9]|[0-9]{5}0000[5-9])[0-9]$/;

/**
 * What a scanner transmits for a symbol. `addCheckDigit`: the number of an EAN/UPC or DataBar comes without
 * its check digit.
 */
export function writeScanData(content: SymbolContent, addCheckDigit = false): Result<string, string> {
  const row = symbologies.find(({ name }) => name === content.symbology);
  if (row === undefined) return refuse("unknown-symbology");
  const bar = content.data.indexOf("|");
  const isMatrix = row.family === "matrix";
  const linear = bar === -1 || isMatrix ? content.data : content.data.slice(0, bar);
  const composite = bar === -1 || isMatrix ? undefined : content.data.slice(bar + 1);
  if (row.digits > 0) return writeNumber(row, linear, composite, addCheckDigit);
  if (!linear.startsWith(fnc1)) {
    if (!isMatrix) return refuse("element-string-needed");
    return ok(row.plainAim + (/^\\+\^/.test(linear) ? linear.slice(1) : linear));
  }
  const elements: Element[] = [];
  for (const part of composite === undefined ? [linear] : [linear, composite]) {
    const read = part.startsWith(fnc1) ? readPlain(part.slice(1), fnc1) : undefined;
    if (read?.ok !== true) return refuse("element-string");
    elements.push(...read.value);
  }
  return ok((composite === undefined ? row.gs1Aim : "]e0") + plainOf(elements, gs));
}

function writeNumber(
  row: Symbology,
  linear: string,
  composite: string | undefined,
  addCheckDigit: boolean,
): Result<string, string> {
  const element = linear.startsWith(`${fnc1}01`) ? linear.slice(3) : undefined;
  if (element !== undefined && !/^0*$/.test(element.slice(0, -row.digits))) return refuse("length");
  const bare = element?.slice(-row.digits) ?? linear;
  if (!isDigits(bare) || bare.length !== row.digits - (addCheckDigit ? 1 : 0)) return refuse("length");
  const number = addCheckDigit ? `${bare}${checkDigitOf(bare)}` : bare;
  if (!hasCheckDigit(number)) return refuse("check-digit");
  if (row.name === "UPCE" && !zeroSuppressible.test(number)) return refuse("not-zero-suppressible");
  if (row.name === "DataBarLimited" && !/^[01]/.test(number)) return refuse("leading-digit");
  let more = "";
  if (composite !== undefined) {
    const read = composite.startsWith(fnc1) ? readPlain(composite.slice(1), fnc1) : undefined;
    if (read?.ok !== true) return refuse("element-string");
    more = plainOf(read.value, gs);
  }
  if (row.family === "databar") return ok(`]e001${number}${more}`);
  return ok(
    `${row.plainAim}${row.family === "ean-13" ? number.padStart(13, "0") : number}${more === "" ? "" : `|]e0${more}`}`,
  );
}

/**
 * What symbol a scanner's transmission came from. Refuses an unknown identifier, a wrong check digit, a bad
 * element string.
 */
export function readScanData(text: string): Result<SymbolContent, string> {
  const aim = text.slice(0, 3);
  const data = text.slice(3);
  const row = symbologies.find(
    ({ plainAim, gs1Aim, digits }) =>
      aim.length === 3 && (gs1Aim === aim || (plainAim === aim && digits !== 14)),
  );
  if (row === undefined) return refuse("unknown-symbology");
  if (row.family === "ean-13" || row.family === "ean-8") return readNumber(row, data);
  if (aim === row.gs1Aim) {
    if (data.includes(fnc1)) return refuse("element-string");
    const read = readPlain(data, gs);
    return read.ok
      ? ok({ symbology: row.name, data: fnc1 + data.replaceAll(gs, fnc1) })
      : refuse("element-string");
  }
  return ok({ symbology: row.name, data: /^\\*\^/.test(data) ? `\\${data}` : data });
}

function readNumber(row: Symbology, data: string): Result<SymbolContent, string> {
  const bar = data.indexOf("|]e0");
  const number = bar === -1 ? data : data.slice(0, bar);
  const composite = bar === -1 ? undefined : data.slice(bar + 4);
  const length = row.family === "ean-8" ? 8 : 13;
  if (number.length !== length || !hasCheckDigit(number)) return refuse("check-digit");
  if (composite === undefined) return ok({ symbology: row.name, data: number });
  if (!readPlain(composite, gs).ok) return refuse("element-string");
  return ok({ symbology: row.name, data: `${number}|${fnc1}${composite.replaceAll(gs, fnc1)}` });
}

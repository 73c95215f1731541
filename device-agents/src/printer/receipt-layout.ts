import type { Receipt, ReceiptLine } from "@laneway/contracts";
import { isDrawn, printableText, withoutControls } from "./printable-text.js";
import { receiptWords, type ReceiptWords } from "./receipt-words.js";

export type TextStyle = "plain" | "bold" | "title" | "total" | "banner";

/** Text in letters that the printer's code page lacks, somewhere on a line. `at` and `span` are columns, counted from where reading begins. */
export interface DrawnPiece {
  readonly text: string;
  readonly at: number;
  /** At most so wide; longer text is drawn narrower. */
  readonly span: number;
  readonly align: "start" | "center" | "end";
}

/** One thing on the paper. Text is printable, one character a column, and no wider than the paper; a drawn line is sent as dots. */
export type PaperPart =
  | { readonly kind: "text"; readonly text: string; readonly align: "left" | "center"; readonly style: TextStyle }
  | { readonly kind: "drawn"; readonly pieces: readonly DrawnPiece[]; readonly style: TextStyle; readonly rightToLeft: boolean }
  | { readonly kind: "rule" }
  | { readonly kind: "space" }
  | { readonly kind: "qr"; readonly data: string };

/** Columns in font A: 80 mm paper, 80 mm printers with a narrower head, 58 mm paper. */
export const paperColumns = [48, 42, 32] as const;
export type PaperColumns = (typeof paperColumns)[number];

/** Paper of this width in this language. */
export interface PageWords {
  readonly columns: PaperColumns;
  readonly words: ReceiptWords;
}

/** The same, and money on it. */
export interface Page extends PageWords {
  readonly money: (amountMinor: number) => string;
}

/** Lays a receipt out as lines of monospaced text; pure, and the same for a printer and for a test. */
export function layOutReceipt(receipt: Receipt, copy: number, columns: PaperColumns = 48): PaperPart[] {
  const words = receiptWords(receipt.locale);
  const page: Page = { columns, words, money: moneyFormat(receipt, words) };
  return [
    ...heading(receipt, copy, page),
    rule,
    ...receipt.lines.flatMap((line) => itemParts(line, page)),
    rule,
    ...totals(receipt, page),
    ...taxTable(receipt, page),
    ...footer(receipt, copy, page),
  ];
}

export const rule: PaperPart = { kind: "rule" };
export const space: PaperPart = { kind: "space" };

/** Is this drawn? All of a receipt that reads from the right is; of another only what has letters the printer lacks. */
const draws = ({ words }: PageWords, ...texts: readonly string[]): boolean => words.rightToLeft || texts.some(isDrawn);

function drawn({ words }: PageWords, style: TextStyle, ...pieces: readonly DrawnPiece[]): PaperPart {
  return { kind: "drawn", pieces: pieces.map((piece) => ({ ...piece, text: withoutControls(piece.text) })), style, rightToLeft: words.rightToLeft };
}

export function centred(text: string, page: PageWords, style: "plain" | "bold" | "title" = "plain"): PaperPart[] {
  const { columns } = page;
  const width = style === "title" ? columns / 2 : columns;
  if (draws(page, text)) return wrap(withoutControls(text), width).map((each) => drawn(page, style, { text: each, at: columns / 2, span: columns, align: "center" }));
  return wrap(printableText(text), width).map((each) => ({ kind: "text", text: each, align: "center", style }));
}

/** A white-on-black line across the paper, for what nobody may overlook. */
export function banner(text: string, page: PageWords): PaperPart {
  const { columns } = page;
  if (draws(page, text)) return drawn(page, "banner", { text, at: columns / 2, span: columns, align: "center" });
  const inside = printableText(text).slice(0, columns);
  const before = Math.floor((columns - inside.length) / 2);
  return { kind: "text", text: inside.padStart(inside.length + before).padEnd(columns), align: "left", style: "banner" };
}

function heading(receipt: Receipt, copy: number, page: Page): PaperPart[] {
  const { words } = page;
  const { seller } = receipt;
  const when = new Intl.DateTimeFormat(latinDigits(words.locale), { timeZone: receipt.timeZone, dateStyle: "short", timeStyle: "short" }).format(receipt.completedAtMs);
  return [
    ...centred(seller.name, page, "title"),
    ...seller.addressLines.flatMap((line) => centred(line, page)),
    ...(seller.taxId === undefined ? [] : centred(`${words.taxId} ${seller.taxId}`, page)),
    space,
    ...(receipt.training ? [banner(words.training, page)] : []),
    ...(copy > 0 ? [banner(`${words.copy} ${copy}`, page)] : []),
    ...leftRight(`${words.receipt} ${receipt.receiptNumber}`, when, page),
    ...refundOf(receipt, page),
    ...leftRight(`${words.lane} ${receipt.laneId.replace(/^lane-/, "")}`, receipt.businessDate, page),
  ];
}

/** Money given back says so, and for which receipt. */
function refundOf({ refundOf: of }: Receipt, page: Page): PaperPart[] {
  if (of === undefined) return [];
  const { words } = page;
  return [banner(of.purpose === "return" ? words.refund : words.postVoid, page), ...leftRight(`${words.ofReceipt} ${of.receiptNumber}`, of.businessDate, page)];
}

function itemParts(line: ReceiptLine, page: Page): PaperPart[] {
  const { words, money } = page;
  const prefix = line.kind === "void" ? `${words.void} ` : line.kind === "deposit" ? `${words.deposit} ` : "";
  const parts = leftRight(prefix + line.name, `${money(line.baseMinor)} ${line.taxMark.padEnd(1)}`, page);
  if (line.weightGrams !== undefined) parts.push(...leftRight(`  ${kilograms(line.weightGrams, money)} ${words.kilogram} x ${money(line.unitPriceMinor)}/${words.kilogram}`, "", page));
  else if (line.quantity !== 1) parts.push(...leftRight(`  ${line.quantity} x ${money(line.unitPriceMinor)}`, "", page));
  if (line.loads !== undefined) parts.push(...leftRight(line.loads === "later" ? `  ${words.loadedLater}` : `  ${words.loaded} ${money(line.totalMinor)}`, "", page));
  if (line.priceOverridden) parts.push(...leftRight(`  ${words.priceChanged}`, "", page));
  for (const discount of line.discounts) {
    const off = discount.amountMinor > 0 ? -discount.amountMinor : discount.amountMinor;
    parts.push(...leftRight(`  ${discount.name}`, `${money(off)}  `, page));
  }
  return parts;
}

function totals(receipt: Receipt, page: Page): PaperPart[] {
  const { words, money, columns } = page;
  const half = columns / 2;
  const parts: PaperPart[] = [];
  if (receipt.roundingMinor !== 0) parts.push(...leftRight(words.rounding, `${money(receipt.roundingMinor)}  `, page));
  const amount = `${money(receipt.totalMinor)} ${receipt.currency}`;
  const wide = words.total.length + amount.length + 1 <= half;
  const style = wide ? "total" : "bold";
  parts.push(
    draws(page, words.total)
      ? drawn(page, style, { text: words.total, at: 0, span: half, align: "start" }, { text: amount, at: columns, span: half, align: "end" })
      : { kind: "text", text: joined(words.total, amount, wide ? half : columns), align: "left", style },
  );
  parts.push(space);
  for (const tender of receipt.tenders) {
    parts.push(...leftRight(words.tenders[tender.kind], `${money(tender.amountMinor)}  `, page));
    for (const detail of tender.details) parts.push(...leftRight(`  ${detail}`, "", page));
    if (tender.tipMinor !== undefined && tender.chargedMinor !== undefined) {
      parts.push(...leftRight(`  ${words.tip}`, `${money(tender.tipMinor)}  `, page));
      parts.push(...leftRight(`  ${words.charged}`, `${money(tender.chargedMinor)}  `, page));
    }
    if (tender.rest !== undefined) parts.push(...leftRight(`  ${words.voucherRest} ${tender.rest.number}`, `${money(tender.rest.amountMinor)}  `, page));
    if (tender.offline === true) parts.push(...leftRight(`  ${words.cardOffline}`, "", page));
  }
  if (receipt.changeMinor !== 0) parts.push(...leftRight(words.change, `${money(receipt.changeMinor)}  `, page));
  if (receipt.savingsMinor > 0) parts.push(space, ...centred(`${words.saved} ${money(receipt.savingsMinor)} ${receipt.currency}`, page, "bold"));
  if (receipt.points !== undefined) parts.push(space, ...pointsLines(receipt.points, page));
  return parts;
}

function pointsLines({ programName, earned, used }: NonNullable<Receipt["points"]>, page: Page): PaperPart[] {
  const { words } = page;
  return [
    ...centred(programName, page, "bold"),
    ...(used === 0 ? [] : leftRight(words.pointsUsed, `${used}  `, page)),
    ...(earned === 0 ? [] : leftRight(words.pointsEarned, `${earned}  `, page)),
  ];
}

function taxTable(receipt: Receipt, page: Page): PaperPart[] {
  if (receipt.taxes.length === 0) return [];
  const { words, money, columns } = page;
  const { head, cell } = taxColumns(columns);
  const row = (name: string, cells: readonly string[]): PaperPart[] => {
    const amounts = cells.map((text) => printableText(text).padStart(cell)).join("");
    if (draws(page, name, ...cells)) {
      const drawnName: DrawnPiece = { text: name, at: 0, span: head === 0 ? columns : head - 1, align: "start" };
      const drawnAmounts = cells.map((text, index): DrawnPiece => ({ text, at: head + cell * (index + 1), span: cell - 1, align: "end" }));
      return head === 0 ? [drawn(page, "plain", drawnName), drawn(page, "plain", ...drawnAmounts)] : [drawn(page, "plain", drawnName, ...drawnAmounts)];
    }
    const printed = printableText(name);
    // On narrow paper three amounts need a line of their own.
    return (head === 0 ? [printed.slice(0, columns), amounts] : [printed.padEnd(head).slice(0, head) + amounts]).map((text) => ({ kind: "text", text, align: "left", style: "plain" }));
  };
  return [
    space,
    ...row(words.tax, [words.net, words.tax, words.gross]),
    ...receipt.taxes.flatMap((tax) => row(`${tax.mark} ${tax.name.includes("%") ? "" : `${percent(tax.ratePpm)} `}${tax.name}`, [tax.netMinor, tax.taxMinor, tax.grossMinor].map(money))),
    ...(receipt.pricesIncludeTax ? [] : leftRight(words.pricesWithoutTax, "", page)),
    ...(receipt.taxExemption === undefined ? [] : leftRight(`${words.taxExempt} ${receipt.taxExemption.certificate}`, "", page)),
  ];
}

/** How wide the name of a rate and each of its three amounts are; no `head`: the name stands above its amounts. */
const taxColumns = (columns: PaperColumns): { readonly head: number; readonly cell: number } =>
  columns < 42 ? { head: 0, cell: Math.floor(columns / 3) } : { head: 15, cell: Math.floor((columns - 15) / 3) };

function footer(receipt: Receipt, copy: number, page: Page): PaperPart[] {
  const { words } = page;
  const online: PaperPart[] = receipt.eReceiptUrl === undefined ? [] : [space, { kind: "qr", data: receipt.eReceiptUrl }, ...centred(words.online, page)];
  return [
    ...online,
    ...(receipt.notice === undefined ? [] : [space, ...centred(receipt.notice, page)]),
    space,
    ...centred(receipt.transactionId, page),
    ...signatureBlock(receipt, page),
    ...fiscalBlock(receipt, page),
    ...(copy > 0 ? [banner(`${words.copy} ${copy}`, page)] : []),
  ];
}

/** The store's own signature over the receipt: its key, then 86 letters that the verifier takes. */
function signatureBlock({ signature }: Receipt, page: Page): PaperPart[] {
  return signature === undefined ? [] : [...centred(`${page.words.signature} ${signature.keyId}`, page), ...centred(signature.value, page)];
}

function fiscalBlock({ fiscal }: Receipt, page: Page): PaperPart[] {
  if (fiscal === undefined) return [];
  return [space, { kind: "qr", data: fiscal.code }, ...centred(fiscal.signed ? page.words.fiscal : "Sicherheitseinrichtung ausgefallen", page, fiscal.signed ? "plain" : "bold")];
}

/** Text on the left, an amount on the right; a long text continues below, indented. */
export function leftRight(text: string, right: string, page: Page): PaperPart[] {
  const { columns } = page;
  const indent = /^ */.exec(text)?.[0] ?? "";
  const isToBeDrawn = draws(page, text, right);
  const [begin, end] = [text.trimStart(), right].map(isToBeDrawn ? withoutControls : printableText) as [string, string];
  const lines = wrap(begin, columns - end.length - 1 - indent.length);
  if (!isToBeDrawn) return lines.map((line, index) => ({ kind: "text", text: index === 0 ? joined(indent + line, end, columns) : `${indent}  ${line}`.slice(0, columns), align: "left", style: "plain" }));
  const amount: DrawnPiece = { text: end.trimEnd(), at: columns - (end.length - end.trimEnd().length), span: end.length, align: "end" };
  return lines.map((line, index) => {
    const at = indent.length + (index === 0 ? 0 : 2);
    return drawn(page, "plain", { text: line, at, span: columns - at - (index === 0 ? end.length + 1 : 0), align: "start" }, ...(index === 0 && end !== "" ? [amount] : []));
  });
}

function joined(text: string, right: string, columns: number): string {
  return right === "" ? text : text + right.padStart(columns - text.length);
}

/** Breaks at spaces where there are any; a word longer than the line is cut. Always at least one line. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((each) => each !== "")) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = "";
    }
    while (line === "" && rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = line === "" ? rest : `${line} ${rest}`;
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

/** Whole minor units as text, by digits: no float is made of money. */
export function moneyFormat({ currencyDigits: digits }: { readonly currencyDigits: number }, words: ReceiptWords): (amountMinor: number) => string {
  const mark = new Intl.NumberFormat(latinDigits(words.locale)).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";
  return (amountMinor) => decimal(amountMinor, digits, printableText(mark));
}

function decimal(value: number, digits: number, mark: string): string {
  const sign = value < 0 ? "-" : "";
  const text = String(Math.abs(value)).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}${mark}${text.slice(-digits)}`;
}

function kilograms(grams: number, money: (amountMinor: number) => string): string {
  return decimal(grams, 3, money(0).includes(",") ? "," : ".");
}

/** 88 750 ppm is 8.875 %. */
function percent(ratePpm: number): string {
  return `${decimal(ratePpm, 4, ".").replace(/\.?0+$/, "")}%`;
}

export function latinDigits(locale: string): string {
  return `${locale}-u-nu-latn-ca-gregory`;
}

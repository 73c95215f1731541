import type { Receipt, ReceiptLine } from "@laneway/contracts";
import { printableText } from "./printable-text.js";
import { receiptWords, type ReceiptWords } from "./receipt-words.js";

/** One thing on the paper. Text is printable, one character a column, and no wider than the paper. */
export type PaperPart =
  | { readonly kind: "text"; readonly text: string; readonly align: "left" | "center"; readonly style: "plain" | "bold" | "title" | "total" | "banner" }
  | { readonly kind: "rule" }
  | { readonly kind: "space" }
  | { readonly kind: "qr"; readonly data: string };

/** Columns in font A: 80 mm paper, 80 mm printers with a narrower head, 58 mm paper. */
export const paperColumns = [48, 42, 32] as const;
export type PaperColumns = (typeof paperColumns)[number];

interface Page {
  readonly columns: PaperColumns;
  readonly words: ReceiptWords;
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

const rule: PaperPart = { kind: "rule" };
const space: PaperPart = { kind: "space" };

function left(text: string, style: "plain" | "bold" = "plain"): PaperPart {
  return { kind: "text", text, align: "left", style };
}

function centred(text: string, columns: number, style: "plain" | "bold" = "plain"): PaperPart[] {
  return wrap(printableText(text), columns).map((each) => ({ kind: "text", text: each, align: "center", style }));
}

/** A white-on-black line across the paper, for what nobody may overlook. */
function banner(text: string, columns: number): PaperPart {
  const inside = printableText(text).slice(0, columns);
  const before = Math.floor((columns - inside.length) / 2);
  return { kind: "text", text: inside.padStart(inside.length + before).padEnd(columns), align: "left", style: "banner" };
}

function heading(receipt: Receipt, copy: number, page: Page): PaperPart[] {
  const { columns, words } = page;
  const { seller } = receipt;
  const title = wrap(printableText(seller.name), columns / 2).map((text): PaperPart => ({ kind: "text", text, align: "center", style: "title" }));
  const when = new Intl.DateTimeFormat(latinDigits(words.locale), { timeZone: receipt.timeZone, dateStyle: "short", timeStyle: "short" }).format(receipt.completedAtMs);
  return [
    ...title,
    ...seller.addressLines.flatMap((line) => centred(line, columns)),
    ...(seller.taxId === undefined ? [] : centred(`${words.taxId} ${seller.taxId}`, columns)),
    space,
    ...(receipt.training ? [banner(words.training, columns)] : []),
    ...(copy > 0 ? [banner(`${words.copy} ${copy}`, columns)] : []),
    ...leftRight(`${words.receipt} ${receipt.receiptNumber}`, when, columns),
    ...leftRight(`${words.lane} ${receipt.laneId.replace(/^lane-/, "")}`, receipt.businessDate, columns),
  ];
}

function itemParts(line: ReceiptLine, page: Page): PaperPart[] {
  const { words, money, columns } = page;
  const prefix = line.kind === "void" ? `${words.void} ` : line.kind === "deposit" ? `${words.deposit} ` : "";
  const parts = leftRight(prefix + line.name, `${money(line.baseMinor)} ${line.taxMark.padEnd(1)}`, columns);
  if (line.weightGrams !== undefined) parts.push(...leftRight(`  ${kilograms(line.weightGrams, money)} kg x ${money(line.unitPriceMinor)}/kg`, "", columns));
  else if (line.quantity !== 1) parts.push(...leftRight(`  ${line.quantity} x ${money(line.unitPriceMinor)}`, "", columns));
  if (line.priceOverridden) parts.push(...leftRight(`  ${words.priceChanged}`, "", columns));
  for (const discount of line.discounts) {
    const off = discount.amountMinor > 0 ? -discount.amountMinor : discount.amountMinor;
    parts.push(...leftRight(`  ${discount.name}`, `${money(off)}  `, columns));
  }
  return parts;
}

function totals(receipt: Receipt, page: Page): PaperPart[] {
  const { words, money, columns } = page;
  const half = columns / 2;
  const parts: PaperPart[] = [];
  if (receipt.roundingMinor !== 0) parts.push(...leftRight(words.rounding, `${money(receipt.roundingMinor)}  `, columns));
  const amount = `${money(receipt.totalMinor)} ${receipt.currency}`;
  const wide = words.total.length + amount.length + 1 <= half;
  parts.push({ kind: "text", text: joined(words.total, amount, wide ? half : columns), align: "left", style: wide ? "total" : "bold" });
  parts.push(space);
  for (const tender of receipt.tenders) {
    parts.push(...leftRight(words.tenders[tender.kind], `${money(tender.amountMinor)}  `, columns));
    for (const detail of tender.details) parts.push(...leftRight(`  ${detail}`, "", columns));
  }
  if (receipt.changeMinor !== 0) parts.push(...leftRight(words.change, `${money(receipt.changeMinor)}  `, columns));
  if (receipt.savingsMinor > 0) parts.push(space, ...centred(`${words.saved} ${money(receipt.savingsMinor)} ${receipt.currency}`, columns, "bold"));
  return parts;
}

function taxTable(receipt: Receipt, page: Page): PaperPart[] {
  if (receipt.taxes.length === 0) return [];
  const { words, money, columns } = page;
  const { head, cell } = taxColumns(columns);
  const row = (name: string, cells: readonly string[]) => {
    const amounts = cells.map((text) => text.padStart(cell)).join("");
    // On narrow paper three amounts need a line of their own.
    return head === 0 ? [left(name.slice(0, columns)), left(amounts)] : [left(name.padEnd(head).slice(0, head) + amounts)];
  };
  return [
    space,
    ...row(words.tax, [words.net, words.tax, words.gross].map(printableText)),
    ...receipt.taxes.flatMap((tax) => row(printableText(`${tax.mark} ${tax.name.includes("%") ? "" : `${percent(tax.ratePpm)} `}${tax.name}`), [tax.netMinor, tax.taxMinor, tax.grossMinor].map(money))),
    ...(receipt.pricesIncludeTax ? [] : [left(words.pricesWithoutTax)]),
    ...(receipt.taxExemption === undefined ? [] : leftRight(`${words.taxExempt} ${receipt.taxExemption.certificate}`, "", columns)),
  ];
}

/** How wide the name of a rate and each of its three amounts are; no `head`: the name stands above its amounts. */
const taxColumns = (columns: PaperColumns): { readonly head: number; readonly cell: number } =>
  columns < 42 ? { head: 0, cell: Math.floor(columns / 3) } : { head: 15, cell: Math.floor((columns - 15) / 3) };

function footer(receipt: Receipt, copy: number, page: Page): PaperPart[] {
  const { columns, words } = page;
  const online: PaperPart[] = receipt.eReceiptUrl === undefined ? [] : [space, { kind: "qr", data: receipt.eReceiptUrl }, ...centred(words.online, columns)];
  return [
    ...online,
    ...(receipt.notice === undefined ? [] : [space, ...centred(receipt.notice, columns)]),
    space,
    ...centred(receipt.transactionId, columns),
    ...signatureBlock(receipt, page),
    ...fiscalBlock(receipt, page),
    ...(copy > 0 ? [banner(`${words.copy} ${copy}`, columns)] : []),
  ];
}

/** The store's own signature over the receipt: its key, then 86 letters that the verifier takes. */
function signatureBlock({ signature }: Receipt, { columns, words }: Page): PaperPart[] {
  return signature === undefined ? [] : [...centred(`${words.signature} ${signature.keyId}`, columns), ...centred(signature.value, columns)];
}

function fiscalBlock({ fiscal }: Receipt, { columns, words }: Page): PaperPart[] {
  if (fiscal === undefined) return [];
  return [space, { kind: "qr", data: fiscal.code }, ...centred(fiscal.signed ? words.fiscal : "Sicherheitseinrichtung ausgefallen", columns, fiscal.signed ? "plain" : "bold")];
}

/** Text on the left, an amount on the right; a long text continues below, indented. */
function leftRight(text: string, right: string, columns: number): PaperPart[] {
  const indent = /^ */.exec(text)?.[0] ?? "";
  const end = printableText(right);
  const lines = wrap(printableText(text.trimStart()), columns - end.length - 1 - indent.length);
  return lines.map((line, index) => left(index === 0 ? joined(indent + line, end, columns) : `${indent}  ${line}`.slice(0, columns)));
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
function moneyFormat(receipt: Receipt, words: ReceiptWords): (amountMinor: number) => string {
  const digits = receipt.currencyDigits;
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

function latinDigits(locale: string): string {
  return `${locale}-u-nu-latn-ca-gregory`;
}

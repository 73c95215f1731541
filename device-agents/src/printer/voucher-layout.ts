import type { VoucherPaper } from "@laneway/contracts";
import { banner, centred, latinDigits, leftRight, moneyFormat, type Page, type PaperColumns, type PaperPart, rule, space } from "./receipt-layout.js";
import { receiptWords } from "./receipt-words.js";

/** Lays a voucher out: what it is worth, the code that pays, until when. Nothing about who it was given to. */
export function layOutVoucher(voucher: VoucherPaper, copy: number, columns: PaperColumns = 48): PaperPart[] {
  const words = receiptWords(voucher.locale);
  const page: Page = { columns, words, money: moneyFormat(voucher, words) };
  const { seller, number, amountMinor, currency, lastDay, code } = voucher;
  const day = new Intl.DateTimeFormat(latinDigits(words.locale), { timeZone: "UTC", dateStyle: "medium" }).format(new Date(lastDay));
  return [
    ...centred(seller.name, page, "title"),
    ...seller.addressLines.flatMap((line) => centred(line, page)),
    space,
    banner(words.voucher, page),
    ...(copy > 0 ? [banner(`${words.copy} ${copy}`, page)] : []),
    space,
    ...centred(`${page.money(amountMinor)} ${currency}`, page, "title"),
    space,
    { kind: "qr", data: code },
    ...centred(words.voucherScan, page),
    rule,
    ...leftRight(words.voucherNumber, number, page),
    ...leftRight(words.voucherLastDay, day, page),
    space,
    ...centred(words.voucherOnce, page),
    ...(copy > 0 ? [...centred(words.voucherCopy, page), banner(`${words.copy} ${copy}`, page)] : []),
  ];
}

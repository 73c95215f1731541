import type { VoucherPaper } from "@laneway/contracts";
import { expect, test } from "vitest";
import { escPos } from "./esc-pos.js";
import { type PaperPart, paperColumns } from "./receipt-layout.js";
import { layOutVoucher } from "./voucher-layout.js";

const paper: VoucherPaper = {
  seller: { name: "Laneway Demo Market", addressLines: ["1 Example Street", "10115 Berlin"] },
  storeId: "demo",
  number: "lane-1-V000042",
  amountMinor: 3_244,
  currency: "EUR",
  currencyDigits: 2,
  lastDay: "2029-11-28",
  locale: "en",
  code: `LWV1.store.lane-1-V000042.3244.EUR.20291128.demo.${"k".repeat(86)}`,
};
const text = (parts: readonly PaperPart[]) => parts.map((part) => (part.kind === "text" ? part.text.trim() : part.kind === "qr" ? `[${part.data}]` : "")).join("\n");

test.each(paperColumns)("a voucher on %i columns says what it is worth, its number, its last day, and holds its code", (columns) => {
  const parts = layOutVoucher(paper, 0, columns);
  for (const each of ["VOUCHER", "32.44 EUR", `[${paper.code}]`, "lane-1-V000042", "28 Nov 2029", "Pays once, in this store."]) expect(text(parts)).toContain(each);
  const widthOf = (part: PaperPart) => (part.kind === "text" ? part.text.length * (part.style === "title" ? 2 : 1) : 0);
  expect(Math.max(...parts.map(widthOf))).toBeLessThanOrEqual(columns);
  expect(text(parts)).not.toContain("COPY");
});

test("a copy says so above and below, and that only one of both pays; each language has its own words", () => {
  const copy = text(layOutVoucher(paper, 2));
  expect(copy.match(/COPY 2/g)).toHaveLength(2);
  expect(copy).toContain("Copy: of both papers only one pays.");
  expect(text(layOutVoucher({ ...paper, locale: "de" }, 0))).toContain("GUTSCHEIN");
  // Arabic is drawn, from the right.
  expect(layOutVoucher({ ...paper, locale: "ar" }, 0).some((part) => part.kind === "drawn" && part.rightToLeft)).toBe(true);
});

test("the printer is sent its code, in cells small enough for narrow paper", () => {
  const bytes = Buffer.concat(escPos.job(escPos.begin({ columns: 32 }), { voucher: paper, copy: 0 }).map((chunk) => Buffer.from(chunk)));
  expect(bytes.includes(Buffer.from(paper.code))).toBe(true);
  // GS ( k, function 167: cells of four dots.
  expect(bytes.includes(Buffer.from([0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, 0x04]))).toBe(true);
});

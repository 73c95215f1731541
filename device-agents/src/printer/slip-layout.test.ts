import type { SlipPaper } from "@laneway/contracts";
import { expect, test } from "vitest";
import { escPos } from "./esc-pos.js";
import { type PaperPart, paperColumns } from "./receipt-layout.js";
import { layOutSlip } from "./slip-layout.js";

const slip: SlipPaper = { storeName: "Laneway Demo Market", token: "K7M2QX", locale: "en", savedAtMs: Date.UTC(2026, 10, 29, 9, 30), timeZone: "Europe/Berlin", training: false };
const text = (parts: readonly PaperPart[]) => parts.map((part) => (part.kind === "text" ? part.text.trim() : part.kind === "qr" ? `[${part.data}]` : "")).join("\n");

test.each(paperColumns)("a saved basket's slip on %i columns holds its number to scan and to read, and when it was saved", (columns) => {
  const parts = layOutSlip(slip, columns);
  for (const each of ["Laneway Demo", "SAVED BASKET", "[K7M2QX]", "\nK7M2QX", "Scan it at any lane to go on", "10:30"]) expect(text(parts)).toContain(each);
  const widthOf = (part: PaperPart) => (part.kind === "text" ? part.text.length * (part.style === "title" ? 2 : 1) : 0);
  expect(Math.max(...parts.map(widthOf))).toBeLessThanOrEqual(columns);
  expect(text(parts)).not.toContain("TRAINING");
});

test("one that is only practised says so; each language has its own words; the printer is sent the number", () => {
  expect(text(layOutSlip({ ...slip, training: true }))).toContain("TRAINING");
  expect(text(layOutSlip({ ...slip, locale: "de" }))).toContain("GESPEICHERTER EINKAUF");
  expect(layOutSlip({ ...slip, locale: "ar" }).some((part) => part.kind === "drawn" && part.rightToLeft)).toBe(true);
  const bytes = Buffer.concat(escPos.job(escPos.begin({ columns: 32 }), { slip }).map((chunk) => Buffer.from(chunk)));
  expect(bytes.includes(Buffer.from(slip.token))).toBe(true);
});

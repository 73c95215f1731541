import { expect, test } from "vitest";
import { slipsOf, vouchersOn } from "./slips.js";
import { printedReceipt } from "./states.js";

test("the knife parts the paper; what was printed since hangs in the printer", () => {
  const [first, second, ...more] = slipsOf([...printedReceipt, ...printedReceipt.slice(0, 3)]);
  expect(first).toMatchObject({ cut: true });
  expect(first?.lines).toHaveLength(printedReceipt.length - 1);
  expect(second).toEqual({ cut: false, lines: printedReceipt.slice(0, 3) });
  expect(more).toEqual([]);
});

test("no paper, no slip; a cut without a line before it is an empty slip", () => {
  expect(slipsOf([])).toEqual([]);
  expect(slipsOf([{ kind: "cut" }])).toEqual([{ cut: true, lines: [] }]);
});

test("vouchers are found by their code, a copy of one is the same", () => {
  const voucher = { kind: "qr", data: "LWV1.store.lane-1-V000001.100.EUR.20291128.demo.x" } as const;
  expect(vouchersOn([voucher, { kind: "qr", data: "http://store/r/1" }, { kind: "cut" }, voucher])).toEqual([voucher.data]);
});

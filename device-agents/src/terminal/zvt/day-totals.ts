import type { SchemeTotal, TerminalDayOutcome } from "@laneway/contracts";
import type { Apdu } from "./apdu.js";
import { bcdNumber, bcdText } from "./bcd.js";
import { readBitmaps } from "./bitmaps.js";

/** The card classes of bitmap 60, in their order (PA00P015 §2.16). Each: one byte of count, six bytes BCD of sum. */
export const schemeClasses = ["girocard", "JCB", "Mastercard", "American Express", "Visa", "Diners Club", "other"] as const;
const bytesForEach = 7;
const receiptBytes = 4;
/** One byte counts each class. */
const countsWrapAt = 256;

/** A payment's status information that comes late: it has a receipt number of its own, and no sums. */
export function isOfPayment(apdu: Apdu): boolean {
  const { fields } = readBitmaps(apdu.data);
  return fields.has(0x87) && !fields.has(0x60);
}

/** The totals of an end of day (04 0F after 06 50): the sum (04), first and last receipt and the sums by class (60). */
export function readDayTotals(apdu: Apdu, registered: { readonly currency: string; readonly terminalId: string }): TerminalDayOutcome {
  const { fields } = readBitmaps(apdu.data);
  const result = fields.get(0x27)?.[0];
  if (result !== 0) return { result: "not-performed", because: result === undefined ? "the terminal's totals have no result" : `the terminal refused its end of day (${result.toString(16).padStart(2, "0").toUpperCase()})` };
  const total = fields.get(0x04);
  const single = fields.get(0x60);
  const schemes = single === undefined ? undefined : schemesOf(single);
  const totalMinor = total === undefined ? schemes?.reduce((sum, each) => sum + each.amountMinor, 0) : bcdNumber(total);
  if (totalMinor === undefined) return { result: "unknown", because: "the terminal's totals have no sum" };
  const [id, trace, date, time] = [fields.get(0x29), fields.get(0x0b), fields.get(0x0d), fields.get(0x0c)];
  return {
    result: "reported",
    report: {
      kind: "totals",
      terminalId: id === undefined ? registered.terminalId : bcdText(id),
      currency: registered.currency,
      totalMinor,
      ...(single === undefined || single.length < receiptBytes ? {} : { receipts: { first: bcdText(single.slice(0, 2)), last: bcdText(single.slice(2, 4)) } }),
      ...(trace === undefined ? {} : { trace: bcdText(trace) }),
      ...(date === undefined || time === undefined ? {} : { localTime: bcdText(date) + bcdText(time) }),
      ...(schemes === undefined ? {} : { schemes, countsWrapAt }),
    },
  };
}

/** Sums by class; undefined when a sum is no number: then only the whole sum is to be believed. */
function schemesOf(single: Uint8Array): SchemeTotal[] | undefined {
  const totals: SchemeTotal[] = [];
  for (const [index, scheme] of schemeClasses.entries()) {
    const at = receiptBytes + index * bytesForEach;
    if (at + bytesForEach > single.length) return undefined;
    const amountMinor = bcdNumber(single.slice(at + 1, at + bytesForEach));
    if (amountMinor === undefined) return undefined;
    const count = single[at] ?? 0;
    if (count > 0 || amountMinor > 0) totals.push({ scheme, count, amountMinor });
  }
  return totals;
}

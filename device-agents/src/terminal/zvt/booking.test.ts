import type { TerminalReference } from "@laneway/contracts";
import { expect, test } from "vitest";
import { judge, type RepeatAnswer } from "./booking.js";

const reference = (number: string, localTime?: string): TerminalReference => ({ terminalId: "29001006", receiptNumber: number, trace: `00${number}`, ...(localTime === undefined ? {} : { localTime }) });
const shows = (shown: TerminalReference): RepeatAnswer => ({
  kind: "payment",
  information: { result: 0, amountMinor: 1_000, currency: "EUR", reference: shown, card: { scheme: "mc", entry: "chip" }, text: undefined },
});
const before = { kind: "payment", reference: reference("0007", "1123100000") } as const;
const wanted = { amountMinor: 1_000, currency: "EUR", before };

test("a newer booking over the amount is ours", () => {
  expect(judge(wanted, shows(reference("0008", "1123100100")))).toMatchObject({ result: "approved", reference: { receiptNumber: "0008" } });
});

test("a booking older than the one before is not ours, and proves nothing either", () => {
  expect(judge(wanted, shows(reference("0006", "1123095900"))).result).toBe("unknown");
});

test("in the new year a booking is newer than one of December", () => {
  const old = { ...wanted, before: { kind: "payment", reference: reference("0007", "1231235959") } as const };
  expect(judge(old, shows(reference("0008", "0101000010"))).result).toBe("approved");
});

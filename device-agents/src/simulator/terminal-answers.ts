import { encodeApdu } from "../terminal/zvt/apdu.js";
import { encodeBcd } from "../terminal/zvt/bcd.js";
import { control } from "../terminal/zvt/codes.js";
import { encodeTlv } from "../terminal/zvt/tlv.js";
import { schemeClasses } from "../terminal/zvt/day-totals.js";
import { type BookedPayment, countsInTotals } from "./terminal-book.js";

/** The simulated terminal's id, from the card schemes' test range. */
export const simulatedTerminalId = "29001006";

/** Another terminal's, for an answer that is not ours. */
export const otherTerminalId = "29001007";

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0) & 0xff);
const lengthDigits = (length: number, digits: 2 | 3): number[] => Array.from(String(length).padStart(digits, "0"), (digit) => 0xf0 | Number(digit));

export function registeredApdu(): Uint8Array {
  return encodeApdu(control.completion, Uint8Array.from([0x19, 0x00, 0x29, ...encodeBcd(simulatedTerminalId, 4), 0x49, 0x09, 0x78]));
}

export function statusApdu(status: number): Uint8Array {
  return encodeApdu(control.completion, Uint8Array.of(status));
}

export function abortedApdu(code: number): Uint8Array {
  return encodeApdu(control.aborted, Uint8Array.of(code));
}

export function refusalApdu(code: number): Uint8Array {
  return encodeApdu(0x8400 | code);
}

/** Intermediate status with one minute of patience and a text for the till's display. */
export function intermediateApdu(status: number, text: string): Uint8Array {
  const display = encodeTlv(0x06, encodeTlv(0x24, encodeTlv(0x07, Uint8Array.from(ascii(text)))));
  return encodeApdu(control.intermediateStatus, Uint8Array.from([status, 0x01, ...display]));
}

export function failedApdu(code: number, text: string): Uint8Array {
  return encodeApdu(control.statusInformation, Uint8Array.from([0x27, code, 0x29, ...encodeBcd(simulatedTerminalId, 4), 0x3c, ...lengthDigits(text.length, 3), ...ascii(text)]));
}

/** The status information of a booked payment, with a masked card number as terminals send it. */
export function bookedApdu(booked: BookedPayment, terminalId: string = simulatedTerminalId): Uint8Array {
  const card = "Mastercard\0";
  return encodeApdu(
    control.statusInformation,
    Uint8Array.from([
      0x27, 0x00,
      0x04, ...encodeBcd(String(booked.amountMinor), 6),
      0x0b, ...encodeBcd(booked.trace, 3),
      0x0c, ...encodeBcd(booked.localTime.slice(4), 3),
      0x0d, ...encodeBcd(booked.localTime.slice(0, 4), 2),
      0x22, 0xf0, 0xf8, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0x47, 0x71,
      0x29, ...encodeBcd(terminalId, 4),
      0x3b, ...ascii(booked.trace), 0x00, 0x00,
      0x49, ...encodeBcd(booked.currencyNumber, 2),
      0x87, ...encodeBcd(booked.receiptNumber, 2),
      0x8a, 0x06,
      0x8b, ...lengthDigits(card.length, 2), ...ascii(card),
      0x06, ...encodeTlvBody(booked.stored !== undefined),
    ]),
  );
}

/** What became of a payment that was kept: the same words again, now with the host's answer. */
export function forwardedApdu(booked: BookedPayment): Uint8Array {
  const reference = [0x0b, ...encodeBcd(booked.trace, 3), 0x0c, ...encodeBcd(booked.localTime.slice(4), 3), 0x0d, ...encodeBcd(booked.localTime.slice(0, 4), 2), 0x29, ...encodeBcd(simulatedTerminalId, 4), 0x87, ...encodeBcd(booked.receiptNumber, 2)];
  return encodeApdu(control.statusInformation, Uint8Array.from([0x27, booked.stored === "declined" ? 0x05 : 0x00, 0x04, ...encodeBcd(String(booked.amountMinor), 6), ...reference]));
}

/** A success that names nothing; the smallest the protocol allows. */
export function bareSuccessApdu(): Uint8Array {
  return encodeApdu(control.statusInformation, Uint8Array.of(0x27, 0x00));
}

/** The scheme every simulated card belongs to. */
const simulatedScheme = "Mastercard";

/** The totals of an end of day: what stands of the bookings, the first and last receipt number among them. */
export function dayTotalsApdu(booked: readonly BookedPayment[], localTime: string): Uint8Array {
  const standing = booked.filter(countsInTotals);
  const totalMinor = standing.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const sums = schemeClasses.flatMap((scheme) => (scheme === simulatedScheme ? [standing.length & 0xff, ...encodeBcd(String(totalMinor), 6)] : [0, ...encodeBcd("0", 6)]));
  const single = [...encodeBcd(booked[0]?.receiptNumber ?? "0", 2), ...encodeBcd(booked.at(-1)?.receiptNumber ?? "0", 2), ...sums];
  return encodeApdu(
    control.statusInformation,
    Uint8Array.from([
      0x27, 0x00,
      0x04, ...encodeBcd(String(totalMinor), 6),
      0x0b, ...encodeBcd(booked.at(-1)?.trace ?? "0", 3),
      0x0c, ...encodeBcd(localTime.slice(4), 3),
      0x0d, ...encodeBcd(localTime.slice(0, 4), 2),
      0x29, ...encodeBcd(simulatedTerminalId, 4),
      0x49, 0x09, 0x78,
      0x60, ...lengthDigits(single.length, 3), ...single,
    ]),
  );
}

/** Container with the card's technology: contactless; and the online flag of a payment that was approved without the host. */
function encodeTlvBody(offline: boolean): number[] {
  const inside = [...encodeTlv(0x1f12, Uint8Array.of(0x02)), ...(offline ? encodeTlv(0x1f11, Uint8Array.of(0x00)) : [])];
  return [inside.length, ...inside];
}

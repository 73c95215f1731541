import type { CardDetails, TerminalReference } from "@laneway/contracts";
import { encodeApdu, type Apdu } from "./apdu.js";
import { bcdNumber, bcdText, encodeBcd } from "./bcd.js";
import { readBitmaps } from "./bitmaps.js";
import { cardTypeNames, control, currencyNumbers, resultCode } from "./codes.js";
import { encodeTlv, findTlv, readBerLength } from "./tlv.js";

/** How this lane registers with its terminal. */
export interface Registration {
  /** Six digits; the terminal's protection against accidents, not a secret. */
  readonly password: string;
  readonly currency: string;
}

/**
 * `3E`: the till composes receipts from the status information, wants intermediate status, controls payments and
 * administration. Without bit 80 no printed line stands between an approved payment and its acknowledgement.
 */
const configByte = 0x3e;

export function registrationMessage(registration: Registration): Uint8Array {
  const permitted = encodeTlv(0x26, encodeTlv(0x0a, Uint8Array.of(control.printTextBlock >> 8, control.printTextBlock & 0xff)));
  return encodeApdu(
    control.registration,
    Uint8Array.from([...encodeBcd(registration.password, 3), configByte, ...currencyBytes(registration.currency), ...encodeTlv(0x06, permitted)]),
  );
}

/** BMP 19 of 06 01: the terminal decides how the payment is made, without its host too where it is set up for that. */
export const terminalDecides = 0x40;

/** A terminal goes without its host by its own set-up only: the till can leave it the way to do so (payment type 40), and hears of it in tag 1F11. */
export function authorisationMessage(amountMinor: number, currency: string, offlineAllowed = false): Uint8Array {
  const way = offlineAllowed ? [0x19, terminalDecides] : [];
  return encodeApdu(control.authorisation, Uint8Array.from([...amountField(amountMinor), 0x49, ...currencyBytes(currency), ...way]));
}

/** Asks for the last payment's status information (service bit 0) without printing it (bit 1). */
export function repeatReceiptMessage(password: string): Uint8Array {
  return encodeApdu(control.repeatReceipt, Uint8Array.from([...encodeBcd(password, 3), 0x03, 0x03]));
}

/** Service bit 1: without the software version. */
export function statusEnquiryMessage(password: string): Uint8Array {
  return encodeApdu(control.statusEnquiry, Uint8Array.from([...encodeBcd(password, 3), 0x03, 0x02]));
}

export function reversalMessage(password: string, receiptNumber: string, amountMinor: number, currency: string): Uint8Array {
  return encodeApdu(
    control.reversal,
    Uint8Array.from([...encodeBcd(password, 3), 0x87, ...encodeBcd(receiptNumber, 2), ...amountField(amountMinor), 0x49, ...currencyBytes(currency)]),
  );
}

/** A refund is a booking of its own: the card is presented, no earlier receipt is named. */
export function refundMessage(password: string, amountMinor: number, currency: string): Uint8Array {
  return encodeApdu(control.refund, Uint8Array.from([...encodeBcd(password, 3), ...amountField(amountMinor), 0x49, ...currencyBytes(currency)]));
}

/** Closes the terminal's day: it answers with its totals, settles with its host and begins to count anew. */
export function endOfDayMessage(password: string): Uint8Array {
  return encodeApdu(control.endOfDay, encodeBcd(password, 3));
}

/** Has the terminal send its host what it keeps (06 51); it tells what became of each in a status information. */
export function sendOfflineMessage(password: string): Uint8Array {
  return encodeApdu(control.sendOffline, encodeBcd(password, 3));
}

/** The terminal checks its line to its host. */
export const diagnosisMessage = (): Uint8Array => encodeApdu(control.diagnosis);

export const abortMessage = (): Uint8Array => encodeApdu(control.abort);
export const acceptMessage = (): Uint8Array => encodeApdu(control.accepted);
/** "Goods could not be issued": the terminal takes the payment back (PA00P015 §2.2.6). */
export const takeBackMessage = (): Uint8Array => encodeApdu(0x8400 | resultCode.goodsNotIssued);
/** "Goods not issued yet": the terminal sends its status information again after two seconds. */
export const askAgainMessage = (): Uint8Array => encodeApdu(0x8400 | resultCode.pleaseWait);

/** What a status information (04 0F) says; nothing of the card but what `CardDetails` holds. */
export interface StatusInformation {
  /** BMP 27; undefined when it could not be read, which is not a decline. */
  readonly result: number | undefined;
  readonly amountMinor: number | undefined;
  /** BMP 49 as an ISO 4217 letter code; a number that is not in the table stays as its digits. */
  readonly currency: string | undefined;
  readonly reference: TerminalReference | undefined;
  readonly card: CardDetails;
  readonly text: string | undefined;
  /** Approved without the host (tag 1F11, the online flag, is 00). */
  readonly offline?: true;
}

export function readStatusInformation(apdu: Apdu): StatusInformation {
  const { fields, cardLastFour } = readBitmaps(apdu.data);
  const get = (tag: number) => fields.get(tag);
  const amount = get(0x04);
  return {
    result: get(0x27)?.[0],
    amountMinor: amount === undefined ? undefined : bcdNumber(amount),
    currency: currencyOf(get(0x49)),
    reference: referenceOf(get),
    card: cardOf(get, cardLastFour),
    text: textOf(get(0x3c)),
    ...(findTlv(get(0x06) ?? new Uint8Array(0), 0x1f11)?.[0] === 0x00 ? { offline: true } : {}),
  };
}

/** A receipt number makes a reference; without one a payment cannot be found again on the terminal. */
function referenceOf(get: (tag: number) => Uint8Array | undefined): TerminalReference | undefined {
  const receipt = get(0x87);
  const trace = get(0x0b);
  if (receipt === undefined && trace === undefined) return undefined;
  const terminal = get(0x29);
  const time = get(0x0c);
  const date = get(0x0d);
  return {
    terminalId: terminal === undefined ? "" : bcdText(terminal),
    receiptNumber: receipt === undefined ? "" : bcdText(receipt),
    trace: trace === undefined ? "" : bcdText(trace),
    ...(time !== undefined && date !== undefined ? { localTime: bcdText(date) + bcdText(time) } : {}),
  };
}

function cardOf(get: (tag: number) => Uint8Array | undefined, lastFour: string | undefined): CardDetails {
  const type = get(0x8a)?.[0];
  const scheme = textOf(get(0x8b)) ?? (type === undefined ? undefined : cardTypeNames.get(type)) ?? "card";
  const authorisationCode = textOf(get(0x3b));
  const technology = findTlv(get(0x06) ?? new Uint8Array(0), 0x1f12)?.[0];
  return {
    scheme: scheme.slice(0, 40),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...(authorisationCode === undefined ? {} : { authorisationCode: authorisationCode.slice(0, 16) }),
    entry: technology === 0x01 ? "chip" : technology === 0x02 ? "contactless" : "unknown",
  };
}

/** Status codes of 04 FF that change what the shopper should do (PA00P015 §3.7); all others mean "working". */
const stages: ReadonlyMap<number, "present-card" | "enter-pin" | "remove-card"> = new Map([
  [0x0a, "present-card"],
  [0x01, "enter-pin"],
  [0x02, "enter-pin"],
  [0x0b, "remove-card"],
  [0x41, "remove-card"],
]);

export interface IntermediateStatus {
  readonly stage: "present-card" | "enter-pin" | "processing" | "remove-card";
  /** A longer patience the terminal asks for. */
  readonly timeoutMinutes: number | undefined;
  readonly text: string | undefined;
}

/** `04 FF LL status [timeout] [06 TLV]`; some terminals leave the timeout out before the TLV (PA00P015 §5.1). */
export function readIntermediateStatus(apdu: Apdu): IntermediateStatus {
  const status = apdu.data[0] ?? 0;
  const rest = apdu.data.slice(1);
  const tlvAt = [0, 1].find((at) => {
    const length = rest[at] === 0x06 ? readBerLength(rest, at + 1) : undefined;
    return length !== undefined && length.next + length.value === rest.length;
  });
  const timeout = tlvAt === 0 || rest.length === 0 ? undefined : bcdNumber(rest.slice(0, 1));
  const tlv = tlvAt === undefined ? undefined : readBitmaps(rest, tlvAt).fields.get(0x06);
  return {
    stage: stages.get(status) ?? "processing",
    timeoutMinutes: timeout === 0 ? undefined : timeout,
    text: textOf(tlv === undefined ? undefined : findTlv(tlv, 0x07)),
  };
}

/** The completion of 05 01: an optional LLLVAR software version, then the status byte at the end. */
export function readTerminalStatus(apdu: Apdu): number | undefined {
  return apdu.data.at(-1);
}

/** The completion of 06 00: terminal id and status bits (b0 initialise, b1 diagnosis, b2 OPT first). */
export function readRegistered(apdu: Apdu): { readonly terminalId: string | undefined; readonly needs: readonly string[] } {
  const { fields } = readBitmaps(apdu.data);
  const status = fields.get(0x19)?.[0] ?? 0;
  const id = fields.get(0x29);
  const needs = ["initialisation", "diagnosis", "OPT"].filter((_, bit) => (status & (1 << bit)) !== 0);
  return { terminalId: id === undefined ? undefined : bcdText(id), needs };
}

function amountField(amountMinor: number): Uint8Array {
  return Uint8Array.from([0x04, ...encodeBcd(String(amountMinor), 6)]);
}

function currencyBytes(currency: string): Uint8Array {
  const number = currencyNumbers.get(currency);
  if (number === undefined) throw new Error(`currency ${currency} is not in the terminal driver's table`);
  return encodeBcd(number, 2);
}

function currencyOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const digits = bcdText(bytes).slice(-3);
  return [...currencyNumbers].find(([, number]) => number === digits)?.[0] ?? digits;
}

/** Printable ASCII and Latin-1 letters of a terminal's text; its line feeds become spaces, NUL padding goes. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const text = Array.from(bytes, (byte) => (byte === 0x0a || byte === 0x0d ? " " : byte >= 0x20 && byte !== 0x7f && (byte < 0x80 || byte >= 0xa0) ? String.fromCharCode(byte) : "")).join("").trim();
  return text === "" ? undefined : text.slice(0, 100);
}

import type { CodecFault, ReadResult } from "../../adapter.js";

/** One command or answer: class and instruction in one number (0x0601), and its data. */
export interface Apdu {
  readonly control: number;
  readonly data: Uint8Array;
}

export interface ApduState {
  readonly buffer: Uint8Array;
  /** Something that is no ZVT came; nothing after it can be trusted, the connection has to be opened again. */
  readonly broken: boolean;
}

/** The largest data we take: a receipt text block has about a kilobyte; the format would allow 65 535. */
const maximumData = 16_384;

/** Class bytes that a ZVT peer may begin with (PA00P015, chapter 2). Anything else is another protocol on that port. */
const knownClasses: ReadonlySet<number> = new Set([0x04, 0x05, 0x06, 0x08, 0x0f, 0x80, 0x84]);

export const emptyApduState: ApduState = { buffer: new Uint8Array(0), broken: false };

/** `CC II LL data`, or `CC II FF lo hi data` from 255 bytes on (PA00P015 §1, PA00P016 §5.2.4). */
export function encodeApdu(control: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const length = data.length < 0xff ? [data.length] : [0xff, data.length & 0xff, data.length >> 8];
  return Uint8Array.from([control >> 8, control & 0xff, ...length, ...data]);
}

/** Splits a TCP stream into APDUs, however it was cut. */
export function readApdus(state: ApduState, bytes: Uint8Array): ReadResult<ApduState, Apdu> {
  if (state.broken) return { state, readings: [], faults: [] };
  let buffer = state.buffer.length === 0 ? bytes : Uint8Array.from([...state.buffer, ...bytes]);
  const readings: Apdu[] = [];
  const broken = (fault: CodecFault) => ({ state: { buffer: new Uint8Array(0), broken: true }, readings, faults: [fault] });
  while (buffer.length > 0) {
    const first = buffer[0] ?? 0;
    if (!knownClasses.has(first)) {
      return broken({ code: "framing", detail: `not a ZVT endpoint: an answer begins with ${first.toString(16).padStart(2, "0")}` });
    }
    const head = headOf(buffer);
    if (head === undefined) break;
    if (head.length > maximumData) return broken({ code: "overlong", detail: `an answer of ${head.length} bytes` });
    const end = head.start + head.length;
    if (buffer.length < end) break;
    readings.push({ control: head.control, data: buffer.slice(head.start, end) });
    buffer = buffer.slice(end);
  }
  return { state: { buffer: buffer.slice(), broken: false }, readings, faults: [] };
}

/** Exactly one APDU, whole and with nothing behind it; throws an Error that says what does not fit. */
export function decodeApdu(bytes: Uint8Array): Apdu {
  const head = headOf(bytes);
  if (head === undefined) throw new Error("an APDU without a whole head");
  const present = bytes.length - head.start;
  if (present !== head.length) throw new Error(`an APDU that declares ${head.length} data bytes and has ${present}`);
  return { control: head.control, data: bytes.slice(head.start) };
}

function headOf(buffer: Uint8Array): { control: number; start: number; length: number } | undefined {
  const [high, low, short, lengthLow, lengthHigh] = buffer;
  if (high === undefined || low === undefined || short === undefined) return undefined;
  const control = (high << 8) | low;
  if (short !== 0xff) return { control, start: 3, length: short };
  if (lengthLow === undefined || lengthHigh === undefined) return undefined;
  return { control, start: 5, length: (lengthHigh << 8) | lengthLow };
}

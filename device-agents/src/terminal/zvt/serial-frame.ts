import type { CodecFault, ReadResult } from "../../adapter.js";

const DLE = 0x10;
const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const NAK = 0x15;
/** The longest APDU we take, see apdu.ts, with its head. */
const maximumBody = 16_384 + 5;

export type SerialReading = { readonly kind: "message"; readonly bytes: Uint8Array } | { readonly kind: "taken" } | { readonly kind: "not-taken" };

export interface SerialFrameState {
  readonly at: "outside" | "begun" | "body" | "doubled" | "checksum";
  readonly body: readonly number[];
  readonly checksum: readonly number[];
}

export const outsideFrame: SerialFrameState = { at: "outside", body: [], checksum: [] };
export const takenByte = Uint8Array.of(ACK);
export const notTakenByte = Uint8Array.of(NAK);

/**
 * CRC-16/KERMIT: reflected polynomial 8408, start 0, low byte first. PA00P016 §3.3 calls it by another name; the
 * frames on the wire are KERMIT's.
 */
export function crcKermit(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
}

/** `10 02 APDU 10 03 CRC`: every 10 of the APDU is doubled, the checksum (over APDU and 03) is not. */
export function encodeSerialFrame(apdu: Uint8Array): Uint8Array {
  const crc = crcKermit([...apdu, ETX]);
  return Uint8Array.from([DLE, STX, ...[...apdu].flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte])), DLE, ETX, crc & 0xff, crc >> 8]);
}

export function readSerialFrames(from: SerialFrameState, bytes: Uint8Array): ReadResult<SerialFrameState, SerialReading> {
  const readings: SerialReading[] = [];
  const faults: CodecFault[] = [];
  let state = from;
  for (const byte of bytes) {
    const result = readByte(state, byte);
    state = result.state;
    if (result.reading !== undefined) readings.push(result.reading);
    if (result.fault !== undefined) faults.push(result.fault);
  }
  return { state, readings, faults };
}

interface ByteResult {
  readonly state: SerialFrameState;
  readonly reading?: SerialReading;
  readonly fault?: CodecFault;
}

function readByte(state: SerialFrameState, byte: number): ByteResult {
  switch (state.at) {
    case "outside":
      if (byte === ACK) return { state, reading: { kind: "taken" } };
      if (byte === NAK) return { state, reading: { kind: "not-taken" } };
      return { state: byte === DLE ? { ...outsideFrame, at: "begun" } : state };
    case "begun":
      return { state: byte === STX ? { ...outsideFrame, at: "body" } : outsideFrame };
    case "body":
      if (byte === DLE) return { state: { ...state, at: "doubled" } };
      if (state.body.length >= maximumBody) return { state: outsideFrame, fault: { code: "overlong", detail: "a frame without its end" } };
      return { state: { ...state, body: [...state.body, byte] } };
    case "doubled":
      if (byte === DLE) return { state: { ...state, at: "body", body: [...state.body, byte] } };
      if (byte === ETX) return { state: { ...state, at: "checksum" } };
      // A frame that begins inside another: the other one was cut short.
      if (byte === STX) return { state: { ...outsideFrame, at: "body" }, fault: { code: "framing", detail: "a new frame began inside another" } };
      return { state: outsideFrame, fault: { code: "framing", detail: "a single 10 inside a frame" } };
    case "checksum": {
      const checksum = [...state.checksum, byte];
      const [low, high] = checksum;
      if (low === undefined || high === undefined) return { state: { ...state, checksum } };
      if (((high << 8) | low) !== crcKermit([...state.body, ETX])) return { state: outsideFrame, fault: { code: "checksum", detail: "a frame with a wrong checksum" } };
      return { state: outsideFrame, reading: { kind: "message", bytes: Uint8Array.from(state.body) } };
    }
  }
}

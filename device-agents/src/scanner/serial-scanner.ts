import type { CodecFault, DeviceOptions, ScanReading, ScannerAdapter } from "../adapter.js";

/** Longer than the longest code a lane reads (a GS1 Digital Link); the contract's limit on a scan's text. */
const maximumLength = 512;
const GS = 0x1d;

/** AIM flags without a business meaning in a lane are passed on as they are; only the shape is checked. */
const aimPattern = /^\][A-Za-z][0-9A-Za-z]/;

export interface SerialScannerState {
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
  readonly buffer: readonly number[];
  /** After an over-long or garbled scan everything is thrown away up to the next suffix. */
  readonly skipping: boolean;
}

/**
 * Serial and USB-CDC barcode scanners: optional prefix, text (with an AIM symbology identifier when the scanner
 * sends one), suffix. Options `prefix` and `suffix` are written in hex ("02", "0D0A"; default suffix "0D"); with
 * suffix "0D" a following LF is ignored. Host commands are Datalogic's single bytes (Magellan PRG, appendix E).
 */
export const serialScanner: ScannerAdapter<SerialScannerState> = {
  protocol: "serial-scanner",
  deviceClass: "scanner",
  line: { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1 },
  silenceMs: 200,
  begin: (options) => ({
    prefix: hexOption(options, "prefix", ""),
    suffix: hexOption(options, "suffix", "0D"),
    buffer: [],
    skipping: false,
  }),
  read(state, bytes) {
    const readings: ScanReading[] = [];
    const faults: CodecFault[] = [];
    let buffer = [...state.buffer];
    let skipping = state.skipping;
    for (const byte of bytes) {
      buffer.push(byte);
      if (endsWith(buffer, state.suffix)) {
        const body = buffer.slice(0, -state.suffix.length);
        buffer = [];
        if (skipping) {
          skipping = false;
          continue;
        }
        const scan = scanOf(body, state.prefix);
        if (scan === undefined) continue;
        if ("code" in scan) faults.push(scan);
        else readings.push(scan);
      } else if (buffer.length > maximumLength + state.prefix.length + 3 + state.suffix.length) {
        if (!skipping) faults.push({ code: "overlong", detail: `more than ${maximumLength} bytes without the suffix` });
        skipping = true;
        // Enough is kept to recognise a suffix that is just arriving.
        buffer = buffer.slice(-state.suffix.length);
      }
    }
    return { state: { ...state, buffer, skipping }, readings, faults };
  },
  pending: (state) => state.skipping || state.buffer.some((byte) => byte !== 0x0a && byte !== 0x0d),
  silence(state) {
    if (!serialScanner.pending(state)) return { state: { ...state, buffer: [] }, readings: [], faults: [] };
    const fault: CodecFault = { code: "framing", detail: `${state.buffer.length} bytes without the suffix, thrown away` };
    return { state: { ...state, buffer: [], skipping: false }, readings: [], faults: state.skipping ? [] : [fault] };
  },
  signal: (signal) => {
    const command = { good: "B", "not-on-file": "F", enable: "E", disable: "D" }[signal];
    return Uint8Array.from([command.charCodeAt(0)]);
  },
};

/** A scan, a fault, or undefined for an empty one (the LF after a CR). */
function scanOf(body: readonly number[], prefix: readonly number[]): ScanReading | CodecFault | undefined {
  let rest = body;
  while (rest[0] === 0x0a || rest[0] === 0x0d) rest = rest.slice(1);
  if (rest.length === 0) return undefined;
  if (prefix.length > 0) {
    // Noise ahead of the prefix is dropped: the last prefix begins the scan.
    const at = lastIndexOf(rest, prefix);
    if (at < 0) return { code: "framing", detail: "a scan without the configured prefix" };
    rest = rest.slice(at + prefix.length);
  }
  if (rest.length === 0) return undefined;
  if (!rest.every((byte) => byte === GS || (byte >= 0x20 && byte !== 0x7f && byte < 0x80) || byte >= 0xa0)) {
    return { code: "framing", detail: "a scan with bytes that are no text" };
  }
  const text = textOf(rest);
  if (text === undefined) return { code: "framing", detail: "a scan that is not UTF-8 text" };
  const aim = aimPattern.exec(text)?.[0];
  const data = aim === undefined ? text : text.slice(aim.length);
  if (data === "" || data.length > maximumLength) return { code: "framing", detail: `a scan of ${data.length} characters` };
  return aim === undefined ? { text: data } : { text: data, aim };
}

function textOf(bytes: readonly number[]): string | undefined {
  const raw = Uint8Array.from(bytes);
  if (bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...raw);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return undefined;
  }
}

function endsWith(bytes: readonly number[], tail: readonly number[]): boolean {
  const start = bytes.length - tail.length;
  return start >= 0 && tail.every((byte, index) => bytes[start + index] === byte);
}

function lastIndexOf(bytes: readonly number[], part: readonly number[]): number {
  for (let at = bytes.length - part.length; at >= 0; at -= 1) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function hexOption(options: DeviceOptions, name: string, fallback: string): number[] {
  const text = options[name] ?? fallback;
  if (typeof text !== "string" || !/^([0-9A-Fa-f]{2}){0,8}$/.test(text)) {
    throw new Error(`scanner option ${name} must be up to 8 bytes in hex such as "0D0A"`);
  }
  if (name === "suffix" && text === "") throw new Error("scanner option suffix must not be empty");
  return text.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
}

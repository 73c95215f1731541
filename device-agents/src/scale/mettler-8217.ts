import type { WeightReading } from "@laneway/contracts";
import type { CodecFault, ScaleAdapter } from "../adapter.js";

const STX = 0x02;
const CR = 0x0d;
const longestFrame = 12;

export interface Mettler8217State {
  /** Bytes since the last STX, it included; empty between frames. */
  readonly frame: readonly number[];
}

/**
 * Mettler-Toledo 8217 "weight only" (also 8213): `W` without a terminator is answered by STX, digits, CR, or by
 * STX, `?`, status byte, CR. 9600 7E1. Layout: Mettler-Toledo DIVA service manual 72191202, 6.1.3 and 6.1.4.
 * The weight is taken as the scale says it, in kilograms with three decimals; a scale set to pounds is refused,
 * because converting would be rounding a legal weight.
 */
export const mettler8217: ScaleAdapter<Mettler8217State> = {
  protocol: "mettler-8217",
  deviceClass: "scale",
  line: { baudRate: 9_600, dataBits: 7, parity: "even", stopBits: 1 },
  ask: Uint8Array.of(0x57),
  zero: Uint8Array.of(0x5a),
  pollMs: 100,
  answerMs: 700,
  begin: () => ({ frame: [] }),
  read(state, bytes) {
    const readings: WeightReading[] = [];
    const faults: CodecFault[] = [];
    let frame = [...state.frame];
    for (const raw of bytes) {
      // On a line opened with 8 data bits the parity bit is still there.
      const byte = raw & 0x7f;
      if (byte === STX) {
        if (frame.length > 0) faults.push({ code: "framing", detail: "a new answer began inside another" });
        frame = [byte];
      } else if (frame.length === 0) {
        // Between frames: echo, noise, the rest of an answer whose beginning was lost.
      } else if (byte === CR) {
        const reading = readingOf(String.fromCharCode(...frame.slice(1)));
        if ("code" in reading) faults.push(reading);
        else readings.push(reading);
        frame = [];
      } else if (frame.length >= longestFrame) {
        faults.push({ code: "overlong", detail: "an answer without its CR" });
        frame = [];
      } else {
        frame.push(byte);
      }
    }
    return { state: { frame }, readings, faults };
  },
};

function readingOf(body: string): WeightReading | CodecFault {
  if (body.startsWith("?") && body.length === 2) return statusReading(body.charCodeAt(1));
  const weight = /^ *(\d{1,3})\.(\d{3})N?$/.exec(body);
  if (weight !== null) {
    const grams = Number(weight[1]) * 1_000 + Number(weight[2]);
    return grams === 0 ? { state: "zero" } : { state: "stable", grams };
  }
  if (/^ *\d{1,3}\.\d{2}N?$/.test(body)) return { code: "device-error", detail: "the scale answers in pounds; set it to kilograms" };
  return { code: "unknown-answer", detail: `an answer of ${body.length} characters in no known form` };
}

/** Bit 6 is always 1; 0 motion, 1 over capacity, 2 under zero, 3 outside zero capture, 4 centre of zero, 5 net. */
function statusReading(status: number): WeightReading | CodecFault {
  if ((status & 0x40) === 0) return { code: "unknown-answer", detail: `status byte ${status.toString(16)} without bit 6` };
  if ((status & 0x02) !== 0) return { state: "over-capacity" };
  if ((status & 0x04) !== 0) return { state: "under-zero" };
  if ((status & 0x01) !== 0) return { state: "unstable" };
  if ((status & 0x10) !== 0) return { state: "zero" };
  return { state: "not-ready" };
}

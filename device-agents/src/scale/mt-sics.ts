import type { WeightReading } from "@laneway/contracts";
import type { CodecFault, ScaleAdapter } from "../adapter.js";

const longestLine = 80;

export interface MtSicsState {
  readonly line: string;
  /** A line grew too long: thrown away up to its end. */
  readonly skipping: boolean;
}

/**
 * Mettler-Toledo MT-SICS level 0: lines ended by CR LF, `SI` asks for the weight at once. For the security scale,
 * which is no legal instrument: fractions of a gram are rounded half away from zero, the one place where we do so.
 * Replies as in the MT-SICS reference manual; `SI` rather than `S`, because `S` blocks inside the scale.
 */
export const mtSics: ScaleAdapter<MtSicsState> = {
  protocol: "mt-sics",
  deviceClass: "scale",
  line: { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1 },
  ask: ascii("SI\r\n"),
  zero: ascii("Z\r\n"),
  pollMs: 100,
  answerMs: 700,
  begin: () => ({ line: "", skipping: false }),
  read(state, bytes) {
    const readings: WeightReading[] = [];
    const faults: CodecFault[] = [];
    let { line, skipping } = state;
    for (const byte of bytes) {
      if (byte === 0x0a) {
        if (!skipping) take(line.replace(/\r$/, ""), readings, faults);
        line = "";
        skipping = false;
      } else if (skipping) {
        // Up to the end of the line.
      } else if (line.length >= longestLine) {
        faults.push({ code: "overlong", detail: "a line without its end" });
        skipping = true;
      } else {
        line += String.fromCharCode(byte);
      }
    }
    return { state: { line, skipping }, readings, faults };
  },
};

function take(line: string, readings: WeightReading[], faults: CodecFault[]): void {
  // Start-up banner and answers about the instrument or about zeroing: no weight, no fault.
  if (/^(I\d |Z |ZI |T |TA |@ )/.test(line) || line === "") return;
  const reading = readingOf(line);
  if ("code" in reading) faults.push(reading);
  else readings.push(reading);
}

function readingOf(line: string): WeightReading | CodecFault {
  switch (line) {
    case "S +":
      return { state: "over-capacity" };
    case "S -":
      return { state: "under-zero" };
    case "S I":
      return { state: "not-ready" };
    case "ES":
    case "ET":
    case "EL":
      return { code: "device-error", detail: `the scale answered ${line}` };
  }
  const weight = /^S ([SD]) +(-?)(\d{1,7})(?:\.(\d{1,6}))? (kg|g)$/.exec(line);
  if (weight === null) return { code: "unknown-answer", detail: `a line of ${line.length} characters in no known form` };
  const [, stability, sign, whole = "0", fraction = "", unit] = weight;
  const grams = wholeGrams(whole, fraction, unit === "kg" ? 3 : 0) * (sign === "-" ? -1 : 1);
  if (stability === "D") return { state: "unstable", grams: grams === 0 ? 0 : grams };
  return grams === 0 ? { state: "zero" } : { state: "stable", grams };
}

/** `whole.fraction` shifted left by `shift` decimals, rounded half away from zero, by digits and not by floats. */
function wholeGrams(whole: string, fraction: string, shift: number): number {
  const padded = fraction.padEnd(shift + 1, "0");
  const grams = Number(whole + padded.slice(0, shift));
  return Number(padded[shift]) >= 5 ? grams + 1 : grams;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

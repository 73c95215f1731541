import type { WeightReading } from "@laneway/contracts";
import type { LineSettings } from "./transport/connection.js";

/*
 * What a protocol must be to serve a device class: a pure codec. No port, no timer, no MQTT, no logging here;
 * opening, pacing, re-opening, publishing and the lifetimes of faults are written once, in agent/.
 */

/** Something on the wire that is not in the protocol. The codec has already found its way back. */
export interface CodecFault {
  readonly code: "framing" | "checksum" | "overlong" | "unknown-answer" | "device-error";
  /** For store IT; holds no shopper's or card's data. */
  readonly detail: string;
}

export interface ReadResult<State, Reading> {
  readonly state: State;
  readonly readings: readonly Reading[];
  readonly faults: readonly CodecFault[];
}

/** Options of a device in its lane profile. */
export type DeviceOptions = Readonly<Record<string, string | number | boolean>>;

export interface Adapter {
  /** As named in the lane profile. */
  readonly protocol: string;
  readonly line: LineSettings;
}

export interface ScanReading {
  readonly text: string;
  readonly aim?: string;
}

export interface ScannerAdapter<State> extends Adapter {
  readonly deviceClass: "scanner";
  /** Throws an Error naming the option when one is wrong. */
  begin(options: DeviceOptions): State;
  read(state: State, bytes: Uint8Array): ReadResult<State, ScanReading>;
  /** Is a scan begun and not ended? Then the owner calls `silence` after `silenceMs` without a byte. */
  pending(state: State): boolean;
  readonly silenceMs: number;
  /** The rest of the scan never came: it is thrown away, never guessed. */
  silence(state: State): ReadResult<State, ScanReading>;
  signal(signal: "good" | "not-on-file" | "enable" | "disable"): Uint8Array;
}

export interface ScaleAdapter<State> extends Adapter {
  readonly deviceClass: "scale";
  begin(options: DeviceOptions): State;
  /** Asks for the weight once. The scale answers each question once. */
  readonly ask: Uint8Array;
  readonly zero: Uint8Array;
  /** Wait between an answer and the next question, and how long an answer may take. */
  readonly pollMs: number;
  readonly answerMs: number;
  /** One reading for each answer of the scale, in order. */
  read(state: State, bytes: Uint8Array): ReadResult<State, WeightReading>;
}

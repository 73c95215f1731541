import { describe, expect, test } from "vitest";
import type { ReadResult } from "../adapter.js";
import { type Capture, fromHex } from "./capture.js";

export interface StreamCodec<State, Reading> {
  readonly protocol: string;
  begin(): State;
  read(state: State, bytes: Uint8Array): ReadResult<State, Reading>;
}

interface Heard {
  readonly readings: readonly unknown[];
  readonly faults: readonly string[];
}

export interface ConformanceChoice {
  /** Does the protocol mark its beginnings or ends? One that only counts bytes needs a new connection after a cut. */
  readonly resynchronises: boolean;
}

/** What every codec of a byte stream must hold to, whatever device it is for; run with its captures. */
export function testStreamConformance<State, Reading>(codec: StreamCodec<State, Reading>, capture: Capture, choice: ConformanceChoice = { resynchronises: true }): void {
  const hear = (pieces: readonly Uint8Array[]): Heard => {
    let state = codec.begin();
    const readings: unknown[] = [];
    const faults: string[] = [];
    for (const piece of pieces) {
      const before = JSON.stringify(state);
      const result = codec.read(state, piece);
      // A pure codec leaves the state it was given alone.
      expect(JSON.stringify(state)).toBe(before);
      state = result.state;
      readings.push(...result.readings);
      faults.push(...result.faults.map(({ code }) => code));
    }
    return { readings, faults };
  };
  const singles = (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte));
  const good = capture.frames.find((frame) => frame.readings.length > 0);
  if (good === undefined) throw new Error(`${capture.protocol}: a capture without a reading`);
  const goodBytes = fromHex(good.bytes);

  describe(`${codec.protocol}: ${capture.source}`, () => {
    test("the capture belongs to the protocol", () => {
      expect(capture.protocol).toBe(codec.protocol);
    });

    test.each(capture.frames)("$name: whole, in two pieces cut anywhere, and byte by byte", ({ bytes, readings }) => {
      const all = fromHex(bytes);
      for (let cut = 0; cut <= all.length; cut += 1) {
        expect(hear([all.slice(0, cut), all.slice(cut)])).toEqual({ readings, faults: [] });
      }
      expect(hear(singles(all))).toEqual({ readings, faults: [] });
    });

    test("everything in one piece is everything, in order", () => {
      const all = Uint8Array.from(capture.frames.flatMap(({ bytes }) => [...fromHex(bytes)]));
      expect(hear([all])).toEqual({ readings: capture.frames.flatMap(({ readings }) => readings), faults: [] });
    });

    test.each(capture.noise)("noise %s ahead: the next answer is read, and nothing was made of the noise", (noise) => {
      for (const pieces of [[Uint8Array.from([...fromHex(noise), ...goodBytes])], singles(Uint8Array.from([...fromHex(noise), ...goodBytes]))]) {
        expect(hear(pieces).readings).toEqual(good.readings);
      }
    });

    test.each(capture.damaged)("$name: a fault, and the next answer is read", ({ bytes, fault, readings }) => {
      const damaged = fromHex(bytes);
      for (const pieces of [[damaged, goodBytes], singles(Uint8Array.from([...damaged, ...goodBytes]))]) {
        const heard = hear(pieces);
        expect(heard.faults).toContain(fault);
        expect(heard.readings).toEqual([...readings, ...good.readings]);
      }
    });

    test("cut short anywhere, an answer gives no reading by itself and leaves no wrong one behind", () => {
      for (let length = 0; length < goodBytes.length - 1; length += 1) {
        expect(hear([goodBytes.slice(0, length)]).readings).toEqual([]);
        if (!choice.resynchronises) continue;
        const after = hear([goodBytes.slice(0, length), goodBytes, goodBytes]).readings;
        expect(after.at(-1)).toEqual(good.readings.at(-1));
        expect(after.length).toBeLessThanOrEqual(2 * good.readings.length);
      }
    });

    test("endless noise is borne without growing", () => {
      let state = codec.begin();
      const block = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7) % 251);
      for (let round = 0; round < 20; round += 1) state = codec.read(state, block).state;
      expect(JSON.stringify(state).length).toBeLessThan(8_192);
    });
  });
}

import type { WeightReading } from "@laneway/contracts";
import { weightReading } from "@laneway/contracts";
import { describe, expect, test } from "vitest";
import type { ScaleAdapter } from "../adapter.js";
import { readCapture } from "../testing/capture.js";
import { testStreamConformance } from "../testing/stream-conformance.js";
import { mettler8217 } from "./mettler-8217.js";
import { mtSics } from "./mt-sics.js";

function testScale<State>(adapter: ScaleAdapter<State>): void {
  const capture = readCapture(adapter.protocol);
  testStreamConformance<State, WeightReading>({ protocol: adapter.protocol, begin: () => adapter.begin({}), read: adapter.read }, capture);

  describe(`${adapter.protocol} as a scale`, () => {
    const readings = capture.frames.flatMap((frame) => frame.readings).map((reading) => weightReading.parse(reading));

    test("its captures hold every state a scale has", () => {
      expect(new Set(readings.map(({ state }) => state))).toEqual(new Set(["stable", "zero", "unstable", "under-zero", "over-capacity", "not-ready"]));
    });

    test("only a stable reading may be sold: a moving or overloaded scale never gives one", () => {
      for (const frame of capture.frames.filter(({ name }) => /motion|moving|over|under|busy/.test(name))) {
        for (const reading of frame.readings) expect(weightReading.parse(reading).state).not.toBe("stable");
      }
    });
  });
}

testScale(mettler8217);
testScale(mtSics);

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { behaviours } from "./behaviours.js";
import type { Matrix, MatrixTally } from "./matrix.js";
import { standIn } from "./stand-ins.js";
import type { Protocol } from "./world.js";

/** The cut matrix of one protocol, as tests: one for each way the terminal behaves, then what they say together. */
export function proveMatrix(protocol: Protocol): void {
  describe(`the cut matrix over ${protocol}`, () => {
    let matrix: Matrix;
    let tally: MatrixTally;
    let tools: typeof import("./matrix.js");

    beforeAll(async () => {
      standIn();
      tools = await import("./matrix.js");
      tally = tools.newTally();
      matrix = await tools.openMatrix(protocol);
    }, 400_000);
    afterAll(() => matrix?.close());

    it("knows a way to every arrow of the payment attempt machine", () => {
      expect(tools.arrowsWithoutLead()).toEqual([]);
      expect(tools.leadsWithoutArrow()).toEqual([]);
    });

    it.each(behaviours)("%s: nothing lost, nothing double, nothing unexplained", { timeout: 7_200_000 }, async (behaviour) => {
      const before = tally.problems.length;
      await matrix.run(tally, behaviour);
      expect(tally.problems.slice(before)).toEqual([]);
    });

    it("has met every arrow, and cut at each", () => {
      const { arrows } = tools;
      expect(tally.payments).toBeGreaterThan(0);
      if (!tools.wholeMatrix) return;
      expect(arrows.filter((arrow) => (tally.onArrow.get(arrow) ?? 0) === 0)).toEqual([]);
      expect(tally.cuts).toBeGreaterThan(tally.payments / 3);
      tools.noteMatrix(protocol, tally);
    });
  });
}

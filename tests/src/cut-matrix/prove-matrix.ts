import { afterAll, beforeAll, describe, expect, it } from "vitest";
import process from "node:process";
import { type Behaviour, behaviours } from "./behaviours.js";
import type { Matrix, MatrixTally } from "./matrix.js";
import { standIn } from "./stand-ins.js";
import type { Protocol } from "./world.js";

const everyDay: readonly Behaviour[] = ["drop-before"];

/** The cut matrix of one protocol, as tests: one for each way the terminal behaves, then what they say together. */
export function proveMatrix(protocol: Protocol): void {
  // The ordinary test run looks at one behaviour; `npm run proof` at all of them.
  const looked = process.env.LANEWAY_MATRIX === "whole" || process.env.LANEWAY_MATRIX_ONLY !== undefined ? behaviours : everyDay;
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

    it.each(looked)("%s: nothing lost, nothing double, nothing unexplained", { timeout: 1_800_000 }, async (behaviour) => {
      const before = tally.problems.length;
      await matrix.run(tally, behaviour);
      expect(tally.problems.slice(before)).toEqual([]);
    });

    it("has met every arrow, and cut at each", () => {
      if (!tools.wholeMatrix || looked !== behaviours) {
        expect(tally.payments).toBeGreaterThan(0);
        return;
      }
      const { arrows } = tools;
      expect(arrows.filter((arrow) => (tally.onArrow.get(arrow) ?? 0) === 0)).toEqual([]);
      expect(tally.cuts).toBeGreaterThan(tally.payments / 3);
      tools.noteMatrix(protocol, tally);
    });
  });
}

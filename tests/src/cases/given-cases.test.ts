import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gs1Cases } from "./gs1-kinds.js";
import { pricingCases } from "./pricing-kinds.js";
import type { CaseResult } from "./runner.js";

const data = new URL("../../data/", import.meta.url);
const differences = readFileSync(new URL("../../../docs/pricing-differences.md", import.meta.url), "utf8");

/**
 * Cases decided differently on purpose stand in the document by name, as code; they fail, and nothing else
 * does.
 */
function failing(
  folder: string,
  file: string,
  casesOf: (file: unknown) => readonly CaseResult[] | undefined,
): readonly CaseResult[] {
  const results = casesOf(JSON.parse(readFileSync(new URL(`${folder}/${file}`, data), "utf8")));
  expect(results?.length).toBeGreaterThan(10);
  return results?.filter(({ problem }) => problem !== undefined) ?? [];
}

const files = (folder: string) => readdirSync(new URL(folder, data)).filter((name) => name.endsWith(".json"));

describe("published cases", () => {
  it.each(files("gs1"))("gs1/%s", (file) => {
    expect(failing("gs1", file, gs1Cases).filter(({ name }) => !differences.includes(`\`${name}\``))).toEqual(
      [],
    );
  });

  it.each(files("pricing"))("pricing/%s", (file) => {
    expect(
      failing("pricing", file, pricingCases).filter(({ name }) => !differences.includes(`\`${name}\``)),
    ).toEqual([]);
  });

  it("a wrong expectation is noticed", () => {
    const line = {
      name: "a",
      unit_price: "1.00",
      qty: 2,
      tax_rate_percent: 10,
      tax_included_in_price: false,
    };
    const wrong = pricingCases({
      cases: [
        { id: "x", topic: "tax", lines: [line], promotions: [], rounding: null, expected: { total: "2.19" } },
      ],
    });
    expect(wrong?.[0]?.problem).toBe('total: expected "2.19", got "2.2"');
    expect(
      gs1Cases({
        cases: [
          {
            linter: "csum",
            input: "00",
            valid: false,
            error: "GS1_LINTER_INCORRECT_CHECK_DIGIT",
            error_markup: "0*0*",
          },
        ],
      })?.[0]?.problem,
    ).toBeDefined();
  });

  it("what is not known is a failure, never left out", () => {
    const line = { name: "a", unit_price: "1.00", qty: 1, colour: "red" };
    expect(
      pricingCases({ cases: [{ id: "x", lines: [line], expected: { total: "1.00" } }] })?.[0]?.problem,
    ).toBe("not known: line colour");
    expect(
      pricingCases({
        cases: [{ id: "x", lines: [{ ...line, colour: undefined }], expected: { taste: "1.00" } }],
      })?.[0]?.problem,
    ).toBe("not known: line colour");
  });
});

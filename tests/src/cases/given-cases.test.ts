import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gs1Cases } from "./gs1-kinds.js";
import { pricingCases } from "./pricing-kinds.js";
import { Seeded } from "../store/seeded.js";
import { type CaseResult, runCaseFiles } from "./runner.js";

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

/** A few of a file's cases, so that a change is likely to hit one. */
function smaller(content: unknown, chance: Seeded): unknown {
  if (typeof content !== "object" || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, Array.isArray(value) ? Array.from({ length: 10 }, () => structuredClone(chance.oneOf(value))) : value]),
  );
}

/** Puts something in place of one value, however deep. */
function putOdd(target: unknown, odd: unknown, chance: Seeded): void {
  let at = target as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = chance.oneOf(keys);
    const value = at[key];
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0 && chance.between(0, 9) > 0) at = value as Record<string, unknown>;
    else {
      at[key] = structuredClone(odd);
      return;
    }
  }
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

  it("net and tax in fractions are those before the total's rounding; at the line they are wrong", () => {
    const taxed = (taxLevel: string) => ({
      id: taxLevel,
      lines: [{ name: "a", unit_price: "10.00", qty: 1, tax_rate_percent: 7, tax_included_in_price: true }],
      rounding: { tax_level: taxLevel, mode: "half_up", precision: "0.01" },
      expected: { net: "9.345794", tax: "0.654206", gross: "10.00" },
    });
    const [total, line] = pricingCases({ cases: [taxed("total"), taxed("line")] }) ?? [];
    expect(total?.problem).toBeUndefined();
    expect(line?.problem).toBe('net: expected "9.345794", got "9.35"; tax: expected "0.654206", got "0.65"');
  });

  it("the kind of each case is told by its form, and one that has none does not stop the others", () => {
    const linter = { linter: "yesno", input: "1", valid: true };
    const results = gs1Cases([
      null,
      { colour: "red" },
      linter,
      { kind: "unbracketed_element_string", input: "^10A", valid: true, flags: {} },
      { fields: { format_code: "0" }, input: "x" },
      { set: "ean8-1", value: "96385074" },
      { mode: "-1", input: "[10]A", ret: "0", unbracketed: "10A" },
      { linter: "no-such", input: "", valid: true },
      { ...linter, valid: false, requires_mocked_gcp_lookup: true },
    ]);
    expect(results?.map(({ problem }) => problem)).toEqual([
      "is of no known kind",
      "is of no known kind",
      undefined,
      undefined,
      expect.stringContaining("coupon-invalid-gcp-length"),
      undefined,
      undefined,
      "no such check",
    ]);
    for (const nothing of [undefined, 7, [], {}, { cases: [] }, { cases: "x" }]) {
      expect(gs1Cases(nothing)).toBeUndefined();
    }
  });

  it("a file that cannot be used fails by name, and every file is run", () => {
    const folder = mkdtempSync(join(tmpdir(), "cases-"));
    const at = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const broken = at("broken.json", '{"cases": [');
    const empty = at("empty.json", "{}");
    const good = at("good.json", '{"cases": [{ "linter": "yesno", "input": "1", "valid": true }]}');
    const lines: string[] = [];
    const status = runCaseFiles([broken, empty, good], gs1Cases, (line) => lines.push(line));
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^FAILED .*broken\.json: .*JSON/),
      `FAILED ${empty}: not a known kind of case file`,
      "1 passed, 2 failed",
    ]);
    expect(runCaseFiles([], gs1Cases, () => undefined)).toBe(2);
  });

  it("a case is told in one line, and a file that breaks its reader is one failure", () => {
    const folder = mkdtempSync(join(tmpdir(), "cases-"));
    const file = join(folder, "odd.json");
    writeFileSync(file, JSON.stringify({ cases: [{ id: "a\nb", lines: [], expected: { "odd\nname": "1" } }] }));
    const lines: string[] = [];
    runCaseFiles([file], pricingCases, (line) => lines.push(line));
    const broken = () => {
      throw new Error("first\nsecond");
    };
    runCaseFiles([file], broken, (line) => lines.push(line));
    rmSync(folder, { recursive: true });
    expect(lines).toEqual([
      "FAILED a b: not known: expectation odd name",
      "0 passed, 1 failed",
      `FAILED ${file}: cannot be read: first second`,
      "0 passed, 1 failed",
    ]);
  });

  // CASE_FUZZ=100000 tries as many; by default few enough for every day.
  it.each([
    ["pricing", "pricing_cases.json", pricingCases],
    ["gs1", "variable_measure_vectors.json", gs1Cases],
    ["gs1", "zint_gs1_vectors.json", gs1Cases],
    ["gs1", "syntax_engine_vectors.json", gs1Cases],
    ["gs1", "coupon_8110_decoded.json", gs1Cases],
    ["gs1", "zxing_blackbox_values.json", gs1Cases],
  ] as const)("%s/%s with anything in place of anything is judged, and nothing is thrown", (folder, file, casesOf) => {
    const content: unknown = JSON.parse(readFileSync(new URL(`${folder}/${file}`, data), "utf8"));
    const chance = new Seeded(20_261_129);
    const odd: readonly unknown[] = [null, true, [], {}, "", "x\ny", "-1", "1e30", "0.000000001", -1, 0, 1e300, 0.1, "99999999999999999999", [null], [[]], { a: 1 }, "٣"];
    const rounds = Math.ceil(Number(process.env.CASE_FUZZ ?? 300) / 10);
    for (let round = 0; round < rounds; round += 1) {
      const small = smaller(content, chance);
      for (let change = 0; change < 3; change += 1) putOdd(small, chance.oneOf(odd), chance);
      const results = casesOf(small) ?? [];
      for (const { name, problem } of results) expect([typeof name, typeof (problem ?? "")]).toEqual(["string", "string"]);
    }
  });

  const priced = (each: unknown) => pricingCases({ cases: [each] })?.[0]?.problem;
  const line = { name: "a", unit_price: "1.00", qty: 1 };

  it.each([
    ["a fact of a line", { lines: [{ ...line, colour: "red" }], expected: { total: "1.00" } }, "line colour"],
    ["an expectation", { lines: [line], expected: { taste: "1.00" } }, "expectation taste"],
    ["no expectation", { lines: [line], expected: {} }, "nothing is expected"],
    ["a fact of the case", { lines: [line], expected: { total: "1" }, exempt: true }, "case exempt"],
    [
      "a policy",
      { lines: [line], expected: { total: "1" }, rounding: { jurisdiction: "x" } },
      "rounding jurisdiction",
    ],
    [
      "a mode",
      { lines: [line], expected: { total: "1" }, rounding: { mode: "sideways" } },
      "rounding mode sideways",
    ],
    [
      "an effect",
      {
        lines: [line],
        expected: { total: "1" },
        promotions: [{ effects: [{ level: "moon", kind: "percent" }] }],
      },
      "effect moon percent",
    ],
    ["a line that is none", { lines: ["x"], expected: { total: "1" } }, "line 1"],
    ["a quantity", { lines: [{ ...line, qty: "few" }], expected: { total: "1" } }, "quantity few"],
    ["a price", { lines: [{ ...line, unit_price: null }], expected: { total: "1" } }, "unit price null"],
    ["a weight", { input: { weights: [1, "x"], total: "1" }, expected: { parts: [] } }, "weight x"],
    ["neither form", { expected: { total: "1" } }, "a case with neither lines, weights nor a cash step"],
  ])("%s that is not known is a failure by name, never left out", (_, each, problem) => {
    expect(priced({ id: "x", ...each })).toBe(`not known: ${problem}`);
  });

  it("a case that is no object does not stop the others", () => {
    const results = pricingCases([null, 7, { id: "x", lines: [line], expected: { total: "1.00" } }]);
    expect(results?.map(({ name, problem }) => `${name}: ${problem}`)).toEqual([
      "case 1: is no object",
      "case 2: is no object",
      "x: undefined",
    ]);
  });

  it("pieces of none, fractions of a unit and shares in any order are read as they are meant", () => {
    const none = { ...line, name: "b", qty: 0 };
    expect(
      priced({
        lines: [line, none],
        expected: { line_totals: { a: "1", b: "0" }, line_discounts: ["0", "0"] },
      }),
    ).toBeUndefined();
    expect(priced({ lines: [{ ...line, qty: "1.5" }], expected: { total: "1.5" } })).toBeUndefined();
    expect(priced({ lines: [], expected: { total: "0", total_with_7_shipping: "7" } })).toBeUndefined();
    const parts = (list: string[]) => ({
      input: { weights: [1, 1, 1], total: "10" },
      expected: { parts: list, order_matters: false },
    });
    expect(priced(parts(["3.34", "3.33", "3.33"]))).toBeUndefined();
    expect(priced(parts(["3.34", "3.34", "3.32"]))).toBeDefined();
  });
});

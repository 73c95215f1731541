import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagFromPpm, usualCosts } from "@laneway/domain/risk/costs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evaluateModel } from "./evaluate-model.js";
import { readLabels } from "./labels.js";
import { fitLogistic, probabilityOf } from "./logistic.js";
import { type RiskManifest, sha256 } from "./manifest.js";
import { modelFiles, writeModelFiles } from "./model-files.js";
import { loadScorer } from "./model-scorer.js";
import { writeOnnx } from "./onnx-writer.js";
import { RiskError, type RiskErrorCode } from "./risk-error.js";
import { scoreBasket } from "./risk-model.js";
import { labelsText, madeBaskets } from "./testing/made-baskets.js";
import { trainFiles } from "./train-files.js";
import { trainModel } from "./train-model.js";
import { countOutcomes, crossValidate, isFlagged, profitShare } from "./validation.js";

const known = madeBaskets(2_000, 7);
const model = trainModel(known);
const named = (code: RiskErrorCode, words = "") => expect.objectContaining({ name: "RiskError", code, message: expect.stringContaining(words) });

describe("training", () => {
  it("learns a known rule, and tells fraud from honesty in baskets it has not seen", () => {
    const unseen = madeBaskets(2_000, 8);
    const scored = unseen.map(({ features, fraud }) => ({ probability: scoreBasket(model, features), fraud }));
    expect(unseen.filter(({ fraud }) => fraud).length).toBeGreaterThan(50);
    expect(profitShare(scored, usualCosts)).toBeGreaterThan(0.6);
  });

  it("finds the level of trust above which nobody steals", () => {
    expect(model.highestSuspectTrust).toBe(2);
    const worst = [3, 1_800, 100, 11, 10, 5, 30];
    expect(scoreBasket(model, worst)).toBeLessThan(1e-9);
    expect(scoreBasket(model, worst.with(0, 1))).toBeGreaterThan(0.99);
  });

  it("does not trust a level of which it has seen too few baskets", () => {
    const few = known.filter(({ features }, index) => features[0] !== 6 || index < 40);
    expect(few.filter(({ features }) => features[0] === 6).length).toBeLessThan(30);
    expect(trainModel(few).highestSuspectTrust).toBe(6);
  });

  it("gives the same model for the same baskets, to the bit", () => {
    const small = known.slice(0, 400);
    expect(sha256(writeOnnx(trainModel(small)))).toBe(sha256(writeOnnx(trainModel(structuredClone(small)))));
    expect(sha256(writeOnnx(trainModel(small)))).not.toBe(sha256(writeOnnx(trainModel(known.slice(1, 400)))));
  });

  it.each([
    ["no baskets", []],
    ["no fraud", known.filter(({ fraud }) => !fraud)],
    ["fraud only", known.filter(({ fraud }) => fraud)],
  ])("refuses %s", (_name, baskets) => {
    expect(() => trainModel(baskets)).toThrow(named("labels-one-sided"));
  });

  it("solves logistic regression: at the weights found, the slope is zero", () => {
    const columns = [new Float64Array(6).fill(1), Float64Array.from([-2, -1, 0, 0, 1, 2])];
    const labels = Float64Array.from([0, 0, 1, 0, 1, 1]);
    const [intercept = 0, weight = 0] = fitLogistic(columns, labels, [0, 0.5], new Float64Array(2));
    const residuals = [...labels].map((label, row) => label - probabilityOf(intercept + weight * (columns[1]?.[row] ?? 0)));
    expect(residuals.reduce((sum, residual) => sum + residual, 0)).toBeCloseTo(0, 4);
    expect(residuals.reduce((sum, residual, row) => sum + residual * (columns[1]?.[row] ?? 0), 0) - 0.5 * weight).toBeCloseTo(0, 4);
  });

  it("says so when the features do not determine the weights", () => {
    const column = Float64Array.from([1, 1, 1, 1]);
    expect(() => fitLogistic([column, Float64Array.from([Number.NaN, 1, 1, 1])], Float64Array.from([0, 1, 0, 1]), [0, 0], new Float64Array(2))).toThrow(named("training-diverged"));
  });
});

describe("validation", () => {
  it("scores every basket once in each repetition by a model that has not seen it", () => {
    // One odd fraud among trusted shoppers: only a model that saw it could suspect anyone there.
    const odd = { features: [6, 1_800, 100, 11, 10, 5, 30], fraud: true };
    const baskets = [...known.slice(0, 500), odd];
    const [run] = crossValidate(baskets, 5, [1]);
    expect(run?.scored).toHaveLength(501);
    expect(run?.scored.at(-1)?.probability).toBeLessThan(1e-9);
    expect(crossValidate(baskets, 5, [1])).toEqual([run]);
  });

  it("flags from the threshold that the costs give", () => {
    const threshold = flagFromPpm(usualCosts);
    expect([0.714, 0.7143, 1].map((probability) => isFlagged(probability, threshold))).toEqual([false, true, true]);
    const scored = [[0.9, true], [0.9, false], [0.1, true], [0.1, false]].map(([probability, fraud]) => ({ probability: Number(probability), fraud: fraud === true }));
    expect(countOutcomes(scored, threshold)).toEqual({ caughtFraud: 1, missedFraud: 1, falseAlarm: 1, honestPass: 1 });
  });
});

describe("labels", () => {
  const good = labelsText(known.slice(0, 3)).trimEnd().split("\n");
  const withField = (row: number, column: number, value: string) => good.map((line, index) => (index === row ? line.split("|").with(column, value).join("|") : line)).join("\n");

  it("are read back as they were", () => {
    expect(readLabels(labelsText(known))).toEqual(known);
    expect(readLabels(labelsText(known).replaceAll("\n", "\r\n"))).toEqual(known);
  });

  it.each([
    ["a word for a number", withField(2, 2, "dear"), 'row 3, column grandTotal: "dear" is not a number'],
    ["nothing", withField(1, 0, ""), 'row 2, column trustLevel: "" is not a number'],
    ["not a number", withField(1, 1, "NaN"), 'row 2, column totalScanTimeInSeconds: "NaN" is not a number'],
    ["less than nothing", withField(3, 3, "-1"), "row 4, column lineItemVoids: -1 is not between"],
    ["a doubtful label", withField(3, 7, "2"), "row 4, column fraud: 2 is neither 0 nor 1"],
    ["a field too few", good.with(2, "1|2|3").join("\n"), "row 3, column 4: 3 fields, the header has 8"],
    ["an empty row between", good.with(2, "").join("\n"), "row 3, column 2: 1 fields"],
    ["no label", good.with(0, (good[0] ?? "").replace("fraud", "label")).join("\n"), "row 1: no column fraud"],
    ["a column twice", good.with(0, `${good[0]}|fraud`).join("\n"), "row 1: column fraud stands twice"],
    ["no text at all", "", "row 1: no column trustLevel"],
  ])("with %s are refused, row and column named", (_name, text, words) => {
    expect(() => readLabels(text)).toThrow(named("labels-malformed", words));
  });
});

describe("the ONNX model", () => {
  it("answers what the trainer's own evaluation answers, within 1e-5", async () => {
    const scorer = await loadScorer(writeOnnx(model));
    const baskets = madeBaskets(5_000, 9);
    const scores = await scorer.score(baskets.map(({ features }) => features));
    await scorer.close();
    const worst = Math.max(...baskets.map(({ features }, index) => Math.abs((scores[index] ?? 2) - scoreBasket(model, features))));
    expect(scores).toHaveLength(5_000);
    expect(scores.filter((score) => score > 0.05 && score < 0.95).length).toBeGreaterThan(20);
    expect(worst).toBeLessThan(1e-5);
  });

  it.each(["intercept", "weights", "means"] as const)("with NaN among its %s is refused", async (place) => {
    const broken = { ...model, [place]: place === "intercept" ? Number.NaN : model[place].map(() => Number.NaN) };
    await expect(loadScorer(writeOnnx(broken))).rejects.toEqual(named("score-not-a-probability", "NaN"));
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["noise", Uint8Array.from({ length: 500 }, (_, index) => (index * 37) % 256)],
    ["half of it", writeOnnx(model).slice(0, 700)],
  ])("is refused when it is %s", async (_name, bytes) => {
    await expect(loadScorer(bytes)).rejects.toEqual(named("model-corrupt"));
  });
});

describe("the files of a model", () => {
  let folder = "";
  const path = (name: string) => join(folder, name);
  const text = labelsText(known.slice(0, 300));
  const files = trainFiles(text, usualCosts, { folds: 3, seeds: [1] });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "laneway-risk-"));
    writeModelFiles(folder, files);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("hold what it was trained on, how good it is and which bytes it is", async () => {
    const manifest = JSON.parse(readFileSync(path(modelFiles.manifest), "utf8")) as RiskManifest;
    expect(manifest.training).toEqual({ sha256: sha256(text), baskets: 300, frauds: known.slice(0, 300).filter(({ fraud }) => fraud).length });
    expect(manifest.model.sha256).toBe(sha256(readFileSync(path(modelFiles.model))));
    expect(manifest.thresholdPpm).toBe(714_286);
    expect(manifest.metrics.profitShares).toHaveLength(1);
  });

  it("evaluate as the trainer's own evaluation does", async () => {
    const unseen = madeBaskets(1_000, 10);
    const own = trainModel(readLabels(text));
    const scored = unseen.map(({ features, fraud }) => ({ probability: scoreBasket(own, features), fraud }));
    const { counts, profit, greatestProfit } = await evaluateModel(path(modelFiles.model), unseen);
    expect(counts).toEqual(countOutcomes(scored, 714_286));
    expect(profit / greatestProfit).toBeCloseTo(profitShare(scored, usualCosts), 9);
  });

  it("hold a report that needs nothing from outside", () => {
    const report = readFileSync(path(modelFiles.report), "utf8");
    expect(report.match(/<svg /g)).toHaveLength(9);
    for (const title of ["Profit curve", "Calibration", "totalItems"]) expect(report).toContain(title);
    expect(report).not.toMatch(/<script|https?:|src=|href=|@import|NaN|undefined|Infinity/);
  });

  const changes: readonly (readonly [string, RiskErrorCode, () => void])[] = [
    ["the model is gone", "model-missing", () => rmSync(path(modelFiles.model))],
    ["the manifest is gone", "manifest-missing", () => rmSync(path(modelFiles.manifest))],
    ["the manifest is no JSON", "manifest-malformed", () => writeFileSync(path(modelFiles.manifest), "{")],
    ["the manifest lacks a threshold", "manifest-malformed", () => writeFileSync(path(modelFiles.manifest), JSON.stringify({ ...files.manifest, thresholdPpm: undefined }))],
    ["the manifest is for other features", "model-mismatch", () => writeFileSync(path(modelFiles.manifest), JSON.stringify({ ...files.manifest, features: [] }))],
    ["one bit of the model differs", "model-changed", () => writeFileSync(path(modelFiles.model), files.model.with(900, (files.model[900] ?? 0) ^ 1))],
  ];
  it.each(changes)("are refused when %s: %s", async (_name, code, change) => {
    change();
    await expect(evaluateModel(path(modelFiles.model), known)).rejects.toEqual(named(code));
    await expect(evaluateModel(path(modelFiles.model), known)).rejects.toBeInstanceOf(RiskError);
  });
});

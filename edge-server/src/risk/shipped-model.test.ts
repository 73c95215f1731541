import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { afterAll, describe, expect, it } from "vitest";
import { ChildScript } from "../testing/child-script.js";
import { scoreWith, trainBasketModel, writeBasketOnnx } from "./basket-model.js";
import { openHere, ProcessScorer } from "./lane-scorer.js";
import { modelFiles, readModelFiles } from "./model-files.js";
import { loadScorer } from "./model-scorer.js";
import { populationLabels } from "./population/labels.js";
import { measurePopulation, population } from "./population/measure.js";
import type { RiskError } from "./risk-error.js";
import { readRules, rulesOrUsual } from "./rules-file.js";
import { loadModel, shippedModelFolder } from "./shipped-model.js";

const folder = mkdtempSync(join(tmpdir(), "laneway-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the model that ships", () => {
  it("is the one whose sha256 is pinned, and its manifest says what it reads", () => {
    const { modelId } = loadModel({});
    const { manifest } = readModelFiles(join(shippedModelFolder, modelFiles.model));
    expect(manifest.model.sha256.startsWith(modelId)).toBe(true);
    expect(manifest.features.map(({ name }) => name)).toEqual(riskFeatureNames);
    expect(manifest.training.baskets).toBeGreaterThan(15_000);
    expect(readFileSync(join(shippedModelFolder, modelFiles.report), "utf8")).toContain("<svg");
  });

  it("asks more of the right shoppers than the rules alone, among shoppers it has not seen, and bothers few who are honest", async () => {
    const scorer = await loadScorer(loadModel({}).bytes, riskFeatureNames.length);
    const shoppers = await population(2_000_000, 700);
    const budget = { interventionsPerMille: 20, nudgesPerMille: 40, leastPpm: 200_000 };
    const [rules, both] = [await measurePopulation(shoppers, budget), await measurePopulation(shoppers, budget, scorer)];
    await scorer.close();
    expect(both.thievesAsked + both.thievesNudged).toBeGreaterThan(rules.thievesAsked + rules.thievesNudged);
    expect(both.thievesAsked / both.asked).toBeGreaterThan(0.5);
    expect((100 * both.honestAsked) / (both.baskets - both.thieves)).toBeLessThan(1.2);
  });

  it.each([
    ["model-missing", { modelFile: join(folder, "none.onnx"), modelSha256: "0".repeat(64) }],
    ["model-changed", { modelFile: join(shippedModelFolder, "risk.onnx"), modelSha256: "0".repeat(64) }],
  ] as const)("another file: %s", (code, settings) => {
    expect(() => loadModel(settings)).toThrow(expect.objectContaining({ code }));
  });
});

it("a simulated basket is the same for the same seed, and its entries are a lane's", async () => {
  const [[one], [again]] = [await population(5, 1), await population(5, 1)];
  expect(one).toEqual(again);
  expect(one?.entries.at(-1)).toMatchObject({ kind: "payment-step-reached" });
});

it("the file scores as the trainer does", async () => {
  const labelled = await populationLabels(1, 600);
  const model = trainBasketModel(labelled);
  const scorer = await openHere({ bytes: writeBasketOnnx(model), modelId: "m" });
  for (const { features } of labelled.slice(0, 50)) expect(await scorer.score(features)).toBeCloseTo(scoreWith(model, features), 4);
  await scorer.close();
});

describe("in a process of its own", () => {
  it("a model scores as it does here; one that is no model says so; closing ends what waits", async () => {
    const script = await ChildScript.of("risk/score-process.ts");
    try {
      const model = loadModel({});
      const [apart, here] = [new ProcessScorer(script.file, model), await openHere(model)];
      const input = riskFeatureNames.map((_, index) => index);
      expect(await apart.score(input)).toBe(await here.score(input));
      const closing = apart.score(input);
      await Promise.all([apart.close(), expect(closing).rejects.toMatchObject({ code: "model-missing" })]);
      // Ended in the middle of loading and of scoring, over and over: nothing comes of it here.
      for (const afterMs of [0, 20, 60, 100, 140, 180, 240, 300]) {
        const cut = new ProcessScorer(script.file, model);
        const ended = cut.score(input).catch(({ code }: RiskError) => code);
        await wait(afterMs);
        await cut.close();
        expect(["model-missing", await here.score(input)]).toContain(await ended);
      }
      const broken = new ProcessScorer(script.file, { bytes: new Uint8Array([1, 2, 3]), modelId: "x" });
      await expect(broken.score(input)).rejects.toMatchObject({ code: "model-corrupt" });
      await Promise.all([broken.close(), here.close()]);
    } finally {
      script.remove();
    }
  }, 60_000);

  it("tells the runtime's maker nothing, also where the environment does not forbid it", async () => {
    const script = await ChildScript.of("risk/score-process.ts");
    const { CI: _ci, ORT_DISABLE_TELEMETRY: _off, ...environment } = process.env;
    const child = fork(script.file, [], { execArgv: [], serialization: "advanced", env: environment });
    try {
      const answered = once(child, "message");
      child.send({ ask: "load", bytes: loadModel({}).bytes, width: riskFeatureNames.length });
      child.send({ ask: "score", id: 1, input: riskFeatureNames.map(() => 0) });
      await answered;
      // Its telemetry begins with a log of its own beside the temporary files.
      expect(existsSync(`/tmp/mat-debug-${child.pid}.log`)).toBe(false);
    } finally {
      child.kill();
      script.remove();
    }
  });
});

describe("a file of rules", () => {
  const rule = { ruleId: "r", state: "active", when: [{ feature: "voids", atLeast: 2 }], priorityPpm: 500_000, check: "look", reason: "voids" };
  const file = (content: string) => {
    writeFileSync(join(folder, "rules.json"), content);
    return join(folder, "rules.json");
  };
  it("is read, and a wrong one names what is wrong while the usual ones hold", () => {
    expect(readRules(file(JSON.stringify({ version: "s-1", rules: [rule] }))).version).toBe("s-1");
    expect(rulesOrUsual(file("{"))).toMatchObject({ rules: { version: "usual-2" }, problem: { code: "rules-malformed" } });
    expect(() => readRules(file(JSON.stringify({ version: "s-1", rules: [{ ...rule, when: [{ feature: "mood", atLeast: 1 }] }] })))).toThrow(/rules\.0\.when\.0\.feature/);
    expect(() => readRules(file(JSON.stringify({ version: "s-1", rules: [rule, rule] })))).toThrow(/every ruleId once/);
    expect(rulesOrUsual(join(folder, "none.json")).problem?.code).toBe("rules-unreadable");
    expect(rulesOrUsual(undefined)).not.toHaveProperty("problem");
  });
});

import { greatestProfit, profitOf } from "@laneway/domain/risk/costs";
import type { LabelledBasket } from "./labels.js";
import type { RiskManifest } from "./manifest.js";
import type { ModelKind, TrainedModel } from "./model-kind.js";
import { drawPlot, escapeText, type Plot } from "./plot.js";
import { countOutcomes, type ValidationRun } from "./validation.js";

export interface ReportFacts {
  readonly model: TrainedModel;
  readonly features: ModelKind["features"];
  readonly manifest: RiskManifest;
  readonly labelled: readonly LabelledBasket[];
  readonly runs: readonly ValidationRun[];
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
table{border-collapse:collapse}td,th{border-bottom:1px solid #d0d7de;padding:.25rem .75rem;text-align:left;overflow-wrap:anywhere}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
svg{width:100%;height:auto;font:11px system-ui,sans-serif;fill:#1b1f24}.title{font-size:13px;font-weight:600}
.grid{stroke:#d0d7de}.mark{stroke:#8a4600;stroke-dasharray:4 3}.line{stroke:#0550ae;stroke-width:2;fill:none}
.faint{stroke:#8c959f;stroke-dasharray:2 3;fill:none}circle{fill:#0550ae}`;

/** A page that shows how good a model is and what moves it; one file, no scripts, nothing from outside. */
export function riskReport(facts: ReportFacts): string {
  const { manifest, model } = facts;
  const { metrics, training, costs } = manifest;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows: readonly (readonly [string, string])[] = [
    ["Trained on", `${training.baskets} baskets, ${training.frauds} of them fraud`],
    ...(training.source === undefined ? [] : ([["Labels from", training.source]] as const)),
    ["Training data, sha256", training.sha256],
    ["Model, sha256", manifest.model.sha256],
    ["Trainer", manifest.trainerVersion],
    ["Costs", `caught ${costs.caughtFraud}, missed ${costs.missedFraud}, false alarm ${costs.falseAlarm}, honest pass ${costs.honestPass}`],
    ["Flag from", percent(manifest.thresholdPpm / 1_000_000)],
    ...model.facts,
    ["Profit, share of the greatest", `${percent(metrics.meanProfitShare)} (${metrics.profitShares.map(percent).join(", ")})`],
    ["Log loss, Brier score", `${metrics.logLoss.toFixed(4)}, ${metrics.brierScore.toFixed(4)}`],
  ];
  const plots = [profitPlot(facts), calibrationPlot(facts), ...effectPlots(facts)];
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Risk model</title><style>${style}</style></head><body>`,
    "<h1>Risk model</h1>",
    `<p>All figures are from ${metrics.folds}-fold cross-validation, repeated ${metrics.seeds.length} times: each basket is scored by a model that had not seen it.</p>`,
    `<table>${rows.map(([name, value]) => `<tr><th>${escapeText(name)}</th><td>${escapeText(value)}</td></tr>`).join("")}</table>`,
    `<h2>Plots</h2><div class="plots">${plots.map(drawPlot).join("")}</div>`,
    "</body></html>\n",
  ].join("\n");
}

/** Profit by threshold, a line for each repetition. */
function profitPlot({ manifest, runs }: ReportFacts): Plot {
  const thresholds = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
  const series = runs.map(({ scored }) => ({
    kind: "line" as const,
    points: thresholds.map((threshold) => {
      const counts = countOutcomes(scored, threshold * 1_000_000);
      return [threshold, profitOf(counts, manifest.costs) / (greatestProfit(counts, manifest.costs) || 1)] as const;
    }),
  }));
  return {
    title: "Profit curve", across: "flagged from this probability", up: "share of the greatest profit", series, xs: [0, 1], ys: [-1, 1],
    mark: [Math.min(manifest.thresholdPpm / 1_000_000, 1), "threshold"],
  };
}

/** How often baskets of about this probability were frauds; on the diagonal the probabilities are honest. */
function calibrationPlot({ runs }: ReportFacts): Plot {
  const scored = runs.flatMap((run) => run.scored);
  const bins = Array.from({ length: 10 }, (_, bin) => scored.filter(({ probability }) => Math.min(Math.floor(probability * 10), 9) === bin));
  const points = bins.filter((bin) => bin.length > 0).map((bin) => {
    const mean = bin.reduce((sum, { probability }) => sum + probability, 0) / bin.length;
    return [mean, bin.filter(({ fraud }) => fraud).length / bin.length] as const;
  });
  return {
    title: "Calibration", across: "probability the model gave", up: "share that was fraud", xs: [0, 1], ys: [0, 1],
    series: [{ kind: "faint", points: [[0, 0], [1, 1]] }, { kind: "dots", points }],
  };
}

const examined = 400;

/** The end of a scale that shows these shares whole: 1, 2 or 5 times a power of ten. */
function topOf(shares: readonly number[]): number {
  const top = Math.max(0.001, ...shares);
  const power = 10 ** Math.floor(Math.log10(top));
  return power * ([1, 2, 5, 10].find((times) => times * power >= top) ?? 10);
}

/** The mean probability over suspect baskets when one feature is set to a value and all else is left as it was. */
function effectPlots({ model, features: kinds, labelled }: ReportFacts): Plot[] {
  const suspects = labelled.filter(({ features }) => model.isSuspect(features));
  const step = Math.max(1, Math.floor(suspects.length / examined));
  const sample = suspects.filter((_, index) => index % step === 0);
  const curves = kinds.map(({ name, unit, says }, index) => {
    const values = labelled.map(({ features }) => features[index] ?? 0);
    const range = [values.reduce((one, other) => Math.min(one, other)), values.reduce((one, other) => Math.max(one, other))] as const;
    const points = Array.from({ length: 25 }, (_, place) => {
      const value = range[0] + ((range[1] - range[0]) * place) / 24;
      const sum = sample.reduce((total, { features }) => total + model.score(features.with(index, value)), 0);
      return [value, sum / sample.length] as const;
    });
    return { name, unit, says, range, points };
  });
  // A scale of its own for each: beside the strongest effect the others would be a line along the bottom.
  return curves.map(({ name, unit, says, range, points }) => ({
    title: name, across: `${says} (${unit})`, up: "mean probability", xs: range, ys: [0, topOf(points.map(([, probability]) => probability))], series: [{ kind: "line", points }],
  }));
}

import { join } from "node:path";
import { modelFiles, readModelFiles } from "@laneway/edge-server/risk/model-files";
import { loadScorer } from "@laneway/edge-server/risk/model-scorer";
import { shippedModelFolder } from "@laneway/edge-server/risk/shipped-model";
import { quantileOf } from "../bench/figures.js";
import { type ShopFigures, shopInMemory, type ShopPlan } from "./shop-in-memory.js";

/** Of a thousand baskets, as a new store has it. */
const budget = { interventionsPerMille: 20, nudgesPerMille: 40, leastPpm: 200_000 } as const;

/** The same shoppers by the queue's order, first come, first served, and judged by rules alone; a column each. */
export async function memoryTable(plan: Pick<ShopPlan, "lanes" | "seeds">): Promise<string> {
  const { bytes, manifest } = readModelFiles(join(shippedModelFolder, modelFiles.model));
  const scorer = await loadScorer(bytes, manifest.features.length);
  const columns = [
    { title: "model and rules, by the queue", figures: await shopInMemory({ ...plan, budget, scorer, order: "queue" }) },
    { title: "model and rules, first come, first served", figures: await shopInMemory({ ...plan, budget, scorer, order: "first-come" }) },
    { title: "rules alone, by the queue", figures: await shopInMemory({ ...plan, budget, scorer: undefined, order: "queue" }) },
  ];
  await scorer.close();
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = [line(["", ...columns.map(({ title }) => title)]), line(["---", ...columns.map(() => "---:")])];
  return [...head, ...rows.map(([what, of]) => line([what, ...columns.map(({ figures }) => of(figures))]))].join("\n");
}

const percent = (part: number, whole: number): string => (whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`);
const seconds = (all: readonly number[], share: number): string => (all.length === 0 ? "none" : `${quantileOf(all, share).toFixed(0)} s`);

const rows: readonly (readonly [string, (figures: ShopFigures) => string])[] = [
  ["hours of the shop; baskets judged", ({ hours, baskets }) => `${hours.toFixed(1)}; ${baskets}`],
  ["with something unpaid", ({ thieves }) => String(thieves)],
  ["a person asked to look", ({ asked }) => String(asked)],
  ["of these, something was unpaid (precision)", ({ thievesAsked, asked }) => percent(thievesAsked, asked)],
  ["of all with something unpaid (recall)", ({ thievesAsked, thieves }) => percent(thievesAsked, thieves)],
  ["asked for nothing, per 100 honest baskets", ({ asked, thievesAsked, baskets, thieves }) => ((100 * (asked - thievesAsked)) / (baskets - thieves)).toFixed(2)],
  ["left before the colleague came", ({ left }) => String(left)],
  ["value found before the shopper left, of all unpaid", ({ caughtMinor, stolenMinor }) => percent(caughtMinor, stolenMinor)],
  ["calls where somebody waits, per 100 baskets", ({ waits, baskets }) => ((100 * waits.length) / baskets).toFixed(1)],
  ["waiting for the colleague, p50", ({ waits }) => seconds(waits, 0.5)],
  ["waiting for the colleague, p95", ({ waits }) => seconds(waits, 0.95)],
  ["of what holds up the payment, p95", ({ blockedWaits }) => seconds(blockedWaits, 0.95)],
  ["the colleague walked or looked", ({ busyPercent }) => `${busyPercent.toFixed(0)} %`],
];

import type { BasketCheck } from "@laneway/contracts";
import { asksPerson } from "@laneway/edge-server/risk/replay";
import { quantileOf } from "../bench/figures.js";
import type { Day } from "./shop-day.js";

/** What judging caught, and whom it bothered; who took something is known. */
export interface CaughtFigures {
  readonly baskets: number;
  readonly thieves: number;
  readonly asked: number;
  readonly thievesAsked: number;
  readonly stolenMinor: number;
  readonly caughtMinor: number;
}

export interface WaitingFigures {
  readonly calls: number;
  /** Over before the colleague came: put right by the shopper, or the shopper left. */
  readonly gone: number;
  /** From the call until a colleague stood at the lane, seconds of the shop. */
  readonly p50: number;
  readonly p95: number;
  /** Of the time, how much the colleague walked and looked. */
  readonly busyPercent: number;
}

type JudgedBy = (judged: Day["judged"][number]) => { readonly check: BasketCheck; readonly caught: boolean };

/** As the store judged: caught is what a colleague found missing before the shopper left. */
export const asJudged: JudgedBy = ({ check, outcome }) => ({ check, caught: outcome === "missing" });
/** The same baskets by rules alone: caught is all that would have been looked at. */
export const byRulesAlone: JudgedBy = ({ byRules }) => ({ check: byRules, caught: asksPerson(byRules) });

export function caughtIn({ visits, judged }: Day, by: JudgedBy): CaughtFigures {
  const found = { baskets: 0, thieves: 0, asked: 0, thievesAsked: 0, stolenMinor: 0, caughtMinor: 0 };
  const known = new Map(judged.map((one) => [one.transactionId, by(one)]));
  for (const { transactionId, stolenMinor } of visits) {
    const basket = transactionId === undefined ? undefined : known.get(transactionId);
    if (basket === undefined) continue;
    const stole = stolenMinor > 0;
    found.baskets += 1;
    found.thieves += stole ? 1 : 0;
    found.stolenMinor += stolenMinor;
    if (!asksPerson(basket.check)) continue;
    found.asked += 1;
    found.thievesAsked += stole ? 1 : 0;
    found.caughtMinor += basket.caught ? stolenMinor : 0;
  }
  return found;
}

/** Calls that stood there before the tablet was switched on are left out: nobody could come to them. */
const callsOf = ({ calls }: Pick<Day, "calls">) => calls.flatMap(({ shownAtMs, ...call }) => (shownAtMs === undefined ? [] : [{ ...call, shownAtMs }]));

/** From the event until the tablet had it, milliseconds. */
export const toldIn = (day: Pick<Day, "calls">): number[] => callsOf(day).map(({ shownAtMs, raisedAtMs }) => shownAtMs - raisedAtMs);

export function waitingIn({ calls, busyMs, openMs }: Pick<Day, "calls" | "busyMs" | "openMs">): WaitingFigures {
  const seen = callsOf({ calls });
  const seconds = seen.flatMap(({ arrivedAtMs, raisedAtMs }) => (arrivedAtMs === undefined ? [] : [(arrivedAtMs - raisedAtMs) / 1_000]));
  const gone = seen.filter(({ arrivedAtMs, goneAtMs }) => arrivedAtMs === undefined && goneAtMs !== undefined).length;
  const at = (share: number) => (seconds.length === 0 ? Number.NaN : quantileOf(seconds, share));
  return { calls: seconds.length, gone, p50: at(0.5), p95: at(0.95), busyPercent: (100 * busyMs) / openMs };
}

/** How the shoppers left, in words. */
export const endsOf = ({ visits }: Pick<Day, "visits">): string =>
  (["paid", "walked-out", "gave-up"] as const).map((end) => `${visits.filter(({ ended }) => ended === end).length} ${end}`).join(", ");

const percent = (part: number, whole: number): string => (whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`);
const seconds = (value: number): string => (Number.isNaN(value) ? "none" : `${value.toFixed(0)} s`);

/** One row each: what it is, and the figure of each column. */
export function tableOf(columns: readonly { readonly title: string; readonly caught: CaughtFigures; readonly waiting: WaitingFigures | undefined }[]): string {
  const rows: readonly (readonly [string, (column: (typeof columns)[number]) => string])[] = [
    ["baskets judged; with something unpaid", ({ caught }) => `${caught.baskets}; ${caught.thieves}`],
    ["a person asked to look", ({ caught }) => String(caught.asked)],
    ["of these, something was unpaid (precision)", ({ caught }) => percent(caught.thievesAsked, caught.asked)],
    ["of all with something unpaid (recall)", ({ caught }) => percent(caught.thievesAsked, caught.thieves)],
    ["asked for nothing, per 100 honest baskets", ({ caught }) => ((100 * (caught.asked - caught.thievesAsked)) / (caught.baskets - caught.thieves)).toFixed(2)],
    ["value caught, of all unpaid", ({ caught }) => percent(caught.caughtMinor, caught.stolenMinor)],
    ["calls the colleague came to", ({ waiting }) => (waiting === undefined ? "" : String(waiting.calls))],
    ["calls that were over before", ({ waiting }) => (waiting === undefined ? "" : String(waiting.gone))],
    ["waiting for the colleague, p50", ({ waiting }) => (waiting === undefined ? "" : seconds(waiting.p50))],
    ["waiting for the colleague, p95", ({ waiting }) => (waiting === undefined ? "" : seconds(waiting.p95))],
    ["the colleague walked or looked", ({ waiting }) => (waiting === undefined ? "" : `${waiting.busyPercent.toFixed(0)} %`)],
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(["", ...columns.map(({ title }) => title)]), line(["---", ...columns.map(() => "---:")]), ...rows.map(([what, figure]) => line([what, ...columns.map(figure)]))].join("\n");
}

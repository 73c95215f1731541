import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { quantileOf } from "../bench/figures.js";
import type { VisitOrder } from "./colleague.js";
import { asJudged, byRulesAlone, caughtIn, endsOf, tableOf, toldIn, waitingIn } from "./day-figures.js";
import { dayAt } from "./run-day.js";
import { memoryTable } from "./memory-table.js";
import type { Plan } from "./shop-day.js";

/*
 * `npm run risk:store [-- --lanes 12] [-- --shoppers 120] [-- --seed 1] [-- --times 2] [-- --thieves 240] [-- --seconds 60] [-- --order both]`: simulated
 * shoppers drive the lanes of a real store, one colleague comes when called. First in real time, for what the machine takes; then hurried, for what is
 * caught, once by the queue's order and once first come, first served (`--order queue` or `first-come`: one of them alone).
 * `--memory 6000`: instead, so many shoppers at as many lanes in memory, where no machine takes time.
 */
/** More than come in the longest stretch anybody waits for. */
const mostInRealTime = 2_000;

const { values } = parseArgs({
  strict: true,
  options: {
    lanes: { type: "string", default: "12" },
    shoppers: { type: "string", default: "120" },
    seed: { type: "string", default: "1" },
    times: { type: "string", default: "2" },
    thieves: { type: "string", default: "240" },
    seconds: { type: "string", default: "60" },
    order: { type: "string", default: "both" },
    memory: { type: "string", default: "0" },
  },
});
/** Of these, none may be asked for. */
const mayBeNothing: readonly string[] = ["seed", "seconds", "shoppers", "memory"];
const number = (name: Exclude<keyof typeof values, "order">): number => {
  const read = Number(values[name]);
  if (Number.isInteger(read) && read >= (mayBeNothing.includes(name) ? 0 : 1)) return read;
  process.stderr.write(`laneway: --${name} is a whole number, not ${values[name]}\n`);
  return process.exit(2);
};
const [lanes, shoppers, seed, times, seconds] = [number("lanes"), number("shoppers"), number("seed"), number("times"), number("seconds")];
const say = (line: string) => process.stdout.write(`${line}\n`);
const load = () => (loadavg()[0] ?? 0).toFixed(1);
const seeds = (count: number) => Array.from({ length: count }, (_, index) => seed + index);
const usual: Plan = { lanes, busy: lanes, seeds: seeds(shoppers), thievesPerMille: number("thieves"), order: "queue" };
const inMs = (samples: readonly number[]): string =>
  samples.length === 0 ? "none" : `p50 ${quantileOf(samples, 0.5).toFixed(1)} ms, p99 ${quantileOf(samples, 0.99).toFixed(1)} ms (${samples.length})`;

const orders: readonly VisitOrder[] = ["queue", "first-come"];
const asked = orders.filter((order) => values.order === "both" || values.order === order);
if (asked.length === 0) {
  process.stderr.write(`laneway: --order is both, ${orders.join(" or ")}, not ${values.order}\n`);
  process.exit(2);
}

const memory = number("memory");
if (memory > 0) {
  say(`${memory} shoppers at ${lanes} lanes in memory, one colleague, seeds from ${seed}\n`);
  say(await memoryTable({ lanes, seeds: seeds(memory) }));
  process.exit(0);
}

if (seconds > 0) {
  say(`in real time, ${lanes} lanes; load average ${load()}`);
  // One lane more: there goods are scanned at an even pace, the same ones whoever shops beside it.
  const plan: Plan = { ...usual, lanes: lanes + 1, probed: true, seeds: seeds(mostInRealTime), seconds };
  const idle = await dayAt(1, { ...plan, busy: 0 });
  say(`  scanner's bytes to the lane's view, nobody shops: ${inMs(idle.probesMs)}`);
  const busy = await dayAt(1, plan);
  say(`  the same while people shop at ${lanes} lanes beside it: ${inMs(busy.probesMs)}; load average ${load()}`);
  say(`  the shoppers' own scans: ${inMs(busy.scansMs)}`);
  say(`  event to the attendant's tablet: ${inMs(toldIn(busy))}; goal < 300 ms at p99`);
}
if (shoppers > 0) {
  say(`\n${times} times as fast as the wall's clock, ${lanes} lanes, one colleague, seeds from ${seed}; load average ${load()}`);
  const columns: Parameters<typeof tableOf>[0][number][] = [];
  for (const order of asked) {
    const day = await dayAt(times, { ...usual, order });
    columns.push({ title: order === "queue" ? "model and rules, by the queue" : "model and rules, first come, first served", caught: caughtIn(day, asJudged), waiting: waitingIn(day) });
    if (columns.length === 1) columns.push({ title: "rules alone, the same baskets", caught: caughtIn(day, byRulesAlone), waiting: undefined });
    say(`  ${order}: ${day.visits.length} shoppers in ${Math.round(day.openMs / 60_000)} minutes of the shop; ${endsOf(day)}; scans ${inMs(day.scansMs)} of the shop; load average ${load()}`);
  }
  say(`\n${tableOf(columns)}`);
}

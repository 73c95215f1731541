import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { quantileOf } from "../bench/figures.js";
import { asJudged, byRulesAlone, caughtIn, tableOf, waitingIn } from "./day-figures.js";
import { dayAt } from "./run-day.js";
import type { Plan } from "./shop-day.js";

/*
 * `npm run risk:store [-- --lanes 12] [-- --shoppers 120] [-- --seed 1] [-- --times 2] [-- --thieves 240] [-- --seconds 60]`: simulated shoppers drive
 * the lanes of a real store, one colleague comes when called. First in real time, for what the machine takes; then hurried, for what is caught.
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
  },
});
/** Of these, none may be asked for. */
const mayBeNothing: readonly string[] = ["seed", "seconds", "shoppers"];
const number = (name: keyof typeof values): number => {
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

if (seconds > 0) {
  say(`in real time, ${lanes} lanes; load average ${load()}`);
  const plan = { ...usual, seeds: seeds(mostInRealTime), seconds };
  const alone = await dayAt(1, { ...plan, busy: 1 });
  const busy = await dayAt(1, plan);
  say(`  scanner's bytes to the lane's view, one lane shops: ${inMs(alone.scansMs)}`);
  say(`  the same while people shop at all ${lanes}: ${inMs(busy.scansMs)}`);
  say(`  event to the attendant's screen: ${inMs([...alone.calls, ...busy.calls].map(({ shownAtMs, raisedAtMs }) => shownAtMs - raisedAtMs))}; goal < 300 ms at p99`);
}
if (shoppers > 0) {
  const queue = await dayAt(times, usual);
  const first = await dayAt(times, { ...usual, order: "first-come" });
  say(`\n${times} times as fast as the wall's clock, ${lanes} lanes, one colleague, seeds from ${seed}; load average ${load()}\n`);
  say(
    tableOf([
      { title: "model and rules", caught: caughtIn(queue, asJudged), waiting: waitingIn(queue) },
      { title: "the same, first come, first served", caught: caughtIn(first, asJudged), waiting: waitingIn(first) },
      { title: "rules alone, the first column's baskets", caught: caughtIn(queue, byRulesAlone), waiting: undefined },
    ]),
  );
}

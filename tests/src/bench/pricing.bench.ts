import { checkDigitOf } from "@laneway/domain/item/gtin";
import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import { readCode } from "@laneway/domain/item/read-code";
import { priceBasket } from "@laneway/domain/pricing/price-basket";
import { type Bench, type Figure, inWords, quantileOf } from "./figures.js";
import { basketOf, contextOf, promotionsOf, timesOf } from "./pricing-baskets.js";
import { fuzzCodes } from "./pricing-code-fuzz.js";

/** The best of several runs: what other processes take of the machine does not count. */
const bestOf = (times: number, run: () => void): number => timesOf(times, run)[0] ?? 0;

/** Bytes a run leaves on the heap; runs during which something was collected are left out. */
function allocated(run: () => void): number {
  const grown = Array.from({ length: 200 }, () => {
    const before = process.memoryUsage().heapUsed;
    run();
    return process.memoryUsage().heapUsed - before;
  });
  return quantileOf(
    grown.filter((bytes) => bytes > 0),
    0.5,
  );
}

/** Re-pricing a basket after a scan: all of it is priced anew, and that is quick enough. */
export const pricingBench: Bench = {
  name: "pricing",
  title: "Pricing a basket of 100 lines against 2 000 promotions, of which 53 apply",
  run: async (quick) => {
    const share = quick ? 10 : 1;
    const basket = basketOf(100);
    const many = contextOf(promotionsOf(2_000, 50));
    timesOf(500, () => priceBasket(basket, many));
    const took = timesOf(3_000 / share, () => priceBasket(basket, many));
    // On a busy machine the clock also counts other processes: the best of five tells what the pricing itself
    // takes.
    const changed = Array.from({ length: 500 / share }, (_, index) =>
      basket.map((line) => ({
        ...line,
        quantity: line.soldBy === "each" ? 1 + ((line.quantity * 7 + index) % 9) : 1,
      })),
    );
    const best = changed.map((lines) => bestOf(5, () => priceBasket(lines, many)));
    const none = contextOf([]);
    const idle = contextOf(promotionsOf(2_000, 0));
    const double = basketOf(200);
    const times = 1_000 / share;
    return [
      { what: "median, by the clock", value: quantileOf(took, 0.5), unit: "ms" },
      { what: "99th percentile, by the clock", value: quantileOf(took, 0.99), unit: "ms" },
      {
        what: "99th percentile over different baskets, best of five runs each",
        value: quantileOf(best, 0.99),
        unit: "ms",
        goal: { below: 1 },
      },
      {
        what: "allocated by one run, median",
        value: allocated(() => priceBasket(basket, many)) / 1_000,
        unit: "kB",
      },
      {
        what: "2 000 promotions that cannot apply, against none",
        value:
          bestOf(times, () => priceBasket(basket, idle)) / bestOf(times, () => priceBasket(basket, none)),
        unit: "times",
        goal: { below: 2 },
      },
      {
        what: "200 lines, against 100",
        value:
          bestOf(times, () => priceBasket(double, many)) / bestOf(times, () => priceBasket(basket, many)),
        unit: "times",
        goal: { below: 3 },
      },
    ];
  },
};

/** Reading codes, right and wrong ones. */
export const codesBench: Bench = {
  name: "codes",
  title: "Reading and looking up 1 000 000 codes, and 1 000 000 random and mutated ones",
  run: async (quick) => {
    const count = quick ? 100_000 : 1_000_000;
    const schemes = inStoreSchemesOf("DE");
    const items = new Map(Array.from({ length: 50_000 }, (_, index) => [gtinOf(index), index]));
    const start = performance.now();
    let found = 0;
    for (let index = 0; index < count; index += 1) {
      const reading = readCode(gtinOf(index % 100_000), "]E0", schemes);
      if (reading.kind === "gtin" && items.has(reading.gtin14.slice(1))) found += 1;
    }
    const seconds = (performance.now() - start) / 1_000;
    if (found !== count / 2) throw new Error(`${found} of ${count} codes were found`);
    const { misread, slowestMs } = fuzzCodes(count, 1);
    if (misread !== undefined) throw new Error(`misread: ${JSON.stringify(misread)}`);
    return [
      { what: "codes read and looked up", value: count / seconds, unit: "per second" },
      {
        what: "random and mutated codes, 99.99th percentile",
        value: slowestMs,
        unit: "ms",
        goal: { below: 1 },
      },
    ];
  },
};

function gtinOf(index: number): string {
  const body = `40${String(index).padStart(10, "0")}`;
  return `${body}${checkDigitOf(body)}`;
}

// node tests/dist/bench/pricing.bench.js [--quick]
if (process.argv[1]?.endsWith("pricing.bench.js") === true) {
  for (const bench of [pricingBench, codesBench]) {
    const figures: readonly Figure[] = await bench.run(process.argv.includes("--quick"), () => undefined);
    console.log(bench.title);
    for (const figure of figures) console.log(`  ${figure.what}: ${inWords(figure)}`);
  }
}

import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import { readCode } from "@laneway/domain/item/read-code";
import { priceBasket } from "@laneway/domain/pricing/price-basket";
import { checkDigitOf } from "@laneway/domain/item/gtin";
import { basketOf, contextOf, promotionsOf, quantile, timesOf } from "./pricing-baskets.js";

/*
 * Pricing and codes, as figures and as ratios (figures depend on the machine, ratios do not):
 * node tests/dist/bench/pricing.bench.js [codes]
 */
const show = (what: string, value: number, unit: string): void => console.log(`${what.padEnd(64)}${value.toFixed(3).padStart(12)} ${unit}`);

function median(run: () => void, times: number): number {
  timesOf(Math.ceil(times / 4), run);
  return quantile(timesOf(times, run), 0.5);
}

/** Bytes a run leaves on the heap; runs during which something was collected are left out. */
function allocated(run: () => void): number {
  const grown = Array.from({ length: 200 }, () => {
    const before = process.memoryUsage().heapUsed;
    run();
    return process.memoryUsage().heapUsed - before;
  });
  return quantile(grown.filter((bytes) => bytes > 0).sort((a, b) => a - b), 0.5);
}

function pricing(): void {
  const basket = basketOf(100);
  const many = contextOf(promotionsOf(2_000, 50));
  timesOf(500, () => priceBasket(basket, many));
  const took = timesOf(3_000, () => priceBasket(basket, many));
  show("100 lines, 2 000 promotions (53 apply): median", quantile(took, 0.5), "ms");
  show("100 lines, 2 000 promotions (53 apply): p99 by the clock", quantile(took, 0.99), "ms");
  // On a busy machine the clock also counts other processes: the best of five tells what the pricing itself takes.
  const baskets = Array.from({ length: 500 }, (_, index) => basket.map((line) => ({ ...line, quantity: line.soldBy === "each" ? 1 + ((line.quantity * 7 + index) % 9) : 1 })));
  const best = baskets.map((each) => timesOf(5, () => priceBasket(each, many))[0] ?? 0).sort((a, b) => a - b);
  show("500 such baskets, best of five runs each: p99", quantile(best, 0.99), "ms");
  show("allocated by one run: median", allocated(() => priceBasket(basket, many)) / 1_024, "KiB");
  const none = median(() => priceBasket(basket, contextOf([])), 1_000);
  const idle = contextOf(promotionsOf(2_000, 0));
  show("2 000 promotions that cannot apply, against none", median(() => priceBasket(basket, idle), 1_000) / none, "times");
  const double = basketOf(200);
  show("200 lines against 100", median(() => priceBasket(double, many), 500) / median(() => priceBasket(basket, many), 500), "times");
}

function codes(count: number): void {
  const schemes = inStoreSchemesOf("DE");
  const items = new Map(Array.from({ length: 50_000 }, (_, index) => [gtinOf(index), index]));
  const start = performance.now();
  let found = 0;
  for (let index = 0; index < count; index += 1) {
    const reading = readCode(gtinOf(index % 100_000), "]E0", schemes);
    if (reading.kind === "gtin" && items.has(reading.gtin14.slice(1))) found += 1;
  }
  show(`${count} codes read and looked up, ${found} found`, (performance.now() - start) / count * 1_000, "µs each");
}

function gtinOf(index: number): string {
  const body = `40${String(index).padStart(10, "0")}`;
  return `${body}${checkDigitOf(body)}`;
}

pricing();
codes(Number(process.argv[2] ?? 1_000_000));

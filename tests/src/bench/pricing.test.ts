import { checkDigitOf } from "@laneway/domain/item/gtin";
import { readCode } from "@laneway/domain/item/read-code";
import { priceBasket } from "@laneway/domain/pricing/price-basket";
import { describe, expect, it } from "vitest";
import { basketOf, contextOf, promotionsOf, timesOf } from "./pricing-baskets.js";
import { fuzzCodes } from "./pricing-code-fuzz.js";

/** The best of several runs: what other processes take of the machine does not count. */
const bestOf = (times: number, run: () => void): number => {
  timesOf(100, run);
  return timesOf(times, run)[0] ?? 0;
};

describe("pricing costs what applies", () => {
  it("2 000 promotions that cannot apply cost next to nothing", () => {
    const basket = basketOf(100);
    const none = contextOf([]);
    const idle = contextOf(promotionsOf(2_000, 0));
    expect(priceBasket(basket, idle).totalMinor).toBe(priceBasket(basket, none).totalMinor);
    expect(
      bestOf(300, () => priceBasket(basket, idle)) / bestOf(300, () => priceBasket(basket, none)),
    ).toBeLessThan(2);
  });

  it("twice the lines cost about twice as much", () => {
    const context = contextOf(promotionsOf(2_000, 50));
    expect(
      bestOf(200, () => priceBasket(basketOf(200), context)) /
        bestOf(200, () => priceBasket(basketOf(100), context)),
    ).toBeLessThan(4);
  });
});

it("random and mutated codes are read as the specifications say, whatever the seed", () => {
  for (const seed of [1, 2, 3]) expect(fuzzCodes(15_000, seed).misread).toBeUndefined();
});

it("a reader that takes a wrong check digit for right is found out", () => {
  const careless: typeof readCode = (text, aim, schemes) => {
    const reading = readCode(text, aim, schemes);
    return reading.kind === "unreadable" && /^4[0-9]{12}$/.test(text)
      ? readCode(`${text.slice(0, -1)}${checkDigitOf(text.slice(0, -1))}`, aim, schemes)
      : reading;
  };
  expect(fuzzCodes(15_000, 1, careless).misread).toContain("unreadable");
});

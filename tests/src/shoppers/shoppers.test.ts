import { simulateBasket } from "@laneway/edge-server/risk/population/basket";
import { expect, it } from "vitest";
import { asJudged, caughtIn, tableOf, toldIn, waitingIn } from "./day-figures.js";
import { dayAt } from "./run-day.js";
import { shopInMemory } from "./shop-in-memory.js";
import { VirtualTime } from "./virtual-time.js";

/** Of the usual population: one voids dear goods and keeps them, one is honest and quick. */
const [thief, honest] = [4_442, 266];

it("simulated shoppers drive the lanes of a store over MQTT: the thief's basket is looked at, the honest shopper's is not, and both leave a free lane", async () => {
  const day = await dayAt(5, { lanes: 2, busy: 2, seeds: [thief, honest], thievesPerMille: 40, order: "queue" });
  const inMemory = await simulateBasket(thief);
  const visitOf = (seed: number) => day.visits.find((visit) => visit.seed === seed);
  expect(visitOf(thief)).toMatchObject({ ended: "paid", stolenMinor: inMemory.stolenMinor });
  expect(visitOf(honest)).toMatchObject({ ended: "paid", stolenMinor: 0 });
  const judged = new Map(day.judged.map((one) => [one.transactionId, one]));
  expect(judged.get(visitOf(thief)?.transactionId ?? "")).toMatchObject({ check: "items", byRules: "items", outcome: "missing" });
  expect(judged.get(visitOf(honest)?.transactionId ?? "")).toMatchObject({ check: "pass", byRules: "pass" });
  expect(day.calls.find(({ kind }) => kind === "basket-check")).toMatchObject({ laneId: visitOf(thief)?.laneId, outcome: "refused" });
  const caught = caughtIn(day, asJudged);
  expect(caught).toEqual({ baskets: 2, thieves: 1, asked: 1, thievesAsked: 1, stolenMinor: inMemory.stolenMinor, caughtMinor: inMemory.stolenMinor });
  expect(tableOf([{ title: "x", caught, waiting: waitingIn(day) }])).toContain("| of these, something was unpaid (precision) | 100.0 % |");
});

it("calls that stood there before the tablet was switched on are counted nowhere; those nobody came to are, apart", () => {
  const call = { laneId: "lane-1", kind: "help", outcome: undefined, goneAtMs: undefined } as const;
  const calls = [
    { ...call, raisedAtMs: 1_000, shownAtMs: undefined, arrivedAtMs: 90_000 },
    { ...call, raisedAtMs: 2_000, shownAtMs: 2_100, arrivedAtMs: 12_000 },
    { ...call, raisedAtMs: 3_000, shownAtMs: 3_200, arrivedAtMs: undefined, goneAtMs: 9_000 },
    { ...call, raisedAtMs: 4_000, shownAtMs: 4_050, arrivedAtMs: undefined },
  ];
  expect(toldIn({ calls })).toEqual([100, 200, 50]);
  expect(waitingIn({ calls, busyMs: 5, openMs: 10 })).toEqual({ calls: 1, gone: 1, p50: 10, p95: 10, busyPercent: 50 });
});

it("a shop in memory comes out the same every time; the colleague finds what was judged, and waiting grows with the lanes", async () => {
  const plan = { seeds: Array.from({ length: 30 }, (_, index) => thief - 15 + index), order: "queue", budget: { interventionsPerMille: 20, nudgesPerMille: 40, leastPpm: 200_000 }, scorer: undefined } as const;
  const busy = await shopInMemory({ ...plan, lanes: 12 });
  expect(await shopInMemory({ ...plan, lanes: 12 })).toEqual(busy);
  expect(busy.baskets).toBeGreaterThan(25);
  expect(busy.asked).toBeGreaterThan(0);
  expect(busy.caughtMinor).toBeGreaterThan(0);
  const calm = await shopInMemory({ ...plan, lanes: 1 });
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  expect(mean(calm.waits)).toBeLessThan(mean(busy.waits));
});

it("virtual time wakes in the order of the clock, and stands still for the machine's own work", async () => {
  const time = new VirtualTime();
  const woken: string[] = [];
  const wake = async (name: string, ms: number) => {
    await time.sleep(ms);
    if (name === "b") await time.standing(new Promise((resolve) => setTimeout(resolve, 20)));
    woken.push(`${name} at ${time.nowMs}`);
  };
  await time.run(Promise.all([wake("c", 3_000), wake("a", 10), wake("b", 2_000), wake("a2", 10), wake("d", 3_600_000)]));
  expect(woken).toEqual(["a at 10", "a2 at 10", "b at 2000", "c at 3000", "d at 3600000"]);
});

import { simulateBasket } from "@laneway/edge-server/risk/population/basket";
import { expect, it } from "vitest";
import { asJudged, caughtIn, tableOf, waitingIn } from "./day-figures.js";
import { dayAt } from "./run-day.js";

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

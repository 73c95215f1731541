import { figuresOf, inputOf } from "@laneway/domain/risk/features";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { LaneKnowledge, Transaction } from "@laneway/domain/lane/types";
import { noVelocity, type RiskKnowledge, type RiskSettings } from "@laneway/domain/risk/types";
import { Chance } from "./chance.js";
import { LaneInMemory } from "./lane-in-memory.js";
import { type MannerName, manners, tactics, type Tactic } from "./manners.js";
import { cheap, cheapProduce, dear, dearProduce, type Good, shopKnowledge } from "./shop.js";
import { buy, settle, type Shopper, steal } from "./shopper.js";

/** What the shipped model is trained and measured on: prices of the simulated shop. */
export const populationSettings: RiskSettings = { dearMinor: 8_00, cheapPerKiloMinor: 2_50 };

/** Somebody who comes to a lane: how, and what is to be taken without paying. The same seed is the same shopper. */
export interface Errand {
  readonly seed: number;
  readonly manner: MannerName;
  readonly stolenBy: Tactic | undefined;
  readonly hour: number;
  readonly chance: Chance;
}

/** What is true of a filled basket, whatever the lane knows of it. */
export interface Truth {
  readonly manner: MannerName;
  /** Empty: honest. */
  readonly tactics: readonly Tactic[];
  readonly stolenMinor: number;
}

export interface SimulatedBasket extends Truth {
  /** As it came to be paid for; of an attempt that never got so far, undefined. */
  readonly transaction: Transaction | undefined;
  readonly input: readonly number[];
  readonly localTime: string;
  readonly entries: readonly LaneEntry[];
}

/** One in so many shoppers takes something; how the others are. */
const shares = { thieves: 0.04, clumsy: 0.14, hurried: 0.2, practised: 0.06 } as const;
const eachSecond = 1_000;

/** `thieves`: another share of them, for a stretch too short for the usual one. */
export function errandOf(seed: number, thieves: number = shares.thieves): Errand {
  const chance = new Chance(seed);
  const manner = mannerOf(chance);
  const stolenBy = chance.is(thieves) ? wayOf(chance) : undefined;
  return { seed, manner, stolenBy, hour: chance.between(8, 20), chance };
}

/** From the first touch until all is in the bag, whichever lane it is. */
export async function fillBasket(shopper: Shopper, { manner, stolenBy }: Errand): Promise<Truth> {
  const { hands, chance } = shopper;
  await hands.ask({ kind: "start", locale: "en" });
  if (chance.is(stolenBy === undefined ? 0.4 : 0.3)) await hands.showMemberCard();
  if (chance.is(manners[manner].ownBag) && (await hands.ask({ kind: "use-own-bag" }))) await hands.place(chance.between(40, 300));
  const thefts = stolenBy === undefined ? [] : Array.from({ length: stolenBy === "walk-out" ? 1 : chance.between(1, 4) }, () => stolenBy);
  const plan: (Good | Tactic)[] = [...goodsOf(chance), ...thefts];
  shuffle(plan, chance);
  for (const one of plan) {
    if (typeof one === "string") await steal[one](shopper);
    else await buy(shopper, one);
  }
  await settle(shopper);
  if (chance.is(manners[manner].goesBack) && (await hands.ask({ kind: "go-to-bags" }))) {
    await hands.wait(chance.time(5 * eachSecond));
    await hands.ask({ kind: "back-to-basket" });
    await buy(shopper, chance.of(cheap));
    await settle(shopper);
  }
  return { manner, tactics: [...new Set(thefts)], stolenMinor: shopper.stolenMinor };
}

/**
 * One basket of a seeded population, filled on the product's own lane in memory: its entries are what a store's journal would
 * hold. `judge` answers what the lane is told to judge it with when it comes to be paid for. The same seed is the same basket.
 */
export async function simulateBasket(seed: number, judge?: (transaction: Transaction, localTime: string) => RiskKnowledge): Promise<SimulatedBasket> {
  const errand = errandOf(seed);
  const localTime = `2026-11-23T${String(errand.hour).padStart(2, "0")}:00`;
  const knowledge: LaneKnowledge = { ...shopKnowledge, pricing: { ...shopKnowledge.pricing, localTime } };
  const lane = new LaneInMemory(`sim-${seed}`, knowledge, errand.hour * 3_600 * eachSecond);
  const truth = await fillBasket({ hands: lane, manner: manners[errand.manner], chance: errand.chance, stolenMinor: 0 }, errand);
  const { transaction } = lane.state;
  const risk = transaction === undefined || judge === undefined ? undefined : judge(transaction, localTime);
  await lane.wait(errand.chance.time(4 * eachSecond));
  const paid = lane.pay(risk);
  return {
    ...truth,
    transaction: paid ? transaction : undefined,
    input: transaction === undefined ? [] : inputOf(figuresOf(transaction, localTime, populationSettings, noVelocity)),
    localTime,
    entries: lane.entries,
  };
}

function mannerOf(chance: Chance): MannerName {
  if (chance.is(shares.clumsy)) return "clumsy";
  if (chance.is(shares.hurried)) return "hurried";
  return chance.is(shares.practised) ? "practised" : "honest";
}

/** Walking out is rarer than the rest. */
const wayOf = (chance: Chance): Tactic => (chance.is(0.05) ? "walk-out" : chance.of(tactics.slice(0, -1)));

function goodsOf(chance: Chance): Good[] {
  const pieces = 1 + Math.floor(chance.time(6));
  return Array.from({ length: Math.min(pieces, 30) }, () => {
    if (chance.is(0.16)) return chance.is(0.75) ? chance.of(cheapProduce) : chance.of(dearProduce);
    return chance.is(0.18) ? chance.of(dear) : chance.of(cheap);
  });
}

function shuffle(all: (Good | Tactic)[], chance: Chance): void {
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = chance.between(0, last);
    [all[last], all[other]] = [all[other] as Good | Tactic, all[last] as Good | Tactic];
  }
}

import type { RiskAssessment } from "@laneway/domain/risk/types";
import { figuresOf, inputOf } from "@laneway/domain/risk/features";
import { freshBudget, type RiskBudget, spent, thresholdsOf } from "@laneway/domain/risk/budget";
import { usualRules } from "@laneway/domain/risk/rules";
import { noVelocity } from "@laneway/domain/risk/types";
import { urgencies } from "@laneway/domain/intervention/urgency";
import { interventionQueue } from "@laneway/domain/lane/attendant-view";
import type { QueuedIntervention } from "@laneway/contracts";
import { type Errand, errandOf, fillBasket, populationSettings } from "@laneway/edge-server/risk/population/basket";
import { Chance } from "@laneway/edge-server/risk/population/chance";
import { attendant } from "@laneway/edge-server/risk/population/lane-in-memory";
import { manners } from "@laneway/edge-server/risk/population/manners";
import { shopKnowledge } from "@laneway/edge-server/risk/population/shop";
import type { Shopper } from "@laneway/edge-server/risk/population/shopper";
import type { ModelScorer } from "@laneway/edge-server/risk/model-scorer";
import type { VisitOrder } from "./colleague.js";
import { effortOf, thiefWaitsMs, walkMs } from "./habits.js";
import { LaneInShop, patienceMs } from "./lane-in-shop.js";
import { VirtualTime } from "./virtual-time.js";

/** What happened in a shop in memory. */
export interface ShopFigures {
  readonly baskets: number;
  readonly thieves: number;
  readonly asked: number;
  readonly thievesAsked: number;
  readonly stolenMinor: number;
  /** Of baskets in which a colleague found it before the shopper left. */
  readonly caughtMinor: number;
  /** Thieves who were asked to wait and left. */
  readonly left: number;
  /** From each call where somebody waits until the colleague stood there, seconds. */
  readonly waits: readonly number[];
  /** The same of blocking calls alone: nobody goes on before. */
  readonly blockedWaits: readonly number[];
  readonly busyPercent: number;
  readonly hours: number;
}

export interface ShopPlan {
  readonly lanes: number;
  readonly seeds: readonly number[];
  readonly order: VisitOrder;
  readonly budget: RiskBudget;
  /** Absent: rules alone. */
  readonly scorer: ModelScorer | undefined;
}

/** Somebody at a lane, as the colleague finds it. */
interface Place {
  readonly lane: LaneInShop;
  readonly shopper: Shopper;
}

/**
 * Twelve lanes and one colleague in memory, on the product's own lanes, queue, rules, model and budget: no machine takes time, so a week of
 * a shop is seconds, the same every time. Shoppers follow each other without a pause: the busiest hour, all day.
 */
export async function shopInMemory({ lanes, seeds, order, budget, scorer }: ShopPlan): Promise<ShopFigures> {
  const time = new VirtualTime();
  const places = new Map<number, Place>();
  const coming = [...seeds];
  const found = { baskets: 0, thieves: 0, asked: 0, thievesAsked: 0, stolenMinor: 0, caughtMinor: 0, left: 0 };
  const waits: number[] = [];
  const blockedWaits: number[] = [];
  let state = freshBudget;
  let isOver = false;
  let busyMs = 0;

  const judge = async (lane: LaneInShop, { hour }: Errand): Promise<RiskAssessment | undefined> => {
    const { transaction } = lane.state;
    if (transaction === undefined) return undefined;
    const localTime = timeOf(hour);
    const input = inputOf(figuresOf(transaction, localTime, populationSettings, noVelocity));
    const probability = scorer === undefined ? undefined : (await time.standing(scorer.score([input])))[0];
    const score = probability === undefined ? {} : { score: { ppm: Math.round(probability * 1_000_000), modelId: "measured", events: transaction.risk?.events ?? 0 } };
    const risk = { settings: populationSettings, counts: noVelocity, rules: usualRules, thresholds: thresholdsOf(state, budget), audit: false, ...score };
    const before = lane.entries.length;
    if (!lane.pay(risk)) return undefined;
    const judged = lane.entries.slice(before).find((entry) => entry.kind === "risk-assessed");
    if (judged?.kind !== "risk-assessed") return undefined;
    state = spent(state, judged.assessment, budget);
    return judged.assessment;
  };

  const goToPay = async (lane: LaneInShop, errand: Errand): Promise<RiskAssessment | undefined> => {
    for (let tries = 0; tries < 4; tries += 1) {
      const assessment = await judge(lane, errand);
      if (lane.state.step.name === "payment") return assessment;
      if (lane.isBlocked) await lane.until(() => !lane.isBlocked, patienceMs);
      else await lane.waitForAttendant();
    }
    return undefined;
  };

  const visit = async (number: number, seed: number): Promise<void> => {
    const errand = errandOf(seed);
    const { chance, stolenBy } = errand;
    const localTime = timeOf(errand.hour);
    const lane = new LaneInShop(`lane-${number}.${seed}`, { ...shopKnowledge, pricing: { ...shopKnowledge.pricing, localTime } }, time);
    const shopper: Shopper = { hands: lane, manner: manners[errand.manner], chance, stolenMinor: 0 };
    places.set(number, { lane, shopper });
    await fillBasket(shopper, errand);
    await lane.wait(chance.time(4_000));
    const assessment = await goToPay(lane, errand);
    const isThief = shopper.stolenMinor > 0;
    if (assessment !== undefined) {
      found.baskets += 1;
      found.stolenMinor += shopper.stolenMinor;
      found.thieves += isThief ? 1 : 0;
      const asked = assessment.check !== "pass" && assessment.check !== "nudge";
      found.asked += asked ? 1 : 0;
      found.thievesAsked += asked && isThief ? 1 : 0;
      if (assessment.check === "nudge") await lane.wait(chance.time(3_000));
      if (asked && stolenBy !== "walk-out") {
        const seen = await lane.until(() => !lane.isChecked, isThief ? thiefWaitsMs : patienceMs);
        if (seen && isThief) found.caughtMinor += shopper.stolenMinor;
        if (!seen) found.left += 1;
      }
      await lane.wait(chance.time(payMs));
    }
    lane.abandon();
    places.delete(number);
    await lane.wait(leaveMs);
  };

  const serve = async (number: number): Promise<void> => {
    // Nobody comes to twelve lanes in the same second.
    await time.sleep(number * 7_000);
    for (let seed = coming.shift(); seed !== undefined; seed = coming.shift()) await visit(number, seed);
  };

  const colleague = async (): Promise<void> => {
    const chance = new Chance(seeds[0] ?? 0);
    while (!isOver) {
      const next = nextOf([...places.values()], time.nowMs, order);
      if (next === undefined) {
        await time.sleep(lookMs);
        continue;
      }
      const beganMs = time.nowMs;
      const { lane } = next.place;
      lane.nowMs = time.nowMs;
      lane.send({ kind: "take-intervention", interventionId: next.interventionId }, attendant);
      await time.sleep(chance.between(walkMs.least, walkMs.most));
      for (const one of queueOf([next.place], time.nowMs)) await see(next.place, one, chance);
      busyMs += time.nowMs - beganMs;
    }
  };

  const see = async ({ lane, shopper }: Place, { interventionId, kind, blocking, sinceMs, outcomes }: QueuedIntervention, chance: Chance): Promise<void> => {
    if (!lane.state.interventions.some((one) => one.interventionId === interventionId)) return;
    const waited = (time.nowMs - sinceMs) / 1_000;
    if (urgencies[kind].shopperWaits) waits.push(waited);
    if (blocking) blockedWaits.push(waited);
    await time.sleep(effortOf(kind, chance));
    const wanted = kind === "basket-check" ? (shopper.stolenMinor > 0 ? "refused" : "approved") : kind === "unknown-item" ? "refused" : "approved";
    const outcome = outcomes.includes(wanted) ? wanted : outcomes[0];
    lane.nowMs = time.nowMs;
    if (outcome !== undefined) lane.send({ kind: "end-intervention", interventionId, outcome }, attendant);
  };

  const shopping = Promise.all(Array.from({ length: lanes }, (_, index) => serve(index + 1))).then(() => {
    isOver = true;
  });
  await time.run(Promise.all([shopping, colleague()]));
  return { ...found, waits, blockedWaits, busyPercent: (100 * busyMs) / time.nowMs, hours: time.nowMs / 3_600_000 };
}

const payMs = 18_000;
const leaveMs = 4_000;
const lookMs = 250;
const timeOf = (hour: number): string => `2026-11-23T${String(hour).padStart(2, "0")}:00`;

const queueOf = (places: readonly Place[], nowMs: number): QueuedIntervention[] =>
  interventionQueue(places.map(({ lane }) => lane.state), { laneNames: new Map(), locales: ["en"], nowMs, rules: shopKnowledge.rules }).filter(({ outcomes }) => outcomes.length > 0);

function nextOf(places: readonly Place[], nowMs: number, order: VisitOrder): { readonly place: Place; readonly interventionId: string } | undefined {
  const queue = queueOf(places, nowMs);
  const rank = order === "queue" ? ({ place }: QueuedIntervention) => place : ({ sinceMs }: QueuedIntervention) => sinceMs;
  const first = queue.toSorted((one, other) => rank(one) - rank(other))[0];
  const place = places.find(({ lane }) => lane.state.laneId === first?.laneId);
  return first === undefined || place === undefined ? undefined : { place, interventionId: first.interventionId };
}

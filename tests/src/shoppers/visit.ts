import { type Errand, fillBasket } from "@laneway/edge-server/risk/population/basket";
import { manners } from "@laneway/edge-server/risk/population/manners";
import type { Shopper } from "@laneway/edge-server/risk/population/shopper";
import { thiefWaitsMs } from "./habits.js";
import { nowMs, type RealLane } from "./real-lane.js";

/** What became of one shopper at a lane. */
export interface Visit {
  readonly seed: number;
  readonly laneId: string;
  readonly transactionId: string | undefined;
  readonly stolenMinor: number;
  readonly ended: "paid" | "walked-out" | "gave-up";
  readonly tookMs: number;
}

const tries = 4;
const attendantMs = 1_200_000;

/** One shopper from the first touch to the empty scale. `present`: whoever looks meanwhile sees the shopper as it is. */
export async function visitLane(lane: RealLane, errand: Errand, present: (shopper: Shopper) => void): Promise<Visit> {
  const { seed, manner, stolenBy, chance } = errand;
  const beganMs = nowMs();
  const shopper: Shopper = { hands: lane, manner: manners[manner], chance, stolenMinor: 0 };
  present(shopper);
  lane.someoneThere = true;
  const { stolenMinor } = await fillBasket(shopper, errand);
  const transactionId = lane.view.basket?.transactionId;
  await lane.wait(chance.time(4_000));
  const ended = transactionId === undefined || !(await goToPay(lane)) ? "gave-up" : await endOf(lane, shopper, stolenBy === "walk-out");
  await leave(lane, ended);
  return { seed, laneId: lane.client.laneId, transactionId, stolenMinor, ended, tookMs: nowMs() - beganMs };
}

const isChecked = ({ view }: RealLane): boolean => view.interventions.some(({ kind }) => kind === "basket-check");

async function goToPay(lane: RealLane): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (await lane.send({ kind: "go-to-bags" })) return true;
    if (lane.view.interventions.some(({ blocking }) => blocking)) await lane.until(({ interventions }) => !interventions.some(({ blocking }) => blocking), attendantMs);
    else await lane.waitForAttendant();
  }
  return false;
}

/** At the choice of tenders: answers the question, waits for the colleague who is to look, pays. */
async function endOf(lane: RealLane, shopper: Shopper, walksOut: boolean): Promise<Visit["ended"]> {
  if (lane.view.nudge?.kind === "check-basket") {
    await lane.wait(shopper.chance.time(3_000));
    await lane.send({ kind: "confirm-basket" });
  }
  if (walksOut) return "walked-out";
  if (isChecked(lane)) {
    const isThief = shopper.stolenMinor > 0;
    const seen = await lane.until(() => !isChecked(lane), isThief ? thiefWaitsMs : attendantMs);
    if (seen === undefined) return isThief ? "walked-out" : "gave-up";
    // What was missing is paid for now: the basket is open again, and asked about no more.
    if (lane.view.step.name === "basket" && !(await goToPay(lane))) return "gave-up";
  }
  await lane.client.bench({ kind: "terminal-next", outcome: "approve" });
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (!(await lane.send({ kind: "pay", tender: "card" }))) await lane.until(({ interventions }) => !interventions.some(({ blocking }) => blocking), attendantMs);
    const paid = await lane.until(({ step }) => step.name === "thank-you" || (step.name === "payment" && (step.payment?.state === "aborted" || step.payment?.state === "declined")), 45_000);
    if (paid?.step.name === "thank-you") return "paid";
  }
  return "gave-up";
}

async function leave(lane: RealLane, ended: Visit["ended"]): Promise<void> {
  lane.someoneThere = false;
  if (ended === "paid") await lane.send({ kind: "finish" });
  if (ended === "gave-up") await lane.send({ kind: "abandon" });
  await lane.takeAll();
  // Whoever walks out leaves the lane to itself: it asks, waits, and sets the basket aside.
  const free = await lane.until(({ step }) => step.name === "welcome", 400_000);
  if (free === undefined) throw new Error(`${lane.client.laneId} does not come free: ${JSON.stringify(lane.view).slice(0, 1_500)}`);
  await lane.until(({ nudge }) => nudge === undefined, 3_000);
  await lane.wait(2_500);
}

import type { Chance } from "./chance.js";
import type { Hands } from "./hands.js";
import type { Manner, Tactic } from "./manners.js";
import { cheap, cheapProduce, dear, dearProduce, type Good } from "./shop.js";

/** One shopper: hands at a lane, a manner, chance, and the value that leaves the shop unpaid. */
export interface Shopper {
  readonly hands: Hands;
  readonly manner: Manner;
  readonly chance: Chance;
  stolenMinor: number;
}

/** Puts something down as honest people do: it may be an odd pack, or the bag may be leant on. */
export async function bag({ hands, manner, chance }: Shopper, good: Good, pieces = 1): Promise<void> {
  await hands.wait(chance.time(manner.bagMs));
  if (chance.is(manner.skipsBag) && await hands.ask({ kind: "skip-bagging" })) return;
  // With an item still in the hand, what is put down reads as a wrong weight; it is taken away again, or a colleague is asked.
  if (chance.is(manner.bumps)) await bump({ hands, chance });
  const odd = chance.is(manner.oddPack) ? chance.of([0.82, 1.14, 1.25]) : 1;
  const grams = good.grams * pieces * odd * chance.about(1.5);
  await hands.place(grams);
  if (hands.asked && chance.is(manner.givesUpBagging)) {
    await hands.wait(chance.time(4_000));
    await hands.place(-grams);
    if (await hands.ask({ kind: "skip-bagging" })) return;
  }
  if (hands.asked) await settle({ hands, chance });
  if (chance.is(manner.bumps)) await bump({ hands, chance });
}

/** Leans on the scale, or puts a phone down for a moment. */
async function bump({ hands, chance }: Pick<Shopper, "hands" | "chance">): Promise<void> {
  const grams = chance.between(150, 2_500);
  await hands.place(grams);
  await hands.wait(chance.time(3_000));
  await hands.place(-grams);
}

/** Waits until the bagging area is right again, in the end with an attendant's help. */
export async function settle({ hands, chance }: Pick<Shopper, "hands" | "chance">): Promise<void> {
  for (let tries = 0; tries < 3 && hands.asked; tries += 1) await hands.waitForAttendant(chance.time(15_000));
}

/** One item bought honestly, with whatever goes wrong on the way. */
export async function buy(shopper: Shopper, good: Good): Promise<void> {
  const { hands, manner, chance } = shopper;
  await hands.wait(chance.time(manner.itemMs));
  if (chance.is(manner.looksAround)) await hands.wait(chance.time(45_000));
  if (chance.is(manner.unknownCode)) {
    await hands.scanUnknown(`unknown-${chance.between(1, 9_999)}`, chance.time(12_000));
  }
  if (good.item.soldBy === "weight") {
    await weighHonestly(shopper, good);
    return;
  }
  if (chance.is(manner.picksByHand)) {
    if (await hands.pick(good, 1)) await bag(shopper, good);
    return;
  }
  if (chance.is(manner.lateBag)) {
    await hands.place(chance.between(40, 300));
    await hands.wait(chance.time(2_000));
    await hands.ask({ kind: "use-own-bag" });
  }
  if (!(await hands.scan(good))) return;
  if (chance.is(manner.putsTwo)) await putTwo(shopper, good);
  else await bag(shopper, good);
  const lineId = hands.lastLineId;
  if (lineId === undefined) return;
  if (chance.is(manner.raises) && await hands.ask({ kind: "change-quantity", lineId, quantity: 2 })) {
    await bag(shopper, good);
    if (chance.is(manner.lowers * 6) && await hands.ask({ kind: "change-quantity", lineId, quantity: 1 })) await takeOut(shopper, good);
  }
  if (chance.is(manner.voids)) {
    await hands.wait(chance.time(4_000));
    if (await hands.ask({ kind: "void-line", lineId })) await takeOut(shopper, good);
  }
}

/** Two in the hand and one scanned: the second is scanned when the lane asks. */
async function putTwo({ hands, manner, chance }: Shopper, good: Good): Promise<void> {
  await hands.wait(chance.time(manner.bagMs));
  await hands.place(good.grams * 2 * chance.about(1));
  await hands.wait(chance.time(4_000));
  await hands.scan(good);
  await settle({ hands, chance });
}

async function takeOut({ hands, chance }: Shopper, good: Good): Promise<void> {
  await hands.wait(chance.time(2_500));
  await hands.place(-good.grams);
  await settle({ hands, chance });
}

async function weighHonestly(shopper: Shopper, good: Good): Promise<void> {
  const grams = Math.max(60, good.grams * (0.2 + shopper.chance.between(0, 80) / 100));
  await shopper.hands.wait(shopper.chance.time(shopper.manner.itemMs));
  if (await shopper.hands.weigh(good, grams)) await bag(shopper, { ...good, grams });
}

/** What is taken and not paid for. The shopper does it once, and may be good at it. */
export const steal: { readonly [T in Tactic]: (shopper: Shopper) => Promise<void> } = {
  "skip-scan": async (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    await hands.wait(chance.time(manner.itemMs));
    shopper.stolenMinor += good.minor;
    await hands.place(good.grams);
    await hands.wait(chance.time(3_500));
    // Small things are passed off as the own bag; the others go back into the trolley.
    const passedOff = good.grams < 780 && chance.is(0.5) && await hands.ask({ kind: "use-own-bag" });
    if (!passedOff) await hands.place(-good.grams);
    await settle(shopper);
  },
  "ticket-switch": async (shopper) => {
    const { hands, chance, manner } = shopper;
    const [label, good] = [chance.of(cheap), chance.of(dear)];
    await hands.wait(chance.time(manner.itemMs));
    if (!(await hands.scan(label))) return;
    shopper.stolenMinor += Math.max(0, good.minor - label.minor);
    await hands.wait(chance.time(manner.bagMs));
    await hands.place(good.grams * chance.about(2));
    if (!hands.asked) return;
    await hands.wait(chance.time(4_000));
    await hands.place(-good.grams);
    if (!(await hands.ask({ kind: "skip-bagging" }))) await settle(shopper);
  },
  "pass-around": async (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    await hands.wait(chance.time(manner.itemMs) + chance.time(4_000));
    shopper.stolenMinor += good.minor;
  },
  "cheap-plu": async (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.is(0.7) ? chance.of(dearProduce) : chance.of(dear);
    const label = chance.of(cheapProduce);
    const grams = good.item.soldBy === "weight" ? good.grams * (0.6 + chance.between(0, 90) / 100) : good.grams;
    await hands.wait(chance.time(manner.itemMs * 2));
    if (!(await hands.weigh(label, grams))) return;
    const paid = (label.minor * grams) / 1_000;
    shopper.stolenMinor += Math.round(Math.max(0, (good.item.soldBy === "weight" ? (good.minor * grams) / 1_000 : good.minor) - paid));
    await bag(shopper, { ...label, grams });
  },
  stacking: async (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    await hands.wait(chance.time(manner.itemMs));
    if (!(await hands.scan(good))) return;
    shopper.stolenMinor += good.minor;
    await hands.wait(chance.time(manner.bagMs));
    await hands.place(good.grams * 2);
    await hands.wait(chance.time(4_000));
    await hands.place(-good.grams);
    await settle(shopper);
  },
  "void-after-scan": async (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    await hands.wait(chance.time(manner.itemMs));
    if (!(await hands.scan(good))) return;
    await bag(shopper, good);
    const lineId = hands.lastLineId;
    await hands.wait(chance.time(3_000));
    if (lineId === undefined || !(await hands.ask({ kind: "void-line", lineId }))) return;
    shopper.stolenMinor += good.minor;
    await hands.wait(chance.time(1_800));
    await hands.place(-good.grams);
    await settle(shopper);
  },
  // Nothing is to be seen before the door: the basket is filled honestly, and not paid for.
  "walk-out": async (shopper) => {
    const good = shopper.chance.of(dear);
    await buy(shopper, good);
    shopper.stolenMinor += good.minor;
  },
};

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
export function bag({ hands, manner, chance }: Shopper, good: Good, pieces = 1): void {
  hands.wait(chance.time(manner.bagMs));
  if (chance.is(manner.skipsBag) && hands.ask({ kind: "skip-bagging" })) return;
  // With an item still in the hand, what is put down reads as a wrong weight; it is taken away again, or a colleague is asked.
  if (chance.is(manner.bumps)) bump({ hands, chance });
  const odd = chance.is(manner.oddPack) ? chance.of([0.82, 1.14, 1.25]) : 1;
  hands.place(good.grams * pieces * odd * chance.about(1.5));
  if (hands.asked) settle({ hands, chance });
  if (chance.is(manner.bumps)) bump({ hands, chance });
}

/** Leans on the scale, or puts a phone down for a moment. */
function bump({ hands, chance }: Pick<Shopper, "hands" | "chance">): void {
  const grams = chance.between(150, 2_500);
  hands.place(grams);
  hands.wait(chance.time(3_000));
  hands.place(-grams);
}

/** Waits until the bagging area is right again, in the end with an attendant's help. */
export function settle({ hands, chance }: Pick<Shopper, "hands" | "chance">): void {
  for (let tries = 0; tries < 3 && hands.asked; tries += 1) hands.waitForAttendant(chance.time(15_000));
}

/** One item bought honestly, with whatever goes wrong on the way. */
export function buy(shopper: Shopper, good: Good): void {
  const { hands, manner, chance } = shopper;
  hands.wait(chance.time(manner.itemMs));
  if (chance.is(manner.looksAround)) hands.wait(chance.time(45_000));
  if (chance.is(manner.unknownCode)) {
    hands.scanUnknown(`unknown-${chance.between(1, 9_999)}`);
    hands.wait(chance.time(12_000));
    hands.endInterventions("unknown-item", "refused");
  }
  if (good.item.soldBy === "weight") {
    weighHonestly(shopper, good);
    return;
  }
  if (chance.is(manner.picksByHand)) {
    if (hands.pick(good, 1)) bag(shopper, good);
    return;
  }
  if (!hands.scan(good)) return;
  bag(shopper, good);
  const lineId = hands.lastLineId;
  if (lineId === undefined) return;
  if (chance.is(manner.raises) && hands.ask({ kind: "change-quantity", lineId, quantity: 2 })) {
    bag(shopper, good);
    if (chance.is(manner.lowers * 6) && hands.ask({ kind: "change-quantity", lineId, quantity: 1 })) takeOut(shopper, good);
  }
  if (chance.is(manner.voids)) {
    hands.wait(chance.time(4_000));
    if (hands.ask({ kind: "void-line", lineId })) takeOut(shopper, good);
  }
}

function takeOut({ hands, chance }: Shopper, good: Good): void {
  hands.wait(chance.time(2_500));
  hands.place(-good.grams);
  settle({ hands, chance });
}

function weighHonestly(shopper: Shopper, good: Good): void {
  const grams = Math.max(60, good.grams * (0.2 + shopper.chance.between(0, 80) / 100));
  shopper.hands.wait(shopper.chance.time(shopper.manner.itemMs));
  if (shopper.hands.weigh(good, grams)) bag(shopper, { ...good, grams });
}

/** What is taken and not paid for. The shopper does it once, and may be good at it. */
export const steal: { readonly [T in Tactic]: (shopper: Shopper) => void } = {
  "skip-scan": (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    hands.wait(chance.time(manner.itemMs));
    shopper.stolenMinor += good.minor;
    hands.place(good.grams);
    hands.wait(chance.time(3_500));
    // Small things are passed off as the own bag; the others go back into the trolley.
    const passedOff = good.grams < 780 && chance.is(0.5) && hands.ask({ kind: "use-own-bag" });
    if (!passedOff) hands.place(-good.grams);
    settle(shopper);
  },
  "ticket-switch": (shopper) => {
    const { hands, chance, manner } = shopper;
    const [label, good] = [chance.of(cheap), chance.of(dear)];
    hands.wait(chance.time(manner.itemMs));
    if (!hands.scan(label)) return;
    shopper.stolenMinor += Math.max(0, good.minor - label.minor);
    hands.wait(chance.time(manner.bagMs));
    hands.place(good.grams * chance.about(2));
    if (!hands.asked) return;
    hands.wait(chance.time(4_000));
    hands.place(-good.grams);
    if (!hands.ask({ kind: "skip-bagging" })) settle(shopper);
  },
  "pass-around": (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    hands.wait(chance.time(manner.itemMs) + chance.time(4_000));
    shopper.stolenMinor += good.minor;
  },
  "cheap-plu": (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.is(0.7) ? chance.of(dearProduce) : chance.of(dear);
    const label = chance.of(cheapProduce);
    const grams = good.item.soldBy === "weight" ? good.grams * (0.6 + chance.between(0, 90) / 100) : good.grams;
    hands.wait(chance.time(manner.itemMs * 2));
    if (!hands.weigh(label, grams)) return;
    const paid = (label.minor * grams) / 1_000;
    shopper.stolenMinor += Math.round(Math.max(0, (good.item.soldBy === "weight" ? (good.minor * grams) / 1_000 : good.minor) - paid));
    bag(shopper, { ...label, grams });
  },
  stacking: (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    hands.wait(chance.time(manner.itemMs));
    if (!hands.scan(good)) return;
    shopper.stolenMinor += good.minor;
    hands.wait(chance.time(manner.bagMs));
    hands.place(good.grams * 2);
    hands.wait(chance.time(4_000));
    hands.place(-good.grams);
    settle(shopper);
  },
  "void-after-scan": (shopper) => {
    const { hands, chance, manner } = shopper;
    const good = chance.of(dear);
    hands.wait(chance.time(manner.itemMs));
    if (!hands.scan(good)) return;
    bag(shopper, good);
    const lineId = hands.lastLineId;
    hands.wait(chance.time(3_000));
    if (lineId === undefined || !hands.ask({ kind: "void-line", lineId })) return;
    shopper.stolenMinor += good.minor;
    hands.wait(chance.time(1_800));
    hands.place(-good.grams);
    settle(shopper);
  },
  // Nothing is to be seen before the door: the basket is filled honestly, and not paid for.
  "walk-out": (shopper) => {
    const good = shopper.chance.of(dear);
    buy(shopper, good);
    shopper.stolenMinor += good.minor;
  },
};

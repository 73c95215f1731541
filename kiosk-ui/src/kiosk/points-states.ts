import type { BasketView, LaneStep, LaneView, PaymentView, PaymentWay, Receipt } from "@laneway/contracts";

/** What the gallery's scenes are made of. */
export interface SceneParts {
  readonly view: (step: LaneStep, more?: Partial<LaneView>) => LaneView;
  readonly basket: BasketView;
  readonly ways: readonly PaymentWay[];
  readonly payment: (state: PaymentView["state"]) => PaymentView;
  readonly receipt: Receipt;
  readonly programName: string;
}

interface PointsScene {
  readonly view: LaneView;
}
type Points = NonNullable<NonNullable<BasketView["member"]>["points"]>;

/** A member's points, from the card's scan to the receipt, and the slips of bottle machines. */
export function pointsScenes({ view, basket, ways, payment, receipt, programName }: SceneParts): Readonly<Record<string, PointsScene>> {
  const held = (points: Points): BasketView => ({ ...basket, member: { programName, points } });
  const shopping = (points: Points, more: Partial<LaneView> = {}): PointsScene => ({ view: view({ name: "basket" }, { basket: held(points), ...more }) });
  const paying = (points: Points, usable: boolean, state?: PaymentView["state"], more: Partial<LaneView> = {}): PointsScene => {
    const attempt = state === undefined ? {} : { payment: { ...payment(state), tender: "loyalty" as const } };
    const [card, phone, ...others] = ways;
    const all = [card, phone, { tender: "loyalty" as const, usable }, ...others].filter((way) => way !== undefined);
    return { view: view({ name: "payment", ways: all, ...attempt }, { basket: held(points), ...more }) };
  };
  const rich: Points = { balance: 2_450, payMinor: 2_450 };
  return {
    "points-offered": shopping({ ...rich, discount: "offered" }),
    "points-asking": shopping({}),
    "points-away": shopping({}, { online: false }),
    "points-used": shopping({ balance: 1_450, payMinor: 0, discount: "used", used: 1_000 }),
    "points-not-used": shopping({ balance: 80, payMinor: 80 }, { notices: [{ noticeId: "points", kind: "points-not-used" }] }),
    "tender-points": paying(rich, true),
    "tender-points-away": paying({}, false, undefined, { online: false }),
    "tender-slip": { view: view({ name: "payment", ways: [...ways], takesSlips: true }, { basket }) },
    "tender-slip-paid": {
      view: view(
        { name: "payment", ways: [...ways], takesSlips: true },
        { basket: { ...basket, paidMinor: 225, dueMinor: basket.totalMinor - 225, tenders: [{ tenderId: "slip", kind: "deposit-slip", amountMinor: 225, details: ["004217"] }] } },
      ),
    },
    "tender-slip-used": {
      view: view({ name: "payment", ways: [...ways], takesSlips: true }, { basket, notices: [{ noticeId: "slip", kind: "item-refused", reason: "voucher-used" }] }),
    },
    "tender-voucher-paid": {
      view: view(
        { name: "payment", ways: [...ways], takesSlips: true },
        { basket: { ...basket, paidMinor: 500, dueMinor: basket.totalMinor - 500, tenders: [{ tenderId: "voucher", kind: "voucher", amountMinor: 500, details: ["lane-2-V000017"] }] } },
      ),
    },
    "thank-you-voucher": {
      view: view({
        name: "thank-you", receipt, print: "offered", remainingMs: 20_000,
        voucher: { number: "lane-1-V000042", amountMinor: 3_244, lastDay: "2029-11-28", code: `LWV1.store.lane-1-V000042.3244.EUR.20291128.demo.${"kQ".repeat(43)}` },
      }),
    },
    "pay-points": paying(rich, true, "starting"),
    "pay-points-declined": paying({ balance: 4, payMinor: 0 }, false, "declined"),
    "thank-you-points": { view: view({ name: "thank-you", receipt: { ...receipt, points: { programName, earned: 17, used: 0 } }, print: "offered", remainingMs: 20_000 }) },
  };
}

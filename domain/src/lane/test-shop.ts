import { type Item, type PriceBookSnapshot, priceBookSnapshot } from "@laneway/contracts";
import { readCoupon } from "../coupon/read-coupon.js";
import { readCode } from "../item/read-code.js";
import { readMember } from "../member/read-member.js";
import { eventsOn, policyOf } from "../pricing/book-terms.js";
import { quoteBasket } from "../pricing/quote.js";
import { quoteBookOf } from "../pricing/quote-book.js";
import type { PricingContext } from "../pricing/types.js";
import { sameValue } from "../same-value.js";
import { taxRatesAt } from "../tax/rates-at.js";
import { baseKnowledge, outcomes, TestLane } from "./test-lane.js";
import type { ItemLookup, LaneKnowledge } from "./types.js";

/*
 * A small shop with a price book, for tests of prices at a lane: goods are scanned, with members' cards and coupons, paid, and stand on
 * the receipt; the same basket by a quote must cost the same.
 */

const names = (en: string) => ({ en });
export const shopItem = (itemId: string, amountMinor: number, more: object = {}) => ({
  itemId,
  names: names(itemId),
  departmentId: "food",
  soldBy: "each",
  prices: [{ amountMinor }],
  taxGroup: "reduced",
  ...more,
});
const items = [
  shopItem("bread", 300),
  shopItem("milk", 120),
  shopItem("cheese", 500, { brand: "Alp" }),
  shopItem("jam", 250, { brand: "Alp" }),
  shopItem("water", 80, { departmentId: "drinks", depositMinor: 25, depositTaxGroup: "full" }),
  shopItem("soap", 200, { departmentId: "home", taxGroup: "full" }),
  shopItem("sale", 400, { prices: [{ amountMinor: 400 }, { amountMinor: 350, kind: "limited" }] }),
  shopItem("apples", 299, { soldBy: "weight" }),
];

/** What a test adds to the small shop. */
export interface ShopSetting {
  readonly promotions?: readonly object[];
  readonly header?: object;
  readonly items?: readonly object[];
  readonly taxGroups?: readonly object[];
  readonly context?: Partial<PricingContext>;
}

export const bookOf = (setting: ShopSetting): PriceBookSnapshot =>
  priceBookSnapshot.parse({
    kind: "snapshot",
    header: {
      bookId: "lane",
      version: 4,
      currency: "EUR",
      pricesIncludeTax: true,
      memberCards: [{ programId: "plus", names: names("Plus"), prefix: "299", length: 8, customerGroups: ["plus"] }],
      ...setting.header,
    },
    taxGroups: setting.taxGroups ?? [
      { taxGroup: "reduced", names: names("VAT 7 %"), mark: "B", ratePpm: 70_000 },
      { taxGroup: "full", names: names("VAT 19 %"), mark: "A", ratePpm: 190_000 },
    ],
    departments: [{ departmentId: "food", names: names("Food") }],
    items: [...items, ...(setting.items ?? [])],
    promotions: (setting.promotions ?? []).map((promotion, index) => ({ promotionId: `p${index + 1}`, names: names(`P${index + 1}`), ...promotion })),
  });

/** Monday, 23 November 2026, noon. */
const noon = "2026-11-23T12:00";

function pricingOf(book: PriceBookSnapshot, context: Partial<PricingContext>): PricingContext {
  const { bookId, version } = book.header;
  const at = { localTime: context.localTime ?? noon, storeId: context.storeId ?? "demo", region: context.region };
  return {
    policy: policyOf(book.header),
    versions: { priceBook: { bookId, version } },
    taxRates: taxRatesAt(book.taxGroups, at),
    promotions: book.promotions,
    channel: "store",
    customerGroups: [],
    events: eventsOn(book.header, at),
    ...at,
    ...context,
  };
}

/** What a shopper shows: an item, `3 × item`, `item 250 g`, a coupon (`#CODE`), a member's card (`@NUMBER`). */
function scan(lane: TestLane, shown: string, book: PriceBookSnapshot): void {
  const { pricing } = lane.knowledge;
  const several = /^(\d+) × (.+)$/.exec(shown);
  if (several !== null) {
    for (let time = 0; time < Number(several[1]); time += 1) scan(lane, several[2] ?? "", book);
    return;
  }
  lane.do({ kind: "scan", text: shown, aim: undefined }, { lookup: lookupOf(shown, book, pricing), lineItems: book.items });
}

function lookupOf(shown: string, book: PriceBookSnapshot, pricing: PricingContext): ItemLookup {
  const code = shown.slice(1);
  if (shown.startsWith("#")) {
    const reading = code.startsWith("(8110)") ? readCode(code, undefined, []) : ({ kind: "text", text: code } as const);
    return { kind: "coupon", code, coupon: readCoupon(code, reading, pricing, undefined), used: false };
  }
  if (shown.startsWith("@")) {
    const member = readMember(code, book.header.memberCards ?? []);
    if (member === undefined) throw new Error(`${shown} is no member`);
    return { kind: "member", ...member };
  }
  const [itemId, grams] = shown.split(" ");
  const [name, expiryDate] = (itemId ?? "").split("/");
  const found = book.items.find((each) => each.itemId === name);
  if (found === undefined) throw new Error(`${shown} is no item`);
  const weightGrams = grams === undefined ? undefined : Number(grams);
  return { kind: "found", item: found as Item, weightGrams, priceInCodeMinor: undefined, lot: undefined, expiryDate, serial: undefined };
}

/** Line totals at the lane, after checking that a quote of the same basket agrees and that the receipt of the sale says so too. */
export function atTheLane(setting: ShopSetting, ...shown: readonly string[]): readonly number[] {
  const lane = laneWith(setting, ...shown);
  const { transaction } = lane.state;
  if (transaction === undefined) throw new Error("no basket");
  const { priced } = transaction;
  const totals = priced.lines.map((line) => line.totalMinor);
  mustBe("the subtotal", priced.subtotalMinor, totals.reduce((sum, each) => sum + each, 0));
  mustBe("the lane's prices", { totals, totalMinor: priced.totalMinor, savingsMinor: priced.savingsMinor, taxMinor: priced.taxMinor }, quoted(lane, setting, shown));
  const dueMinor = priced.totalMinor;
  lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
  if (dueMinor > 0) lane.outcome(lane.pay(), outcomes.approved(dueMinor, { currency: transaction.policy.currency }));
  else lane.do({ kind: "pay", tender: "card" });
  const { step } = lane.state;
  if (step.name !== "thank-you") throw new Error(`still at ${step.name}`);
  const { receipt } = step;
  mustBe("the receipt's total", receipt.totalMinor, dueMinor);
  const discounts = priced.lines.flatMap((line) => line.discounts.map((each) => ({ name: each.names.en, amountMinor: each.amountMinor })));
  mustBe("the receipt's discounts", receipt.lines.flatMap((line) => line.discounts), discounts);
  return totals;
}

function mustBe(what: string, actual: unknown, wanted: unknown): void {
  if (!sameValue(actual, wanted)) throw new Error(`${what}: ${JSON.stringify(actual)}, wanted ${JSON.stringify(wanted)}`);
}

export function laneWith(setting: ShopSetting, ...shown: readonly string[]): TestLane {
  const book = bookOf(setting);
  const knowledge: LaneKnowledge = { ...baseKnowledge, rules: { ...baseKnowledge.rules, maximumBasketLines: 100 }, pricing: pricingOf(book, setting.context ?? {}) };
  const lane = new TestLane(knowledge);
  for (const each of shown) scan(lane, each, book);
  return lane;
}

function quoted(lane: TestLane, { context = {}, ...setting }: ShopSetting, shown: readonly string[]) {
  const { channel, events, region, localTime, storeId } = lane.knowledge.pricing;
  const goods = shown.flatMap((each) => {
    const [, times = "1", one = each] = /^(\d+) × (.+)$/.exec(each) ?? [];
    return Array.from({ length: Number(times) }, () => one);
  });
  const memberId = shown.find((each) => each.startsWith("@"))?.slice(1);
  const lines = goods
    .filter((each) => !/^[#@]/.test(each))
    .map((each, index) => {
      const [named = "", grams] = each.split(" ");
      const [itemId, expiryDate] = named.split("/");
      const lineId = lane.state.transaction?.lines[index]?.lineId;
      return { itemId, lineId, ...(expiryDate === undefined ? {} : { expiryDate }), ...(grams === undefined ? {} : { weightGrams: Number(grams) }) };
    });
  const coupons = goods.filter((each) => each.startsWith("#")).map((each) => each.slice(1));
  const shopper = { ...(context.shopper?.points === undefined ? {} : { points: context.shopper.points }), ...(memberId === undefined ? {} : { promotionUses: context.shopper?.promotionUses ?? {} }) };
  const answer = quoteBasket(
    { context: { channel, events, coupons, region, spentMinor: context.spentMinor, shopper, ...(memberId === undefined ? {} : { memberId }) }, lines },
    { book: quoteBookOf(bookOf(setting)), storeId, country: "DE", region, localTime },
  );
  if (answer.result === "refused") throw new Error(JSON.stringify(answer.refusal));
  const { totalMinor, savingsMinor, taxMinor } = answer.quote;
  return { totals: answer.quote.lines.map((line) => line.totalMinor), totalMinor, savingsMinor, taxMinor };
}

import { type Item, priceBookSnapshot, storeConfig } from "@laneway/contracts";
import { readCoupon } from "@laneway/domain/coupon/read-coupon";
import { readCode } from "@laneway/domain/item/read-code";
import { readMember } from "@laneway/domain/member/read-member";
import { decide } from "@laneway/domain/lane/decide";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { ItemLookup, LaneKnowledge, LaneState } from "@laneway/domain/lane/types";
import { cashDue } from "@laneway/domain/pricing/cash-rounding";
import { cashRuleOf } from "@laneway/domain/pricing/currency";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { quoteBookOf } from "@laneway/domain/pricing/quote-book";
import { promotionIndexOf } from "@laneway/domain/promotion/promotion-index";
import type { PricingContext } from "@laneway/domain/pricing/types";
import { expect, it } from "vitest";
import { Seeded } from "../store/seeded.js";

/*
 * A lane itself, command by command, with coupons and members' cards among the items in any order, against a quote of the
 * same basket: the one function that the edge server's and headquarters' POST /api/v1/quote answer with.
 */

const localTime = "2026-11-23T12:00";
const names = (en: string) => ({ en });
const each = (itemId: string, amountMinor: number, more: object = {}) => ({
  itemId, names: names(itemId), departmentId: "food", soldBy: "each", prices: [{ amountMinor }], taxGroup: "reduced", codes: [], ...more,
});
const book = priceBookSnapshot.parse({
  kind: "snapshot",
  header: { bookId: "same", version: 3, currency: "USD", pricesIncludeTax: true, memberCards: [{ programId: "plus", names: names("Plus"), prefix: "299", length: 8, customerGroups: ["plus"] }] },
  taxGroups: [{ taxGroup: "reduced", names: names("R"), mark: "B", ratePpm: 70_000 }, { taxGroup: "standard", names: names("S"), mark: "A", ratePpm: 190_000 }],
  departments: [{ departmentId: "food", names: names("Food") }],
  items: [
    each("soap", 299, { codes: ["0614141007349"], couponFamilyCode: "120", taxGroup: "standard" }),
    each("gel", 519, { codes: ["0614141007356"], couponFamilyCode: "125", taxGroup: "standard" }),
    each("milk", 119, { prices: [{ amountMinor: 119 }, { amountMinor: 99, customerGroup: "plus" }] }),
    each("water", 79, { depositMinor: 25, depositTaxGroup: "standard", packs: [{ code: "WATER-6", pieces: 6 }] }),
    each("bread", 349),
    { ...each("apples", 299), soldBy: "weight" },
    { ...each("pears", 399, { prices: [{ amountMinor: 399 }, { amountMinor: 349, customerGroup: "plus", kind: "limited" }] }), soldBy: "weight" },
  ],
  promotions: [
    { promotionId: "three", names: names("3 for 2"), priority: 9, effects: [{ kind: "buy-get", buy: { of: { itemIds: ["bread"] }, count: 2 }, get: { count: 1 } }] },
    { promotionId: "spend", names: names("From 10.00"), conditions: [{ kind: "spend", minimumMinor: 1_000 }], effects: [{ kind: "amount-off", amountMinor: 111, per: "basket" }] },
    { promotionId: "plus", names: names("Members"), customerGroups: ["plus"], effects: [{ kind: "percent-off", percentPpm: 30_000, on: { itemIds: ["apples"] } }] },
    { promotionId: "anna", names: names("Anna"), memberIds: ["29900001"], effects: [{ kind: "amount-off", amountMinor: 10, on: { itemIds: ["milk"] } }] },
    { promotionId: "fresh", names: names("Last days"), effects: [{ kind: "freshness", on: { itemIds: ["milk"] }, steps: [{ daysLeft: 2, percentPpm: 250_000 }] }] },
    { promotionId: "c1", names: names("C1"), coupon: { codes: ["C1"], stackable: true }, effects: [{ kind: "percent-off", percentPpm: 50_000, per: "basket" }] },
    { promotionId: "c2", names: names("C2"), coupon: { codes: ["C2"] }, effects: [{ kind: "amount-off", amountMinor: 99, per: "basket" }] },
    { promotionId: "c3", names: names("C3"), coupon: { serialPrefix: "C3-" }, effects: [{ kind: "free-item", on: { itemIds: ["water"] } }] },
  ],
});
const maker = (saveValue: string, pieces: number, family: string) => `10614141654321${saveValue.length}${saveValue}1${pieces}0${family}`;
const coupons = ["C1", "C2", "C3-001", `(8110)${maker("100", 2, "120")}`, `(8110)${maker("75", 1, "125")}`, `(8110)${maker("50", 1, "120")}`];
const stored = quoteBookOf(book);
const policy = { currency: "USD", currencyDigits: 2, pricesIncludeTax: true, taxLevel: "total", taxRounding: "half-up", amountRounding: "half-up" } as const;
const pricing: PricingContext = {
  policy,
  versions: { priceBook: { bookId: "same", version: 3 } },
  taxRates: book.taxGroups.map(({ variants: _, ...group }) => group),
  promotions: book.promotions,
  channel: "store",
  storeId: "demo",
  region: undefined,
  customerGroups: [],
  localTime,
};
const knowledge: LaneKnowledge = {
  pricing,
  rules: storeConfig.parse({}).rules,
  tenders: storeConfig.parse({}).tenders,
  online: true,
  store: { storeId: "demo", name: "Demo", addressLines: [], taxId: "", timeZone: "UTC", receiptNotice: "" },
  locales: ["en"],
  training: false,
  businessDate: "2026-11-23", localTime, restrictions: [], selling: "open", cash: false,
  eReceiptBase: "",
  eReceiptToken: "",
  lineItems: book.items,
  hasSecurityScale: false,
  hasPrinter: false,
  terminalUsable: true,
};

type Shown =
  | { readonly item: Item; readonly quantity: number; readonly weightGrams: number | undefined; readonly pack: boolean; readonly expiryDate: string | undefined }
  | { readonly coupon: string }
  | { readonly member: string };

function lookupOf(shown: Shown): ItemLookup {
  if ("coupon" in shown) {
    const data = /^\(8110\)(.*)$/.exec(shown.coupon)?.[1];
    const reading = data === undefined ? ({ kind: "text", text: shown.coupon } as const) : readCode(shown.coupon, undefined, []);
    return { kind: "coupon", code: shown.coupon, coupon: readCoupon(shown.coupon, reading, pricing, undefined), used: false };
  }
  if ("member" in shown) {
    const member = readMember(shown.member, book.header.memberCards ?? []);
    if (member === undefined) throw new Error("no member");
    return { kind: "member", ...member };
  }
  const { item, weightGrams, pack, expiryDate } = shown;
  return { kind: "found", item, weightGrams, priceInCodeMinor: undefined, lot: undefined, expiryDate, serial: undefined, pieces: pack ? 6 : undefined };
}

function onLane(order: readonly Shown[]): LaneState {
  let state = initialLaneState("lane-1", "en");
  order.forEach((shown, index) => {
    const times = "item" in shown && !shown.pack && shown.weightGrams === undefined ? shown.quantity : 1;
    for (let time = 0; time < times; time += 1) {
      const command = { commandId: `c${index}-${time}`, actor: { kind: "shopper" as const }, atMs: 1_000 + index, request: { kind: "key-code" as const, code: "x" } };
      const decided = decide(state, command, { ...knowledge, lookup: lookupOf(shown) });
      if (!decided.ok) throw new Error(JSON.stringify(decided.error));
      state = decided.value.entries.reduce(evolve, state);
    }
  });
  return state;
}

// BASKETS=100000 runs as many; by default few enough for every day.
it("random baskets with coupons and members cost on a lane, command by command, what they are quoted", () => {
  expect(promotionIndexOf(book.promotions).serialPrefixes).toEqual(["C3-"]);
  const chance = new Seeded(20_261_129);
  const count = Number(process.env.BASKETS ?? 250);
  const seen = { coupons: 0, makers: 0, members: 0, fresh: 0 };
  for (let basket = 0; basket < count; basket += 1) {
    const goods: Shown[] = Array.from({ length: chance.between(1, 7) }, () => {
      const item = chance.oneOf(book.items);
      const weightGrams = item.soldBy === "weight" ? chance.between(1, 3_000) : undefined;
      const pack = item.itemId === "water" && chance.between(0, 3) === 0;
      const expiryDate = item.itemId === "milk" && chance.between(0, 1) === 0 ? "2026-11-25" : undefined;
      return { item, quantity: weightGrams === undefined && !pack ? chance.between(1, 3) : 1, weightGrams, pack, expiryDate };
    });
    const shownCoupons = coupons.filter(() => chance.between(0, 2) === 0);
    const member = chance.between(0, 1) === 0 ? chance.oneOf(["29900001", "29900002"]) : undefined;
    const order: Shown[] = [...goods, ...shownCoupons.map((coupon) => ({ coupon })), ...(member === undefined ? [] : [{ member }])];
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = chance.between(0, at);
      [order[at], order[other]] = [order[other] as Shown, order[at] as Shown];
    }
    const { transaction } = onLane(order);
    const lines = order.flatMap((shown): object[] => {
      if (!("item" in shown)) return [];
      const { item, quantity, weightGrams, pack, expiryDate } = shown;
      const line = { itemId: item.itemId, ...(weightGrams === undefined ? {} : { weightGrams }), ...(expiryDate === undefined ? {} : { expiryDate }) };
      if (pack) return [{ code: "WATER-6" }];
      return weightGrams === undefined ? Array.from({ length: quantity }, () => line) : [line];
    });
    const body = { context: { channel: "store", coupons: shownCoupons, country: "US", ...(member === undefined ? {} : { memberId: member }) }, lines: lines.map((line, index) => ({ ...line, lineId: transaction?.lines[index]?.lineId })) };
    const answer = quoteBasket(body, { book: stored, storeId: "demo", country: "US", region: undefined, localTime });
    if (answer.result === "refused") throw new Error(JSON.stringify(answer.refusal));
    const { quote } = answer;
    const priced = transaction?.priced;
    const figures = (all: readonly { baseMinor: number; totalMinor: number; discounts: readonly { promotionId: string; amountMinor: number }[] }[]) =>
      all.map((line) => [line.baseMinor, line.totalMinor, line.discounts.map(({ promotionId, amountMinor }) => `${promotionId} ${amountMinor}`)]);
    expect({ total: priced?.totalMinor, savings: priced?.savingsMinor, tax: priced?.taxMinor, lines: figures(priced?.lines ?? []) }).toEqual({
      total: quote.totalMinor, savings: quote.savingsMinor, tax: quote.taxMinor, lines: figures(quote.lines),
    });
    expect(quote.refusedCoupons).toBeUndefined();
    expect(quote.cashDueMinor).toBe(cashDue(priced?.totalMinor ?? 0, cashRuleOf("USD", "US")).dueMinor);
    const given = quote.lines.flatMap((line) => line.discounts.map(({ promotionId }) => promotionId));
    if (given.some((id) => id.startsWith("c"))) seen.coupons += 1;
    if (given.some((id) => id.startsWith("8110"))) seen.makers += 1;
    if (given.some((id) => id === "plus" || id === "anna")) seen.members += 1;
    if (given.includes("fresh")) seen.fresh += 1;
  }
  // Every kind came up often enough to be tried.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(count / 20);
});

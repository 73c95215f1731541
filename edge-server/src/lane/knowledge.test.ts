import { type Item, parseStoreConfig, type PriceBookHeader } from "@laneway/contracts";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { LaneState } from "@laneway/domain/lane/types";
import { resolvePrice } from "@laneway/domain/pricing/resolve-price";
import { emptyPricedBasket, type PriceVersions } from "@laneway/domain/pricing/types";
import { expect, test } from "vitest";
import { storeTime } from "./business-time.js";
import { KnowledgeReader } from "./knowledge.js";
import { SharedLimits } from "./shared-limits.js";

/* What every lane of a store is told of prices at one moment of the store's own clock; nothing outside the box is asked. */

const config = (() => {
  const parsed = parseStoreConfig(JSON.stringify({ store: { region: "north", timeZone: "Europe/Berlin" } }), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
})();
const changeMs = Date.parse("2026-12-01T00:00:00+01:00");
const bookOf = (version: number, more: Partial<PriceBookHeader> = {}) => ({
  header: { bookId: "b", version, currency: "EUR", pricesIncludeTax: true, ...more },
  taxGroups: [{ taxGroup: "food", names: { en: "VAT" }, mark: "B", ratePpm: 70_000, variants: [{ region: "north", ratePpm: 50_000 }, { region: "north", from: "2026-12-01T00:00", ratePpm: 60_000 }] }],
  departments: [],
  promotions: [],
  itemCount: 1,
});
const fair = [{ eventId: "fair", from: "2026-12-01T08:00", regions: ["north"] }];
const versions = [bookOf(1), bookOf(2, { effectiveFromMs: changeMs, policy: { taxLevel: "line", stacking: "on-price" }, events: fair })];
const catalogue = {
  active: (nowMs: number) => versions.findLast(({ header }) => (header.effectiveFromMs ?? 0) <= nowMs),
  version: (version: number) => versions.find(({ header }) => header.version === version),
  byCode: () => undefined,
  byId: () => undefined,
};
const record = { suspended: () => undefined, suspendedWaiting: () => [], uses: { isCouponTaken: () => false, given: () => 0, ofMember: () => ({}) } };
const reader = new KnowledgeReader({
  config,
  record,
  catalogue,
  limits: new SharedLimits({ record: record as never, openBaskets: () => new Map() }),
  storeTime: storeTime(config.store.timeZone),
  schemes: [],
  eReceiptBase: "",
  sessionKey: "key",
  online: () => false,
} as unknown as ConstructorParameters<typeof KnowledgeReader>[0]);

const item: Item = {
  itemId: "milk", names: { en: "Milk" }, departmentId: "d", soldBy: "each", taxGroup: "food", codes: [], plus: [],
  prices: [
    { amountMinor: 119, kind: "regular" },
    { amountMinor: 115, kind: "regular", region: "north" },
    { amountMinor: 99, kind: "limited", region: "north", from: "2026-12-01T00:00", to: "2026-12-02T00:00" },
  ],
};
const at = (atMs: number, state?: LaneState) => {
  const pricing = reader.pricing(state, atMs);
  return [pricing.versions.priceBook.version, resolvePrice(item, pricing)?.unitPriceMinor, pricing.taxRates[0]?.ratePpm];
};

test("a future price book, price and tax of the store's region hold for every lane from the same minute on, offline", () => {
  expect(at(changeMs - 1)).toEqual([1, 115, 50_000]);
  expect(at(changeMs)).toEqual([2, 99, 60_000]);
  expect(at(changeMs + 86_400_000)).toEqual([2, 115, 60_000]);
});

test("a basket begun before keeps its prices, its tax and its version over the change", () => {
  const empty = initialLaneState("lane-1", "en");
  const begun: PriceVersions = { priceBook: { bookId: "b", version: 1 } };
  const state: LaneState = {
    ...empty,
    transaction: {
      transactionId: "t", startedAtMs: changeMs - 60_000, locale: "en", training: false, lines: [], priced: emptyPricedBasket(begun), versions: begun,
      policy: reader.pricing(undefined, changeMs - 60_000).policy, ageApprovedUpTo: 0, tenders: [], bagsAsked: false,
    },
  };
  expect(at(changeMs + 60_000, state)).toEqual([1, 115, 50_000]);
});

test("the book's arithmetic and events hold with it, and a lane at an event sells by that channel", () => {
  const before = reader.pricing(undefined, changeMs - 1);
  expect(before).toMatchObject({ policy: { taxLevel: "total", stacking: "on-what-is-left", roundedPart: "discount" }, events: [], channel: "store" });
  const after = reader.pricing(undefined, changeMs + 8 * 3_600_000, "event");
  expect(after).toMatchObject({ policy: { taxLevel: "line", stacking: "on-price" }, events: ["fair"], channel: "event" });
});

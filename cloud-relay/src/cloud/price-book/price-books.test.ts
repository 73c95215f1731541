import { type PriceBookDelta, type PriceBookSnapshot, priceBookAnswer } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { priceBookWrapper } from "../../price-book-wrapper.js";
import { onEachDatabase } from "../../testing/each-database.js";
import { findStore, registerStore, type Store } from "../stores/stores.js";
import { applyDelta, deltaBetween } from "./delta.js";
import { newestVersion, nextDocument, publish } from "./price-books.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

function book(version: number, prices: Readonly<Record<string, number>>): PriceBookSnapshot {
  return {
    kind: "snapshot",
    header: { bookId: "main", version, currency: "EUR", pricesIncludeTax: true },
    taxGroups: [{ taxGroup: "food", names: { en: "Food" }, mark: "B", ratePpm: 70_000 }],
    departments: [{ departmentId: "dry", names: { en: "Dry goods" }, browsable: false }],
    items: Object.entries(prices).map(([itemId, amountMinor]) => ({
      itemId,
      names: { en: itemId },
      departmentId: "dry",
      soldBy: "each",
      prices: [{ amountMinor, kind: "regular" }],
      taxGroup: "food",
      codes: [],
      plus: [],
    })),
    promotions: [],
  };
}

describe("a delta", () => {
  it("between two books leads from the one to the other", () => {
    const prices = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.nat({ max: 5 }));
    fc.assert(
      fc.property(prices, prices, (before, after) => {
        const base = book(1, before);
        const next = book(2, after);
        const delta = deltaBetween(base, next);
        if (delta === undefined) throw new Error("no delta");
        const reached = applyDelta(base, delta);
        const sorted = (each: PriceBookSnapshot) => ({ ...each, items: each.items.toSorted((one, other) => (one.itemId < other.itemId ? -1 : 1)) });
        expect(sorted(reached)).toEqual(sorted(next));
        for (const item of delta.items) expect(before[item.itemId]).not.toBe(after[item.itemId]);
      }),
    );
  });
});

onEachDatabase((open) => {
  const nowMs = 1_790_000_000_000;
  const withStore = async () => {
    const database = await open();
    await registerStore(database, { storeId: "demo", name: "Demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "a-key-of-at-least-twenty-characters", nowMs);
    return { database, store: (await findStore(database, "demo")) as Store };
  };

  it("a store gets a snapshot, then deltas, then nothing; one far behind gets the newest snapshot", async () => {
    const { database, store } = await withStore();
    const next = async (have: number) => {
      const text = await nextDocument(database, "demo", have);
      return text === undefined ? undefined : priceBookAnswer.parse(JSON.parse(`${priceBookWrapper.head}${text}${priceBookWrapper.tail}`)).document;
    };
    expect(await next(0)).toBeUndefined();
    expect(await publish(database, store, book(4, { bread: 349, milk: 129 }), nowMs)).toEqual({ result: "published", version: 4, items: 2, delta: false });
    expect(await next(0)).toEqual(book(4, { bread: 349, milk: 129 }));
    expect(await next(4)).toBeUndefined();
    expect(await publish(database, store, book(5, { bread: 359, eggs: 299, milk: 129 }), nowMs)).toMatchObject({ result: "published", delta: true });
    const delta = (await next(4)) as PriceBookDelta;
    expect(delta).toMatchObject({ kind: "delta", baseVersion: 4, removedItemIds: [] });
    expect(delta.items.map((item) => item.itemId)).toEqual(["bread", "eggs"]);
    const sent: PriceBookDelta = { ...delta, header: { ...delta.header, version: 6 }, baseVersion: 5, items: [], removedItemIds: ["milk"] };
    expect(await publish(database, store, sent, nowMs)).toMatchObject({ result: "published", version: 6, items: 2 });
    expect(await next(5)).toEqual(sent);
    expect(await next(0)).toMatchObject({ kind: "snapshot", header: { version: 6 } });
    expect(await next(2)).toMatchObject({ kind: "snapshot", header: { version: 6 } });
    expect(await newestVersion(database, "demo")).toEqual({ version: 6, items: 2 });
  });

  it("what is wrong is refused whole, with every problem named", async () => {
    const { database, store } = await withStore();
    await publish(database, store, book(4, { bread: 349 }), nowMs);
    const wrong = book(4, { bread: 349, milk: 129 });
    wrong.header.currency = "CHF";
    if (wrong.items[1] !== undefined) Object.assign(wrong.items[1], { itemId: "bread", taxGroup: "none", departmentId: "nowhere" });
    const answer = await publish(database, store, wrong, nowMs);
    expect(answer.result === "refused" && answer.problems.map((each) => each.path)).toEqual([
      "header.version", "header.currency", "items.1.itemId", "items.1.departmentId", "items.1.taxGroup",
    ]);
    const early: PriceBookDelta = { kind: "delta", header: book(9, {}).header, baseVersion: 7, taxGroups: [], departments: [], items: [], removedItemIds: [] };
    expect(await publish(database, store, early, nowMs)).toMatchObject({ result: "refused", problems: [{ path: "baseVersion" }] });
    expect(await newestVersion(database, "demo")).toEqual({ version: 4, items: 1 });
  });
});

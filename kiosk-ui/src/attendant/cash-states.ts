import type { LaneTile, StoreView } from "@laneway/contracts";

/** The first lane at its payment, with an open till that takes francs and yen too. */
export const payingInCash = (store: StoreView): StoreView => ({
  ...store,
  lanes: store.lanes.map((tile, index): LaneTile => {
    if (index > 0) return tile;
    const { basket } = tile.view;
    return {
      ...tile,
      view: { ...tile.view, step: { name: "payment", ways: [{ tender: "card", usable: true }] }, ...(basket === undefined ? {} : { basket }) },
      cash: {
        till: { sinceMs: tile.inStateSinceMs - 14_400_000, by: "Mia", floatMinor: 15_000 },
        due: { dueMinor: 2_165, roundingMinor: 1 },
        foreign: [
          { currency: "CHF", currencyDigits: 2, dueMinor: 2_076, asOf: "2026-11-27" },
          { currency: "JPY", currencyDigits: 0, dueMinor: 3_538, asOf: "2026-11-27" },
        ],
        foreignInTill: [{ currency: "CHF", currencyDigits: 2 }],
      },
    };
  }),
});

import type { PaymentWay, TipQuestion } from "@laneway/contracts";

/** For the gallery: what a shopper is asked who owes so much. */
export const tipOf = (dueMinor: number): TipQuestion => ({
  choices: [
    { percent: 5, tipMinor: 88, payMinor: dueMinor + 88 },
    { percent: 10, tipMinor: 176, payMinor: dueMinor + 176 },
    { percent: 15, tipMinor: 263, payMinor: dueMinor + 263 },
  ],
  payMinor: dueMinor,
  maximumMinor: 5_000,
});

/** By card it costs more. */
export const withSurcharge = (ways: readonly PaymentWay[]): PaymentWay[] =>
  ways.map((way) => (way.tender === "card" ? { ...way, surcharge: { name: "Card surcharge", amountMinor: 14, payMinor: 1_770 } } : way));

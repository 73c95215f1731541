import type { DayReport, DayView, OurBooking } from "@laneway/contracts";

/** The business day as the edge shows it, for tests and screenshots. */
const hour = 3_600_000;
const lanesOf = (states: readonly DayView["terminals"][number]["state"][]): DayView["terminals"] => states.map((state, index) => ({ laneId: `lane-${index + 1}`, laneName: String(index + 1), state }));
const last = (nowMs: number): NonNullable<DayView["last"]> => ({ dayNumber: 41, businessDate: "2026-11-28", closedAtMs: nowMs - 11 * hour, totalMinor: 1_284_350, differences: 2 });

export const openDay = (nowMs: number): DayView => ({
  phase: "open", required: false, businessDate: "2026-11-29", dayNumber: 42, sinceMs: nowMs - 9 * hour, by: "Mira", blockers: [], terminals: lanesOf(["idle", "idle", "idle", "idle"]), last: last(nowMs),
});

export const blockedDay = (nowMs: number): DayView => ({
  ...openDay(nowMs),
  blockers: [
    { laneId: "lane-2", laneName: "2", because: "basket-open" },
    { laneId: "lane-4", laneName: "4", because: "payment-unsettled" },
  ],
});

export const closingDay = (nowMs: number): DayView => ({
  ...openDay(nowMs),
  phase: "closing",
  sinceMs: nowMs - 40_000,
  terminals: [
    ...lanesOf(["reported", "asked"]),
    { laneId: "lane-3", laneName: "3", state: "not-performed", because: "the terminal cannot be reached", diagnosis: { result: "unreachable" } },
    { laneId: "lane-4", laneName: "4", state: "unclear", because: "the connection was lost", diagnosis: { result: "ok" } },
  ],
});

export const noDay = (nowMs: number): DayView => ({ phase: "none", required: true, businessDate: "2026-11-30", dayNumber: 42, blockers: [], terminals: lanesOf(["idle", "idle", "idle", "idle"]), last: last(nowMs) });

const booking = (atMs: number, amountMinor: number, terminalReceipt: string): OurBooking => ({ attemptId: `a-${terminalReceipt}`, state: "booked", amountMinor, scheme: "Visa", terminalId: "29001006", terminalReceipt, trace: `00${terminalReceipt}`, atMs });

/** A day with something of everything an accountant looks at. */
export function cannedReport(nowMs: number): DayReport {
  const closedAtMs = nowMs - 11 * hour;
  const missing = booking(closedAtMs - 2 * hour, 4_799, "0231");
  return {
    storeId: "store-1", storeName: "Laneway Market", dayNumber: 41, businessDate: "2026-11-28", timeZone: "Europe/Berlin", currency: "EUR", currencyDigits: 2,
    openedAtMs: closedAtMs - 13 * hour, openedBy: { attendantId: "101", name: "Mira" }, closedAtMs, closedBy: { attendantId: "104", name: "Konstantin Wiśniewski" },
    afterSequence: 80_211, throughSequence: 91_407,
    totals: {
      receipts: 612, items: 4_018, refunds: { count: 7, amountMinor: 8_412 }, giftCards: { count: 9, amountMinor: 31_500 }, vouchers: { issued: { count: 3, amountMinor: 6_117 }, used: { count: 2, amountMinor: 4_500 } }, totalMinor: 1_284_350, savingsMinor: 41_220, taxMinor: 97_012, roundingMinor: -7, changeMinor: 18_443,
      tenders: [{ kind: "card", count: 540, amountMinor: 1_120_912 }, { kind: "cash", count: 74, amountMinor: 181_881 }],
      taxes: [
        { mark: "A", name: "VAT", ratePpm: 190_000, netMinor: 214_810, taxMinor: 40_814, grossMinor: 255_624 },
        { mark: "B", name: "VAT reduced", ratePpm: 70_000, netMinor: 961_428, taxMinor: 67_298, grossMinor: 1_028_726 },
      ],
      lanes: [1, 2, 3, 4].map((lane) => ({ laneId: `lane-${lane}`, receipts: 153, totalMinor: 321_087 + (lane === 4 ? 2 : 0), firstReceipt: `lane-${lane}-004211`, lastReceipt: `lane-${lane}-004363` })),
      attendants: [
        { attendantId: "101", name: "Mira", priceOverrides: 4, lineVoids: 11, lineVoidsMinor: 3_920, basketVoids: 1, basketVoidsMinor: 2_210, interventions: 96 },
        { attendantId: "104", name: "Konstantin Wiśniewski", priceOverrides: 1, lineVoids: 3, lineVoidsMinor: 790, basketVoids: 0, basketVoidsMinor: 0, interventions: 41 },
      ],
      lineVoids: { count: 57, amountMinor: 18_934 }, basketVoids: { count: 6, amountMinor: 9_120 }, suspended: 9, recalled: 8, trainingReceipts: 3,
    },
    tills: [],
    terminals: [
      { laneId: "lane-1", terminalId: "29001006", state: "agrees", here: { count: 140, amountMinor: 280_228 }, there: { count: 140, amountMinor: 280_228, schemes: [] }, differences: [] },
      {
        laneId: "lane-2", terminalId: "29001007", state: "differs", here: { count: 138, amountMinor: 280_228 }, there: { count: 138, amountMinor: 276_928, schemes: [] },
        differences: [
          { kind: "here-not-there", scheme: "Visa", differenceMinor: -4_799, hereMinor: 90_112, thereMinor: 85_313, hereCount: 41, thereCount: 40, booking: missing },
          { kind: "there-not-here", scheme: "Mastercard", differenceMinor: 1_499, hereMinor: 120_400, thereMinor: 121_899, hereCount: 60, thereCount: 61, terminalReceipts: ["0288"] },
        ],
      },
      { laneId: "lane-3", terminalId: "29001008", state: "agrees", here: { count: 131, amountMinor: 280_228 }, there: { count: 131, amountMinor: 280_228, schemes: [] }, differences: [] },
    ],
    suspendedWaiting: 1,
  };
}

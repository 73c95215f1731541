import type { OfflineCardsView, StoredPayment, StoreView } from "@laneway/contracts";

/** Card payments without the bank as the edge shows them, for tests and screenshots. */
const minute = 60_000;
const hour = 60 * minute;

const stored = (nowMs: number, attemptId: string, amountMinor: number, minutesAgo: number, more: Partial<StoredPayment> = {}): StoredPayment => ({
  attemptId, laneId: "lane-2", amountMinor, currency: "EUR", card: { scheme: "Visa", lastFour: "4771", entry: "contactless" },
  reference: { terminalId: "29001006", receiptNumber: "0231", trace: "000231" }, atMs: nowMs - minutesAgo * minute, allowedBy: "Konstantin Wi\u015bniewski", state: "stored", atRisk: false, changedAtMs: nowMs, ...more,
});

const away = (nowMs: number): OfflineCardsView => ({
  eachMinor: 5_000, sumMinor: 100_000, minutes: 240, atRiskHours: 20, outstandingMinor: 0,
  away: [{ laneId: "lane-2", laneName: "2", sinceMs: nowMs - 7 * minute }], stored: [], losses: [],
});

const allowed = (nowMs: number): OfflineCardsView => ({
  ...away(nowMs),
  outstandingMinor: 8_140,
  allowance: { allowanceId: "c-1.1", by: { attendantId: "101", name: "Mira" }, approvedBy: { attendantId: "104", name: "Konstantin Wi\u015bniewski" }, fromMs: nowMs - 6 * minute, untilMs: nowMs + 53 * minute + 20_000, eachMinor: 5_000, sumMinor: 100_000 },
  stored: [stored(nowMs, "a-1", 3_650, 4), stored(nowMs, "a-2", 4_490, 2, { laneId: "lane-3", card: { scheme: "girocard", lastFour: "0042", entry: "chip" } })],
});

const losses = (nowMs: number): OfflineCardsView => ({
  ...away(nowMs),
  away: [],
  outstandingMinor: 1_299,
  stored: [stored(nowMs, "a-3", 1_299, (22 * hour) / minute, { atRisk: true })],
  losses: [stored(nowMs, "a-4", 4_310, 190, { state: "declined", code: "51" })],
});

const withOffline = (offline: (nowMs: number) => OfflineCardsView, store: (nowMs: number) => StoreView) => (nowMs: number): StoreView => ({ ...store(nowMs), offlineCards: offline(nowMs) });

export const offlineStates = (store: (nowMs: number) => StoreView) => ({
  "offline-away": withOffline(away, store),
  "offline-board": withOffline(allowed, store),
  "offline-allowed": withOffline(allowed, store),
  "offline-losses": withOffline(losses, store),
});

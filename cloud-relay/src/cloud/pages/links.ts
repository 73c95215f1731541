import type { TransactionFilter } from "../reading/transactions.js";
import type { Period } from "../reading/loss-prevention.js";
import { query } from "./layout.js";

const part = encodeURIComponent;

/** Where each page of headquarters is. */
export const links = {
  stores: "/",
  store: (store: string) => `/stores/${part(store)}`,
  lane: (store: string, lane: string) => `/stores/${part(store)}/lanes/${part(lane)}`,
  transactions: (store: string, filter: TransactionFilter & { before?: string } = {}) => `/stores/${part(store)}/transactions${query(filter)}`,
  transaction: (store: string, transaction: string) => `/stores/${part(store)}/transactions/${part(transaction)}`,
  giftCards: () => "/gift-cards",
  giftCard: (cardId: number) => `/gift-cards/${cardId}`,
  vouchers: (store: string) => `/stores/${part(store)}/vouchers`,
  days: (store: string) => `/stores/${part(store)}/days`,
  day: (store: string, date: string) => `/stores/${part(store)}/days/${part(date)}`,
  notes: (store: string) => `/stores/${part(store)}/notes`,
  offlineCards: (store: string) => `/stores/${part(store)}/offline-cards`,
  interventions: (store: string) => `/stores/${part(store)}/interventions`,
  lossPrevention: (store: string, wanted: Partial<Period> & { readonly language?: string } = {}) => `/stores/${part(store)}/loss-prevention${query({ ...wanted })}`,
  lossPreventionFile: (store: string, period: Period) => `/stores/${part(store)}/loss-prevention.csv${query({ ...period })}`,
  journal: (store: string, journal: string, through?: number) =>
    `/stores/${part(store)}/journals/${part(journal)}${query({ through: through === undefined ? undefined : String(through) })}`,
} as const;

/** The completed sales of a day, as they are counted everywhere. */
export const salesOf = (date: string, lane?: string): TransactionFilter => ({
  status: "completed",
  training: "without",
  from: date,
  to: date,
  ...(lane === undefined ? {} : { lane }),
});

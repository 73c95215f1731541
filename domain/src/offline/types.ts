import type { Actor, OfflineAllowance, OfflineCardsCommand, StoredFate, StoredPayment } from "@laneway/contracts";

/** What a payment may know of going without the host, at the moment it is begun. Absent in a lane's knowledge: the store does not do that. */
export interface OfflineKnowledge {
  /** Undefined: nobody has allowed it. It may be over. */
  readonly allowance: OfflineAllowance | undefined;
  /** Of all lanes: what is reserved by payments under way, and what terminals keep. */
  readonly outstandingMinor: number;
}

/** How an attempt may be approved; decided once, when it is begun, and written down with it. */
export type OfflineWay =
  | { readonly way: "allowed"; readonly allowanceId: string; readonly by: string; readonly untilMs: number; readonly sumMinor: number }
  | { readonly way: "forbidden"; readonly because: "not-allowed" | "over-each" | "over-sum" };

/** The fold of the store's entries: who allows it now. The payments themselves stand in a table, written in the commits that change them. */
export interface OfflineState {
  readonly allowance: OfflineAllowance | undefined;
}

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;

export type OfflineRequest =
  | WithoutId<OfflineCardsCommand>
  /** A terminal says what became of a payment that it kept. */
  | { readonly kind: "stored-payment-told"; readonly attemptId: string; readonly fate: StoredFate }
  /** Time has passed. */
  | { readonly kind: "look-for-risk" };

export interface OfflineOrder {
  readonly commandId: string;
  readonly actor: Actor;
  readonly atMs: number;
  readonly request: OfflineRequest;
}

/** What is decided with, as values. */
export interface OfflineFacts {
  readonly limits: { readonly enabled: boolean; readonly eachMinor: number; readonly sumMinor: number; readonly minutes: number; readonly atRiskHours: number };
  /** The payment that is asked about, as it stands; undefined: there is none. */
  readonly payment: StoredPayment | undefined;
  /** Kept by terminals and not at risk yet. */
  readonly waiting: readonly StoredPayment[];
}

interface OfflinePayloads {
  "offline-cards-allowed": { readonly allowance: OfflineAllowance };
  "offline-cards-ended": { readonly allowanceId: string };
  // Each carries the payment as it is from here on, so that headquarters needs nothing else.
  "stored-payment-forwarded": { readonly payment: StoredPayment };
  "stored-payment-declined": { readonly payment: StoredPayment };
  "stored-payment-at-risk": { readonly payment: StoredPayment };
  "stored-payment-noted": { readonly payment: StoredPayment };
}
export type OfflineEntryKind = keyof OfflinePayloads;
/** In the journal with no lane; who and when stand in its head. */
export type OfflineEntry = {
  [K in OfflineEntryKind]: { readonly kind: K; readonly shape: number; readonly atMs: number; readonly actor: Actor } & OfflinePayloads[K];
}[OfflineEntryKind];
export type NewOfflineEntry = { [K in OfflineEntryKind]: { readonly kind: K } & OfflinePayloads[K] }[OfflineEntryKind];

export const offlineEntryShapes: { readonly [K in OfflineEntryKind]: number } = {
  "offline-cards-allowed": 1,
  "offline-cards-ended": 1,
  "stored-payment-forwarded": 1,
  "stored-payment-declined": 1,
  "stored-payment-at-risk": 1,
  "stored-payment-noted": 1,
};
export const isOfflineEntryKind = (kind: string): kind is OfflineEntryKind => Object.hasOwn(offlineEntryShapes, kind);

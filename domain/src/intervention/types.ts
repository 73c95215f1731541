import type { BasketCheck, InterventionKind, LocalizedText, OutcomeReason, RiskReason } from "@laneway/contracts";
import type { BaggingState } from "../bagging/types.js";

export interface Evidence {
  readonly lineId?: string;
  readonly itemNames?: LocalizedText;
  readonly picture?: string;
  readonly code?: string;
  readonly minimumAge?: number;
  /** `YYYY-MM-DD`: whoever was born on this day or later may not have it. */
  readonly bornBefore?: string;
  readonly expectedGrams?: number;
  readonly measuredGrams?: number;
  readonly toleranceGrams?: number;
  readonly amountMinor?: number;
  readonly foreign?: { readonly currency: string; readonly currencyDigits: number; readonly amountMinor: number };
  readonly faultCode?: string;
  readonly device?: string;
  readonly token?: string;
  /** Of the payment attempt whose outcome is unclear; absent: a booking that belongs to none. */
  readonly attemptId?: string;
  /** Of a basket that a person is asked to look at: how much of it, and why. */
  readonly check?: {
    readonly extent: BasketCheck;
    readonly items: readonly { readonly names: LocalizedText; readonly picture?: string; readonly voided: boolean }[];
    readonly reasons: readonly RiskReason[];
  };
}

export interface Intervention {
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly raisedAtMs: number;
  readonly blocking: boolean;
  readonly takenBy: { readonly attendantId: string; readonly name: string } | undefined;
  readonly takenAtMs?: number;
  /** A score of the basket from 0 to 1000; absent: what is usual for its kind (`urgencies`). */
  readonly riskPermille?: number;
  readonly evidence: Evidence;
}

/** An attendant's answer, as long as it may be explained or taken back. */
export interface LastOutcome {
  readonly intervention: Intervention;
  readonly outcome: "approved" | "refused" | "resolved";
  readonly atMs: number;
  readonly by: { readonly attendantId: string; readonly name: string };
  readonly undoable: boolean;
  readonly reason: OutcomeReason | undefined;
  /** The lane as it was before the answer, as far as an answer changes it. */
  readonly before: {
    readonly transactionId: string | undefined;
    readonly ageApprovedUpTo: number;
    readonly bornBeforeApproved?: string;
    readonly bagging: BaggingState;
  };
}

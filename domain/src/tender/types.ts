import type { ForeignCash, LedgerReference, LedgerTenderKind, TerminalReference } from "@laneway/contracts";
import type { OnTop } from "./on-top.js";
import type { SlipKind } from "../voucher/read-slip.js";

/** What every tender says: how much of the total it covers, and its lines on the receipt. */
interface TenderFacts {
  readonly amountMinor: number;
  /** Taken besides: never a part of `amountMinor`. */
  readonly onTop?: OnTop;
  readonly details: readonly string[];
}

/** A card payment, as the terminal booked it. */
export interface CardTender extends TenderFacts {
  readonly kind: "card";
  readonly attemptId: string;
  readonly reference: TerminalReference | undefined;
  /** The terminal approved it without its host. */
  readonly offline?: true;
}

/** Paid from a ledger outside the store: a gift card, points, a wallet. */
export interface LedgerTender extends TenderFacts {
  readonly kind: LedgerTenderKind;
  readonly attemptId: string;
  readonly reference: LedgerReference;
}

/** Money in a drawer or a machine. */
export interface CashTender extends TenderFacts {
  readonly kind: "cash";
  readonly tenderId: string;
  /** What was handed over: what it covers, with the rounding, and the change. */
  readonly tenderedMinor: number;
  readonly changeMinor: number;
  readonly roundingMinor: number;
  /** Of another currency: what was really handed over; `tenderedMinor` is what it was worth. */
  readonly foreign?: ForeignCash;
}

/** The slip of a bottle machine or a voucher of the store's, used up by this basket. */
export interface SlipTender extends TenderFacts {
  readonly kind: SlipKind;
  readonly tenderId: string;
  /** Who issued it, and its number: what is used once. */
  readonly slipKey: string;
  /** It was worth more than was due: the voucher that was given for the rest. */
  readonly rest?: { readonly number: string; readonly amountMinor: number };
}

/** One way in which a part of the total was paid. */
export type TransactionTender = CardTender | LedgerTender | CashTender | SlipTender;

/** The name of a tender within its transaction. */
export const tenderIdOf = (tender: TransactionTender): string =>
  "tenderId" in tender ? tender.tenderId : tender.attemptId;

export const isSlipTender = (tender: TransactionTender): tender is SlipTender => tender.kind === "deposit-slip" || tender.kind === "voucher";

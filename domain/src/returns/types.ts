import type { CardRefund, LedgerTenderKind, Receipt, ReturnCondition, ReturnPurpose, ReturnReason, TerminalReference } from "@laneway/contracts";
import type { BookingReference } from "../payment/types.js";
import type { ReturnedAmounts } from "../pricing/return-pieces.js";
import type { SurchargeBack } from "../pricing/surcharge.js";
import type { Transaction } from "../transaction/types.js";

/** A completed sale as its own records tell it. */
export interface SoldTransaction {
  readonly transaction: Transaction;
  readonly receipt: Receipt;
}

/** Units of a line, numbered from 0: pieces, or grams of a line sold by weight. `to` is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Units of a line that a return has taken. None is ever taken twice. */
export interface Claim extends Span {
  readonly lineId: string;
}

/** What has come back of a sale before, and what each of its tenders has given back for it. */
export interface EarlierReturns {
  readonly claims: readonly Claim[];
  /** `attemptId`: of the payment (of cash: the tender) that money was given back of. */
  readonly refunds: readonly { readonly attemptId: string; readonly amountMinor: number }[];
  /** The whole sale was undone by a post void. */
  readonly undone?: boolean;
}

export const nothingReturned: EarlierReturns = { claims: [], refunds: [] };

/** What has come back of a sale here and in other stores. */
export const withElsewhere = (here: EarlierReturns, elsewhere: EarlierReturns | undefined): EarlierReturns =>
  elsewhere === undefined
    ? here
    : {
        claims: [...here.claims, ...elsewhere.claims],
        refunds: [...here.refunds, ...elsewhere.refunds],
        ...(here.undone === true || elsewhere.undone === true ? { undone: true } : {}),
      };

/** Headquarters is asked to hold what a return takes; unless it does, nothing is given. */
export interface ReturnHold {
  readonly holdId: string;
  readonly legs: readonly RefundLeg[];
  readonly askAtMs: number;
  /** Undefined: being asked. */
  readonly refused: ReturnHoldRefusal | undefined;
}
export type ReturnHoldRefusal = "already-returned" | "gift-card-spent" | "no-answer" | "refused";

export interface ReturnedLine {
  readonly lineId: string;
  readonly spans: readonly Span[];
  readonly amounts: ReturnedAmounts;
  /** What is given back for it: its total, and its tax where prices exclude it. */
  readonly refundMinor: number;
}

export interface ReturnChoice {
  readonly lines: readonly ReturnedLine[];
  readonly totalMinor: number;
  readonly reason: ReturnReason;
  readonly condition: ReturnCondition;
  /** The shopper takes a voucher instead of the way it was paid. */
  readonly asVoucher?: true;
}

/** Headquarters books it back to the gift card or the wallet that paid. */
export interface LedgerRefund {
  readonly way: "credit";
  readonly ledger: LedgerTenderKind;
}

/** Out of the lane's till, in coins that exist. `handedMinor` is the part's amount and the rounding: positive, the shopper gets more. */
export interface CashRefund {
  readonly way: "cash";
  readonly handedMinor: number;
  readonly roundingMinor: number;
}

/** As store credit: what a voucher had paid, or because the shopper chose it. Given in the commit that begins it. */
export interface VoucherRefund {
  readonly way: "voucher";
}

/** How a part goes back: the way it came, or as a voucher. */
export type RefundMeans = CardRefund | LedgerRefund | CashRefund | VoucherRefund;

export const isCardRefund = (refund: RefundMeans): refund is CardRefund => refund.way === "reversal" || refund.way === "refund";

/** One tender's part of the money. Parts are given one after the other, in the order of docs/RETURNS.md. */
export interface RefundLeg {
  /** The payment it goes back to; of cash: the tender. */
  readonly paymentAttemptId: string;
  readonly amountMinor: number;
  readonly refund: RefundMeans;
  readonly details: readonly string[];
  /** Goes back besides: the surcharge in proportion, and the tip of a sale that is undone. */
  readonly onTop?: { readonly tipMinor: number; readonly surcharge?: SurchargeBack };
}

export const legTipMinor = ({ onTop }: Pick<RefundLeg, "onTop">): number => onTop?.tipMinor ?? 0;
export const legSurchargeMinor = ({ onTop }: Pick<RefundLeg, "onTop">): number => onTop?.surcharge?.grossMinor ?? 0;
/** What really goes back to the tender. */
export const legMinor = (leg: Pick<RefundLeg, "amountMinor" | "onTop">): number => leg.amountMinor + legTipMinor(leg) + legSurchargeMinor(leg);

/**
 * One try to give a part back, with the same unknown rules as a payment: a conversation with the terminal, a question to headquarters, or
 * cash that a person counts out.
 */
export interface RefundAttempt {
  readonly attemptId: string;
  /** Which of the parts, from 0. */
  readonly leg: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly refund: RefundMeans;
  readonly previous: TerminalReference | undefined;
  /** `promised`: headquarters has the question, or will have it, and books it then; the return goes on. */
  readonly state: "intent-saved" | "sent" | "unknown" | "declined" | "promised" | "given";
  /** Why it is unknown, or what the terminal answered. */
  readonly because: string | undefined;
  readonly queries: number;
  readonly askAtMs: number | undefined;
  /** Of the booking that gave the money. */
  readonly reference: BookingReference | undefined;
}

/** Money of a return that is over, which headquarters still has to book back. */
export interface PendingRefund {
  readonly attemptId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly ledger: LedgerTenderKind;
  readonly details: readonly string[];
  /** Of the refund receipt. */
  readonly receiptNumber: string;
  readonly sinceMs: number;
}

/** The return that a lane is busy with. */
export interface OpenReturn {
  readonly returnId: string;
  readonly purpose: ReturnPurpose;
  /** On which it was begun. */
  readonly businessDate: string;
  readonly original: SoldTransaction;
  readonly earlier: EarlierReturns;
  /** Of it, what other stores have taken back. Absent: headquarters was not asked. */
  readonly elsewhere?: EarlierReturns;
  /** Absent: headquarters need not hold it, or was not asked yet. */
  readonly hold?: ReturnHold;
  readonly choice: ReturnChoice | undefined;
  /** Empty until confirmed. */
  readonly legs: readonly RefundLeg[];
  readonly confirmed: boolean;
  /** Oldest first; the last one may be open. */
  readonly attempts: readonly RefundAttempt[];
  /** The voucher that was issued for it. */
  readonly voucherNumber?: string;
}

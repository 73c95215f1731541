import { err, type LedgerTenderKind, ok, type Refusal, type Result, type TerminalReference } from "@laneway/contracts";
import { invariant } from "../invariant.js";
import { refusalOf } from "../lane/refusal-of.js";
import { type CashRule, cashDue } from "../pricing/cash-rounding.js";
import { surchargeBack } from "../pricing/surcharge.js";
import { tipMinorOf } from "../tender/on-top.js";
import { type CashTender, isSlipTender, type SlipTender, type TransactionTender, tenderIdOf } from "../tender/types.js";
import type { EarlierReturns, OpenReturn, RefundLeg, RefundMeans, SoldTransaction } from "./types.js";

/** What the way of a refund depends on. */
export interface RefundPlace {
  readonly businessDate: string;
  /** Of the terminal this lane last booked on. */
  readonly terminalId: string | undefined;
  /** In which coins cash is handed over now. */
  readonly cash: CashRule;
  /** The shopper takes a voucher. What points paid stays points. */
  readonly asVoucher?: boolean;
  /** The whole sale is undone. */
  readonly withTips?: boolean;
}

/** Ledgers at headquarters that can give back a part of what they paid. */
const refundableLedgers: readonly LedgerTenderKind[] = ["gift-card", "redirect", "loyalty"];

interface Candidate {
  readonly tender: TransactionTender;
  readonly givenMinor: number;
  readonly leftMinor: number;
}

/**
 * Who gives how much back: only what paid, none more than it paid over all returns. A tender that has exactly the amount left gives it;
 * else the one with the most left gives first, of equals the one that paid last, until the amount is covered: so there are as few parts as
 * can be, and the same choice is made everywhere. Refused when what is left has no way back.
 */
export function planRefund(original: SoldTransaction, earlier: EarlierReturns, amountMinor: number, place: RefundPlace): Result<readonly RefundLeg[], Refusal> {
  const legs: RefundLeg[] = [];
  let candidates = original.transaction.tenders.filter((tender) => hasWayBack(tender, place)).map((tender) => candidateOf(tender, earlier));
  let left = amountMinor;
  while (left > 0) {
    const next = firstToGive(candidates, left);
    if (next === undefined) return err(refusalOf("refund-way-missing", { amountMinor: left }));
    const { tender } = next;
    const partMinor = Math.min(left, next.leftMinor);
    const onTop = besides(next, partMinor, place);
    // A booking is undone as a whole, with the tip or not at all.
    const isWhole = next.givenMinor === 0 && partMinor === tender.amountMinor && (tipMinorOf(tender) === 0 || place.withTips === true);
    legs.push({ paymentAttemptId: tenderIdOf(tender), amountMinor: partMinor, refund: meansOf(original, tender, partMinor, isWhole, place), details: tender.details, ...onTop });
    left -= partMinor;
    candidates = candidates.filter((each) => each !== next);
  }
  return ok(legs);
}

const becomesVoucher = ({ kind }: TransactionTender, { asVoucher = false }: RefundPlace): boolean => kind === "voucher" || (asVoucher && kind !== "loyalty");

const hasWayBack = (tender: TransactionTender, place: RefundPlace): boolean =>
  becomesVoucher(tender, place) || tender.kind === "cash" || isSlipTender(tender) || (tender.kind === "card" ? tender.reference !== undefined : refundableLedgers.includes(tender.kind));

/** The surcharge in proportion; a tip was given to people, and goes back only when the whole sale is undone. */
function besides({ tender, givenMinor }: Candidate, partMinor: number, place: RefundPlace): Pick<RefundLeg, "onTop"> {
  const { onTop } = tender;
  if (onTop === undefined) return {};
  const tipMinor = place.withTips === true ? onTop.tipMinor : 0;
  const surcharge = onTop.surcharge === undefined ? {} : { surcharge: surchargeBack(onTop.surcharge, tender.amountMinor, givenMinor, partMinor) };
  return tipMinor === 0 && onTop.surcharge === undefined ? {} : { onTop: { tipMinor, ...surcharge } };
}

function candidateOf(tender: TransactionTender, { refunds }: EarlierReturns): Candidate {
  const tenderId = tenderIdOf(tender);
  const givenMinor = refunds.reduce((sum, each) => (each.attemptId === tenderId ? sum + each.amountMinor : sum), 0);
  return { tender, givenMinor, leftMinor: tender.amountMinor - givenMinor };
}

function firstToGive(candidates: readonly Candidate[], amountMinor: number): Candidate | undefined {
  const able = candidates.filter(({ leftMinor }) => leftMinor > 0);
  const mostMinor = able.reduce((most, { leftMinor }) => Math.max(most, leftMinor), 0);
  return able.findLast(({ leftMinor }) => leftMinor === amountMinor) ?? able.findLast(({ leftMinor }) => leftMinor === mostMinor);
}

function meansOf(original: SoldTransaction, tender: TransactionTender, amountMinor: number, isWhole: boolean, place: RefundPlace): RefundMeans {
  if (becomesVoucher(tender, place)) return { way: "voucher" };
  // A slip is used up: what it was worth is counted out.
  if (tender.kind === "cash" || isSlipTender(tender)) return { way: "cash", ...handedOver(tender, amountMinor, isWhole, place.cash) };
  if (tender.kind !== "card") return { way: "credit", ledger: tender.kind };
  const { reference } = tender;
  // Without a reference there is no way back: such a tender is no candidate.
  invariant(reference !== undefined, "a card payment that gives back has a reference");
  return { way: isWhole && isHere(original, reference, place) ? "reversal" : "refund", original: reference };
}

/** What was paid as a whole goes back with its own rounding; a part is rounded anew, by the rule for cash. */
function handedOver(tender: CashTender | SlipTender, amountMinor: number, isWhole: boolean, rule: CashRule): { readonly handedMinor: number; readonly roundingMinor: number } {
  const roundingMinor = isWhole && tender.kind === "cash" ? tender.roundingMinor : cashDue(amountMinor, rule).roundingMinor;
  return { handedMinor: amountMinor + roundingMinor, roundingMinor };
}

/** A booking can be undone on the terminal that made it, before the end of its day. */
const isHere = ({ receipt }: SoldTransaction, reference: TerminalReference, place: RefundPlace): boolean =>
  receipt.businessDate === place.businessDate && reference.terminalId === place.terminalId;

/** Where a refund is planned: a lane, now. */
export const refundPlaceOf = (
  { lastTerminalReference }: { readonly lastTerminalReference: TerminalReference | undefined },
  businessDate: string,
  { cashStepMinor, cashRounding }: { readonly cashStepMinor?: number | undefined; readonly cashRounding: CashRule["mode"] },
  { choice, purpose }: Pick<OpenReturn, "choice" | "purpose">,
): RefundPlace => ({
  businessDate,
  terminalId: lastTerminalReference?.terminalId,
  cash: { stepMinor: cashStepMinor ?? 1, mode: cashRounding },
  asVoucher: choice?.asVoucher === true,
  withTips: purpose === "post-void",
});

import { accepted, type Deciders, type Draft, nextId, perform, record } from "../lane/draft.js";
import { loadsOf } from "../gift-card/card-lines.js";
import type { SoldLoad } from "../gift-card/types.js";
import { ledgerPatienceMs } from "../payment/query-times.js";
import { giveNext } from "./refund-steps.js";
import type { Transaction } from "../transaction/types.js";
import type { OpenReturn, RefundLeg, ReturnChoice } from "./types.js";

/** Is headquarters asked to hold what comes back? Always when money has to come off a gift card first. What is practised is not known there. */
export const needsHold = ({ knowledge }: Draft, { original: { transaction }, choice }: OpenReturn): boolean =>
  !transaction.training && (knowledge.rules.returnsAcrossStores || returnedLoads(transaction, choice).length > 0);

/** What a return takes off gift cards again. */
function returnedLoads(transaction: Transaction, choice: ReturnChoice | undefined): readonly SoldLoad[] {
  const lineIds = new Set(choice?.lines.map(({ lineId }) => lineId));
  return loadsOf({ ...transaction, lines: transaction.lines.filter(({ lineId }) => lineIds.has(lineId)) });
}

export const isHoldAsked = ({ hold }: OpenReturn): boolean => hold !== undefined && hold.refused === undefined;

/** The units are taken and the tenders' parts reserved; the money is given part by part. */
export function take(draft: Draft, { returnId, original, purpose, choice }: OpenReturn, legs: readonly RefundLeg[]): Draft {
  const { storeId } = original.receipt;
  const elsewhere = storeId === draft.knowledge.store.storeId ? {} : { saleStoreId: storeId };
  const { transactionId } = original.transaction;
  return giveNext(record(draft, { kind: "return-confirmed", returnId, transactionId, purpose, ...elsewhere, lines: choice?.lines ?? [], legs }));
}

/** Headquarters is asked first: two stores would not know of each other. */
export function askHold(draft: Draft, open: OpenReturn, legs: readonly RefundLeg[]): Draft {
  const { returnId, original, purpose, choice } = open;
  const { id: holdId, draft: numbered } = nextId(draft);
  const asked = record(numbered, { kind: "return-hold-asked", returnId, holdId, legs, askAtMs: draft.command.atMs + ledgerPatienceMs });
  const units = choice?.lines.flatMap(({ lineId, spans }) => spans.map(({ from, to }) => ({ lineId, from, to }))) ?? [];
  const refunds = legs.map(({ paymentAttemptId, amountMinor }) => ({ attemptId: paymentAttemptId, amountMinor }));
  const { storeId } = original.receipt;
  const { transactionId } = original.transaction;
  const loads = returnedLoads(original.transaction, choice);
  return perform(asked, { kind: "inquire", inquiryId: holdId, request: { kind: "hold-return", storeId, transactionId, returnId, purpose, units, refunds, ...(loads.length === 0 ? {} : { cardLoads: loads.map(({ loadId, amountMinor }) => ({ loadId, amountMinor })) }) } });
}

/** The inquiry that gives a hold up. One for each: asked again, it is the same. */
const releaseId = (holdId: string): string => `${holdId}.r`;

const release = (draft: Draft, holdId: string): Draft =>
  perform(draft, { kind: "inquire", inquiryId: releaseId(holdId), request: { kind: "release-return", target: holdId } });

/** Nobody answered in time: nothing is given, and what headquarters may hold it is to give up. */
export function stopHold(draft: Draft, { returnId, hold }: OpenReturn): Draft {
  if (hold === undefined || hold.refused !== undefined) return draft;
  const { holdId } = hold;
  const ended = record(draft, { kind: "return-hold-refused", returnId, holdId, because: "no-answer" });
  return draft.knowledge.inquiryUnsent === true ? perform(ended, { kind: "withdraw-inquiry", inquiryId: holdId }) : release(ended, holdId);
}

/** What headquarters says. Of a try that was given up it changes nothing: that it is to be given up is on its way. */
export const holdDeciders: Deciders<"return-held"> = {
  "return-held": (draft, { holdId, because }) => {
    const { returning } = draft.state;
    if (returning?.hold?.holdId !== holdId || !isHoldAsked(returning)) return accepted(draft);
    const { returnId, hold } = returning;
    if (because !== undefined) return accepted(record(draft, { kind: "return-hold-refused", returnId, holdId, because }));
    const taken = draft.knowledge.earlier?.claims ?? [];
    // Another lane of this store was faster with a part of it.
    const isTaken = (returning.choice?.lines ?? []).some(({ lineId, spans }) => taken.some((claim) => claim.lineId === lineId && spans.some(({ from, to }) => claim.from < to && claim.to > from)));
    if (isTaken) return accepted(release(record(draft, { kind: "return-hold-refused", returnId, holdId, because: "already-returned" }), holdId));
    return accepted(take(draft, returning, hold.legs));
  },
};

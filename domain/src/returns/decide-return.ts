import { err, ok, type Refusal, type Result, type ReturnCondition } from "@laneway/contracts";
import { accepted, type Deciders, type Draft, type Drafted, nextId, record, refused } from "../lane/draft.js";
import { refusalOf } from "../lane/refusal-of.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { clearScreen } from "../transaction/begin.js";
import { mayGive, mayReturnLine, mayStart } from "./may-return.js";
import { isRefundOpen, lastAttempt, legsToGive, tryAgain } from "./refund-steps.js";
import { planRefund, refundPlaceOf } from "./plan-refund.js";
import { returnLine, unitsLeft } from "./returnable.js";
import { askHold, isHoldAsked, needsHold, take } from "./hold-return.js";
import { expectedMinor } from "../till/till.js";
import { type EarlierReturns, isCardRefund, nothingReturned, type OpenReturn, type RefundLeg, type ReturnChoice, type ReturnedLine } from "./types.js";

/** A return as an attendant leads it: the sale found, lines chosen, confirmed, the money given part by part. */
export const returnDeciders: Deciders<"begin-return" | "choose-return" | "confirm-return" | "retry-refund" | "cancel-return"> = {
  "begin-return": (draft, { purpose }) => {
    const { state, knowledge } = draft;
    if (state.returning !== undefined || state.transaction !== undefined || isAttemptOpen(state.attempt)) return refused("lane-busy");
    const { sale, earlier = nothingReturned } = knowledge;
    if (sale === undefined) return refused("receipt-not-found");
    if (earlier.undone === true) return refused("sale-undone");
    if (knowledge.paymentLost === true) return refused("offline-payment-lost");
    const isUntouched = earlier.claims.length === 0;
    const may = mayStart(purpose, sale, isUntouched, knowledge);
    if (!may.ok) return may;
    if (sale.transaction.lines.every((line) => line.voided || unitsLeft(line, earlier) === 0)) return refused("already-returned");
    const { id: returnId, draft: numbered } = nextId(clearScreen(draft));
    const started = record(numbered, {
      kind: "return-started",
      returnId,
      purpose,
      businessDate: knowledge.businessDate,
      original: sale,
      earlier,
      ...(knowledge.elsewhere === undefined ? {} : { elsewhere: knowledge.elsewhere }),
    });
    return purpose === "post-void" ? chooseAll(started) : accepted(started);
  },

  "choose-return": (draft, { lines, reason, condition, asVoucher }) => {
    const open = changeable(draft);
    if (!open.ok) return open;
    if (open.value.purpose === "post-void") return refused("wrong-step");
    // A voucher is real: a lane that practises issues none.
    if (asVoucher === true && (draft.knowledge.training || !draft.knowledge.tenders.vouchers.issue)) return refused("tender-not-taken");
    const chosen: ReturnedLine[] = [];
    for (const { lineId, count } of lines) {
      const one = chooseLine(draft, open.value, lineId, count, condition);
      if (!one.ok) return one;
      if (chosen.some((each) => each.lineId === lineId)) return refused("line-not-found");
      chosen.push(one.value);
    }
    return accepted(choose(draft, { lines: chosen, reason, condition, ...(asVoucher === true ? { asVoucher } : {}) }));
  },

  "confirm-return": (draft, { amountMinor }) => {
    const open = changeable(draft);
    if (!open.ok) return open;
    const { choice, original } = open.value;
    const earlier = draft.knowledge.earlier ?? open.value.earlier;
    if (choice === undefined || choice.lines.length === 0) return refused("nothing-to-return");
    if (choice.totalMinor !== amountMinor) return refused("amount-out-of-range", { amountMinor: choice.totalMinor });
    // Another lane may have been faster since the lines were chosen.
    if (choice.lines.some((line) => isTaken(line, earlier))) return refused("already-returned");
    const may = mayGive(choice, draft.knowledge);
    if (!may.ok) return may;
    if (earlier.undone === true) return refused("sale-undone");
    if (draft.knowledge.paymentLost === true) return refused("offline-payment-lost");
    const { businessDate, tenders } = draft.knowledge;
    const legs = planRefund(original, earlier, amountMinor, refundPlaceOf(draft.state, businessDate, tenders, open.value));
    if (!legs.ok) return legs;
    const hindrance = whyNotGive(draft, legs.value);
    if (hindrance !== undefined) return err(hindrance);
    if (!needsHold(draft, open.value)) return accepted(take(draft, open.value, legs.value));
    return draft.knowledge.online ? accepted(askHold(draft, open.value, legs.value)) : refused("headquarters-unreachable");
  },

  "retry-refund": (draft) => {
    const { returning } = draft.state;
    if (returning === undefined || !returning.confirmed) return refused("return-not-open");
    if (isRefundOpen(returning)) return refused("refund-running");
    const hindrance = whyNotGive(draft, legsToGive(returning));
    return hindrance === undefined ? accepted(tryAgain(draft, returning)) : err(hindrance);
  },

  "cancel-return": (draft) => {
    const { returning } = draft.state;
    if (returning === undefined) return refused("return-not-open");
    // What is unclear may have been given, and what was given is given: then it is carried through.
    const hasGiven = returning.attempts.some(({ state }) => state === "given" || state === "promised");
    if (isRefundOpen(returning) || hasGiven || isHoldAsked(returning)) return refused("refund-running");
    const { returnId, original, confirmed } = returning;
    return accepted(record(draft, { kind: "return-cancelled", returnId, transactionId: original.transaction.transactionId, confirmed }));
  },
};

/** Why this lane cannot give these parts now: headquarters need not be there, a terminal and a till must. */
function whyNotGive({ knowledge, state: { till } }: Draft, legs: readonly RefundLeg[]): Refusal | undefined {
  if (legs.some(({ refund }) => isCardRefund(refund)) && !knowledge.terminalUsable) return refusalOf("terminal-unavailable");
  // Play money is counted out of no till.
  if (knowledge.training) return undefined;
  const cashMinor = legs.reduce((sum, { refund }) => (refund.way === "cash" ? sum + refund.handedMinor : sum), 0);
  if (!legs.some(({ refund }) => refund.way === "cash")) return undefined;
  if (!knowledge.cash || till === undefined) return refusalOf("refund-needs-till");
  return cashMinor > expectedMinor(till) ? refusalOf("till-short", { amountMinor: cashMinor }) : undefined;
}

function changeable({ state }: Draft): Result<OpenReturn, Refusal> {
  const { returning } = state;
  if (returning === undefined) return err(refusalOf("return-not-open"));
  return returning.confirmed || lastAttempt(returning) !== undefined || isHoldAsked(returning) ? err(refusalOf("refund-running")) : ok(returning);
}

const isTaken = ({ lineId, spans }: ReturnedLine, { claims }: EarlierReturns): boolean =>
  claims.some((claim) => claim.lineId === lineId && spans.some(({ from, to }) => claim.from < to && claim.to > from));

function chooseLine({ knowledge }: Draft, { original, earlier: known }: OpenReturn, lineId: string, count: number, condition: ReturnCondition): Result<ReturnedLine, Refusal> {
  const line = original.transaction.lines.find((one) => one.lineId === lineId && !one.voided);
  if (line === undefined) return err(refusalOf("line-not-found"));
  const may = mayReturnLine(line, condition, knowledge);
  if (!may.ok) return may;
  const earlier = knowledge.earlier ?? known;
  const left = unitsLeft(line, earlier);
  if (count > left) return err(refusalOf("already-returned", { left }));
  const returned = returnLine(original.transaction, earlier, lineId, count);
  return returned === undefined ? err(refusalOf("item-not-returnable", { lineId })) : ok(returned);
}

function choose(draft: Draft, chosen: Omit<ReturnChoice, "totalMinor">): Draft {
  const totalMinor = chosen.lines.reduce((sum, line) => sum + line.refundMinor, 0);
  return record(draft, { kind: "return-chosen", choice: { ...chosen, totalMinor } });
}

/** Undoing a sale is the return of all of it. */
function chooseAll(draft: Draft): Drafted {
  const { returning } = draft.state;
  if (returning === undefined) return refused("return-not-open");
  const { transaction } = returning.original;
  const lines: ReturnedLine[] = [];
  for (const line of transaction.lines.filter((each) => !each.voided)) {
    const returned = returnLine(transaction, returning.earlier, line.lineId, unitsLeft(line, returning.earlier));
    if (returned === undefined) return refused("item-not-returnable", { lineId: line.lineId });
    lines.push(returned);
  }
  return accepted(choose(draft, { lines, reason: "other", condition: "unopened" }));
}

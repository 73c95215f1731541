import { err, type Refusal, type Result } from "@laneway/contracts";
import { isBaggingSettled } from "../bagging/explain-weight.js";
import { isBaggingChecked } from "../bagging/expect-weight.js";
import { soldLines } from "../basket/reprice.js";
import {
  accepted,
  type Deciders,
  type Draft,
  nextId,
  perform,
  record,
  refused,
} from "../lane/draft.js";
import { payableMinor } from "../gift-card/card-lines.js";
import { openTransaction } from "../lane/guards.js";
import { refusalOf } from "../lane/refusal-of.js";
import type { Transaction } from "../lane/types.js";
import { offlineWay } from "../offline/offline-way.js";
import { unsellable } from "../restriction/goods-rules.js";
import { ageCheckDue } from "../restriction/age-check.js";
import { askAboutRefund, isOpenAttempt } from "../returns/refund-steps.js";
import { takesAnotherTender } from "../tender/add-tender.js";
import { surchargeOf } from "../pricing/surcharge.js";
import { shopperPricing } from "../basket/shopper-pricing.js";
import { dueMinor } from "../tender/amount-due.js";
import { onTopMinor, onTopOf } from "../tender/on-top.js";
import { whyNotTip } from "../tender/tip.js";
import { whyNotTender } from "../tender/ways.js";
import { completeTransaction } from "../transaction/complete.js";
import { isAttemptOpen } from "./attempt.js";
import { ledgerRequest, stopWaiting, wishStop } from "./ledger-payment.js";
import { isPursued, isUnsettled, maximumPastAttempts } from "./past-attempts.js";
import { askTerminal } from "./ask-terminal.js";
import { ledgerPatienceMs, startPatienceMs } from "./query-times.js";

/** Starts a payment, asks to stop one, asks what became of one. */
export const payDeciders: Deciders<"pay" | "cancel-payment" | "query-payment"> = {
  pay: (draft, request) => {
    const ready = whyNotPay(draft);
    if (!ready.ok) return ready;
    const due = dueMinor(ready.value);
    // Everything was free: there is nothing to ask anybody for.
    if (due === 0) return accepted(completeTransaction(draft));
    const { tender } = request;
    const hindrance = whyNotTender(draft, tender);
    if (hindrance !== undefined) return refused(hindrance);
    const payable = payableMinor(ready.value, tender);
    const amountMinor = request.amountMinor ?? payable;
    if (amountMinor > due) return refused("more-than-due", { dueMinor: due });
    if (payable === 0 || amountMinor > payable) return refused("gift-card-needs-money", { maximumMinor: payable });
    if (!takesAnotherTender(ready.value)) return refused("too-many-tenders");
    const tipMinor = request.tender === "card" ? (request.tipMinor ?? 0) : 0;
    const noTip = whyNotTip(tipMinor, draft.knowledge.tips);
    if (noTip !== undefined) return refused(noTip);
    const besides = onTopOf(tipMinor, surchargeOf(tender, amountMinor, shopperPricing(draft.knowledge.pricing, ready.value)));
    const { id: attemptId, draft: numbered } = nextId(draft);
    const { currency } = draft.knowledge.pricing.policy;
    const head = { attemptId, tender, amountMinor: amountMinor + onTopMinor(besides), currency };
    const previous = tender === "card" ? draft.state.lastTerminalReference : undefined;
    const askAtMs = draft.command.atMs + (tender === "card" ? startPatienceMs : ledgerPatienceMs);
    const offline = tender === "card" ? offlineWay(draft.knowledge.offlineCards, head.amountMinor, draft.command.atMs) : undefined;
    const way = offline === undefined ? {} : { offline };
    const saved = record(numbered, { kind: "payment-intent-saved", ...head, previous, askAtMs, ...besides, ...way });
    return accepted(
      request.tender === "card"
        ? perform(saved, { kind: "authorise", attemptId, amountMinor: head.amountMinor, currency, previous, ...(offline === undefined ? {} : { offline: offline.way }) })
        : perform(saved, { kind: "inquire", inquiryId: attemptId, request: ledgerRequest(request, head, ready.value) }),
    );
  },

  "cancel-payment": (draft) => {
    const { attempt } = draft.state;
    if (isAttemptOpen(attempt) && attempt.tender === "redirect") return accepted(wishStop(draft, attempt));
    if (isAttemptOpen(attempt) && attempt.tender !== "card")
      return accepted(stopWaiting(draft, attempt, "stopped"));
    if (attempt?.state === "unknown") return refused("payment-unclear");
    if (!isAttemptOpen(attempt)) return refused("no-payment-running");
    const { attemptId } = attempt;
    // A request: only the terminal's outcome says whether it was in time.
    const requested = attempt.abortRequested
      ? draft
      : record(draft, { kind: "payment-abort-requested", attemptId });
    return accepted(perform(requested, { kind: "abort-payment", attemptId }));
  },

  "query-payment": (draft) => {
    const { attempt, pastAttempts } = draft.state;
    const unsettled = pastAttempts.filter(isUnsettled);
    const refunds = draft.state.returning?.attempts.filter(isOpenAttempt) ?? [];
    if (!isAttemptOpen(attempt) && unsettled.length === 0 && refunds.length === 0) return refused("no-payment-running");
    let asked = isAttemptOpen(attempt) ? askTerminal(draft, attempt) : draft;
    for (const past of unsettled) asked = askTerminal(asked, past);
    for (const refund of refunds) asked = askAboutRefund(asked, refund);
    return accepted(asked);
  },
};

/** The gate before money: everything a payment must wait for. */
export function whyNotPay(draft: Draft): Result<Transaction, Refusal> {
  const { state } = draft;
  const open = openTransaction(draft);
  if (!open.ok) return open;
  if (state.step.name !== "payment") return no("wrong-step");
  // The lane was switched between training and selling while it was open: it can be set aside, or given up.
  if (open.value.training !== draft.knowledge.training) return no("tender-not-taken");
  if (state.attempt?.state === "unknown") return no("payment-unclear");
  if (isAttemptOpen(state.attempt)) return no("payment-already-running");
  if (soldLines(open.value).length === 0) return no("basket-empty");
  if (ageCheckDue(open.value).length > 0) return no("age-check-due");
  const closed = unsellable(open.value, draft.knowledge, state.assist?.attended === true);
  if (closed !== undefined) return err(closed);
  if (isBaggingChecked(draft) && !isBaggingSettled(state.bagging)) return no("bagging-mismatch");
  const held = state.interventions.find((one) => one.blocking);
  if (held !== undefined)
    return no(held.kind === "payment-unclear" ? "payment-unclear" : "intervention-open", {
      kind: held.kind,
    });
  if (state.pastAttempts.filter(isPursued).length >= maximumPastAttempts) return no("payment-unclear");
  return open;
}

const no = (...why: Parameters<typeof refusalOf>): Result<never, Refusal> => err(refusalOf(...why));

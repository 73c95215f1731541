import { invariant } from "../invariant.js";
import { type Draft, nextId, perform, record } from "../lane/draft.js";
import { pointsDiscountMinor } from "../loyalty/points.js";
import { ledgerPatienceMs, nextAskMs, progressPatienceMs, startPatienceMs } from "../payment/query-times.js";
import { canPrint } from "../receipt/can-print.js";
import { issueVoucher } from "../voucher/issue-voucher.js";
import { buildRefundReceipt } from "./build-refund-receipt.js";
import { isCardRefund, legMinor, type OpenReturn, type RefundAttempt, type RefundLeg } from "./types.js";

export const lastAttempt = ({ attempts }: OpenReturn): RefundAttempt | undefined => attempts.at(-1);

/** Is the terminal, headquarters or a person still busy with it, or may be? Then no other attempt may start. */
export const isOpenAttempt = ({ state }: RefundAttempt): boolean => state === "intent-saved" || state === "sent" || state === "unknown";
export const isRefundOpen = (open: OpenReturn): boolean => open.attempts.some(isOpenAttempt);

const isGiven = (open: OpenReturn, leg: number): boolean =>
  open.attempts.some((attempt) => attempt.leg === leg && (attempt.state === "given" || attempt.state === "promised"));

/** Parts that nobody has given or promised. */
export const legsToGive = (open: OpenReturn): readonly RefundLeg[] => open.legs.filter((_, leg) => !isGiven(open, leg));

/** Begins the next part that has not been given, or completes the return when all have. */
export function giveNext(draft: Draft): Draft {
  const open = openReturn(draft);
  const index = open.legs.findIndex((_, leg) => !isGiven(open, leg));
  const leg = open.legs[index];
  if (leg === undefined) return complete(draft, open);
  return leg.refund.way === "voucher" ? giveVoucher(draft, open) : begin(draft, open, leg, index);
}

/** All parts that go back as store credit, as one voucher: nobody is asked, so they are given in this commit. */
function giveVoucher(draft: Draft, open: OpenReturn): Draft {
  const attemptIds: string[] = [];
  let saved = draft;
  let amountMinor = 0;
  for (const [index, leg] of open.legs.entries()) {
    if (leg.refund.way !== "voucher") continue;
    const { id: attemptId, draft: numbered } = nextId(saved);
    saved = record(numbered, { kind: "refund-intent-saved", attempt: intentOf(numbered, open, leg, index, attemptId) });
    attemptIds.push(attemptId);
    amountMinor += legMinor(leg);
  }
  return giveNext(issueVoucher(saved, { amountMinor, because: "refund", attemptIds, locale: open.original.receipt.locale }));
}

/** A try as it is before anything is done for it. */
function intentOf({ state, command: { atMs } }: Draft, open: OpenReturn, part: RefundLeg, leg: number, attemptId: string): RefundAttempt {
  const { refund } = part;
  // A person counts cash as long as it takes; a voucher is given at once.
  const waits = refund.way !== "cash" && refund.way !== "voucher";
  return {
    attemptId,
    leg,
    amountMinor: legMinor(part),
    currency: open.original.receipt.currency,
    refund,
    previous: isCardRefund(refund) ? state.lastTerminalReference : undefined,
    state: "intent-saved",
    because: undefined,
    queries: 0,
    askAtMs: waits ? atMs + (refund.way === "credit" ? ledgerPatienceMs : startPatienceMs) : undefined,
    reference: undefined,
  };
}

/** Another attempt for a part that was declined: what could not be undone is refunded. */
export function tryAgain(draft: Draft, open: OpenReturn): Draft {
  const index = open.legs.findIndex((_, leg) => !isGiven(open, leg));
  const leg = open.legs[index];
  if (leg === undefined) return complete(draft, open);
  const isRefused = open.attempts.some((attempt) => attempt.leg === index && attempt.refund.way === "reversal" && attempt.state === "declined");
  const { refund } = leg;
  return begin(draft, open, isRefused && isCardRefund(refund) ? { ...leg, refund: { ...refund, way: "refund" } } : leg, index);
}

/** The intent is saved; only then is the terminal told, headquarters asked, the drawer opened. */
function begin(draft: Draft, open: OpenReturn, leg: RefundLeg, index: number): Draft {
  const { id: attemptId, draft: numbered } = nextId(draft);
  const { refund } = leg;
  const attempt = intentOf(draft, open, leg, index, attemptId);
  const { amountMinor, currency, previous } = attempt;
  const saved = record(numbered, { kind: "refund-intent-saved", attempt });
  invariant(refund.way !== "voucher", "a voucher is given in the commit that begins it");
  if (refund.way === "cash") return draft.knowledge.training ? saved : perform(saved, { kind: "open-drawer" });
  if (refund.way !== "credit") return perform(saved, { kind: "refund-payment", attemptId, amountMinor, currency, refund, previous });
  const { storeId } = open.original.receipt;
  const elsewhere = storeId === draft.knowledge.store.storeId ? {} : { storeId };
  const asked = perform(saved, {
    kind: "inquire",
    inquiryId: attemptId,
    request: { kind: "give-back", tender: refund.ledger, target: leg.paymentAttemptId, ...elsewhere, amountMinor, currency },
  });
  return draft.knowledge.online ? asked : promise(asked, attemptId);
}

/** Headquarters has not answered: it will, and books it then. The store keeps the question; the return goes on. */
export const promise = (draft: Draft, attemptId: string): Draft => giveNext(record(draft, { kind: "refund-promised", attemptId }));

/** Asks the terminal what became of it. Gives nothing. Headquarters has the question already; a person has the cash. */
export function askAboutRefund(draft: Draft, attempt: RefundAttempt): Draft {
  const { attemptId, amountMinor, currency, refund, previous } = attempt;
  if (!isCardRefund(refund)) return draft;
  const queries = attempt.state === "unknown" ? attempt.queries + 1 : 0;
  const askAtMs = attempt.state === "unknown" ? nextAskMs(queries, draft.command.atMs) : draft.command.atMs + progressPatienceMs;
  const asked = record(draft, { kind: "refund-queried", attemptId, queries, askAtMs });
  return perform(asked, { kind: "resolve-payment", attemptId, amountMinor, currency, previous, refund });
}

function openReturn({ state }: Draft): OpenReturn {
  invariant(state.returning !== undefined, "money is given back for an open return");
  return state.returning;
}

/** Everything is given: the next refund number, the receipt, and its paper where there is a printer. */
function complete(draft: Draft, open: OpenReturn): Draft {
  const { state, knowledge, command } = draft;
  const { choice, legs, original } = open;
  invariant(choice !== undefined, "what comes back was chosen");
  const givenMinor = legs.reduce((sum, leg) => sum + leg.amountMinor, 0);
  invariant(givenMinor === choice.totalMinor, "a return is complete when its parts equal its total");
  const { training } = original.transaction;
  const number = (training ? state.lastTrainingRefundNumber : state.lastRefundNumber) + 1;
  const receipt = buildRefundReceipt(open, choice, number, command.atMs, state.laneId, knowledge);
  const discountMinor = pointsDiscountMinor(choice.lines.map(({ amounts }) => amounts));
  const done = record(draft, { kind: "return-completed", returnId: open.returnId, transactionId: original.transaction.transactionId, number, training, receipt, ...(discountMinor === 0 ? {} : { pointsDiscountMinor: discountMinor }) });
  if (!canPrint(done)) return done;
  const { id: jobId, draft: numbered } = nextId(done);
  const printing = record(numbered, { kind: "receipt-print-started", jobId, receiptNumber: receipt.receiptNumber, copy: 0 });
  return perform(printing, { kind: "print-receipt", jobId, receipt, copy: 0 });
}

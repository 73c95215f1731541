import { err, ok, type Refusal, type RefusalReason, type Result } from "@laneway/contracts";
import { endTransactionInterventions } from "../intervention/raise.js";
import { type Draft, nextId, perform, record } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import { refusalOf } from "../lane/refusal-of.js";

/** A scale that drifted this little from zero is set to zero before a basket begins. */
const driftGrams = 15;

/** Ends what is left on the screen of a shopper whose transaction is over, and what that shopper still asked for. */
export function clearScreen(draft: Draft): Draft {
  const { name } = draft.state.step;
  if (name !== "thank-you" && name !== "suspended") return draft;
  return record(endTransactionInterventions(draft), { kind: "shopper-left", homeLocale: homeLocale(draft) });
}

/** The language of a lane where nobody stands. */
export const homeLocale = (draft: Draft): string => draft.knowledge.locales[0] ?? draft.state.locale;

/** Why no basket may begin here now, whoever brings it. */
export function notSelling({ state, knowledge }: Draft): RefusalReason | undefined {
  if (state.mode !== "open") return "lane-not-open";
  if (knowledge.selling === "closing") return "business-day-closing";
  return knowledge.selling === "not-open" ? "business-day-not-open" : undefined;
}

/** Begins a transaction. The lane must be open and have none. */
export function beginTransaction(draft: Draft, locale: string | undefined): Result<Draft, Refusal> {
  if (draft.state.transaction !== undefined) return err(refusalOf("lane-busy"));
  const shut = notSelling(draft);
  if (shut !== undefined) return err(refusalOf(shut));
  const { id, draft: cleared } = nextId(clearScreen(draft));
  const { pricing, training } = draft.knowledge;
  const started = record(cleared, {
    kind: "transaction-started",
    transactionId: id,
    locale: locale ?? cleared.state.locale,
    training,
    versions: pricing.versions,
    policy: pricing.policy,
  });
  const { measuredGrams } = started.state.bagging;
  const drifted = measuredGrams !== undefined && measuredGrams !== 0 && Math.abs(measuredGrams) <= driftGrams;
  return ok(
    drifted && draft.knowledge.hasSecurityScale
      ? perform(started, { kind: "zero-scale", device: "security-scale", withinGrams: driftGrams })
      : started,
  );
}

/** A basket into which something may be put now: the open one, back on its basket step, or a new one. */
export function basketToFill(draft: Draft): Result<Draft, Refusal> {
  if (draft.state.transaction === undefined) return beginTransaction(draft, undefined);
  const transaction = changeableTransaction(draft);
  if (!transaction.ok) return transaction;
  return ok(draft.state.step.name === "basket" ? draft : record(draft, { kind: "basket-reopened" }));
}

import { type Draft, record } from "../lane/draft.js";
import { isAttemptOpen } from "../payment/attempt.js";
import type { PaymentAttempt } from "../payment/types.js";
import { isBaggingChecked } from "./expect-weight.js";
import { weigh } from "./explain-weight.js";
import { renudge } from "./renudge.js";

/**
 * What was put down or taken while somebody paid is judged when the payment is over and the basket is not: explained like
 * any weight, or asked about, so that nobody is refused without being told why.
 */
export function judgeAfterPayment(before: PaymentAttempt | undefined, draft: Draft): Draft {
  const { attempt, bagging, transaction } = draft.state;
  if (!isAttemptOpen(before) || isAttemptOpen(attempt) || transaction === undefined) return draft;
  const grams = bagging.measuredGrams;
  if (grams === undefined || grams === bagging.settledGrams || !isBaggingChecked(draft)) return draft;
  const weighing = weigh(bagging, grams, draft.knowledge.rules.ownBagMaximumGrams);
  return renudge(record(draft, { kind: "bagging-weighed", grams, ...weighing }), weighing.explained.length > 0);
}

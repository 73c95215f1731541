import { raiseIntervention } from "../intervention/raise.js";
import { accepted, type Deciders, type Draft, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import type { Evidence } from "../lane/types.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { isBaggingChecked } from "./expect-weight.js";
import { nudgeOf, weigh } from "./explain-weight.js";
import { renudge } from "./renudge.js";
import { driftFault, isDrifting, residualOf } from "./scale-health.js";

/** One division of a usual bagging scale: a reading that wanders by so little says nothing, least of all that somebody is there. */
const flickerGrams = 5;

/** What the bagging area's scale says, and what the shopper says about it. */
export const baggingDeciders: Deciders<"bagging-weight" | "use-own-bag" | "skip-bagging"> = {
  "bagging-weight": (draft, { reading: { grams } }) => {
    const { bagging, transaction, attempt } = draft.state;
    const isFlicker =
      bagging.measuredGrams !== undefined && Math.abs(grams - bagging.measuredGrams) <= flickerGrams;
    if (isFlicker && bagging.baselineKnown) return accepted(draft);
    const { settledGrams, foreignGrams, ownBagAnnounced } = bagging;
    const asItIs = {
      kind: "bagging-weighed",
      grams,
      settledGrams,
      foreignGrams,
      ownBagAnnounced,
      explained: [],
    } as const;
    if (transaction === undefined) {
      const idle = record(draft, { ...asItIs, settledGrams: grams, foreignGrams: Math.max(0, grams) });
      return accepted(isBaggingChecked(idle) && isDrifting(idle.state.scale) ? raiseDrift(idle) : idle);
    }
    // While somebody pays nothing is asked; what changed is judged when the basket is open again.
    if (bagging.baselineKnown && (!isBaggingChecked(draft) || isAttemptOpen(attempt)))
      return accepted(record(draft, asItIs));
    const weighing = weigh(bagging, grams, draft.knowledge.rules.ownBagMaximumGrams);
    const weighed = record(draft, { kind: "bagging-weighed", grams, ...weighing });
    if (isDrifting(weighed.state.scale)) return accepted(raiseDrift(weighed));
    return accepted(renudge(weighed, weighing.explained.length > 0));
  },

  "use-own-bag": (draft) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    if (!isBaggingChecked(draft) || draft.state.bagging.ownBagAnnounced) return accepted(draft);
    const announced = record(draft, { kind: "bagging-own-bag-announced" });
    // The bag may already lie there: then it is what the unexpected weight was.
    const { bagging } = announced.state;
    const delta = (bagging.measuredGrams ?? bagging.settledGrams) - bagging.settledGrams;
    if (bagging.waiting.some((one) => one.required) || delta <= 0) return accepted(renudge(announced));
    const grams = bagging.measuredGrams ?? bagging.settledGrams;
    return accepted(
      renudge(
        record(announced, {
          kind: "bagging-weighed",
          grams,
          ...weigh(bagging, grams, draft.knowledge.rules.ownBagMaximumGrams),
        }),
      ),
    );
  },

  "skip-bagging": (draft) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    const { waiting, skippedLineIds } = draft.state.bagging;
    const next = waiting.find((one) => one.required);
    if (next === undefined) return accepted(draft);
    const { skipBaggingMaximum } = draft.knowledge.rules;
    if (skippedLineIds.length >= skipBaggingMaximum)
      return refused("bagging-mismatch", { maximum: skipBaggingMaximum });
    return accepted(renudge(record(draft, { kind: "bagging-skipped", lineId: next.lineId }), true));
  },
};

/** The nudge was not enough: a person is asked to look; at the scale, when what lies there is off as everything before it was. */
export function escalateNudge(draft: Draft): Draft {
  const evidence = mismatchEvidence(draft);
  const { scale, bagging } = draft.state;
  const waited = bagging.waiting.find((one) => one.lineId === evidence.lineId);
  const sign =
    waited === undefined ? undefined : residualOf(waited, waited.pieces, evidence.measuredGrams ?? 0);
  if (sign !== undefined && isDrifting(scale, sign)) return raiseDrift(draft);
  return raiseIntervention(draft, "weight-mismatch", evidence);
}

/** The scale is wrong, not the shopper: nobody is asked about weights until somebody has seen to it. */
function raiseDrift(draft: Draft): Draft {
  const { device, code } = driftFault;
  const noted = record(draft, { kind: "device-fault-raised", device, code, detail: undefined });
  return renudge(raiseIntervention(noted, "device-fault", { device, faultCode: code }));
}

function mismatchEvidence({ state: { bagging, transaction } }: Draft): Evidence {
  const lineId = bagging.nudge?.lineId ?? nudgeOf(bagging)?.lineId;
  const line = transaction?.lines.find((one) => one.lineId === lineId);
  const waited = bagging.waiting.find((one) => one.lineId === lineId);
  const measuredGrams = (bagging.measuredGrams ?? bagging.settledGrams) - bagging.settledGrams;
  return {
    ...(line === undefined ? {} : { lineId: line.lineId, itemNames: line.item.names }),
    ...(line?.item.picture === undefined ? {} : { picture: line.item.picture }),
    expectedGrams: waited === undefined ? 0 : (waited.expectedGrams ?? 0) * waited.pieces,
    measuredGrams,
    toleranceGrams: waited === undefined ? 0 : waited.toleranceGrams * waited.pieces,
  };
}

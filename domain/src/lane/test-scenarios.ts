import type { PaymentOutcome } from "@laneway/contracts";
import { returnStories } from "../returns/test-stories.js";
import { baseKnowledge, found, outcomes, TestLane } from "./test-lane.js";

/*
 * Small stories that together walk every row of the lane's state machines.
 */

const checked = () => new TestLane({ ...baseKnowledge, hasSecurityScale: true });
const scaleAway = {
  kind: "device-fault",
  device: "security-scale",
  code: "unreachable",
  raised: true,
  detail: undefined,
} as const;

/** The lane of each story. */
export function scenarios(): readonly TestLane[] {
  return [
    ...journeys(),
    ...refusedPayments(),
    ...approvedPayments(),
    ...splitPayments(),
    paidOnPhone(),
    givenUp(),
    givenUpApproved(),
    ...baggingAreas(),
    ...returnStories(),
    ...assisted(),
  ];
}

function assisted(): TestLane[] {
  const [take, come, stay, end] = (["begin-assist", "begin-assist-here", "attend-lane", "end-assist"] as const).map((kind) => ({ kind }));
  if (take === undefined || come === undefined || stay === undefined || end === undefined) throw new Error("four commands");
  return [new TestLane().do(take).do(end).do(come).do(end).do(take).do(come).do(stay).do(end)];
}

function paidOnPhone(): TestLane {
  const lane = new TestLane().toPayment("milk");
  return lane.outcome(lane.payOnPhone(), outcomes.onPhone(119));
}

function journeys(): TestLane[] {
  const { bagItem: _bagItem, ...noBags } = baseKnowledge;
  const suspended = new TestLane().scan("milk").do({ kind: "request-help" }).do({ kind: "suspend" });
  const entry = suspended.entries.at(-1);
  if (entry?.kind !== "transaction-suspended") throw new Error(entry?.kind);
  const { token, because, transaction, laneId, atMs } = entry;
  suspended.do(
    { kind: "recall", token },
    { suspended: { token, because, transaction, fromLaneId: laneId, suspendedAtMs: atMs } },
  );
  suspended
    .do({ kind: "go-to-bags" })
    .do({ kind: "suspend" })
    .scan("milk")
    .do({ kind: "go-to-bags" })
    .do({ kind: "back-to-basket" })
    .do({ kind: "abandon" });
  const taken = new TestLane().do({ kind: "request-help" });
  const { interventionId } = taken.intervention("help");
  taken
    .do({ kind: "take-intervention", interventionId })
    .do({ kind: "end-intervention", interventionId, outcome: "resolved" });
  const direct = new TestLane(noBags)
    .scan("milk")
    .do({ kind: "go-to-bags" })
    .do({ kind: "back-to-basket" })
    .do({ kind: "go-to-bags" })
    .do({ kind: "suspend" });
  const given = new TestLane()
    .scan("milk")
    .do({ kind: "go-to-bags" })
    .do({ kind: "abandon" })
    .toPayment("milk")
    .do({ kind: "abandon" });
  return [suspended, taken, direct, given];
}

/** Every way a payment can fail, from each state it can fail in, and what a late approval does then. */
function refusedPayments(): TestLane[] {
  const refusals: readonly PaymentOutcome[] = [outcomes.declined, outcomes.aborted, outcomes.notPerformed];
  const lanes: TestLane[] = [];
  for (const refusal of refusals) {
    for (const before of ["intent-saved", "sent", "unknown"] as const) {
      const kept = payingIn(before);
      const { attemptId } = kept;
      kept.outcome(attemptId, refusal).outcome(attemptId, outcomes.approved(119));
      const left = payingIn(before);
      const other = left.attemptId;
      left
        .outcome(other, refusal)
        .do({ kind: "back-to-basket" })
        .outcome(other, outcomes.approved(119))
        .outcome(other, outcomes.notPerformed);
      lanes.push(kept, left);
    }
  }
  return lanes;
}

function payingIn(state: "intent-saved" | "sent" | "unknown"): TestLane {
  const lane = new TestLane().toPayment("milk");
  const attemptId = lane.pay();
  if (state === "sent") lane.do({ kind: "payment-progress", attemptId, stage: "sent" });
  if (state === "unknown") lane.outcome(attemptId, outcomes.unknown);
  return lane;
}

function approvedPayments(): TestLane[] {
  const lanes = (["intent-saved", "sent", "unknown"] as const).map((state) => {
    const lane = payingIn(state);
    return lane.outcome(lane.attemptId, outcomes.approved(119)).do({ kind: "finish" });
  });
  const progressed = payingIn("intent-saved");
  progressed
    .do({ kind: "payment-progress", attemptId: progressed.attemptId, stage: "present-card" })
    .outcome(progressed.attemptId, outcomes.unknown);
  return [...lanes, progressed];
}

/** Parts: taken, not taken, given back. */
function splitPayments(): TestLane[] {
  const refusedParts = (["intent-saved", "sent", "unknown"] as const).map((state) => {
    const lane = payingIn(state);
    return lane.outcome(lane.attemptId, outcomes.approved(100));
  });
  const left = new TestLane().toPayment("milk").do({ kind: "pay", tender: "card", amountMinor: 100 });
  left.outcome(left.attemptId, outcomes.approved(100)).do({ kind: "abandon" });
  return [...refusedParts, left];
}

function givenUp(): TestLane {
  const lane = payingIn("unknown");
  const { attemptId } = lane;
  for (let count = 0; count < 3; count += 1) lane.do({ kind: "query-payment" });
  return lane.do({ kind: "void-transaction", reason: "abandoned" }).outcome(attemptId, outcomes.notPerformed);
}

function givenUpApproved(): TestLane {
  const lane = payingIn("unknown");
  const { attemptId } = lane;
  for (let count = 0; count < 3; count += 1) lane.do({ kind: "query-payment" });
  return lane
    .do({ kind: "void-transaction", reason: "abandoned" })
    .outcome(attemptId, outcomes.approved(119));
}

function baggingAreas(): TestLane[] {
  const escalated = () => {
    const lane = checked().scan("milk").weight(300);
    return lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
  };
  const undone = (outcome: "approved" | "refused") => {
    const lane = escalated();
    const { interventionId } = lane.intervention("weight-mismatch");
    return lane.do({ kind: "end-intervention", interventionId, outcome }).do({ kind: "undo-outcome", interventionId });
  };
  const ownBag = checked()
    .scan("cap")
    .do({ kind: "use-own-bag" })
    .do({ kind: "go-to-bags" })
    .do({ kind: "choose-bags", count: 0 });
  ownBag.outcome(ownBag.pay(), outcomes.approved(1_500));
  const creeping = checked();
  for (let grams = 0; grams <= 60; grams += 10) creeping.weight(grams);
  creeping.do({ kind: "end-intervention", interventionId: creeping.intervention("device-fault").interventionId, outcome: "resolved" });
  return [
    creeping,
    escalated()
      .weight(1_000)
      .do(scaleAway)
      .do({ ...scaleAway, raised: false })
      .weight(500),
    undone("approved"),
    undone("refused"),
    escalated().do(scaleAway),
    escalated().do({ kind: "abandon" }),
    checked().scan("milk").do(scaleAway),
    checked().scan("milk").do({ kind: "suspend" }),
    ownBag,
    checked()
      .do({ kind: "pick-item", itemId: "milk", quantity: 1 }, { lookup: found("milk") })
      .weight(1_000),
  ];
}

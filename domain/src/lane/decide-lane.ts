import { renudge } from "../bagging/renudge.js";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { askTerminal } from "../payment/ask-terminal.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { isUnsettled } from "../payment/past-attempts.js";
import { askAboutRefund, isOpenAttempt } from "../returns/refund-steps.js";
import { faultRule } from "./device-faults.js";
import { accepted, type Deciders, type Draft, record } from "./draft.js";

/** The lane itself: its mode, its devices' faults, its shopper's presence, its start after a stop. */
export const laneDeciders: Deciders<
  "open-lane" | "pause-lane" | "close-lane" | "device-fault" | "still-here" | "recover"
> = {
  "open-lane": (draft) =>
    accepted(draft.state.mode === "open" ? draft : record(draft, { kind: "lane-opened" })),
  // A shopper who has begun finishes; only new baskets are refused.
  "pause-lane": (draft) =>
    accepted(draft.state.mode === "paused" ? draft : record(draft, { kind: "lane-paused" })),
  "close-lane": (draft) =>
    accepted(draft.state.mode === "closed" ? draft : record(draft, { kind: "lane-closed" })),

  "device-fault": (draft, { device, code, raised, detail }) => {
    const isKnown = draft.state.faults.some((fault) => fault.device === device && fault.code === code);
    if (isKnown === raised) return accepted(draft);
    const question = draft.state.interventions.find(
      (one) =>
        one.kind === "device-fault" && one.evidence.device === device && one.evidence.faultCode === code,
    );
    if (!raised) {
      const cleared = record(draft, { kind: "device-fault-cleared", device, code });
      return accepted(question === undefined ? cleared : endIntervention(cleared, question, "lapsed"));
    }
    const noted = record(draft, { kind: "device-fault-raised", device, code, detail });
    const asked = faultRule(device, code).needsPerson
      ? raiseIntervention(noted, "device-fault", { device, faultCode: code })
      : noted;
    // Without a scale nobody is asked about weights.
    return accepted(renudge(asked));
  },

  "still-here": (draft) =>
    accepted(draft.state.idle === undefined ? draft : record(draft, { kind: "idle-ended" })),

  /** Nothing is assumed about what happened meanwhile: the terminal and the printer are asked. */
  recover: (draft) => {
    const { attempt, pastAttempts } = draft.state;
    let asked = isAttemptOpen(attempt) ? askTerminal(draft, attempt) : draft;
    for (const past of pastAttempts.filter(isUnsettled)) asked = askTerminal(asked, past);
    for (const refund of draft.state.returning?.attempts.filter(isOpenAttempt) ?? []) asked = askAboutRefund(asked, refund);
    return accepted(holdPrints(asked));
  },
};

function holdPrints(draft: Draft): Draft {
  let held = draft;
  for (const { jobId, state } of draft.state.printJobs) {
    if (state === "printing") held = record(held, { kind: "receipt-print-waiting", jobId });
  }
  return held;
}

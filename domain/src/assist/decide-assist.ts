import type { Actor, Refusal } from "@laneway/contracts";
import { isBaggingChecked } from "../bagging/expect-weight.js";
import { renudge } from "../bagging/renudge.js";
import { accepted, type Deciders, type Draft, type Drafted, nextId, record, refused } from "../lane/draft.js";
import { refusalOf } from "../lane/refusal-of.js";
import type { LaneCommand, LaneRequest, LaneState } from "../lane/types.js";
import type { Assist, AssistEnd } from "./types.js";

/** An attendant takes a lane over, stays there, and gives it back. */
export const assistDeciders: Deciders<"begin-assist" | "begin-assist-here" | "attend-lane" | "end-assist"> = {
  "begin-assist": (draft) => {
    const { assist } = draft.state;
    // Whoever stands at the lane is nearer than any station.
    if (assist?.at === "lane") return ofSame(draft, assist) ? accepted(draft) : refused("lane-assisted", { name: assist.by.name });
    return startAssist(draft, { at: "station", attended: false });
  },

  // Who relieves a colleague at an attended lane goes on attending it.
  "begin-assist-here": (draft) => startAssist(draft, { at: "lane", attended: draft.state.assist?.attended === true }),

  "attend-lane": (draft) => {
    const { assist } = draft.state;
    if (assist?.at !== "lane" || !ofSame(draft, assist)) return refused("not-allowed");
    return startAssist(draft, { at: "lane", attended: true });
  },

  "end-assist": (draft) => accepted(endAssist(draft, "handed-back")),
};

const ofSame = ({ command: { actor } }: Draft, { by }: Assist): boolean =>
  actor.kind === "attendant" && actor.attendantId === by.attendantId;

function startAssist(draft: Draft, how: Pick<Assist, "at" | "attended">): Drafted {
  const { actor } = draft.command;
  if (actor.kind !== "attendant") return refused("not-allowed");
  const { assist } = draft.state;
  if (assist !== undefined && ofSame(draft, assist) && assist.at === how.at && assist.attended === how.attended) return accepted(draft);
  const by = { attendantId: actor.attendantId, name: actor.name };
  const { id: assistId, draft: numbered } = nextId(draft);
  const started = record(numbered, { kind: "assist-started", assistId, by, ...how });
  // From here on nobody is asked about weights: a colleague sees what lies there.
  let seen = renudge(started);
  for (const { interventionId, takenBy } of seen.state.interventions) {
    if (takenBy?.attendantId !== by.attendantId) seen = record(seen, { kind: "intervention-taken", interventionId, by });
  }
  return accepted(seen);
}

/** The lane is the shopper's own again. What the attendant left in the bagging area is right as it lies there. */
export function endAssist(draft: Draft, because: AssistEnd): Draft {
  const { assist } = draft.state;
  if (assist === undefined) return draft;
  const ended = record(draft, { kind: "assist-ended", assistId: assist.assistId, because });
  const { transaction, bagging } = ended.state;
  if (transaction === undefined || !isBaggingChecked(ended)) return ended;
  return renudge(record(ended, { kind: "bagging-accepted", settledGrams: bagging.measuredGrams ?? bagging.settledGrams }));
}

/** Help is for one basket; an attended lane goes on to the next. */
export function endAssistWithBasket(before: LaneState, draft: Draft): Draft {
  const { assist, transaction } = draft.state;
  const isOver = before.transaction !== undefined && transaction === undefined;
  return isOver && assist?.attended === false ? endAssist(draft, "basket-ended") : draft;
}

/**
 * Whose deed a command is. What is scanned and touched at a lane that an attendant has taken over is the attendant's;
 * what devices tell of themselves stays theirs.
 */
export function whoActs({ assist }: LaneState, actor: Actor, request: LaneRequest): Actor {
  const byHand = request.kind === "scan" || (assist?.at === "lane" && actor.kind === "shopper");
  return assist !== undefined && byHand && actor.kind !== "attendant" ? { kind: "attendant", ...assist.by } : actor;
}

/** What a shopper may still touch while a colleague works the lane from the station. */
const shoppersOwn: ReadonlySet<LaneRequest["kind"]> = new Set<LaneRequest["kind"]>([
  "set-locale",
  "dismiss-notice",
  "dismiss-message",
  "request-help",
  "cancel-help",
  "cancel-payment",
  "still-here",
  "print-receipt",
  "print-slip",
  "finish",
]);

/** Why a touch on the lane's own screen is not taken now. */
export function heldByAssist({ assist }: LaneState, { actor, request }: LaneCommand): Refusal | undefined {
  if (assist?.at !== "station" || actor.kind !== "shopper" || shoppersOwn.has(request.kind)) return undefined;
  return refusalOf("lane-assisted", { name: assist.by.name });
}

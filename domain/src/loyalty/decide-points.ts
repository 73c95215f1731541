import { reprice } from "../basket/reprice.js";
import { pricingOf } from "../basket/shopper-pricing.js";
import { showNotice } from "../basket/show-notice.js";
import { accepted, type Deciders, type Draft, nextId, perform, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import { discountFrom, pointsLeft } from "./points.js";

/** A member's points on this lane: what headquarters says of them, and whether this basket takes them as a discount. */
export const pointsDeciders: Deciders<"use-points" | "keep-points" | "points-told" | "points-hold-answered"> = {
  "points-told": (draft, { programId, memberId, points }) => {
    const { transaction } = draft.state;
    const isAsked = transaction?.memberId === memberId && transaction.membership?.programId === programId;
    // Told after the shopper has gone, or again: it was asked once for each basket.
    if (!isAsked || transaction.pointsTold !== undefined) return accepted(draft);
    return accepted(record(draft, { kind: "points-told", balance: points, discountFrom: discountFrom(pricingOf(draft)) }));
  },

  "use-points": (draft) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    const { memberId, membership, pointsTold, pointsHold, training } = open.value;
    if (pointsHold !== undefined) return accepted(draft);
    const points = pointsLeft(open.value);
    if (training || memberId === undefined || membership === undefined || points === undefined || pointsTold?.discountFrom === undefined)
      return refused("no-points-here");
    if (points < pointsTold.discountFrom) return refused("points-too-few");
    if (!draft.knowledge.online) return refused("headquarters-unreachable");
    const { id: holdId, draft: numbered } = nextId(draft);
    const { programId } = membership;
    const asked = record(numbered, { kind: "points-hold-asked", holdId, points });
    return accepted(perform(asked, { kind: "inquire", inquiryId: holdId, request: { kind: "hold-points", programId, memberId, points } }));
  },

  "keep-points": (draft) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    return accepted(open.value.pointsHold === undefined ? draft : withoutPoints(draft));
  },

  "points-hold-answered": (draft, { holdId, points }) => {
    const hold = draft.state.transaction?.pointsHold;
    // Given back since: headquarters undoes it, whatever it did.
    if (hold?.holdId !== holdId || hold.state !== "asked") return accepted(draft);
    if (points === undefined) return accepted(tellKept(record(draft, { kind: "points-released", holdId })));
    // The basket is being paid for: its price stays as it is.
    if (!changeableTransaction(draft).ok) return accepted(tellKept(releasePoints(draft)));
    return accepted(reprice(record(draft, { kind: "points-held", holdId, points })));
  },
};

const tellKept = (draft: Draft): Draft =>
  showNotice(draft, { kind: "points-not-used", itemId: undefined, names: undefined, reason: undefined });

/**
 * Asks headquarters what the member's account holds, once for each basket; nothing waits for the answer. Offline nothing is asked, and
 * points are of no use here.
 */
export function askPoints(draft: Draft): Draft {
  const { state, knowledge } = draft;
  const { memberId, membership, pointsTold, training } = state.transaction ?? {};
  if (memberId === undefined || membership?.points === undefined || pointsTold !== undefined) return draft;
  if (training === true || !knowledge.online) return draft;
  const { id: inquiryId, draft: numbered } = nextId(draft);
  const { programId } = membership;
  return perform(numbered, { kind: "inquire", inquiryId, request: { kind: "points-balance", programId, memberId } });
}

/** Gives back what is set aside for the open basket. The question is kept until headquarters has done it: nobody waits for it. */
export function releasePoints(draft: Draft): Draft {
  const holdId = draft.state.transaction?.pointsHold?.holdId;
  if (holdId === undefined) return draft;
  const released = record(draft, { kind: "points-released", holdId });
  return perform(released, { kind: "inquire", inquiryId: `${holdId}.r`, request: { kind: "take-back", tender: "loyalty", target: holdId } });
}

/** The same for a basket that goes on: it costs what it does without them. */
export function withoutPoints(draft: Draft): Draft {
  const hold = draft.state.transaction?.pointsHold;
  if (hold === undefined) return draft;
  const released = releasePoints(draft);
  return hold.state === "held" ? reprice(released) : released;
}

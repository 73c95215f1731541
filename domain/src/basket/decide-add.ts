import { err, ok, type Refusal } from "@laneway/contracts";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { hasEffect } from "../lane/device-faults.js";
import {
  accepted,
  type Deciders,
  type Draft,
  type Drafted,
  perform,
  record,
  refused,
} from "../lane/draft.js";
import { payDeciders } from "../payment/decide-pay.js";
import { basketToFill } from "../transaction/begin.js";
import { recallBasket } from "../transaction/recall.js";
import { addCoupon } from "../coupon/decide-coupon.js";
import type { ItemLookup } from "../lane/types.js";
import { presentCard } from "../gift-card/load-card.js";
import { identifyMember } from "../member/decide-member.js";
import { addItem, type FoundItem } from "./add-item.js";
import { takeSlip } from "../voucher/take-slip.js";
import { showNotice } from "./show-notice.js";

/** Puts items into the basket: scanned, keyed, picked, weighed, or identified by an attendant. */
export const addDeciders: Deciders<"scan" | "key-code" | "pick-item" | "weigh-item" | "identify-item"> = {
  scan: (draft, { text }) => told(draft, addByCode(draft, "scanned", text)),
  "key-code": (draft, { code }) => addByCode(draft, "keyed", code),

  "pick-item": (draft, { quantity }) => {
    const found = foundItem(draft);
    if (!found.ok) return found;
    if (found.value.item.soldBy === "weight")
      return refused("weight-required", { itemId: found.value.item.itemId });
    const basket = basketToFill(draft);
    if (!basket.ok) return basket;
    return addItem(basket.value, {
      found: found.value,
      entryMethod: "picked",
      code: undefined,
      quantity,
      grossGrams: undefined,
    });
  },

  "weigh-item": (draft) => {
    const found = foundItem(draft);
    if (!found.ok) return found;
    if (found.value.item.soldBy === "each")
      return refused("quantity-not-allowed", { itemId: found.value.item.itemId });
    if (hasEffect(draft.state.faults, "no-weighing")) return refused("scale-not-ready");
    const grossGrams = draft.knowledge.produceWeightGrams;
    if (grossGrams === undefined) return refused("weight-not-stable");
    if (grossGrams <= 0) return refused("weight-required", { itemId: found.value.item.itemId });
    const basket = basketToFill(draft);
    if (!basket.ok) return basket;
    const added = addItem(basket.value, {
      found: found.value,
      entryMethod: "weighed",
      code: undefined,
      quantity: 1,
      grossGrams,
    });
    return added.ok ? accepted(withoutWeighNotice(added.value, found.value.item.itemId)) : added;
  },

  "identify-item": (draft, { interventionId, quantity }) => {
    const asked = draft.state.interventions.find((one) => one.interventionId === interventionId);
    if (asked === undefined) return refused("intervention-not-found");
    if (asked.kind !== "unknown-item") return refused("outcome-not-allowed");
    const found = foundItem(draft);
    if (!found.ok) return found;
    const { item } = found.value;
    const isWeighed = item.soldBy === "weight";
    const basket = basketToFill(draft);
    if (!basket.ok) return basket;
    const grossGrams = isWeighed ? draft.knowledge.produceWeightGrams : undefined;
    const added = addItem(basket.value, {
      found: found.value,
      entryMethod: "attendant",
      code: asked.evidence.code,
      quantity: isWeighed ? 1 : quantity,
      grossGrams,
    });
    return added.ok ? accepted(endIntervention(added.value, asked, "resolved")) : added;
  },
};

function foundItem({ knowledge }: Draft): { ok: true; value: FoundItem } | { ok: false; error: Refusal } {
  return knowledge.lookup?.kind === "found" ? ok(knowledge.lookup) : err({ reason: "item-not-found" });
}

function addByCode(draft: Draft, entryMethod: "scanned" | "keyed", code: string): Drafted {
  const { lookup } = draft.knowledge;
  if (lookup === undefined) return refused("item-not-found");
  switch (lookup.kind) {
    case "secret":
      // Neither kept nor shown: it would stand in the journal.
      return refused(lookup.what === "badge" ? "item-not-found" : "card-number-refused");
    case "suspended-token":
      return recallBasket(draft);
    case "gift-card":
      if (draft.state.step.name !== "payment") return signalled(presentCard(draft, lookup.code, entryMethod), entryMethod);
      return payDeciders.pay(draft, { kind: "pay", tender: "gift-card", code: lookup.code });
    case "slip":
      return takeSlip(draft, lookup);
    case "unreadable":
      return refused("code-unreadable");
    case "coupon":
    case "member":
    case "not-found":
    case "found": {
      const basket = basketToFill(draft);
      return basket.ok ? addRead(basket.value, lookup, entryMethod, code) : basket;
    }
  }
}

type Read = Extract<ItemLookup, { kind: "coupon" | "member" | "not-found" | "found" }>;

function addRead(draft: Draft, lookup: Read, entryMethod: "scanned" | "keyed", code: string): Drafted {
  switch (lookup.kind) {
    case "found":
      return addFound(draft, lookup, entryMethod, code);
    case "not-found":
      return accepted(askAboutUnknown(draft, lookup.code));
    case "member":
      return signalled(identifyMember(draft, lookup), entryMethod);
    case "coupon":
      if (!lookup.coupon.ok && lookup.coupon.error === "coupon-for-colleague")
        return accepted(askAboutCoupon(draft, lookup.code));
      return signalled(addCoupon(draft, lookup), entryMethod);
  }
}

/** A scanner tells that it went well. */
const signalled = (done: Drafted, entryMethod: "scanned" | "keyed"): Drafted =>
  done.ok && entryMethod === "scanned"
    ? accepted(perform(done.value, { kind: "scanner-signal", signal: "good" }))
    : done;

/** A scan has no button to answer to: its refusal is told on the screen and by the scanner. A lane that is not open says so itself. */
function told(draft: Draft, done: Drafted): Drafted {
  if (done.ok || done.error.reason === "lane-not-open") return done;
  const shown = showNotice(draft, { kind: "item-refused", itemId: undefined, names: undefined, reason: done.error.reason });
  return accepted(perform(shown, { kind: "scanner-signal", signal: "not-on-file" }));
}

/** What a rule says no to is told as a notice, with the item's name. */
function addFound(draft: Draft, found: FoundItem, entryMethod: "scanned" | "keyed", code: string): Drafted {
  const quantity = found.item.soldBy === "each" ? (found.pieces ?? 1) : 1;
  const added = addItem(draft, { found, entryMethod, code, quantity, grossGrams: undefined });
  if (added.ok) return signalled(added, entryMethod);
  const { item } = found;
  const { reason } = added.error;
  const about = { itemId: item.itemId, names: item.names };
  if (reason === "weight-required")
    return accepted(showNotice(draft, { kind: "weigh-this-item", ...about, reason: undefined }));
  const shown = perform(showNotice(draft, { kind: "item-refused", ...about, reason }), {
    kind: "scanner-signal",
    signal: "not-on-file",
  });
  // A recalled item must not go back to the shelf: somebody takes it.
  if (reason !== "item-recalled") return accepted(shown);
  const known = shown.state.interventions.some(
    (one) => one.kind === "item-blocked" && one.evidence.code === code,
  );
  return accepted(known ? shown : raiseIntervention(shown, "item-blocked", { itemNames: item.names, code }));
}

/** A coupon that only a person can judge: who comes is shown the code, and takes it off the price. */
function askAboutCoupon(draft: Draft, code: string): Draft {
  const shown = showNotice(draft, { kind: "item-refused", itemId: undefined, names: undefined, reason: "coupon-for-colleague" });
  const signalled = perform(shown, { kind: "scanner-signal", signal: "good" });
  const known = shown.state.interventions.some((one) => one.kind === "help" && one.evidence.code === code);
  return known ? signalled : raiseIntervention(signalled, "help", { code });
}

function askAboutUnknown(draft: Draft, code: string): Draft {
  const shown = showNotice(draft, {
    kind: "item-not-found",
    itemId: undefined,
    names: undefined,
    reason: undefined,
  });
  const signalled = perform(shown, { kind: "scanner-signal", signal: "not-on-file" });
  const known = shown.state.interventions.some(
    (one) => one.kind === "unknown-item" && one.evidence.code === code,
  );
  return known ? signalled : raiseIntervention(signalled, "unknown-item", { code });
}

/** Once weighed, the item need not be asked for any more. */
function withoutWeighNotice(draft: Draft, itemId: string): Draft {
  let done = draft;
  for (const notice of draft.state.notices) {
    if (notice.kind === "weigh-this-item" && notice.itemId === itemId)
      done = record(done, { kind: "notice-dismissed", noticeId: notice.noticeId });
  }
  return done;
}

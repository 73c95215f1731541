import type { GiftCardView, InterventionSummary, LaneStep, LaneView, Notice, Nudge, PaymentView } from "@laneway/contracts";
import type { KioskWords } from "../locale/languages.js";
import { messageText } from "./message-card.js";
import { paymentWords } from "./payment-words.js";

type ChosenCard = Extract<GiftCardView, { state: "choose" }>;

/** A notice in words. A refused item says why when the reason is known. */
export function noticeText(notice: Notice, words: KioskWords): string {
  const item = notice.text ?? words.text("nudge.placeAny");
  if (notice.kind === "item-refused" && notice.reason !== undefined) {
    return words.textOr(`refusal.${notice.reason}`, "notice.item-refused", { item });
  }
  return words.text(`notice.${notice.kind}`, { item });
}

export function nudgeText(nudge: Nudge, words: KioskWords): string {
  return words.text(`nudge.${nudge.kind}`, { item: nudge.itemName ?? words.text("nudge.placeAny") });
}

export function placeText(intervention: InterventionSummary, words: KioskWords): string {
  if (intervention.placeInQueue === 1) return words.text("help.next");
  return words.text("help.place", { count: intervention.placeInQueue });
}

function stepText(view: LaneView, words: KioskWords): string {
  const { step } = view;
  switch (step.name) {
    case "welcome":
      if (view.mode === "paused") return `${words.text("mode.paused")}. ${words.text("mode.pausedLead")}`;
      if (view.mode === "closed") return `${words.text("mode.closed")}. ${words.text("mode.closedLead")}`;
      return `${words.text("welcome.title")}. ${words.text("welcome.lead")}`;
    case "basket":
      if (view.basket?.giftCard !== undefined) return giftCardText(view.basket.giftCard, view, words);
      return view.basket === undefined || view.basket.lines.length === 0
        ? words.text("basket.emptyLead")
        : `${words.text("basket.title")}: ${words.text("basket.count", { count: view.basket.itemCount })}`;
    case "bags":
      return words.text("bags.title");
    case "payment":
      return step.payment === undefined
        ? words.text("pay.title")
        : paymentText(step.payment, words);
    case "thank-you":
      return view.hasPrinter ? `${words.text("thanks.title")} ${words.text(`print.${step.print}`)}` : words.text("thanks.title");
    case "suspended":
      return `${words.text("suspended.title")}. ${words.text("suspended.lead")} ${words.text("suspended.token")}: ${step.token}`;
  }
}

function giftCardText(card: GiftCardView, view: LaneView, words: KioskWords): string {
  if (card.state === "asking") return `${words.text("gift.asking")}. ${words.text("gift.askingLead")}`;
  return `${words.text("load.title")} ${cardLead(card, view, words)}`;
}

/** Which card it is, and what is on it as far as whoever holds it may know. */
export function cardLead({ lastFour, known, balanceMinor }: ChosenCard, { currency, currencyDigits }: LaneView, words: KioskWords): string {
  if (balanceMinor !== undefined) return words.text("load.holds", { digits: lastFour, amount: words.money(balanceMinor, currency, currencyDigits) });
  return words.text(known ? "load.again" : "load.lead", { digits: lastFour });
}

function paymentText(payment: PaymentView, words: KioskWords): string {
  const { title, lead } = paymentWords(payment);
  return `${words.text(title)}. ${words.text(lead)}`;
}

function interventionText(intervention: InterventionSummary, words: KioskWords): string {
  if (intervention.state === "coming") return `${words.text("help.coming")}. ${words.text("help.comingLead")}`;
  const what = intervention.kind === "help" ? words.text("help.waiting") : words.text(`intervention.${intervention.kind}`);
  return `${what}. ${placeText(intervention, words)}`;
}

/** What has become of the paper that was asked for. */
function printNews(before: LaneStep, now: LaneStep, words: KioskWords): string[] {
  if (now.name === "thank-you" && before.name === now.name && before.print !== now.print) return [words.text(`print.${now.print}`)];
  if (now.name === "suspended" && before.name === now.name && before.print !== now.print) return [words.text(`slip.${now.print}`)];
  return [];
}

/**
 * What to say aloud (to a screen reader, or by voice) when the lane goes from one view to the next: only what is new.
 * The state of the step is said when it changes; a new line is said with the amount due.
 */
export function announcement(before: LaneView | undefined, now: LaneView, words: KioskWords): string {
  const parts: string[] = [];
  const step = stepText(now, words);
  const stepChanged = before === undefined || before.step.name !== now.step.name || before.mode !== now.mode;
  const paymentChanged = now.step.name === "payment" && before !== undefined && stepText(before, words) !== step;
  const cardChanged = now.basket?.giftCard !== undefined && now.basket.giftCard.state !== before?.basket?.giftCard?.state;
  if (stepChanged || paymentChanged || cardChanged) parts.push(step);
  else parts.push(...printNews(before.step, now.step, words));
  const told = new Set(before?.notices.map((notice) => notice.noticeId));
  for (const notice of now.notices) if (!told.has(notice.noticeId)) parts.push(noticeText(notice, words));
  const due = now.basket?.dueMinor;
  if (due !== undefined && before?.basket !== undefined && before.basket.dueMinor !== due && now.step.name === "basket") {
    parts.push(`${words.text("total.due")}: ${words.money(due, now.currency, now.currencyDigits)}`);
  }
  const { message } = now;
  if (message !== undefined && message.messageId !== before?.message?.messageId)
    parts.push(`${words.text("message.from", { name: message.from })}: ${messageText(message, words)}`);
  if (now.assist !== undefined && now.assist.name !== before?.assist?.name)
    parts.push(words.text(now.assist.attended ? "assist.attended" : `assist.${now.assist.at}`, { name: now.assist.name }));
  if (now.nudge !== undefined && now.nudge.kind !== before?.nudge?.kind) parts.push(nudgeText(now.nudge, words));
  for (const intervention of now.interventions) {
    const earlier = before?.interventions.find((each) => each.interventionId === intervention.interventionId);
    if (earlier?.state !== intervention.state || earlier.placeInQueue !== intervention.placeInQueue) {
      parts.push(interventionText(intervention, words));
    }
  }
  for (const fault of now.faults) {
    const known = before?.faults.some((each) => each.effect === fault.effect) ?? false;
    if (!known && fault.effect !== "none") parts.push(words.text(`effect.${fault.effect}`));
  }
  return parts.join(" ");
}

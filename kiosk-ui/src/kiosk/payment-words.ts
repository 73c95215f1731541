import type { LaneStep, PaymentView } from "@laneway/contracts";
import type { TextKey } from "../locale/keys.js";

const ownWords: ReadonlySet<PaymentView["state"]> = new Set(["starting", "cancelling", "unclear"]);
const giftCardReasons = ["unknown-card", "wrong-pin", "pin-required", "empty", "blocked", "other-currency", "too-many-tries"] as const;

/** The terminal had nobody to ask: another card fares no better. */
const hostAway = "host-away";

const pointsReasons = ["points-too-few", "amount-too-small"] as const;

/** A gift card has a PIN that was not given, or not the right one. */
export const wantsPin = (declineCode: string | undefined): boolean => declineCode === "pin-required" || declineCode === "wrong-pin";

/** What a payment's state is called, and what to do about it: nobody waits at the terminal for a payment on the phone or a gift card. */
export function paymentWords({ tender, state, declineCode }: PaymentView): { readonly title: TextKey; readonly lead: TextKey } {
  if (tender === "redirect" && ownWords.has(state)) {
    const own = state as "starting" | "cancelling" | "unclear";
    return { title: `phone.${own}`, lead: `phoneLead.${own}` };
  }
  if (tender === "gift-card") {
    if (state !== "declined" && state !== "aborted") return { title: "gift.asking", lead: "gift.askingLead" };
    const reason = giftCardReasons.find((each) => each === declineCode);
    return { title: wantsPin(declineCode) ? "gift.pinTitle" : "gift.declined", lead: reason === undefined ? "gift.not-taken" : `gift.${reason}` };
  }
  if (tender === "loyalty") {
    if (state !== "declined" && state !== "aborted") return { title: "pointsPay.asking", lead: "pointsPay.askingLead" };
    const reason = pointsReasons.find((each) => each === declineCode);
    return { title: "pointsPay.declined", lead: `pointsPay.${reason ?? "not-taken"}` };
  }
  if (state === "declined" && declineCode === hostAway) return { title: "payment.host-away", lead: "paymentLead.host-away" };
  return { title: `payment.${state}`, lead: `paymentLead.${state}` };
}

/** A card terminal that is away holds up only cards. */
export const paysWithoutCard = (step: LaneStep): boolean => step.name === "payment" && step.ways.some(({ tender, usable }) => tender !== "card" && usable);

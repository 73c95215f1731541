import type { PaymentView } from "@laneway/contracts";
import type { TextKey } from "../locale/keys.js";

const ownWords: ReadonlySet<PaymentView["state"]> = new Set(["starting", "cancelling", "unclear"]);

/** What a payment's state is called, and what to do about it: nobody waits at the terminal for a payment on the phone. */
export function paymentWords({ tender, state }: PaymentView): { readonly title: TextKey; readonly lead: TextKey } {
  if (tender === "redirect" && ownWords.has(state)) {
    const own = state as "starting" | "cancelling" | "unclear";
    return { title: `phone.${own}`, lead: `phoneLead.${own}` };
  }
  return { title: `payment.${state}`, lead: `paymentLead.${state}` };
}

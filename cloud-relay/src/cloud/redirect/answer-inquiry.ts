import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { RedirectDesk, RedirectSaid } from "./desk.js";

type RedirectRequest = Extract<InquiryRequest, { kind: "open-redirect" | "redirect-status" | "cancel-redirect" | "take-back" }>;

/**
 * Answers a store's question about a payment on the phone; undefined: nothing is known yet, and the store is to ask again.
 * Taking back is answered at once: from there on headquarters pursues it.
 */
export async function answerRedirect(desk: RedirectDesk, storeId: string, inquiryId: string, request: RedirectRequest): Promise<InquiryOutcome | undefined> {
  switch (request.kind) {
    case "open-redirect": {
      const { provider, amountMinor, currency } = request;
      return outcomeOf(await desk.open({ storeId, paymentId: inquiryId }, { provider, amountMinor, currency }));
    }
    case "redirect-status":
      return outcomeOf(await desk.status({ storeId, paymentId: request.target }));
    case "cancel-redirect":
      return outcomeOf(await desk.cancel({ storeId, paymentId: request.target }));
    case "take-back":
      await desk.takeBack({ storeId, paymentId: request.target });
      return { result: "not-performed", because: "taken-back" };
  }
}

function outcomeOf(said: RedirectSaid): InquiryOutcome | undefined {
  switch (said.result) {
    case "try-again":
      return undefined;
    case "approved": {
      const { amountMinor, currency, bookingId, providerName } = said;
      return { result: "approved", amountMinor, currency, reference: { ledger: "redirect", bookingId }, details: [providerName, bookingId] };
    }
    case "declined":
      return { result: "declined", code: said.code.slice(0, 32) };
    default:
      return said;
  }
}

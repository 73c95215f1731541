import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { RedirectDesk, RedirectSaid } from "./desk.js";

/** A store's questions about payments on the phone. */
type PhoneRequest = Extract<InquiryRequest, { kind: "open-redirect" | "redirect-status" | "cancel-redirect" | "take-back" }>;

export const isAboutPhone = (request: InquiryRequest): request is PhoneRequest =>
  request.kind === "open-redirect" || request.kind === "redirect-status" || request.kind === "cancel-redirect" || (request.kind === "take-back" && request.tender === "redirect");

/**
 * Answers a store's question about a payment on the phone. Asked again it does the same once. What cannot be opened at once is taken
 * back, so that the shopper may pay otherwise; from there on headquarters pursues it.
 */
export async function answerRedirect(desk: RedirectDesk | undefined, storeId: string, inquiryId: string, request: PhoneRequest): Promise<InquiryOutcome> {
  if (desk === undefined) return request.kind === "open-redirect" ? { result: "declined", code: "provider-unknown" } : { result: "not-performed", because: "no provider" };
  const key = { storeId, paymentId: request.kind === "open-redirect" ? inquiryId : request.target };
  const said = await say(desk, key, request);
  if (said.result !== "try-again") return outcomeOf(said);
  await desk.takeBack(key);
  return { result: "not-performed", because: "provider-unreachable" };
}

async function say(desk: RedirectDesk, key: { readonly storeId: string; readonly paymentId: string }, request: PhoneRequest): Promise<RedirectSaid> {
  switch (request.kind) {
    case "open-redirect": {
      const { provider, amountMinor, currency } = request;
      return desk.open(key, { provider, amountMinor, currency });
    }
    case "redirect-status":
      return desk.status(key);
    case "cancel-redirect":
      return desk.cancel(key);
    case "take-back":
      await desk.takeBack(key);
      return { result: "not-performed", because: "taken-back" };
  }
}

function outcomeOf(said: Exclude<RedirectSaid, { result: "try-again" }>): InquiryOutcome {
  switch (said.result) {
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

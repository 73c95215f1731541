import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { RedirectDesk, RedirectSaid } from "./desk.js";

/** A store's questions about payments on the phone. */
type PhoneRequest = Extract<InquiryRequest, { kind: "open-redirect" | "redirect-status" | "cancel-redirect" | "take-back" | "give-back" }>;

export const isAboutPhone = (request: InquiryRequest): request is PhoneRequest =>
  request.kind === "open-redirect" || request.kind === "redirect-status" || request.kind === "cancel-redirect" || ((request.kind === "take-back" || request.kind === "give-back") && request.tender === "redirect");

/**
 * Answers a store's question about a payment on the phone. Asked again it does the same once. What cannot be opened at once is taken
 * back, so that the shopper may pay otherwise; from there on headquarters pursues it.
 */
export async function answerRedirect(desk: RedirectDesk | undefined, storeId: string, inquiryId: string, request: PhoneRequest): Promise<InquiryOutcome | undefined> {
  if (desk === undefined) return request.kind === "open-redirect" || request.kind === "give-back" ? { result: "declined", code: "provider-unknown" } : { result: "not-performed", because: "no provider" };
  if (request.kind === "give-back") return giveBack(desk, storeId, inquiryId, request);
  const key = { storeId, paymentId: request.kind === "open-redirect" ? inquiryId : request.target };
  const said = await say(desk, key, request);
  if (said.result !== "try-again") return outcomeOf(said);
  await desk.takeBack(key);
  return { result: "not-performed", because: "provider-unreachable" };
}

/** A part of a payment goes back. Undefined: the provider has not said; the store asks again, and headquarters the provider. */
async function giveBack(desk: RedirectDesk, byStore: string, refundId: string, request: Extract<PhoneRequest, { kind: "give-back" }>): Promise<InquiryOutcome | undefined> {
  const { target: paymentId, storeId = byStore, amountMinor, currency } = request;
  const said = await desk.giveBack({ byStore, refundId, storeId, paymentId, amountMinor, currency });
  if (said.result === "try-again") return undefined;
  if (said.result === "refused") return { result: "declined", code: said.code.slice(0, 32) };
  return { result: "approved", amountMinor, currency, reference: { ledger: "redirect", bookingId: said.bookingId }, details: [said.providerName, said.bookingId] };
}

async function say(desk: RedirectDesk, key: { readonly storeId: string; readonly paymentId: string }, request: Exclude<PhoneRequest, { kind: "give-back" }>): Promise<RedirectSaid> {
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

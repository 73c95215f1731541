import type { CardDetails, PaymentOutcome, StoredFate, TerminalBooking } from "@laneway/contracts";
import { z } from "zod";
import { currencyDigits, minorOf } from "./decimal.js";
import type { Parties, PoiTransaction } from "./messages.js";

export const response = z.object({
  Result: z.enum(["Success", "Partial", "Failure"]),
  ErrorCondition: z.string().max(64).optional(),
  /** Form-encoded. */
  AdditionalResponse: z.string().max(32_000).optional(),
});

/** The terminal does not reach its host. */
const hostAwayCondition = "UnreachableHost";

/** Scheme and last four only: the rest of the card data is dropped here. */
const card = z.object({
  MaskedPan: z.string().max(40).optional(),
  PaymentBrand: z.string().max(40).optional(),
  EntryMode: z.array(z.string()).optional(),
});

const poiTransaction = z.object({ POITransactionID: z.object({ TransactionID: z.string().min(1).max(64), TimeStamp: z.string().min(1).max(40) }) });

export const paymentResponse = z.object({
  Response: response,
  POIData: poiTransaction.optional(),
  SaleData: z.object({ SaleTransactionID: z.object({ TransactionID: z.string() }) }).optional(),
  PaymentResult: z
    .object({
      OnlineFlag: z.boolean().optional(),
      AmountsResp: z.object({ AuthorizedAmount: z.number(), Currency: z.string() }).optional(),
      PaymentAcquirerData: z.object({ ApprovalCode: z.string().optional() }).optional(),
      PaymentInstrumentData: z.object({ CardData: card.optional() }).optional(),
    })
    .optional(),
});

const reversalResponse = z.object({ Response: response, POIData: poiTransaction.optional(), ReversedAmount: z.number().optional() });

const repeated = z.object({
  MessageHeader: z.object({ MessageCategory: z.string(), SaleID: z.string(), ServiceID: z.string(), POIID: z.string() }),
  RepeatedResponseMessageBody: z.object({ PaymentResponse: z.unknown().optional(), ReversalResponse: z.unknown().optional() }),
});
export const statusResponse = z.object({ Response: response, RepeatedMessageResponse: repeated.optional() });

/** The attempt an answer must fit. */
export interface Wanted extends Parties {
  readonly attemptId: string;
  readonly serviceId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What an authentic answer says about a payment. */
export type PaymentVerdict =
  | { readonly kind: "outcome"; readonly outcome: PaymentOutcome }
  /** Booked for this very attempt, but not what was asked for: to be taken back. */
  | { readonly kind: "unwanted"; readonly transaction: PoiTransaction; readonly because: string }
  /** It is about something else, or says less than it must: not to be believed. */
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "running" };

/** Judges a PaymentResponse from an authentic message whose header fits. */
export function judgePayment(body: unknown, wanted: Wanted): PaymentVerdict {
  const parsed = paymentResponse.safeParse(body);
  if (!parsed.success) return refused("the terminal's answer lacks what a payment response has");
  const answer = parsed.data;
  const named = answer.SaleData?.SaleTransactionID.TransactionID;
  if (named !== undefined && named !== wanted.attemptId) return refused("the terminal answered for another payment");
  if (answer.Response.Result === "Failure") return failed(answer.Response);
  const poi = answer.POIData?.POITransactionID;
  const amounts = answer.PaymentResult?.AmountsResp;
  if (poi === undefined || amounts === undefined || named === undefined) return refused("the terminal's approval names no payment or no amount");
  const transaction = { transactionId: poi.TransactionID, timeStamp: poi.TimeStamp };
  if (amounts.Currency !== wanted.currency) return { kind: "unwanted", transaction, because: "the terminal approved in another currency" };
  const authorisedMinor = minorOf(amounts.AuthorizedAmount, currencyDigits(wanted.currency));
  if (answer.Response.Result === "Partial") return { kind: "unwanted", transaction, because: "only a part was authorised" };
  if (authorisedMinor !== wanted.amountMinor) return { kind: "unwanted", transaction, because: "the terminal approved another amount" };
  return {
    kind: "outcome",
    outcome: {
      result: "approved",
      amountMinor: authorisedMinor,
      currency: wanted.currency,
      card: cardOf(answer),
      reference: { terminalId: wanted.poiId.slice(0, 32), receiptNumber: wanted.serviceId, trace: "", transaction },
      ...(isOffline(answer) ? { offline: true } : {}),
    },
  };
}

/** Approved without the host: by the protocol's own flag, and by Adyen's words beside it (docs.adyen.com, "Offline payments"). */
function isOffline({ Response: said, PaymentResult: result }: z.infer<typeof paymentResponse>): boolean {
  return result?.OnlineFlag === false || new URLSearchParams(said.AdditionalResponse ?? "").get("offline") === "true";
}

/** What became of a payment that the terminal kept, from its answer repeated; undefined: it keeps it still, or does not say. */
export function fateIn(body: unknown, attemptId: string): StoredFate | undefined {
  const parsed = paymentResponse.safeParse(body);
  if (!parsed.success) return undefined;
  const { Response: said, SaleData: sale } = parsed.data;
  if (sale?.SaleTransactionID.TransactionID !== attemptId || isOffline(parsed.data)) return undefined;
  if (said.Result === "Success") return parsed.data.PaymentResult?.OnlineFlag === true ? { result: "forwarded" } : undefined;
  const condition = said.ErrorCondition ?? "Failure";
  return passing.has(condition) ? undefined : { result: "declined", code: condition.slice(0, 16) };
}

/** Says nothing about the host's answer. */
const passing: ReadonlySet<string> = new Set(["InProgress", "Busy", hostAwayCondition, "NotFound"]);

function refused(because: string): { readonly kind: "refused"; readonly because: string } {
  return { kind: "refused", because };
}

function failed(answer: z.infer<typeof response>): PaymentVerdict {
  const condition = answer.ErrorCondition ?? "Failure";
  const code = condition.slice(0, 16);
  if (condition === "InProgress") return { kind: "running" };
  if (condition === "Busy") return { kind: "outcome", outcome: { result: "not-performed", because: "the terminal is busy" } };
  if (condition === "Aborted" || condition === "Cancel") return { kind: "outcome", outcome: { result: "aborted", code } };
  const text = messageOf(answer);
  return { kind: "outcome", outcome: { result: "declined", code, ...(text === undefined ? {} : { text }), ...(condition === hostAwayCondition ? { hostAway: true } : {}) } };
}

/** The reason in words, when the terminal gives one that holds no number as long as a card's. */
function messageOf(answer: z.infer<typeof response>): string | undefined {
  const fields = new URLSearchParams(answer.AdditionalResponse ?? "");
  const text = fields.get("refusalReason") ?? fields.get("message");
  return text === null || text === "" || /\d(?:[ -]?\d){11}/.test(text) ? undefined : text.slice(0, 100);
}

function cardOf(answer: z.infer<typeof paymentResponse>): CardDetails {
  const data = answer.PaymentResult?.PaymentInstrumentData?.CardData;
  const lastFour = /(?<!\d)(\d{4})$/.exec(data?.MaskedPan ?? "")?.[1];
  const approval = answer.PaymentResult?.PaymentAcquirerData?.ApprovalCode;
  return {
    scheme: data?.PaymentBrand ?? "",
    ...(lastFour === undefined ? {} : { lastFour }),
    ...(approval === undefined || approval.length > 16 ? {} : { authorisationCode: approval }),
    entry: entryOf(data?.EntryMode ?? []),
  };
}

function entryOf(modes: readonly string[]): CardDetails["entry"] {
  if (modes.includes("Tapped") || modes.includes("Contactless")) return "contactless";
  if (modes.includes("ICC") || modes.includes("SynchronousICC")) return "chip";
  return modes.includes("MagStripe") ? "swipe" : "unknown";
}

/** What stands in the terminal's book, over whatever amount: its own answer to the payment, repeated. */
export function bookingOf(body: unknown, asked: Pick<Wanted, "attemptId" | "currency">): TerminalBooking {
  const { attemptId, currency } = asked;
  const unclear = (because: string): TerminalBooking => ({ attemptId, state: "unclear", because });
  const parsed = paymentResponse.safeParse(body);
  if (!parsed.success) return unclear("the terminal's answer lacks what a payment response has");
  const { Response: said, SaleData: sale, PaymentResult: result } = parsed.data;
  if (sale !== undefined && sale.SaleTransactionID.TransactionID !== attemptId) return unclear("the terminal answered for another payment");
  if (said.Result === "Failure") return said.ErrorCondition === "InProgress" ? unclear("the terminal is still at work on it") : { attemptId, state: "not-booked" };
  const amounts = result?.AmountsResp;
  if (amounts?.Currency !== currency) return unclear(amounts === undefined ? "the terminal's approval names no amount" : "the terminal approved in another currency");
  const amountMinor = minorOf(amounts.AuthorizedAmount, currencyDigits(currency));
  return amountMinor === undefined ? unclear("the terminal's amount is not one of this currency") : { attemptId, state: "booked", amountMinor };
}

export type ReversalVerdict =
  /** With the terminal's own name of this booking, when it gives one. */
  | { readonly kind: "reversed"; readonly transaction: PoiTransaction | undefined }
  | { readonly kind: "not-reversed"; readonly code: string }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "running" };

export function judgeReversal(body: unknown, wanted: Pick<Wanted, "amountMinor" | "currency">, whole = true): ReversalVerdict {
  const parsed = reversalResponse.safeParse(body);
  if (!parsed.success) return refused("the terminal's answer lacks what a reversal response has");
  const { Response: answer, ReversedAmount: amount, POIData: poi } = parsed.data;
  if (answer.Result === "Failure") return answer.ErrorCondition === "InProgress" ? { kind: "running" } : { kind: "not-reversed", code: (answer.ErrorCondition ?? "Failure").slice(0, 16) };
  if (answer.Result === "Partial") return refused("the terminal reversed only a part");
  if (whole && amount !== undefined && minorOf(amount, currencyDigits(wanted.currency)) !== wanted.amountMinor) return refused("the terminal reversed another amount");
  const named = poi?.POITransactionID;
  return { kind: "reversed", transaction: named === undefined ? undefined : { transactionId: named.TransactionID, timeStamp: named.TimeStamp } };
}

/** What the terminal says about an exchange that was asked for: its own answer repeated, running, or never heard of. */
export type StatusVerdict =
  | { readonly kind: "found"; readonly body: unknown }
  | { readonly kind: "running" }
  | { readonly kind: "absent" }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "ask-again"; readonly because: string };

/** "Success" says that the lookup worked, nothing about the payment: the repeated message decides. */
export function judgeStatus(body: unknown, asked: Parties & { readonly serviceId: string }, category: "Payment" | "Reversal"): StatusVerdict {
  const parsed = statusResponse.safeParse(body);
  if (!parsed.success) return refused("the terminal's answer lacks what a status response has");
  const { Response: answer, RepeatedMessageResponse: message } = parsed.data;
  if (answer.Result !== "Success") {
    if (answer.ErrorCondition === "InProgress") return { kind: "running" };
    if (answer.ErrorCondition === "NotFound") return { kind: "absent" };
    return { kind: "ask-again", because: `the terminal cannot say (${answer.ErrorCondition ?? answer.Result})` };
  }
  const header = message?.MessageHeader;
  const fits = header?.MessageCategory === category && header.SaleID === asked.saleId && header.POIID === asked.poiId && header.ServiceID === asked.serviceId;
  const found = category === "Payment" ? message?.RepeatedResponseMessageBody.PaymentResponse : message?.RepeatedResponseMessageBody.ReversalResponse;
  return fits && found !== undefined ? { kind: "found", body: found } : refused("the terminal answered for another payment");
}

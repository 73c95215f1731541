import { createHash, randomBytes } from "node:crypto";
import { currencyDigits, decimalOf, type Json, writeJson } from "./decimal.js";

export type Category = "Payment" | "Reversal" | "TransactionStatus" | "Abort" | "Diagnosis";

/** Who speaks to which terminal. */
export interface Parties {
  readonly saleId: string;
  /** Model and serial number, such as `V400m-324688179`. */
  readonly poiId: string;
}

/** The terminal's name for a booking: enough to reverse it. */
export interface PoiTransaction {
  readonly transactionId: string;
  readonly timeStamp: string;
}

export type Header = Readonly<Record<"ProtocolVersion" | "MessageClass" | "MessageCategory" | "MessageType" | "SaleID" | "ServiceID" | "POIID", string>>;

export function requestHeader(parties: Parties, category: Category, serviceId: string): Header {
  return { ProtocolVersion: "3.0", MessageClass: "Service", MessageCategory: category, MessageType: "Request", SaleID: parties.saleId, ServiceID: serviceId, POIID: parties.poiId };
}

/** The JSON text that is encrypted. */
export function requestText(header: Header, name: `${Category}Request`, body: Json): string {
  return writeJson({ SaleToPOIRequest: { MessageHeader: header, [name]: body } });
}

const idLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function lettersFrom(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 10), (byte) => idLetters[byte % idLetters.length]).join("");
}

/**
 * The ServiceID (1-10 letters and digits) of an attempt's payment, or of its nth reversal. It follows from the attempt
 * alone: whoever knows the attempt can ask about it, and sending it twice is the same exchange, which terminals refuse.
 */
export function serviceIdFor(parties: Parties, attemptId: string, what: "payment" | "refund" | `reversal-${number}`): string {
  return lettersFrom(createHash("sha256").update(JSON.stringify([parties.saleId, parties.poiId, attemptId, what])).digest());
}

/** For exchanges that nobody will ask about. */
export function freshServiceId(): string {
  return lettersFrom(randomBytes(10));
}

/** `offline`: a terminal that is set up for store and forward approves without its host unless it is told to go online (ForceOnlineFlag). */
export function paymentRequest(attempt: { readonly attemptId: string; readonly amountMinor: number; readonly currency: string }, at: Date, offline?: "allowed" | "forbidden"): Json {
  const conditions = offline === undefined ? {} : { TransactionConditions: { ForceOnlineFlag: offline === "forbidden" } };
  return {
    SaleData: { SaleTransactionID: { TransactionID: attempt.attemptId, TimeStamp: at.toISOString() } },
    PaymentTransaction: { AmountsReq: { Currency: attempt.currency, RequestedAmount: decimalOf(attempt.amountMinor, currencyDigits(attempt.currency)) }, ...conditions },
  };
}

function reference(parties: Parties, category: "Payment" | "Reversal", serviceId: string): Json {
  return { MessageCategory: category, SaleID: parties.saleId, ServiceID: serviceId, POIID: parties.poiId };
}

/** A wish: the payment's own answer still comes, and may be an approval. */
export function abortRequest(parties: Parties, serviceId: string): Json {
  return { AbortReason: "MerchantAbort", MessageReference: reference(parties, "Payment", serviceId) };
}

export function statusRequest(parties: Parties, category: "Payment" | "Reversal", serviceId: string): Json {
  return { ReceiptReprintFlag: false, MessageReference: reference(parties, category, serviceId) };
}

export function reversalRequest(transaction: PoiTransaction): Json {
  return { OriginalPOITransaction: { POITransactionID: { TransactionID: transaction.transactionId, TimeStamp: transaction.timeStamp } }, ReversalReason: "MerchantCancel" };
}

/** A part is named by its amount, with its currency where Adyen wants it: in acquirer data, JSON in Base64. */
export function refundRequest(attempt: { readonly attemptId: string; readonly amountMinor: number; readonly currency: string }, transaction: PoiTransaction, at: Date): Json {
  return {
    SaleData: { SaleTransactionID: { TransactionID: attempt.attemptId, TimeStamp: at.toISOString() }, SaleToAcquirerData: Buffer.from(JSON.stringify({ currency: attempt.currency })).toString("base64") },
    OriginalPOITransaction: { POITransactionID: { TransactionID: transaction.transactionId, TimeStamp: transaction.timeStamp } },
    ReversedAmount: decimalOf(attempt.amountMinor, currencyDigits(attempt.currency)),
    ReversalReason: "CustCancel",
  };
}

export function diagnosisRequest(): Json {
  return { HostDiagnosisFlag: true };
}

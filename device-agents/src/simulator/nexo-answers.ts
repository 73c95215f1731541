import { currencyDigits, decimalOf, type Json } from "../terminal/nexo/decimal.js";
import type { Header } from "../terminal/nexo/messages.js";
import { currencyNumbers } from "../terminal/zvt/codes.js";
import type { BookedPayment } from "./terminal-book.js";

export type Exchange = NonNullable<BookedPayment["exchange"]>;

/** What it answered in an exchange. */
export interface Answered {
  readonly header: Header;
  readonly body: Json;
}

export const success: Json = { Result: "Success" };

export function failure(condition: string, details: Readonly<Record<string, string>> = {}): Json {
  return { Result: "Failure", ErrorCondition: condition, AdditionalResponse: new URLSearchParams(details).toString() };
}

export function failedPayment(attemptId: string, condition: string, details: Readonly<Record<string, string>>): Json {
  return { Response: failure(condition, details), SaleData: saleData(attemptId) };
}

function saleData(attemptId: string): Json {
  return { SaleTransactionID: { TransactionID: attemptId, TimeStamp: new Date().toISOString() } };
}

/** A booked payment with a masked card number, as terminals send it. `kept`: approved without the host, as one of so many. */
export function bookedPayment(exchange: Exchange, amountMinor: number, currency: string, result: "Success" | "Partial", kept?: number): Json {
  const offline = new URLSearchParams({ offline: "true", offlineAuthCode: "Failed go online offline declined", unconfirmedBatchCount: String(kept) }).toString();
  return {
    Response: kept === undefined ? { Result: result } : { Result: result, AdditionalResponse: offline },
    POIData: { POITransactionID: { TransactionID: exchange.transactionId, TimeStamp: exchange.timeStamp } },
    SaleData: saleData(exchange.attemptId),
    PaymentResult: {
      OnlineFlag: kept === undefined,
      AmountsResp: { AuthorizedAmount: decimalOf(amountMinor, currencyDigits(currency)), Currency: currency },
      PaymentAcquirerData: { ApprovalCode: "123456" },
      PaymentInstrumentData: { PaymentInstrumentType: "Card", CardData: { CardCountryCode: "276", EntryMode: ["Contactless"], MaskedPan: "541333 **** 4771", PaymentBrand: "mc" } },
    },
  };
}

/** Money given back, with the terminal's own name for that booking. */
export function givenBack(exchange: Exchange, amountMinor: number, currency: string): Json {
  return {
    Response: success,
    POIData: { POITransactionID: { TransactionID: exchange.transactionId, TimeStamp: exchange.timeStamp } },
    ReversedAmount: decimalOf(amountMinor, currencyDigits(currency)),
  };
}

/** What the terminal's book says of an exchange: the answer it gave, or would give now that it has forwarded what it kept. */
export function answerFromBook(booked: BookedPayment, exchange: Exchange, poiId: string, kept: number): Answered {
  const category = booked.reverses === undefined ? "Payment" : "Reversal";
  const header: Header = { ProtocolVersion: "3.0", MessageClass: "Service", MessageCategory: category, MessageType: "Response", SaleID: exchange.saleId, ServiceID: exchange.serviceId, POIID: poiId };
  const currency = currencyOf(booked);
  if (category === "Reversal") return { header, body: givenBack(exchange, booked.amountMinor, currency) };
  if (booked.stored === "declined") return { header, body: failedPayment(exchange.attemptId, "Refusal", { refusalReason: "Declined" }) };
  return { header, body: bookedPayment(exchange, booked.amountMinor, currency, "Success", booked.stored === "waiting" ? kept : undefined) };
}

export const currencyOf = (booked: BookedPayment): string => [...currencyNumbers].find(([, number]) => `0${number}` === booked.currencyNumber)?.[0] ?? "EUR";

/** "The lookup worked": the first answer repeated with its own header. */
export function repeatedAnswer(category: "Payment" | "Reversal", header: Readonly<Record<string, string>>, body: Json): Json {
  return { Response: success, RepeatedMessageResponse: { MessageHeader: header, RepeatedResponseMessageBody: { [`${category}Response`]: body } } };
}

/** In the clear: the terminal does not take a message. */
export function rejection(header: Readonly<Record<string, string>>, because: string): Json {
  return {
    SaleToPOIRequest: {
      MessageHeader: { ...header, MessageClass: "Event", MessageCategory: "Event", MessageType: "Notification" },
      EventNotification: { EventToNotify: "Reject", EventDetails: new URLSearchParams({ message: because }).toString(), TimeStamp: new Date().toISOString() },
    },
  };
}

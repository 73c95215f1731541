import { currencyDigits, decimalOf, type Json } from "../terminal/nexo/decimal.js";
import type { BookedPayment } from "./terminal-book.js";

export type Exchange = NonNullable<BookedPayment["exchange"]>;

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

/** A booked payment with a masked card number, as terminals send it. */
export function bookedPayment(exchange: Exchange, amountMinor: number, currency: string, result: "Success" | "Partial"): Json {
  return {
    Response: { Result: result },
    POIData: { POITransactionID: { TransactionID: exchange.transactionId, TimeStamp: exchange.timeStamp } },
    SaleData: saleData(exchange.attemptId),
    PaymentResult: {
      OnlineFlag: true,
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

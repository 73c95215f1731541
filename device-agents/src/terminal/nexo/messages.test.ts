import { ObjectSerializer, type ReversalRequest } from "@adyen/api-library/lib/src/typings/terminal/models.js";
import { expect, test } from "vitest";
import { writeJson } from "./decimal.js";
import { refundRequest, reversalRequest, serviceIdFor } from "./messages.js";

/** Adyen's own library as an independent reader: a field it does not know is lost on the way through it. */
const throughAdyen = (text: string) => ObjectSerializer.serialize(ObjectSerializer.deserialize(JSON.parse(text) as unknown, "ReversalRequest"), "ReversalRequest") as ReversalRequest;
const transaction = { transactionId: "BV0q001643892070000.8515492617350012", timeStamp: "2026-01-05T10:11:12.000Z" };

test("a refund of a part names the payment, the amount to the last digit and its currency", () => {
  const text = writeJson(refundRequest({ attemptId: "return-1.2", amountMinor: 1_050, currency: "EUR" }, transaction, new Date("2026-01-06T08:00:00.000Z")));
  expect(text).toContain('"ReversedAmount":10.50');
  // Adyen's reader leaves acquirer data aside.
  expect(text).toContain(Buffer.from('{"currency":"EUR"}').toString("base64"));
  const read = throughAdyen(text);
  expect(read).toMatchObject({
    OriginalPOITransaction: { POITransactionID: { TransactionID: transaction.transactionId } },
    ReversedAmount: 10.5,
    ReversalReason: "CustCancel",
    SaleData: { SaleTransactionID: { TransactionID: "return-1.2" } },
  });
  expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(Object.keys(JSON.parse(JSON.stringify(read)) as object).sort());
});

test("a reversal names no amount: it is the whole", () => {
  const read = throughAdyen(writeJson(reversalRequest(transaction)));
  expect(read).toMatchObject({ ReversalReason: "MerchantCancel" });
  expect(read.ReversedAmount).toBeUndefined();
});

test("each exchange of an attempt has an id of its own, the same every time", () => {
  const parties = { saleId: "lane-1", poiId: "V400m-1" };
  const ids = [serviceIdFor(parties, "a-1", "payment"), serviceIdFor(parties, "a-1", "refund"), serviceIdFor(parties, "a-1", "reversal-1"), serviceIdFor(parties, "a-2", "refund")];
  expect(new Set(ids).size).toBe(4);
  expect(serviceIdFor(parties, "a-1", "refund")).toBe(ids[1]);
});

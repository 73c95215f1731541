import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Config, EnvironmentEnum, TerminalLocalAPI } from "@adyen/api-library";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nexoKey, nexoParties, nexoRoot, simulateNexo } from "../testing/terminal-rig.js";
import { requestText, type Category, freshServiceId, paymentRequest, requestHeader, reversalRequest, statusRequest } from "../terminal/nexo/messages.js";
import type { Json } from "../terminal/nexo/decimal.js";
import { openTerminalBook } from "./terminal-book.js";

/**
 * Adyen's own client, with its own TLS, encryption and message types, at our simulated terminal: what our driver is
 * tested against is what Adyen's terminals speak, as far as their library knows it. The requests are our driver's.
 */
const folder = mkdtempSync(join(tmpdir(), "laneway-oracle-"));
const book = openTerminalBook(undefined, () => new Date());
const terminal = simulateNexo(book);
const theirKey = { Passphrase: nexoKey.passphrase, KeyIdentifier: nexoKey.identifier, KeyVersion: nexoKey.version, AdyenCryptoVersion: 1 };
let theirs: TerminalLocalAPI;

beforeAll(async () => {
  await terminal.port.start();
  const rootPath = join(folder, "root.pem");
  writeFileSync(rootPath, nexoRoot);
  const config = new Config({ apiKey: "not used on the local line", environment: EnvironmentEnum.TEST, certificatePath: rootPath, terminalApiLocalEndpoint: "https://127.0.0.1" });
  theirs = new TerminalLocalAPI(new Client(config));
  // Their client knows one port only; ours is any free one.
  (theirs as unknown as { localRequest: { endpoint: string } }).localRequest.endpoint = `https://127.0.0.1:${terminal.port.port}/nexo/`;
});
afterAll(async () => {
  terminal.stop();
  await terminal.port.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function request(category: Category, serviceId: string, body: Json) {
  const ours = JSON.parse(requestText(requestHeader(nexoParties, category, serviceId), `${category}Request`, body)) as Parameters<TerminalLocalAPI["request"]>[0];
  return (await theirs.request(ours, theirKey)).SaleToPOIResponse;
}

test("pays, asks what became of it, and takes it back, in Adyen's own words", async () => {
  terminal.setNext("approve");
  const serviceId = freshServiceId();
  const paid = (await request("Payment", serviceId, paymentRequest({ attemptId: "a-1", amountMinor: 1_999, currency: "EUR" }, new Date())))?.PaymentResponse;
  expect(paid?.Response.Result).toBe("Success");
  expect(paid?.PaymentResult?.AmountsResp).toMatchObject({ AuthorizedAmount: 19.99, Currency: "EUR" });
  expect(paid?.PaymentResult?.PaymentInstrumentData?.CardData?.PaymentBrand).toBe("mc");

  const found = (await request("TransactionStatus", freshServiceId(), statusRequest(nexoParties, "Payment", serviceId)))?.TransactionStatusResponse;
  expect(found?.RepeatedMessageResponse?.MessageHeader).toMatchObject({ ServiceID: serviceId, MessageCategory: "Payment" });
  expect(found?.RepeatedMessageResponse?.RepeatedResponseMessageBody.PaymentResponse?.PaymentResult?.AmountsResp?.AuthorizedAmount).toBe(19.99);

  const poi = paid?.POIData?.POITransactionID;
  const reversed = (await request("Reversal", freshServiceId(), reversalRequest({ transactionId: poi?.TransactionID ?? "", timeStamp: String(poi?.TimeStamp) })))?.ReversalResponse;
  expect(reversed?.Response.Result).toBe("Success");
  expect(book.all[0]?.state).toBe("reversed");
});

test("a refusal is one for their client too", async () => {
  terminal.setNext("decline");
  await expect.poll(() => terminal.screen()[0]).toBe("Welcome");
  const refused = (await request("Payment", freshServiceId(), paymentRequest({ attemptId: "a-2", amountMinor: 500, currency: "EUR" }, new Date())))?.PaymentResponse;
  expect(refused?.Response).toMatchObject({ Result: "Failure", ErrorCondition: "Refusal" });
});

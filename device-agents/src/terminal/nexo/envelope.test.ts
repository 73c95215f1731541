import { readFileSync } from "node:fs";
import { NexoCrypto } from "@adyen/api-library";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { deriveKeys, type NexoKey, open, seal } from "./envelope.js";
import { requestHeader, requestText } from "./messages.js";

const capture = z
  .strictObject({
    protocol: z.literal("nexo"),
    source: z.string(),
    key: z.strictObject({ passphrase: z.string(), identifier: z.string(), version: z.int() }),
    derived: z.strictObject({ hmac: z.string(), cipher: z.string(), iv: z.string() }),
    nonce: z.string(),
    plaintext: z.string(),
    message: z.string(),
  })
  .parse(JSON.parse(readFileSync(new URL("../../../captures/nexo.json", import.meta.url), "utf8")));
const key: NexoKey = capture.key;
const header = requestHeader({ saleId: "lane-1", poiId: "V400m-324688179" }, "Payment", "0000012345");
const text = requestText(header, "PaymentRequest", { SaleData: { SaleTransactionID: { TransactionID: "Käse 12", TimeStamp: "2026-01-05T10:11:12.000Z" } } });
const changed = (sealed: string, change: (message: Record<string, Record<string, never>>) => void): string => {
  const message = JSON.parse(sealed) as { SaleToPOIRequest: Record<string, Record<string, never>> };
  change(message.SaleToPOIRequest);
  return JSON.stringify(message);
};

describe("the envelope", () => {
  test("derives the keys of the published vector, once for each key", () => {
    const keys = deriveKeys(key);
    expect({ hmac: keys.hmac.toString("hex"), cipher: keys.cipher.toString("hex"), iv: keys.iv.toString("hex") }).toEqual(capture.derived);
    expect(deriveKeys({ ...key })).toBe(keys);
    expect(deriveKeys({ ...key, version: key.version + 1 })).not.toBe(keys);
  });

  test("another passphrase gives other keys: the second published vector", () => {
    const keys = deriveKeys({ ...key, passphrase: "P@ssw0rd123456" });
    expect(keys.hmac.toString("hex")).toBe("39826507afde4e47ce21ecec4a9eeb947c74089e522cb3522f03d40a35a5a719");
    expect(keys.cipher.toString("hex")).toBe("da081da2e541074877fad74cc1dbf2374286f78afa89a123046656ffeb88ff67");
    expect(keys.iv.toString("hex")).toBe("98d57bd39cf5c993b07593cf1125fde8");
  });

  test("seals to the vector's bytes, and opens them", () => {
    expect(seal("SaleToPOIRequest", {}, capture.plaintext, key, Buffer.from(capture.nonce, "base64"))).toBe(capture.message);
    expect(open(capture.message, key)).toEqual({ kind: "sealed", name: "SaleToPOIRequest", content: { MessageHeader: {} } });
  });

  test("what it seals, the acquirer's own library opens; what that seals, it opens", () => {
    const mine = JSON.parse(seal("SaleToPOIRequest", header, text, key)) as { SaleToPOIRequest: never };
    const theirKey = { Passphrase: key.passphrase, KeyIdentifier: key.identifier, KeyVersion: key.version, AdyenCryptoVersion: 1 };
    expect(new NexoCrypto().decrypt(mine.SaleToPOIRequest, theirKey)).toBe(text);
    const theirs = NexoCrypto.encrypt(header as never, text, theirKey);
    expect(open(JSON.stringify({ SaleToPOIRequest: theirs }), key)).toEqual({ kind: "sealed", name: "SaleToPOIRequest", content: (JSON.parse(text) as { SaleToPOIRequest: object }).SaleToPOIRequest });
  });

  test("each message has a nonce of its own", () => {
    expect(new Set(Array.from({ length: 50 }, () => seal("SaleToPOIRequest", header, text, key))).size).toBe(50);
  });

  const sealed = seal("SaleToPOIRequest", header, text, key);
  const flipped = (base64: string, at: number): string => {
    const bytes = Buffer.from(base64, "base64");
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString("base64");
  };
  const parts = (JSON.parse(sealed) as { SaleToPOIRequest: { NexoBlob: string; SecurityTrailer: { Nonce: string; Hmac: string } } }).SaleToPOIRequest;
  const notAuthentic = { kind: "refused", because: "the message is not authentic" };

  test("one flipped bit anywhere in blob, nonce or code is one and the same refusal", () => {
    const blobLength = Buffer.from(parts.NexoBlob, "base64").length;
    for (let at = 0; at < blobLength; at += 1) {
      expect(open(changed(sealed, (message) => Object.assign(message, { NexoBlob: flipped(parts.NexoBlob, at) })), key)).toEqual(notAuthentic);
    }
    for (let at = 0; at < 32; at += 1) {
      expect(open(changed(sealed, (message) => Object.assign(message.SecurityTrailer as object, { Hmac: flipped(parts.SecurityTrailer.Hmac, at) })), key)).toEqual(notAuthentic);
    }
    for (let at = 0; at < 16; at += 1) {
      expect(open(changed(sealed, (message) => Object.assign(message.SecurityTrailer as object, { Nonce: flipped(parts.SecurityTrailer.Nonce, at) })), key)).toEqual(notAuthentic);
    }
  });

  test("bad padding, a wrong passphrase and text that is no message are that refusal too", () => {
    expect(open(changed(sealed, (message) => Object.assign(message, { NexoBlob: parts.NexoBlob.slice(0, 20) })), key)).toEqual(notAuthentic);
    expect(open(sealed, { ...key, passphrase: "another" })).toEqual(notAuthentic);
    expect(open(seal("SaleToPOIRequest", header, "not JSON", key), key)).toEqual(notAuthentic);
    expect(open(changed(sealed, (message) => Object.assign(message, { SecurityTrailer: undefined })), key)).toEqual(notAuthentic);
  });

  test("a clear header that differs from the one inside is refused", () => {
    expect(open(changed(sealed, (message) => Object.assign(message.MessageHeader as object, { ServiceID: "0000012346" })), key)).toEqual(notAuthentic);
    expect(open(sealed.replace("SaleToPOIRequest", "SaleToPOIResponse"), key)).toEqual(notAuthentic);
  });

  test("another key version or identifier is named as such", () => {
    expect(open(sealed, { ...key, version: key.version + 1 })).toEqual({ kind: "refused", because: "the message has another key" });
    expect(open(sealed, { ...key, identifier: "other" })).toEqual({ kind: "refused", because: "the message has another key" });
  });

  test("clear text is told as clear text; anything else cannot be read", () => {
    expect(open(JSON.stringify({ SaleToPOIResponse: { MessageHeader: { a: 1 }, b: 2 } }), key)).toMatchObject({ kind: "clear", name: "SaleToPOIResponse" });
    for (const garbage of ["", "x", "{}", "[]", "null", '{"SaleToPOIResponse":3}']) expect(open(garbage, key)).toEqual({ kind: "refused", because: "the message cannot be read" });
  });
});

import { describe, expect, test } from "vitest";
import { fromHex } from "../../testing/capture.js";
import { decodeApdu } from "./apdu.js";
import { readBitmaps } from "./bitmaps.js";
import {
  abortMessage,
  acceptMessage,
  askAgainMessage,
  authorisationMessage,
  readIntermediateStatus,
  readRegistered,
  readStatusInformation,
  readTerminalStatus,
  refundMessage,
  registrationMessage,
  repeatReceiptMessage,
  reversalMessage,
  statusEnquiryMessage,
} from "./messages.js";
import { encodeTlv, findTlv, readTlv } from "./tlv.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();
const spaced = (text: string) => text.replaceAll(" ", "");
const apdu = (text: string) => decodeApdu(fromHex(text));

const approved =
  "04 0F 77 27 00 04 00 00 00 00 20 40 0B 00 04 70 0C 22 39 53 0D 10 06 0E 25 12 17 00 01 19 70 22 F0 F8 EE EE EE EE EE EE 47 71 29 28 00 48 69 2A 31 30 30 34 36 31 37 36 33 20 20 20 20 20 20 3B 36 31 31 38 30 34 00 00 3C F0 F1 F4 47 45 4E 2E 4E 52 2E 3A 36 31 31 38 30 34 49 09 78 87 04 70 88 00 04 70 8A 2E 8B F1 F7 44 65 62 69 74 20 4D 61 73 74 65 72 63 61 72 64 00";

describe("what we send", () => {
  test.each([
    ["registration", registrationMessage({ password: "123456", currency: "EUR" }), "06 00 0E 12 34 56 3E 09 78 06 06 26 04 0A 02 06 D3"],
    ["10.00 EUR", authorisationMessage(1_000, "EUR"), "06 01 0A 04 00 00 00 00 10 00 49 09 78"],
    ["12.50 EUR", authorisationMessage(1_250, "EUR"), "06 01 0A 04 00 00 00 00 12 50 49 09 78"],
    ["repeat receipt: status yes, print no", repeatReceiptMessage("000000"), "06 20 05 00 00 00 03 03"],
    ["status enquiry without version", statusEnquiryMessage("000000"), "05 01 05 00 00 00 03 02"],
    ["reversal of receipt 0042", reversalMessage("000000", "0042", 1_250, "EUR"), "06 30 10 00 00 00 87 00 42 04 00 00 00 00 12 50 49 09 78"],
    ["refund of 12.50", refundMessage("000000", 1_250, "EUR"), "06 31 0D 00 00 00 04 00 00 00 00 12 50 49 09 78"],
    ["abort", abortMessage(), "06 B0 00"],
    ["accepted", acceptMessage(), "80 00 00"],
    ["ask again", askAgainMessage(), "84 9C 00"],
  ])("%s", (_, bytes, expected) => {
    expect(hex(bytes)).toBe(spaced(expected));
    expect(() => decodeApdu(bytes)).not.toThrow();
  });

  test("an amount beyond twelve digits and an unknown currency are defects, never a wrong amount", () => {
    expect(() => authorisationMessage(1_000_000_000_000, "EUR")).toThrow("do not fit");
    expect(() => authorisationMessage(-5, "EUR")).toThrow();
    expect(() => authorisationMessage(5, "XXX")).toThrow("not in the terminal driver's table");
  });
});

describe("a status information", () => {
  test("approved: amount, reference and what may be kept of the card", () => {
    expect(readStatusInformation(apdu(approved))).toEqual({
      result: 0,
      amountMinor: 2_040,
      currency: "EUR",
      reference: { terminalId: "28004869", receiptNumber: "0470", trace: "000470", localTime: "1006223953" },
      card: { scheme: "Debit Mastercard", lastFour: "4771", authorisationCode: "611804", entry: "unknown" },
      text: "GEN.NR.:611804",
    });
  });

  test.each([
    ["declined", "04 0F 25 27 05 29 29 00 02 74 3C F0 F0 F9 41 62 67 65 6C 65 68 6E 74 8A 06 06 0D 24 0B 07 09 41 62 67 65 6C 65 68 6E 74", 0x05, "Abgelehnt"],
    ["stopped by the shopper", "04 0F 1E 27 6C 29 28 00 48 69 3C F0 F1 F9 41 62 62 72 75 63 68 20 64 75 72 63 68 20 4B 75 6E 64 65", 0x6c, "Abbruch durch Kunde"],
    ["system error", "04 0F 18 27 FF 29 28 00 48 69 3C F0 F1 F3 42 65 74 72 61 67 20 66 61 6C 73 63 68", 0xff, "Betrag falsch"],
    ["the smallest ok", "04 0F 02 27 00", 0x00, undefined],
    ["aborted on the terminal", "04 0F 07 27 6C 29 29 00 10 06", 0x6c, undefined],
    ["card refused", "04 0F 31 27 05 29 29 00 10 06 3C F0 F1 F5 4B 61 72 74 65 20 61 62 67 65 6C 65 68 6E 74 8A 0D 06 13 24 11 07 0F 4B 61 72 74 65 20 61 62 67 65 6C 65 68 6E 74", 0x05, "Karte abgelehnt"],
  ])("%s", (_, bytes, result, text) => {
    expect(readStatusInformation(apdu(bytes))).toMatchObject({ result, text });
  });

  test("25.00 with a masked number, fields in another order", () => {
    const status = readStatusInformation(
      apdu(
        "04 0F 5A 27 00 04 00 00 00 00 25 00 49 09 78 0C 22 55 58 0D 04 05 22 F0 F8 55 98 83 EE EE EE 80 74 87 02 31 3B 37 35 30 30 37 31 00 00 0B 00 09 75 19 60 29 52 52 35 35 0E 24 05 8A 06 8C 01 8B F1 F1 4D 61 73 74 65 72 43 61 72 64 00 2A 38 30 34 30 31 31 39 32 36 20 20 20 20 20 20",
      ),
    );
    expect(status).toMatchObject({ result: 0, amountMinor: 2_500, reference: { receiptNumber: "0231", trace: "000975" }, card: { scheme: "MasterCard", lastFour: "8074", authorisationCode: "750071" } });
  });

  test("an end-of-day total has no card and no receipt number of a payment", () => {
    const totals = apdu(
      "04 0F 4D 27 00 04 00 00 00 00 09 58 0B 00 09 82 0D 04 06 0C 08 17 06 60 F0 F5 F3 02 33 02 34 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00 00 09 58 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    );
    expect(readStatusInformation(totals)).toMatchObject({ amountMinor: 958, reference: { receiptNumber: "", trace: "000982" } });
  });

  test("an unlisted bitmap ends the reading: what came before counts, and nothing is taken for a decline", () => {
    expect(readStatusInformation({ control: 0x040f, data: fromHex("27 00 04 00 00 00 00 10 00 D9 01 02 87 00 01") })).toMatchObject({ result: 0, amountMinor: 1_000, reference: undefined });
    expect(readStatusInformation({ control: 0x040f, data: fromHex("D9 27 05") }).result).toBeUndefined();
  });

  test("card numbers and tracks never come out of the parser", () => {
    const secret = "22 F0 F8 41 11 11 11 11 11 11 11 23 F0 F4 41 11 D2 51 24 F0 F0 F2 41 11 2D F0 F3 42 34 56 2E F0 F0 F2 51 51 3A 01 23 27 00";
    const { fields, complete } = readBitmaps(fromHex(secret));
    expect(complete).toBe(true);
    expect([...fields.keys()]).toEqual([0x27]);
    expect(JSON.stringify(readStatusInformation({ control: 0x040f, data: fromHex(secret) }))).not.toMatch(/4111|D251|4234/);
  });

  test("a container with the technology of the card", () => {
    const data = (code: number) => Uint8Array.from([0x27, 0x00, 0x06, 0x04, ...encodeTlv(0x1f12, Uint8Array.of(code))]);
    expect(readStatusInformation({ control: 0x040f, data: data(1) }).card.entry).toBe("chip");
    expect(readStatusInformation({ control: 0x040f, data: data(2) }).card.entry).toBe("contactless");
  });
});

describe("what the terminal says meanwhile", () => {
  test("insert card, with patience and a text", () => {
    const bytes = "04 FF 2E 0A 01 06 2A 24 28 07 26 4B 61 72 74 65 20 76 6F 72 68 61 6C 74 65 6E 0A 65 69 6E 73 74 65 63 6B 65 6E 2F 64 75 72 63 68 7A 69 65 68 65 6E";
    expect(readIntermediateStatus(apdu(bytes))).toEqual({ stage: "present-card", timeoutMinutes: 1, text: "Karte vorhalten einstecken/durchziehen" });
  });

  test("a container without the timeout that should stand before it", () => {
    expect(readIntermediateStatus(apdu("04 FF 09 17 06 06 1F 73 03 00 00 02"))).toEqual({ stage: "processing", timeoutMinutes: undefined, text: undefined });
  });

  test("please wait, nothing else", () => {
    expect(readIntermediateStatus(apdu("04 FF 01 0E"))).toEqual({ stage: "processing", timeoutMinutes: undefined, text: undefined });
  });

  test("status with and without the software version", () => {
    expect(readTerminalStatus(apdu("06 0F 01 DC"))).toBe(0xdc);
    expect(readTerminalStatus(apdu("06 0F 0B F0 F0 F7 32 2E 31 34 2E 31 35 00"))).toBe(0x00);
  });

  test("a registration says who the terminal is and what it needs first", () => {
    expect(readRegistered(apdu("06 0F 0A 19 00 29 29 00 10 06 49 09 78"))).toEqual({ terminalId: "29001006", needs: [] });
    expect(readRegistered(apdu("06 0F 02 19 03")).needs).toEqual(["initialisation", "diagnosis"]);
  });
});

describe("TLV", () => {
  test("lengths of one, two and three bytes", () => {
    for (const length of [0, 5, 127, 128, 255, 256, 650]) {
      const value = Uint8Array.from({ length }, () => 0x41);
      expect(readTlv(encodeTlv(0x1f2f, value))).toEqual([{ tag: 0x1f2f, value }]);
    }
    expect(hex(encodeTlv(0x25, new Uint8Array(650)).slice(0, 4))).toBe("2582028A");
  });

  test("a cut-off element is not made up", () => {
    expect(readTlv(fromHex("07 05 41 42"))).toEqual([]);
    expect(readTlv(fromHex("1F"))).toEqual([]);
    expect(findTlv(fromHex("24 04 07 02 41 42"), 0x07)).toEqual(fromHex("41 42"));
  });
});

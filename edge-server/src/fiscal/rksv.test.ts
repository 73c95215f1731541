import type { FiscalDocument } from "@laneway/domain/fiscal/types";
import { expect, it } from "vitest";
import { chainValue, cipherTurnover, codeOf, jwsOf, payloadOf } from "./rksv.js";

// Figures of an independent implementation's tests (RegKas, github.com: FirstSale and its outage test): key, texts, counters, links.
const register = { registerId: "RegKas1", turnoverKey: Buffer.from("ONRcz49yLDIo2FgwNhe9Q5fSiZFEies97uRMzeAAPkI=", "base64"), certificateSerial: "123" };
const sale = (documentNumber: string, turnoverMinor: number): FiscalDocument => ({
  documentKind: "sale",
  documentNumber,
  localTime: "2015-07-01T15:00:00",
  amounts: { normalMinor: 750, reduced1Minor: 700, reduced2Minor: 0, zeroMinor: 0, specialMinor: 0 },
  turnoverMinor,
  receipt: undefined,
});
const third = "_R1-AT0_RegKas1_2015-0000003_2015-07-01T15:00:00_7,50_7,00_0,00_0,00_0,00_GFcSnbVWfIw=_123_dpzooBjO1F4=";
const fourth = "_R1-AT0_RegKas1_2015-0000004_2015-07-01T15:00:00_7,50_7,00_0,00_0,00_0,00_HbazrfakqjI=_123_EvYwLdR4uNc=";

it("agrees with another implementation on text, turnover and links, also in an outage", () => {
  expect(chainValue(jwsOf(third, undefined))).toBe("EvYwLdR4uNc=");
  expect(payloadOf(sale("2015-0000004", 4_200), register, jwsOf(third, undefined))).toBe(fourth);
  expect(chainValue(jwsOf(fourth, undefined))).toBe("1dl3KaiYnAQ=");
  expect(payloadOf(sale("2015-0000005", 5_650), register, jwsOf(fourth, undefined))).toContain("_Myra5avKkxs=_123_1dl3KaiYnAQ=");
  expect(jwsOf(third, undefined).split(".")[0]).toBe("eyJhbGciOiJFUzI1NiJ9");
  expect(codeOf(third, undefined)).toBe(`${third}_U2ljaGVyaGVpdHNlaW5yaWNodHVuZyBhdXNnZWZhbGxlbg==`);
  expect(payloadOf(sale("2015-0000003", 2_750), register, "x")).toContain("_GFcSnbVWfIw=_123_");
});

it("training and cancellation say so in the turnover's place; an amount below zero keeps its sign", () => {
  expect(payloadOf({ ...sale("1", 1_450), documentKind: "training" }, register, undefined)).toContain(`_${Buffer.from("TRA").toString("base64")}_123_`);
  const refund = { ...sale("2", -5), documentKind: "refund" as const, amounts: { normalMinor: -5, reduced1Minor: -1_234, reduced2Minor: 0, zeroMinor: 0, specialMinor: 0 } };
  expect(payloadOf(refund, register, undefined)).toContain(`_-0,05_-12,34_0,00_0,00_0,00_${Buffer.from("STO").toString("base64")}_`);
});

it("a turnover below zero is deciphered again", () => {
  const [, , , , , , , , , , field = ""] = payloadOf(sale("9", -2_750), register, undefined).split("_");
  expect(cipherTurnover(Buffer.from(field, "base64"), register, "9").readBigInt64BE()).toBe(-2_750n);
});

import type { Item } from "@laneway/contracts";
import { inStoreSchemesOf } from "@laneway/domain/item/in-store-schemes";
import { expect, test } from "vitest";
import { lookUpCode, type LookupSources } from "./item-lookup.js";

const item = (itemId: string): Item => ({ itemId, names: { en: itemId }, departmentId: "d", soldBy: "each", prices: [{ amountMinor: 1, kind: "regular" }], taxGroup: "t", codes: [], plus: [] });
const shelf: Record<string, Item> = { c04006381333931: item("milk"), p4011: item("bananas"), "cSTORE-1": item("own code"), c02212345000002: item("salami") };
const sources: LookupSources = {
  byCode: (key) => shelf[key],
  byId: () => undefined,
  isSuspendedToken: (text) => text === "7XK2QA",
  schemes: inStoreSchemesOf("DE"),
};

test.each([
  ["4006381333931", "]E0", "milk"],
  ["]E04006381333931", undefined, "milk"],
  ["\u001d0104006381333931", "]C1", "milk"],
  ["4011", undefined, "bananas"],
  ["STORE-1", undefined, "own code"],
])("%s is found", (text, aim, itemId) => {
  expect(lookUpCode(text, aim, sources)).toMatchObject({ kind: "found", item: { itemId } });
});

test("lot, last day and serial are read from the code", () => {
  expect(lookUpCode("]d201040063813339311726113010L1\u001d21S9", undefined, { ...sources, facts: { year: 2026, currencyDigits: 2 } })).toMatchObject({
    kind: "found", item: { itemId: "milk" }, lot: "L1", expiryDate: "2026-11-30", serial: "S9",
  });
});

test.each([
  ["7xk2qa", { kind: "suspended-token", token: "7XK2QA" }],
  ["4006381333948", { kind: "not-found", code: "4006381333948" }],
  ["4006381333933", { kind: "unreadable" }],
  ["NOBODY", { kind: "not-found", code: "NOBODY" }],
  ["4111111111111111", { kind: "secret", what: "card-number" }],
  ["4111 1111 1111 1111", { kind: "secret", what: "card-number" }],
  ["%B4111111111111111^DOE", { kind: "secret", what: "card-number" }],
  ["lwb-aaaabbbbccccddddeeee", { kind: "secret", what: "badge" }],
  ["https://example.com/pay", { kind: "unreadable" }],
  ["", { kind: "unreadable" }],
  ["(8110)106141416543213150110120", { kind: "coupon", code: "(8110)106141416543213150110120" }],
  ["9912345678909", { kind: "coupon", code: "9912345678909" }],
  ["9812345678902", { kind: "coupon", code: "9812345678902" }],
])("%s is not an item", (text, expected) => {
  expect(lookUpCode(text, undefined, sources)).toMatchObject(expected);
});

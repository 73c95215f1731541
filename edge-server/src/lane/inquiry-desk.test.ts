import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { expect, it } from "vitest";
import type { InquiryDeskDeps } from "./inquiry-desk.js";
import { InquiryDesk } from "./inquiry-desk.js";

const account = { programId: "plus", memberId: "2990100000000" };

/** What a lane is told when headquarters answers a question of it. */
function toldBy(request: InquiryRequest, outcome: InquiryOutcome): object | undefined {
  let told: object | undefined;
  const lane = { handle: (asked: { request: object }) => (told = asked.request) };
  const inquiry = { storeId: "demo", inquiryId: "q-1", laneId: "lane-1", askedAtMs: 1, request };
  const inquiries = { of: () => ({ state: "fetched", contentHash: "h", inquiry }), answered: () => undefined, openCount: () => 0 };
  const desk = new InquiryDesk({ inquiries, lanes: new Map([["lane-1", lane]]), clock: undefined, ids: undefined, ring: () => undefined } as unknown as InquiryDeskDeps);
  expect(desk.take({ protocol: "laneway-relay/1", result: "answered", inquiryId: "q-1", contentHash: "other", outcome })).toBe("other-content");
  expect(told).toBeUndefined();
  expect(desk.take({ protocol: "laneway-relay/1", result: "answered", inquiryId: "q-1", contentHash: "h", outcome })).toBe("taken");
  return told;
}

it("tells the lane what a member's account holds, and how many points are set aside", () => {
  expect(toldBy({ kind: "points-balance", ...account }, { result: "points", points: 120 })).toEqual({ kind: "points-told", ...account, points: 120 });
  expect(toldBy({ kind: "points-balance", ...account }, { result: "declined", code: "no" })).toBeUndefined();
  const hold: InquiryRequest = { kind: "hold-points", ...account, points: 500 };
  expect(toldBy(hold, { result: "points", points: 400 })).toEqual({ kind: "points-hold-answered", holdId: "q-1", points: 400 });
  for (const outcome of [{ result: "declined", code: "points-too-few" }, { result: "not-performed", because: "taken back before it arrived" }] as const)
    expect(toldBy(hold, outcome)).toEqual({ kind: "points-hold-answered", holdId: "q-1", points: undefined });
});

it("believes a payment only by an answer about payments", () => {
  const redeem: InquiryRequest = { kind: "redeem-points", ...account, pointsPerStep: 1, minorPerStep: 1, amountMinor: 5, currency: "EUR" };
  const approved: InquiryOutcome = { result: "approved", amountMinor: 5, currency: "EUR", reference: { ledger: "loyalty", bookingId: "1" }, details: ["5"] };
  expect(toldBy(redeem, approved)).toEqual({ kind: "payment-outcome", attemptId: "q-1", outcome: approved });
  expect(toldBy(redeem, { result: "points", points: 5 })).toMatchObject({ outcome: { result: "unknown" } });
});

it("tells the lane whether a gift card can be loaded, and why a return is not held", () => {
  const prepare: InquiryRequest = { kind: "prepare-gift-card", code: "0123456789012334", currency: "EUR" };
  const about = { kind: "gift-card-answered", loadId: "q-1", card: undefined };
  expect(toldBy(prepare, { result: "prepared", lastFour: "2334", known: true })).toEqual({ ...about, card: { lastFour: "2334", known: true } });
  expect(toldBy(prepare, { result: "declined", code: "blocked" })).toEqual({ ...about, because: "gift-card-blocked" });
  expect(toldBy(prepare, { result: "declined", code: "other-currency" })).toEqual({ ...about, because: "gift-card-not-loadable" });
  const hold: InquiryRequest = { kind: "hold-return", storeId: "demo", transactionId: "t-1", returnId: "r-1", purpose: "post-void", units: [], refunds: [] };
  expect(toldBy(hold, { result: "declined", code: "gift-card-spent" })).toEqual({ kind: "return-held", holdId: "q-1", because: "gift-card-spent" });
});

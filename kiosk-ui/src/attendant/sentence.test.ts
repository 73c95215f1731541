import { describe, expect, test } from "vitest";
import { attendantWords } from "./language.js";
import { sentenceOf, sinceOf, stateOf } from "./sentence.js";
import { busyStore } from "./states.js";

const words = attendantWords("en");
const euro = { currency: "EUR", digits: 2 };
const nothing = { lastEvents: [] };

describe("why a lane wants somebody", () => {
  test.each([
    [{ kind: "weight-mismatch", evidence: { ...nothing, expectedGrams: 762, measuredGrams: 401 } }, "The bagging area is 361 g lighter than expected."],
    [{ kind: "weight-mismatch", evidence: { ...nothing, expectedGrams: 762, measuredGrams: 2_100 } }, "The bagging area is 1.338 kg heavier than expected."],
    [{ kind: "weight-mismatch", evidence: nothing }, "The bagging area does not fit the basket."],
    [{ kind: "age-restriction", evidence: { ...nothing, itemName: "Wine", minimumAge: 16 } }, "Wine is for shoppers of 16 or older."],
    [{ kind: "age-restriction", evidence: nothing }, "An item needs an age check."],
    [{ kind: "help", evidence: nothing }, words.text("sentence.help")],
    [{ kind: "help", evidence: { ...nothing, code: "9912345678905" } }, "A coupon is waiting to be taken off: 9912345678905."],
    [{ kind: "unknown-item", evidence: { ...nothing, code: "123" } }, "The code 123 is not known."],
    [{ kind: "payment-unclear", evidence: { ...nothing, amountMinor: 4_230 } }, "It is not clear whether €42.30 was paid."],
    [{ kind: "device-fault", evidence: { ...nothing, device: "receipt-printer", faultCode: "paper-out" } }, "Printer: out of paper"],
  ] as const)("%o", (queued, sentence) => {
    expect(sentenceOf(queued, words, euro)).toBe(sentence);
  });

  test("is complete in every language", () => {
    for (const language of ["en", "de", "ar"]) {
      for (const queued of busyStore(0).queue) {
        expect(sentenceOf(queued, attendantWords(language), euro)).not.toMatch(/\{|undefined|^$/);
      }
    }
  });
});

test("where a lane is: its mode before its step, the payment's own state", () => {
  const states = busyStore(0).lanes.map((tile) => stateOf(tile));
  expect(states.slice(0, 7)).toEqual(["state.basket", "state.basket", "state.unclear", "state.welcome", "state.basket", "state.basket", "state.paused"]);
});

test("how long: minutes and seconds, from an hour on hours and minutes", () => {
  expect(sinceOf(65_000, words)).toBe("1:05");
  expect(sinceOf(3_600_000 * 2 + 60_000 * 3, words)).toBe("2 h 3 min");
  expect(sinceOf(Date.UTC(2026, 10, 23), words)).toBe("");
});

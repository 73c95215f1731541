import type { LaneTile, LaneView, QueuedIntervention } from "@laneway/contracts";
import { type AttendantKey, attendantTexts } from "../locale/attendant.en.js";
import type { AttendantWords, Money } from "./contexts.js";

/** Why a lane wants a person, in one sentence that needs no other field to be understood. */
export function sentenceOf(queued: Pick<QueuedIntervention, "kind" | "evidence">, words: AttendantWords, money: Money): string {
  const { evidence } = queued;
  const item = evidence.itemName ?? words.text("sentence.an-item");
  switch (queued.kind) {
    case "unknown-item":
      return evidence.code === undefined
        ? words.text("sentence.unknown-item")
        : words.text("sentence.unknown-item.code", { code: evidence.code });
    case "age-restriction":
      if (evidence.bornBefore !== undefined) return words.text("sentence.age-restriction.born", { item, date: words.day(evidence.bornBefore) });
      return evidence.minimumAge === undefined
        ? words.text("sentence.age-restriction", { item })
        : words.text("sentence.age-restriction.age", { item, age: evidence.minimumAge });
    case "weight-mismatch":
      return weightSentence(evidence.expectedGrams, evidence.measuredGrams, words);
    case "help":
      return evidence.code === undefined ? words.text("sentence.help") : words.text("sentence.help.coupon", { code: evidence.code });
    case "device-fault":
      return words.text("sentence.device", {
        device: words.textOr(`devices.${evidence.device ?? ""}`, "evidence.device"),
        fault: words.textOr(`faults.${evidence.faultCode ?? ""}`, "faults.unreachable"),
      });
    case "payment-unclear":
      return evidence.amountMinor === undefined
        ? words.text("sentence.payment-unclear")
        : words.text("sentence.payment-unclear.amount", {
            amount: words.money(evidence.amountMinor, money.currency, money.digits),
          });
    case "basket-left":
      return words.text("sentence.basket-left");
    case "cash-give-back":
      return words.text("sentence.cash-give-back", { amount: cashToGiveBack(evidence, words, money) });
    case "refund-refused":
      return words.text("sentence.refund-refused", { amount: words.money(evidence.amountMinor ?? 0, money.currency, money.digits), number: evidence.code ?? "" });
    case "basket-check":
      return words.text(`sentence.check.${checkExtent(evidence)}`);
    case "item-blocked":
      return words.text("sentence.item-blocked", { item });
  }
}

/** Notes of another currency go back as they came. */
const cashToGiveBack = ({ foreign, amountMinor = 0 }: QueuedIntervention["evidence"], words: AttendantWords, money: Money): string =>
  foreign === undefined ? words.money(amountMinor, money.currency, money.digits) : words.money(foreign.amountMinor, foreign.currency, foreign.currencyDigits);

const extents = ["items", "all", "look"] as const;

const checkExtent = ({ check }: QueuedIntervention["evidence"]): (typeof extents)[number] => extents.find((each) => each === check?.extent) ?? "look";

function weightSentence(expectedGrams: number | undefined, measuredGrams: number | undefined, words: AttendantWords): string {
  if (expectedGrams === undefined || measuredGrams === undefined || expectedGrams === measuredGrams) {
    return words.text("sentence.weight");
  }
  const by = words.weight(Math.abs(measuredGrams - expectedGrams));
  return words.text(measuredGrams < expectedGrams ? "sentence.lighter" : "sentence.heavier", { by });
}

/** Where a lane is, as the key of its words. */
export function stateOf(tile: LaneTile): AttendantKey {
  const { view } = tile;
  if (view.mode === "closed") return "state.closed";
  if (view.mode === "paused" && view.basket === undefined) return "state.paused";
  if (view.idle !== undefined) return "state.idle";
  return stepOf(view);
}

function stepOf(view: LaneView): AttendantKey {
  if (view.step.name !== "payment") return `state.${view.step.name}`;
  const { payment } = view.step;
  return payment === undefined ? "state.choose-tender" : `state.${payment.state}`;
}

const hourMs = 3_600_000;
/** A lane that has never been used is in its state since the beginning of time. */
const longestMs = 30 * 24 * hourMs;

/** How long something has been so: minutes and seconds, from an hour on hours and minutes. Nothing when nobody knows. */
export function sinceOf(ms: number, words: AttendantWords): string {
  if (ms > longestMs) return "";
  if (ms < hourMs) return words.duration(ms);
  const minutes = Math.floor(ms / 60_000);
  return words.text("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Does an event of this kind tell an attendant anything? Those that do have words. */
export function isTold(kind: string): boolean {
  return Object.hasOwn(attendantTexts, `event.${kind}`);
}

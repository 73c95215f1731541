import { setImmediate as turn } from "node:timers/promises";
import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { expect, it } from "vitest";
import type { Asked } from "./inquiry-desk.js";
import type { Lane } from "./lane.js";
import { PhoneWatch, type PhoneWatchDeps } from "./phone-watch.js";

/** A lane that waits for a payment on a phone, headquarters that answers what it is told to, and a clock that is moved by hand. */
function watching(...answers: readonly (Asked | Error)[]) {
  const asked: InquiryRequest[] = [];
  const handled: { readonly commandId: string; readonly request: object }[] = [];
  const errors: unknown[] = [];
  const pauses: (() => void)[] = [];
  const lane = { profile: { laneId: "lane-1" }, state: { attempt: { tender: "redirect", state: "sent", attemptId: "a-1" } as object | undefined }, handle: (one: (typeof handled)[number]) => handled.push(one) };
  const deps = {
    desk: {
      ask: (request: InquiryRequest) => {
        asked.push(request);
        const answer = answers[asked.length - 1] ?? { kind: "no-answer" };
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    clock: { after: (_afterMs: number, then: () => void) => pauses.push(then) },
    log: { error: (error: unknown) => errors.push(error) },
  };
  const watch = new PhoneWatch(deps as unknown as PhoneWatchDeps);
  const look = () => watch.look(lane as unknown as Lane);
  /** The pause between two questions is over. */
  const goOn = async () => {
    await turn();
    pauses.shift()?.();
    await turn();
  };
  return { asked, handled, errors, lane, watch, look, goOn };
}

const outcome: InquiryOutcome = { result: "approved", amountMinor: 119, currency: "EUR", reference: { ledger: "redirect", bookingId: "W1" }, details: [] };
const paid: Asked = { kind: "answered", outcome };
const told = { kind: "payment-outcome", attemptId: "a-1", outcome };
const waiting: Asked = { kind: "answered", outcome: { result: "opened", payUrl: "http://wallet/1", providerName: "Wallet", expiresAtMs: 1 } };

it("asks as long as the lane waits, once at a time, and tells the lane only what has ended", async () => {
  const { asked, handled, lane, look, goOn } = watching(waiting, { kind: "no-answer" }, paid, paid);
  look();
  look();
  await turn();
  expect(asked).toHaveLength(1);
  await goOn();
  expect(handled).toEqual([]);
  await goOn();
  await goOn();
  expect(handled).toHaveLength(2);
  // The same word again is the same command: the lane does it once.
  expect(handled.map(({ request }) => request)).toEqual([told, told]);
  expect(new Set(handled.map(({ commandId }) => commandId)).size).toBe(1);
  lane.state.attempt = undefined;
  const before = asked.length;
  await goOn();
  await goOn();
  expect(asked).toHaveLength(before);
  expect(asked.every((request) => request.kind === "redirect-status" && request.target === "a-1")).toBe(true);
});

it("goes on after a question that could not be kept, stops when it is told to, and looks at no card", async () => {
  const { asked, errors, watch, look, goOn } = watching(new Error("disk full"), waiting);
  look();
  await goOn();
  expect(errors).toHaveLength(1);
  expect(asked).toHaveLength(2);
  watch.stop();
  await goOn();
  await goOn();
  expect(asked).toHaveLength(2);
  const card = watching(paid);
  card.lane.state.attempt = { tender: "card", state: "sent", attemptId: "c-1" };
  card.look();
  await card.goOn();
  expect(card.asked).toEqual([]);
});

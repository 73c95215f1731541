import { createHash } from "node:crypto";
import type { InquiryAnswer, InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { AttemptOutcome } from "@laneway/domain/payment/types";
import type { LaneRequest } from "@laneway/domain/lane/types";
import type { Clock, Ids } from "../ports.js";
import type { Inquiries, KeptInquiry } from "../store/inquiries.js";
import type { Lane } from "./lane.js";

export interface InquiryDeskDeps {
  readonly inquiries: Inquiries;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Tells the relay that something was asked. */
  readonly ring: (waiting: number) => void;
}

/** What became of a question that a person waits for: the answer, or nobody answered in time. */
export type Asked = { readonly kind: "answered"; readonly outcome: InquiryOutcome } | { readonly kind: "refused" } | { readonly kind: "no-answer" };

/** Where questions to headquarters leave and their answers arrive. An answer becomes a command of the lane that asked. */
export class InquiryDesk {
  readonly #deps: InquiryDeskDeps;
  readonly #waiting = new Map<string, (asked: Asked) => void>();

  constructor(deps: InquiryDeskDeps) {
    this.#deps = deps;
  }

  ring(): void {
    const open = this.#deps.inquiries.openCount();
    if (open > 0) this.#deps.ring(open);
  }

  /** Asks something that changes nothing, and waits for the answer. Throws a `StoreError` when it cannot be kept. */
  ask(request: InquiryRequest, laneId: string | null, waitMs: number): Promise<Asked> {
    const { inquiries, clock, ids } = this.#deps;
    const inquiryId = ids.next();
    inquiries.ask({ inquiryId, laneId, askedAtMs: clock.nowMs(), request });
    this.ring();
    return new Promise((resolve) => {
      const end = (asked: Asked) => {
        cancel();
        this.#waiting.delete(inquiryId);
        resolve(asked);
      };
      const cancel = clock.after(waitMs, () => {
        inquiries.forget(inquiryId);
        end({ kind: "no-answer" });
      });
      this.#waiting.set(inquiryId, end);
    });
  }

  /**
   * Takes headquarters' answer. The lane's command has an id made from the inquiry's, so an answer that comes twice, or again after
   * a crash, is done once. Answers whether the answer fits what was asked.
   */
  take(answer: InquiryAnswer): "taken" | "not-asked" | "other-content" {
    const { inquiries, lanes } = this.#deps;
    const { inquiryId } = answer;
    const kept = inquiries.of(inquiryId);
    if (kept === undefined) return "not-asked";
    if (answer.result === "answered" && answer.contentHash !== kept.contentHash) return "other-content";
    if (kept.inquiry === undefined) return "taken";
    const lane = lanes.get(kept.inquiry.laneId ?? "");
    const waiting = this.#waiting.get(inquiryId);
    if (waiting !== undefined) waiting(answer.result === "answered" ? { kind: "answered", outcome: answer.outcome } : { kind: "refused" });
    else if (lane !== undefined) this.#tell(lane, kept.inquiry, answer);
    inquiries.answered(inquiryId);
    return "taken";
  }

  #tell(lane: Lane, inquiry: NonNullable<KeptInquiry["inquiry"]>, answer: InquiryAnswer): void {
    const request = laneRequestOf(inquiry.inquiryId, inquiry.request, answer);
    if (request !== undefined) lane.handle({ commandId: commandIdOf(inquiry.inquiryId), actor: { kind: "system" }, request });
  }
}

/** An inquiry's id may be longer than a command's. */
const commandIdOf = (inquiryId: string): string => `hq.${createHash("sha256").update(inquiryId).digest("hex").slice(0, 40)}`;

function laneRequestOf(inquiryId: string, request: InquiryRequest, answer: InquiryAnswer): LaneRequest | undefined {
  switch (request.kind) {
    case "redeem-gift-card":
    case "redeem-points":
      return { kind: "payment-outcome", attemptId: inquiryId, outcome: paymentOutcome(answer) };
    case "open-redirect":
      return phoneRequestOf(inquiryId, answer);
    // A wish that came too early for the provider changes nothing.
    case "cancel-redirect": {
      const told = phoneRequestOf(request.target, answer);
      return told.kind === "payment-outcome" ? told : undefined;
    }
    case "redirect-status":
      return undefined;
    case "take-back":
      return { kind: "payment-outcome", attemptId: request.target, outcome: takenBack(answer) };
    case "give-back":
      return { kind: "payment-outcome", attemptId: inquiryId, outcome: givenBack(answer) };
    case "points-balance": {
      const points = pointsIn(answer);
      const { programId, memberId } = request;
      return points === undefined ? undefined : { kind: "points-told", programId, memberId, points };
    }
    case "hold-points":
      return { kind: "points-hold-answered", holdId: inquiryId, points: pointsIn(answer) };
    case "hold-return":
      return { kind: "return-held", holdId: inquiryId, because: whyNotHeld(answer) };
    // Taken away at headquarters whenever it arrives; nobody waits.
    case "release-return":
      return undefined;
    case "prepare-gift-card":
      return { kind: "gift-card-answered", loadId: inquiryId, ...preparedCard(answer) };
    // The record says the same; nobody waits.
    case "load-gift-card":
      return undefined;
    // Only a person waits for it, and that one has gone.
    case "gift-card-balance":
    case "find-sale":
      return undefined;
  }
}

const pointsIn = (answer: InquiryAnswer): number | undefined =>
  answer.result === "answered" && answer.outcome.result === "points" ? answer.outcome.points : undefined;

function preparedCard(answer: InquiryAnswer): Omit<Extract<LaneRequest, { kind: "gift-card-answered" }>, "kind" | "loadId"> {
  if (answer.result === "refused") return { card: undefined, because: "gift-card-not-now" };
  const { outcome } = answer;
  if (outcome.result === "prepared") {
    const { lastFour, known, balanceMinor } = outcome;
    return { card: { lastFour, known, ...(balanceMinor === undefined ? {} : { balanceMinor }) } };
  }
  return { card: undefined, because: outcome.result === "declined" && outcome.code === "blocked" ? "gift-card-blocked" : "gift-card-not-loadable" };
}

/** What headquarters says of a payment on the phone, as the lane is told. */
export function phoneRequest(attemptId: string, outcome: InquiryOutcome): PhoneRequest {
  if (outcome.result === "opened") {
    const { payUrl, providerName, expiresAtMs } = outcome;
    return { kind: "redirect-opened", attemptId, payUrl, providerName, expiresAtMs };
  }
  return { kind: "payment-outcome", attemptId, outcome: ofPayment(outcome) };
}

/** What is no answer to a payment says nothing of it. */
const ofPayment = (outcome: InquiryOutcome): AttemptOutcome =>
  outcome.result === "approved" || outcome.result === "declined" || outcome.result === "not-performed" ? outcome : { result: "unknown", because: "not an answer to a payment" };

type PhoneRequest = Extract<LaneRequest, { kind: "redirect-opened" | "payment-outcome" }>;

const phoneRequestOf = (attemptId: string, answer: InquiryAnswer): PhoneRequest =>
  answer.result === "answered" ? phoneRequest(attemptId, answer.outcome) : { kind: "payment-outcome", attemptId, outcome: paymentOutcome(answer) };

function paymentOutcome(answer: InquiryAnswer): AttemptOutcome {
  if (answer.result === "refused") {
    return answer.reason === "malformed" ? { result: "not-performed", because: answer.reason } : { result: "unknown", because: answer.reason };
  }
  return ofPayment(answer.outcome);
}

/** Undefined: headquarters holds what comes back. */
function whyNotHeld(answer: InquiryAnswer): Extract<LaneRequest, { kind: "return-held" }>["because"] {
  if (answer.result === "answered" && answer.outcome.result === "held") return undefined;
  const code = answer.result === "answered" && answer.outcome.result === "declined" ? answer.outcome.code : undefined;
  return code === "already-returned" || code === "gift-card-spent" ? code : "refused";
}

/** A question that headquarters does not take gives nothing back: a person sees to it. */
const givenBack = (answer: InquiryAnswer): AttemptOutcome => (answer.result === "refused" ? { result: "declined", code: answer.reason } : paymentOutcome(answer));

/** Anything but a clear "nothing is booked any more" needs a person. */
function takenBack(answer: InquiryAnswer): AttemptOutcome {
  if (answer.result === "answered" && answer.outcome.result === "not-performed") return answer.outcome;
  return { result: "declined", code: answer.result === "refused" ? answer.reason : answer.outcome.result };
}

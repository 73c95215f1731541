import type { Inquiry } from "@laneway/contracts/inquiry";
import type { Logger } from "pino";
import type { BackOff } from "../back-off.js";
import { type Bell, pause } from "../bell.js";
import type { Edge } from "./edge.js";
import type { Headquarters } from "./headquarters.js";
import type { Standing } from "./standing.js";

export interface InquiryCourierDependencies {
  readonly storeId: string;
  readonly edge: Edge;
  readonly headquarters: Headquarters;
  readonly standing: Standing;
  readonly bell: Bell;
  readonly backOff: BackOff;
  readonly log: Logger;
  /** How often the edge is asked without a ring. */
  readonly pollMs: number;
}

type Round = "idle" | "answered" | "failed";

/**
 * Carries the store's questions to headquarters and the answers back, until the signal aborts. Keeps nothing: a question stays with the
 * edge until its answer is taken, and headquarters answers the same question the same way, so a relay that dies anywhere has lost nothing.
 */
export async function carryInquiries(dependencies: InquiryCourierDependencies, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const round = await carryWaiting(dependencies);
    if (round !== "failed") dependencies.backOff.reset();
    if (round === "failed") await pause(dependencies.backOff.next(), signal);
    if (round === "idle") await dependencies.bell.wait(dependencies.pollMs, signal);
  }
}

async function carryWaiting(dependencies: InquiryCourierDependencies): Promise<Round> {
  const { edge, log, storeId } = dependencies;
  const answer = await edge.inquiries();
  if (answer.kind !== "inquiries") {
    log.debug({ because: answer.because }, "the edge's inquiries cannot be read");
    return "failed";
  }
  const own = answer.inquiries.filter((inquiry) => inquiry.storeId === storeId);
  if (own.length === 0) return "idle";
  // Each on its own: one that headquarters cannot answer holds up no other.
  const carried = await Promise.all(own.map((inquiry) => carry(dependencies, inquiry)));
  return carried.every((one) => one) ? "answered" : "failed";
}

/** Answers whether the edge has taken an answer. */
async function carry({ edge, headquarters, standing, log }: InquiryCourierDependencies, inquiry: Inquiry): Promise<boolean> {
  const { inquiryId } = inquiry;
  const answer = await headquarters.ask(inquiry);
  if (answer.kind === "unreachable") {
    log.debug({ because: answer.because, inquiryId }, "headquarters did not answer an inquiry");
    standing.unreachable(answer.because);
    return false;
  }
  standing.reached();
  if (answer.answer.result === "refused") log.error({ inquiryId, because: answer.answer.reason }, "headquarters refused an inquiry");
  const taken = await edge.inquiryAnswer({ inquiryId, answer: answer.answer });
  if (taken.kind !== "noted") log.warn({ because: taken.because, inquiryId }, "the edge did not take an answer");
  return taken.kind === "noted";
}

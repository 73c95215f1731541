import { judgeStatus } from "./answers.js";
import type { Json } from "./decimal.js";
import { type Category, freshServiceId, statusRequest } from "./messages.js";
import type { NexoSettings } from "./options.js";
import type { NexoAnswer } from "./session.js";

export interface NexoTiming {
  /** Longer than the terminal's own 120 s: a till that gives up earlier makes unknown outcomes. */
  readonly paymentMs: number;
  readonly shortMs: number;
  /** Between two questions about the same exchange. */
  readonly askAgainMs: number;
  /** How long the terminal is asked without a word that it still works on it. */
  readonly giveUpMs: number;
  /** How long it may say so. */
  readonly maximumRunningMs: number;
  readonly idlePollMs: number;
  readonly downPollMs: number;
}

export const usualNexoTiming: NexoTiming = {
  paymentMs: 135_000,
  shortMs: 10_000,
  askAgainMs: 5_000,
  giveUpMs: 60_000,
  maximumRunningMs: 300_000,
  idlePollMs: 20_000,
  downPollMs: 3_000,
};

/** The way to the terminal; after `ending` nothing is sent any more. */
export interface NexoLine {
  readonly settings: NexoSettings;
  readonly timing: NexoTiming;
  readonly ending: AbortSignal;
  ask(category: Category, serviceId: string, body: Json, withinMs: number): Promise<NexoAnswer>;
  pause(ms: number): Promise<void>;
}

/** What became of an exchange. `unknown`: nobody could say in time, or what was said must not be believed. */
export type Found = { readonly kind: "found"; readonly body: unknown } | { readonly kind: "absent" } | { readonly kind: "unknown"; readonly because: string };

/** The terminal may take a moment to know of what was just sent to it: once is not enough to be absent. */
const absencesNeeded = 2;

/** Asks what became of an exchange until the terminal knows: never repeats the exchange itself. */
export async function find(line: NexoLine, category: "Payment" | "Reversal", serviceId: string): Promise<Found> {
  const { settings, timing } = line;
  const begunAt = Date.now();
  let until = begunAt + timing.giveUpMs;
  let absences = 0;
  for (;;) {
    const answer = await line.ask("TransactionStatus", freshServiceId(), statusRequest(settings.parties, category, serviceId), timing.shortMs);
    let because: string;
    if (answer.kind === "answer") {
      const verdict = judgeStatus(answer.body, { ...settings.parties, serviceId }, category);
      if (verdict.kind === "found") return verdict;
      absences = verdict.kind === "absent" ? absences + 1 : 0;
      if (absences >= absencesNeeded) return { kind: "absent" };
      if (verdict.kind === "running") until = Math.min(begunAt + timing.maximumRunningMs, Date.now() + timing.giveUpMs);
      if (verdict.kind === "refused") return { kind: "unknown", because: verdict.because };
      because = verdict.kind === "ask-again" ? verdict.because : "the terminal is still at work";
    } else {
      because = answer.kind === "not-sent" ? "the terminal could not be asked in time" : answer.because;
    }
    if (line.ending.aborted || Date.now() >= until) return { kind: "unknown", because };
    await line.pause(timing.askAgainMs);
  }
}

import { createHash } from "node:crypto";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";
import { type InquiryDesk, phoneRequest } from "./inquiry-desk.js";
import type { Lane } from "./lane.js";

export interface PhoneWatchDeps {
  readonly desk: Pick<InquiryDesk, "ask">;
  readonly clock: Clock;
  readonly log: Log;
  /** Between two questions. */
  readonly everyMs?: number;
}

/** How long one question is waited for; the next one asks the same. */
const answerMs = 6_000;
const usualEveryMs = 1_500;

/** Asks headquarters what became of payments on shoppers' phones, for as long as a lane waits for one. The lane's own timer ends the waiting. */
export class PhoneWatch {
  readonly #deps: PhoneWatchDeps;
  readonly #watched = new Map<string, string>();
  #stopped = false;

  constructor(deps: PhoneWatchDeps) {
    this.#deps = deps;
  }

  /** To be called whenever a lane has changed, and after a start. */
  look(lane: Lane): void {
    const attemptId = awaitedBy(lane);
    const { laneId } = lane.profile;
    if (attemptId === undefined || this.#watched.get(laneId) === attemptId) return;
    this.#watched.set(laneId, attemptId);
    void this.#watch(lane, attemptId);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #watch(lane: Lane, attemptId: string): Promise<void> {
    const { laneId } = lane.profile;
    while (!this.#stopped && awaitedBy(lane) === attemptId) {
      try {
        await this.#ask(lane, attemptId);
      } catch (error) {
        this.#deps.log.error({ err: error, laneId }, "a payment on a phone cannot be asked about");
      }
      await new Promise<void>((resolve) => this.#deps.clock.after(this.#deps.everyMs ?? usualEveryMs, resolve));
    }
    if (this.#watched.get(laneId) === attemptId) this.#watched.delete(laneId);
  }

  async #ask(lane: Lane, attemptId: string): Promise<void> {
    const asked = await this.#deps.desk.ask({ kind: "redirect-status", target: attemptId }, lane.profile.laneId, answerMs);
    if (asked.kind !== "answered" || this.#stopped) return;
    const request = phoneRequest(attemptId, asked.outcome);
    if (request.kind !== "payment-outcome" || request.outcome.result === "unknown") return;
    // The same word again is the same command.
    const commandId = `hq.${createHash("sha256").update(`${attemptId} ${request.outcome.result}`).digest("hex").slice(0, 40)}`;
    lane.handle({ commandId, actor: { kind: "system" }, request });
  }
}

/** The payment on a phone that a lane waits for. */
function awaitedBy(lane: Lane): string | undefined {
  const { attempt } = lane.state;
  return attempt?.tender === "redirect" && (attempt.state === "sent" || attempt.state === "unknown") ? attempt.attemptId : undefined;
}

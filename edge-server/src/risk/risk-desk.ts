import { createHmac } from "node:crypto";
import type { RiskConfig, RiskFault, RiskRuleSet } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { LaneState, Transaction } from "@laneway/domain/lane/types";
import { type BudgetState, freshBudget, type RiskBudget, spent, thresholdsOf } from "@laneway/domain/risk/budget";
import { figuresOf, inputOf } from "@laneway/domain/risk/features";
import type { RiskAssessment, RiskKnowledge, RiskScore, RiskSettings } from "@laneway/domain/risk/types";
import type { StoreTime } from "../lane/business-time.js";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";
import type { LaneScorer } from "./lane-scorer.js";
import { RiskError } from "./risk-error.js";
import { faultOf } from "./risk-fault.js";
import type { Velocity } from "./velocity.js";

export interface RiskDeskDeps {
  readonly config: RiskConfig;
  readonly rules: RiskRuleSet;
  /** Something about the rules that the store should know of; the usual ones are used. */
  readonly rulesProblem: string | undefined;
  readonly openScorer: () => Promise<LaneScorer>;
  readonly velocity: Velocity;
  readonly storeTime: StoreTime;
  readonly clock: Clock;
  readonly log: Log;
  /** Whoever does not know it cannot foretell which basket is drawn. */
  readonly auditKey: string;
  /** How the latest baskets were judged. */
  readonly earlier: readonly RiskAssessment[];
}

/** A model that could not be loaded is tried again after so long. */
const retryMs = 60_000;

/** One lane's open basket: which one is to be scored next, whether one is being scored, and the last score. */
interface Seat {
  wanted: Transaction | undefined;
  seen: string;
  busy: boolean;
  score: (RiskScore & { readonly transactionId: string }) | undefined;
}

/**
 * Scores the open basket of every lane after each event, off the selling path: a lane is never waited for and never waits.
 * What is asked to judge a basket is what is known at that moment; no score is as good as a neutral one, and says why.
 */
export class RiskDesk {
  readonly #deps: RiskDeskDeps;
  readonly #seats = new Map<string, Seat>();
  readonly #budget: RiskBudget;
  readonly #settings: RiskSettings;
  #spent: BudgetState;
  #scorer: LaneScorer | undefined;
  #fault: RiskFault | undefined = "not-scored-yet";
  #retry: (() => void) | undefined;
  #stopped = false;

  constructor(deps: RiskDeskDeps) {
    this.#deps = deps;
    const { interventionsPer1000, nudgesPer1000, leastPpm, dearMinor, cheapPerKiloMinor } = deps.config;
    this.#budget = { interventionsPerMille: interventionsPer1000, nudgesPerMille: nudgesPer1000, leastPpm };
    this.#settings = { dearMinor, cheapPerKiloMinor };
    this.#spent = deps.earlier.reduce((state, one) => spent(state, one, this.#budget), freshBudget);
    void this.#open();
  }

  /** A lane is not what it was: its basket, if it is another now, is scored when there is time. */
  look(laneId: string, { transaction }: LaneState): void {
    if (!this.#deps.config.enabled) return;
    const seat = this.#seat(laneId);
    const seen = transaction === undefined ? "" : `${transaction.transactionId} ${transaction.risk?.events ?? 0}`;
    if (seen === seat.seen) return;
    seat.seen = seen;
    seat.wanted = transaction;
    if (transaction === undefined) seat.score = undefined;
    if (transaction === undefined || seat.busy || this.#scorer === undefined) return;
    seat.busy = true;
    setImmediate(() => void this.#scoreAll(laneId, seat));
  }

  /** What was committed on a lane; `memberId`: whose basket is open there now. */
  committed(laneId: string, entries: readonly LaneEntry[], memberId: string | undefined): void {
    for (const entry of entries) {
      this.#deps.velocity.note(laneId, entry, memberId);
      if (entry.kind === "risk-assessed") this.#spent = spent(this.#spent, entry.assessment, this.#budget);
    }
  }

  /** For a basket that may come to be paid for by this command. The same command is answered the same. */
  knowledge(laneId: string, { transaction }: LaneState, commandId: string, atMs: number): RiskKnowledge | undefined {
    const { config, rules, velocity, auditKey } = this.#deps;
    if (!config.enabled || transaction === undefined) return undefined;
    const held = this.#seats.get(laneId)?.score;
    const score = held?.transactionId === transaction.transactionId ? { ppm: held.ppm, modelId: held.modelId, events: held.events } : undefined;
    const drawn = createHmac("sha256", auditKey).update(`audit:${commandId}`).digest().readUInt32BE(0) % 1_000;
    return {
      settings: this.#settings,
      counts: velocity.countsFor(laneId, transaction, atMs),
      rules,
      thresholds: thresholdsOf(this.#spent, this.#budget),
      audit: drawn < config.auditsPer1000,
      ...(score === undefined ? { fault: this.#fault ?? "not-scored-yet" } : { score, ...(this.#fault === undefined ? {} : { fault: this.#fault }) }),
    };
  }

  /** `ok`, or why baskets are judged without a score or without the store's own rules. */
  finding(): string {
    if (!this.#deps.config.enabled || this.#fault === undefined || this.#fault === "not-scored-yet") return this.#deps.rulesProblem ?? "ok";
    return this.#fault;
  }

  stop(): void {
    this.#stopped = true;
    this.#retry?.();
    void this.#scorer?.close();
    this.#scorer = undefined;
  }

  #seat(laneId: string): Seat {
    const known = this.#seats.get(laneId);
    if (known !== undefined) return known;
    const seat: Seat = { wanted: undefined, seen: "", busy: false, score: undefined };
    this.#seats.set(laneId, seat);
    return seat;
  }

  async #open(): Promise<void> {
    if (!this.#deps.config.enabled) return;
    try {
      const scorer = await this.#deps.openScorer();
      if (this.#stopped) return await scorer.close();
      this.#scorer = scorer;
      this.#say(undefined);
      for (const [laneId, seat] of this.#seats) if (!seat.busy) void this.#scoreAll(laneId, seat);
    } catch (error) {
      this.#say(faultOf(error), error);
      if (!this.#stopped) this.#retry = this.#deps.clock.after(retryMs, () => void this.#open());
    }
  }

  /** The newest of what the lane's basket was, until there is nothing newer. */
  async #scoreAll(laneId: string, seat: Seat): Promise<void> {
    seat.busy = true;
    for (let basket = seat.wanted; basket !== undefined && !this.#stopped; basket = seat.wanted) {
      seat.wanted = undefined;
      await this.#score(laneId, seat, basket);
    }
    seat.busy = false;
  }

  async #score(laneId: string, seat: Seat, transaction: Transaction): Promise<void> {
    const { velocity, storeTime, clock, config } = this.#deps;
    const scorer = this.#scorer;
    if (scorer === undefined) return;
    const counts = velocity.countsFor(laneId, transaction, clock.nowMs());
    const figures = figuresOf(transaction, storeTime.localTime(transaction.startedAtMs), this.#settings, counts);
    try {
      const probability = await inTime(scorer.score(inputOf(figures)), config.deadlineMs, clock);
      if (!(probability >= 0 && probability <= 1)) throw new RiskError("score-not-a-probability", String(probability));
      const { transactionId } = transaction;
      seat.score = { transactionId, ppm: Math.round(probability * 1_000_000), modelId: scorer.modelId, events: transaction.risk?.events ?? 0 };
      this.#say(undefined);
    } catch (error) {
      seat.score = undefined;
      if (!this.#stopped) this.#say(faultOf(error), error);
    }
  }

  /** Told when it changes, not with every basket. */
  #say(fault: RiskFault | undefined, error?: unknown): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    if (fault === undefined) this.#deps.log.info("risk: baskets are scored");
    else this.#deps.log.warn({ fault, error: error instanceof Error ? error.message : String(error) }, "risk: no score; baskets are judged by rules alone");
  }
}

/** The answer, or RiskError `model-slow` when it takes longer. */
function inTime(answer: Promise<number>, deadlineMs: number, clock: Clock): Promise<number> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(deadlineMs, () => reject(new RiskError("model-slow", `more than ${deadlineMs} ms`)));
    answer.then(resolve, reject).finally(cancel);
  });
}

import type { Actor, CommandAnswer, Json, LaneProfile, Refusal } from "@laneway/contracts";
import { whoActs } from "@laneway/domain/assist/decide-assist";
import { placementsIn } from "@laneway/domain/bagging/placements";
import { decide } from "@laneway/domain/lane/decide";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { Effect, LaneKnowledge, LaneRequest, LaneState, TimerName } from "@laneway/domain/lane/types";
import { storedPaymentsIn } from "../offline/lane-payments.js";
import type { Clock, Ids } from "../ports.js";
import { type RecordStore, requestHash } from "../store/record.js";
import type { Signer } from "../store/signer.js";
import type { KnowledgeReader } from "./knowledge.js";
import type { LaneDevices } from "./lane-devices.js";
import { inquiriesOf, projectionsOf, recordable } from "./lane-record.js";
import { signReceipts } from "./sign-receipts.js";

type OutwardEffect = Exclude<Effect, { kind: "set-timer" | "cancel-timer" }>;

export interface LaneDeps {
  readonly profile: LaneProfile;
  readonly homeLocale: string;
  readonly record: RecordStore;
  readonly signer: Signer;
  readonly knowledge: KnowledgeReader;
  readonly devices: LaneDevices;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called after the commit. `id` is the same however often the effect is repeated. */
  readonly perform: (effect: OutwardEffect, id: string) => void;
  /** Called after the commit with what it holds. */
  readonly committed: (entries: readonly LaneEntry[]) => void;
  /** The lane is not what it was: its view is to be published. */
  readonly changed: () => void;
  /** A timer's command could not be written; tells whoever decides about the process. */
  readonly failed: (error: unknown) => void;
}

/** Something that asks: a person, a device, or the edge itself. */
export interface Asked {
  readonly commandId: string;
  readonly actor: Actor;
  readonly request: LaneRequest;
  /** Of the attendant who asks, or of who approves it. */
  readonly role?: NonNullable<LaneKnowledge["role"]>;
}

/** So that ids derived from it fit too. */
const longestCommandId = 58;
const snapshotEvery = 64;
const retryTimerMs = 5_000;
/** A receipt nobody could get for so long is not printed for the next shopper. */
const longestPrintWaitMs = 10 * 60_000;

/**
 * One lane: one command at a time, each load → look up → decide → commit → effects. Everything up to the commit is one
 * synchronous stretch, so two commands never interleave. Throws a `StoreError` when the record cannot be written; then nothing happened.
 */
export class Lane {
  readonly profile: LaneProfile;
  readonly devices: LaneDevices;
  readonly #deps: LaneDeps;
  readonly #timers = new Map<TimerName, () => void>();
  #state: LaneState;
  #version: number;
  #sinceSnapshot = 0;
  #stopped = false;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
    this.profile = deps.profile;
    this.devices = deps.devices;
    const { laneId } = deps.profile;
    const empty = initialLaneState(laneId, deps.homeLocale);
    const kept = deps.record.snapshot(laneId);
    const snapshot = kept !== undefined && isOfThisVersion(kept.state, empty) ? kept : undefined;
    let state = snapshot === undefined ? empty : (snapshot.state as LaneState);
    this.#version = snapshot?.sequence ?? 0;
    for (const record of deps.record.laneRecords(laneId, this.#version)) {
      state = evolve(state, entryOfRecord(record));
      this.#version = record.sequence;
      this.#sinceSnapshot += 1;
    }
    this.#state = state;
  }

  get state(): LaneState {
    return this.#state;
  }

  /** Rises with every change of what a screen shows, within one run of the edge. */
  get version(): number {
    return this.#version;
  }

  /** Something outside the lane's own entries changed its view. */
  touch(): void {
    this.#version += 1;
    this.#deps.changed();
  }

  /** After a start: an open payment is asked about, timers are set again. */
  recover(): void {
    this.#systemCommand({ kind: "recover" });
    this.repeatPrints();
  }

  /**
   * Receipts on their way to paper are sent again, after a stop of the edge or of the agent: one that was committed may never
   * have left. An agent that has the job does it once.
   */
  repeatPrints(): void {
    const { clock, perform } = this.#deps;
    const { printJobs, recentReceipts } = this.#state;
    const isWanted = (sinceMs: number) => clock.nowMs() - sinceMs < longestPrintWaitMs;
    for (const job of printJobs) {
      const { jobId, copy } = job;
      if ("slip" in job) {
        if (isWanted(job.sinceMs)) perform({ kind: "print-slip", jobId, slip: job.slip }, `${jobId}.r`);
        continue;
      }
      if ("voucher" in job) {
        if (isWanted(job.sinceMs)) perform({ kind: "print-voucher", jobId, voucher: job.voucher, copy }, `${jobId}.r`);
        continue;
      }
      const receipt = recentReceipts.find((one) => one.receipt.receiptNumber === job.receiptNumber)?.receipt;
      if (receipt !== undefined && isWanted(receipt.completedAtMs)) perform({ kind: "print-receipt", jobId, receipt, copy }, `${jobId}.r`);
    }
  }

  /** Tells the lane which faults its devices have raised and cleared. */
  noticeFaults(): void {
    for (const request of this.devices.faultChanges(this.#state.faults)) this.#systemCommand(request);
  }

  /** A command of a person or a device. The same id again gets the same answer; another content under it is refused. */
  handle(asked: Asked): CommandAnswer {
    const { record } = this.#deps;
    if (asked.commandId.length > longestCommandId) {
      return refused(asked.commandId, { reason: "invalid-request", fields: [{ path: "commandId", message: `at most ${longestCommandId} characters` }] });
    }
    const hash = requestHash({ laneId: this.profile.laneId, actor: asked.actor, request: asked.request });
    const stored = record.answerTo(asked.commandId);
    if (stored !== undefined) {
      return stored.requestHash === hash ? (stored.answer as CommandAnswer) : refused(asked.commandId, { reason: "command-id-reused" });
    }
    return this.#run(asked, hash, true);
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** Asked by the edge itself: a refusal is a normal end and leaves no trace. */
  #systemCommand(request: LaneRequest): CommandAnswer {
    const commandId = this.#deps.ids.next();
    const actor: Actor = request.kind === "device-fault" ? { kind: "device", device: request.device } : { kind: "system" };
    return this.#run({ commandId, actor, request }, requestHash({ request }), false);
  }

  #run(asked: Asked, hash: string, keepRefusal: boolean): CommandAnswer {
    const { record, knowledge, clock } = this.#deps;
    const { commandId, request } = asked;
    const actor = whoActs(this.#state, asked.actor, request);
    const atMs = clock.nowMs();
    const read = knowledge.read(this.profile, this.#state, this.devices, commandId, request, atMs);
    const known = asked.role === undefined ? read : { ...read, role: asked.role };
    const decided = decide(this.#state, { commandId, actor, atMs, request }, known);
    const entries: readonly LaneEntry[] = decided.ok ? signReceipts(decided.value.entries, this.#deps.signer) : [];
    const state = entries.reduce(evolve, this.#state);
    const sequence = record.journal.last.sequence + entries.length;
    const version = entries.length === 0 ? this.#version : Math.max(this.#version + 1, sequence);
    const answer: CommandAnswer = decided.ok ? { result: "accepted", commandId, version } : refused(commandId, decided.error);
    // A card number or a badge leaves no trace, not even as a hash.
    const keep = decided.ok ? entries.length > 0 || keepRefusal : keepRefusal && known.lookup?.kind !== "secret";
    if (keep) {
      const keptHash = known.lookup?.kind === "secret" ? requestHash({ kind: request.kind }) : hash;
      const snapshot = this.#snapshotIsDue(state, entries.length) ? (state as unknown as Json) : undefined;
      record.commit({
        laneId: this.profile.laneId, commandId, requestHash: keptHash, atMs, businessDate: known.businessDate, actor,
        entries: entries.map(recordable), answer, snapshot,
        projections: [...projectionsOf(entries, this.profile.laneId, known.eReceiptToken), ...storedPaymentsIn(this.#state, entries), ...placementsIn(this.#state, entries).map((placement) => ({ kind: "placed" as const, placement })), ...(decided.ok ? inquiriesOf(decided.value.effects, this.profile.laneId, atMs) : [])],
      });
      this.#sinceSnapshot = snapshot === undefined ? this.#sinceSnapshot + entries.length : 0;
    }
    this.#state = state;
    this.#version = version;
    if (decided.ok) this.#perform(decided.value.effects, commandId);
    if (entries.length === 0) return answer;
    this.#deps.committed(entries);
    this.#deps.changed();
    return answer;
  }

  /** Often enough that a start replays little; at a transaction's end, when the state is small. */
  #snapshotIsDue(next: LaneState, added: number): boolean {
    if (added === 0) return false;
    return this.#sinceSnapshot + added >= snapshotEvery || (this.#state.transaction !== undefined && next.transaction === undefined);
  }

  #perform(effects: readonly Effect[], commandId: string): void {
    for (const [index, effect] of effects.entries()) {
      if (effect.kind === "set-timer") this.#setTimer(effect);
      else if (effect.kind === "cancel-timer") this.#cancelTimer(effect.timer);
      else this.#deps.perform(effect, `${commandId}.e${index}`);
    }
  }

  #cancelTimer(timer: TimerName): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }

  #setTimer(set: Extract<Effect, { kind: "set-timer" }>): void {
    const { timer, about, dueAtMs, afterMs } = set;
    this.#cancelTimer(timer);
    if (this.#stopped) return;
    this.#timers.set(
      timer,
      this.#deps.clock.after(afterMs, () => {
        this.#timers.delete(timer);
        try {
          this.#systemCommand({ kind: "timer", timer, about, dueAtMs });
        } catch (error) {
          this.#deps.failed(error);
          this.#setTimer({ ...set, afterMs: retryTimerMs });
        }
      }),
    );
  }
}

/** A state of an older version lacks what newer ones have: such a snapshot is left aside, and the lane folded from its first record. */
function isOfThisVersion(state: unknown, empty: LaneState): boolean {
  if (typeof state !== "object" || state === null) return false;
  return Object.entries(empty).every(([key, value]) => value === undefined || key in state);
}

const refused = (commandId: string, refusal: Refusal): CommandAnswer => ({ result: "refused", commandId, refusal });

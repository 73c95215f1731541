import type { Actor, CommandAnswer, DayBlocker, DayReport, DayView, DeviceFact, Json, LaneProfile, Refusal, StoreConfig } from "@laneway/contracts";
import { accountOfDay } from "@laneway/domain/business-day/account";
import { decideDay, isReadyToClose } from "@laneway/domain/business-day/decide-day";
import { dayView } from "@laneway/domain/business-day/day-view";
import { type DayEntry, isDayEntryKind } from "@laneway/domain/business-day/entries";
import { evolveDay, replayDay } from "@laneway/domain/business-day/evolve-day";
import type { DayEffect, DayKnowledge, DayRequest, DayState } from "@laneway/domain/business-day/types";
import { isAttemptOpen } from "@laneway/domain/payment/attempt";
import { isUnsettled } from "@laneway/domain/payment/past-attempts";
import type { StoreTime } from "../lane/business-time.js";
import type { AddressedCommand } from "../lane/device-commands.js";
import type { Lane } from "../lane/lane.js";
import type { Clock, Ids } from "../ports.js";
import type { JournalEntry } from "../store/journal.js";
import { type RecordStore, requestHash } from "../store/record.js";

export interface StoreDayDeps {
  readonly config: StoreConfig;
  readonly currencyDigits: number;
  readonly record: RecordStore;
  readonly storeTime: StoreTime;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly profiles: readonly LaneProfile[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly send: (laneId: string, addressed: AddressedCommand) => void;
  /** Whether lanes may sell, or what the station shows of the day, is not what it was. */
  readonly changed: () => void;
  /** A command of the edge itself could not be written; tells whoever decides about the process. */
  readonly failed: (error: unknown) => void;
}

export interface DayAsked {
  readonly commandId: string;
  readonly actor: Actor;
  readonly request: DayRequest;
}

/** A terminal that settles with its host may take minutes; beyond this a person has to decide. */
const answerWithinMs = 300_000;
const finishAgainMs = 5_000;
const commandLivesMs = 60_000;
/** Ids of terminal requests derive from it. */
const longestCommandId = 58;

/**
 * The store's business day: one command at a time, each decide → commit → effects, like a lane. Its entries stand in the
 * journal with no lane. Nothing of it is remembered elsewhere: a start reads its entries and asks the terminals again.
 */
export class StoreDay {
  readonly #deps: StoreDayDeps;
  readonly #terminalLanes: readonly string[];
  readonly #timers = new Map<string, () => void>();
  #state: DayState;
  #stopped = false;

  constructor(deps: StoreDayDeps) {
    this.#deps = deps;
    this.#terminalLanes = deps.profiles.filter(({ devices, training }) => devices["payment-terminal"] !== undefined && !training).map(({ laneId }) => laneId);
    this.#state = replayDay(dayEntries(deps.record));
  }

  /** Of the open day; without one, what the calendar says in the store. */
  businessDate(atMs: number): string {
    const { phase, businessDate } = this.#state;
    return phase !== "none" && businessDate !== undefined ? businessDate : this.#deps.storeTime.businessDate(atMs);
  }

  /** May a basket begin? */
  get selling(): "open" | "closing" | "not-open" {
    if (this.#state.phase === "closing") return "closing";
    return this.#state.phase === "none" && this.#deps.config.businessDay.required ? "not-open" : "open";
  }

  get view(): DayView {
    const { config, storeTime, clock } = this.#deps;
    return dayView(this.#state, {
      required: config.businessDay.required,
      calendarDate: storeTime.businessDate(clock.nowMs()),
      blockers: this.#blockers(),
      lanes: this.#deps.profiles.filter(({ laneId }) => this.#terminalLanes.includes(laneId)).map(({ laneId, name }) => ({ laneId, laneName: name })),
    });
  }

  /** Closed days, newest first. */
  reports(limit: number): DayReport[] {
    return this.#deps.record.journal.closedDays(limit).map((record) => record.entry.report as DayReport);
  }

  /** After a start. */
  recover(): void {
    this.#system({ kind: "recover" });
    for (const { laneId, askedId } of this.#state.terminals) if (askedId !== undefined) this.#waitFor(laneId, askedId);
    this.tryFinish();
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** A command of a person. The same id again gets the same answer; another content under it is refused. */
  handle(asked: DayAsked): CommandAnswer {
    const { commandId } = asked;
    if (commandId.length > longestCommandId) {
      return refused(commandId, { reason: "invalid-request", fields: [{ path: "commandId", message: `at most ${longestCommandId} characters` }] });
    }
    const hash = requestHash({ day: true, actor: asked.actor, request: asked.request });
    const stored = this.#deps.record.answerTo(commandId);
    if (stored !== undefined) return stored.requestHash === hash ? (stored.answer as CommandAnswer) : refused(commandId, { reason: "command-id-reused" });
    const answer = this.#run(asked, hash);
    this.tryFinish();
    return answer;
  }

  /** What a terminal says of its day. Committed when this returns; throws when it cannot be. */
  hear(laneId: string, fact: Extract<DeviceFact, { kind: "terminal-day" | "terminal-diagnosis" }>): void {
    const request: DayRequest =
      fact.kind === "terminal-day"
        ? { kind: "terminal-day", laneId, requestId: fact.requestId, outcome: fact.outcome }
        : { kind: "terminal-diagnosis", laneId, requestId: fact.requestId, diagnosis: fact.diagnosis };
    this.handle({ commandId: fact.factId, actor: { kind: "device", device: fact.device }, request });
  }

  /** Closes the day when every terminal has answered and nothing stands open; looked at again whenever that may have changed. */
  tryFinish(): void {
    if (this.#stopped || !isReadyToClose(this.#state, this.#terminalLanes)) return;
    const answer = this.#system({ kind: "finish-close" });
    if (answer?.result !== "accepted") this.#later("finish", finishAgainMs, () => this.tryFinish());
  }

  #system(request: DayRequest): CommandAnswer | undefined {
    try {
      return this.#run({ commandId: this.#deps.ids.next(), actor: { kind: "system" }, request }, requestHash({ request }));
    } catch (error) {
      this.#deps.failed(error);
      return undefined;
    }
  }

  #run({ commandId, actor, request }: DayAsked, hash: string): CommandAnswer {
    const { record, clock } = this.#deps;
    const atMs = clock.nowMs();
    const decided = decideDay(this.#state, { commandId, actor, atMs, request }, this.#knowledge(request, atMs));
    const entries: readonly DayEntry[] = decided.ok ? decided.value.entries : [];
    const answer: CommandAnswer = decided.ok ? { result: "accepted", commandId, version: record.journal.last.sequence + entries.length } : refused(commandId, decided.error);
    const next = entries.reduce(evolveDay, this.#state);
    if (entries.length > 0 || actor.kind === "attendant") {
      const businessDate = next.phase !== "none" && next.businessDate !== undefined ? next.businessDate : this.businessDate(atMs);
      record.commit({ laneId: null, commandId, requestHash: hash, atMs, businessDate, actor, entries: entries.map(recordable), answer, projections: [], snapshot: undefined });
    }
    this.#state = next;
    if (decided.ok) for (const [index, effect] of decided.value.effects.entries()) this.#perform(effect, `${commandId}.e${index}`);
    if (entries.length > 0) this.#deps.changed();
    return answer;
  }

  #knowledge(request: DayRequest, atMs: number): DayKnowledge {
    const { config, currencyDigits, record, storeTime } = this.#deps;
    const { id, name, timeZone, currency } = config.store;
    return {
      store: { storeId: id, name, timeZone, currency, currencyDigits },
      calendarDate: storeTime.businessDate(atMs),
      lastSequence: record.journal.last.sequence,
      terminalLanes: this.#terminalLanes,
      blockers: this.#blockers(),
      suspendedWaiting: record.suspendedWaiting(mostSuspended).length,
      account: readsAccount.has(request.kind) ? accountOfDay(record.journal.between(this.#state.afterSequence, record.journal.last.sequence)) : undefined,
    };
  }

  #blockers(): DayBlocker[] {
    return [...this.#deps.lanes.values()].flatMap(({ profile, state }): DayBlocker[] => {
      const at = { laneId: profile.laneId, laneName: profile.name };
      const unsettled = isAttemptOpen(state.attempt) || state.pastAttempts.some(isUnsettled) || state.returning?.confirmed === true;
      return [
        ...(state.transaction === undefined ? [] : [{ ...at, because: "basket-open" as const }]),
        ...(unsettled ? [{ ...at, because: "payment-unsettled" as const }] : []),
        ...(state.till === undefined ? [] : [{ ...at, because: "till-open" as const }]),
      ];
    });
  }

  #perform(effect: DayEffect, commandId: string): void {
    const { clock, config, send } = this.#deps;
    const head = { commandId, issuedAtMs: clock.nowMs(), expiresAtMs: clock.nowMs() + commandLivesMs };
    const { laneId, requestId } = effect;
    if (effect.kind === "diagnose-terminal") {
      send(laneId, { device: "payment-terminal", command: { ...head, kind: effect.kind, requestId } });
      return;
    }
    const attempts = effect.attempts.map((attempt) => ({ ...attempt, currency: config.store.currency }));
    send(laneId, { device: "payment-terminal", command: { ...head, kind: effect.kind, requestId, attempts } });
    this.#waitFor(laneId, requestId);
  }

  /** Silence is no answer for ever. */
  #waitFor(laneId: string, requestId: string): void {
    this.#later(`answer ${laneId}`, answerWithinMs, () => {
      if (!this.#state.terminals.some((each) => each.askedId === requestId)) return;
      this.#system({ kind: "terminal-day", laneId, requestId, outcome: { result: "unknown", because: "the terminal did not answer in time" } });
    });
  }

  #later(what: string, afterMs: number, call: () => void): void {
    this.#timers.get(what)?.();
    if (this.#stopped) return;
    this.#timers.set(what, this.#deps.clock.after(afterMs, call));
  }
}

/** Requests for which the day's records are read. */
const readsAccount: ReadonlySet<DayRequest["kind"]> = new Set<DayRequest["kind"]>(["close-day", "settle-terminal", "finish-close", "recover"]);
const mostSuspended = 1_000;

function* dayEntries(record: RecordStore): Generator<DayEntry> {
  for (const each of record.journal.ofStore()) {
    if (!isDayEntryKind(each.kind)) continue;
    yield { ...each.entry, kind: each.kind, shape: each.shape, atMs: each.atMs, actor: each.actor } as unknown as DayEntry;
  }
}

function recordable(entry: DayEntry): JournalEntry {
  const { kind, shape, atMs: _atMs, actor: _actor, ...rest } = entry;
  return { kind, shape, entry: rest as unknown as { readonly [key: string]: Json | undefined } };
}

const refused = (commandId: string, refusal: Refusal): CommandAnswer => ({ result: "refused", commandId, refusal });

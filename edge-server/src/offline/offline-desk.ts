import type { Actor, CommandAnswer, DeviceFact, Json, OfflineCardsView, Refusal, StoreConfig, StoredPayment } from "@laneway/contracts";
import { decideOffline, evolveOffline, nobodyAllows } from "@laneway/domain/offline/decide-offline";
import { isInForce } from "@laneway/domain/offline/offline-way";
import { isOfflineEntryKind, type OfflineEntry, type OfflineKnowledge, type OfflineOrder, type OfflineRequest, type OfflineState } from "@laneway/domain/offline/types";
import { isAttemptOpen } from "@laneway/domain/payment/attempt";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { AddressedCommand } from "../lane/device-commands.js";
import type { Lane } from "../lane/lane.js";
import type { Clock, Ids } from "../ports.js";
import { type RecordStore, requestHash } from "../store/record.js";

export interface OfflineDeskDeps {
  readonly config: StoreConfig;
  readonly record: RecordStore;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly businessDate: (atMs: number) => string;
  readonly send: (laneId: string, addressed: AddressedCommand) => void;
  /** What the station shows of them is not what it was. */
  readonly changed: () => void;
  /** A command of the edge itself could not be written. */
  readonly failed: (error: unknown) => void;
}

/** A terminal that dials its host in vain is busy meanwhile: so it is asked more and more rarely, until something has changed. */
const askAgainMs = { first: 60_000, longest: 900_000 } as const;
const soonMs = 2_000;
const commandLivesMs = 60_000;
const mostAtOnce = 500;

/**
 * Card payments without the terminal's host: who allows them, what terminals keep, and what became of it. Each command is decided and
 * committed at once; a start reads who allows it out of the journal, and the payments out of their table.
 */
export class OfflineDesk {
  readonly #deps: OfflineDeskDeps;
  #state: OfflineState = nobodyAllows;
  #dueAtMs = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(deps: OfflineDeskDeps) {
    this.#deps = deps;
    for (const { kind, shape, entry, atMs, actor } of deps.record.journal.ofStore()) {
      if (isOfflineEntryKind(kind)) this.#state = evolveOffline(this.#state, { ...entry, kind, shape, atMs, actor } as unknown as OfflineEntry);
    }
  }

  /** What a payment that is begun now may know; undefined: the store has no say in it. */
  get knowledge(): OfflineKnowledge | undefined {
    const { config, record } = this.#deps;
    return config.tenders.offlineCards.enabled ? { allowance: this.#state.allowance, outstandingMinor: record.storedPayments.outstandingMinor } : undefined;
  }

  /** Undefined: the store takes no card so, and has none waiting. */
  get view(): OfflineCardsView | undefined {
    const { config, record, lanes, clock } = this.#deps;
    const { enabled, eachMinor, sumMinor, minutes, atRiskHours } = config.tenders.offlineCards;
    const stored = record.storedPayments.inState("stored");
    const losses = record.storedPayments.inState("declined");
    if (!enabled && stored.length === 0 && losses.length === 0) return undefined;
    const { allowance } = this.#state;
    const away = [...lanes.values()].flatMap(({ profile, state }) => (state.hostAwaySinceMs === undefined || profile.training ? [] : [{ laneId: profile.laneId, laneName: profile.name, sinceMs: state.hostAwaySinceMs }]));
    return {
      eachMinor, sumMinor, minutes, atRiskHours,
      ...(isInForce(allowance, clock.nowMs()) ? { allowance } : {}),
      outstandingMinor: record.storedPayments.outstandingMinor,
      away, stored, losses,
    };
  }

  /** After a start. */
  start(): void {
    this.#look(soonMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  /** A command of a person. The same id again gets the same answer; another content under it is refused. */
  handle(commandId: string, actor: Actor, request: OfflineRequest): CommandAnswer {
    const { record } = this.#deps;
    const hash = requestHash({ offline: true, actor, request });
    const known = record.answerTo(commandId);
    if (known !== undefined) return known.requestHash === hash ? (known.answer as CommandAnswer) : refused(commandId, { reason: "command-id-reused" });
    const answer = this.#run({ commandId, actor, atMs: this.#deps.clock.nowMs(), request }, hash);
    if (request.kind === "ask-stored-payments") this.#ask();
    return answer;
  }

  /** What a terminal says of a payment that it kept. Committed when this returns; throws when it cannot be. */
  hear(fact: Extract<DeviceFact, { kind: "stored-payment" }>): void {
    this.handle(fact.factId, { kind: "device", device: fact.device }, { kind: "stored-payment-told", attemptId: fact.attemptId, fate: fact.fate });
  }

  /** What a lane has committed: a terminal that keeps something new, or reaches its host again, is asked soon. */
  noticed(entries: readonly LaneEntry[]): void {
    for (const entry of entries) {
      if (entry.kind !== "payment-approved" || !("card" in entry.outcome) || this.#kept().length === 0) continue;
      const afterMs = entry.outcome.offline === true ? askAgainMs.first : soonMs;
      if (this.#deps.clock.monotonicMs() + afterMs < this.#dueAtMs) this.#look(afterMs);
    }
  }

  #kept(): StoredPayment[] {
    return this.#deps.record.storedPayments.inState("stored");
  }

  /** Looks, and asks the terminals, after so long. */
  #look(afterMs: number): void {
    this.#cancel?.();
    if (this.#stopped) return;
    this.#dueAtMs = this.#deps.clock.monotonicMs() + afterMs;
    this.#cancel = this.#deps.clock.after(afterMs, () => {
      try {
        this.#run({ commandId: this.#deps.ids.next(), actor: { kind: "system" }, atMs: this.#deps.clock.nowMs(), request: { kind: "look-for-risk" } }, requestHash({ request: "look-for-risk" }));
      } catch (error) {
        this.#deps.failed(error);
      }
      this.#ask();
      this.#look(Math.min(askAgainMs.longest, Math.max(askAgainMs.first, afterMs * 2)));
    });
  }

  /** Each lane whose terminal keeps something, unless a shopper is paying there. */
  #ask(): void {
    const { lanes, clock, ids, send } = this.#deps;
    const issuedAtMs = clock.nowMs();
    const kept = this.#kept();
    for (const [laneId, lane] of lanes) {
      const payments = kept.filter((each) => each.laneId === laneId).map(({ attemptId, reference }) => ({ attemptId, reference }));
      if (payments.length === 0 || isAttemptOpen(lane.state.attempt)) continue;
      const head = { commandId: ids.next(), issuedAtMs, expiresAtMs: issuedAtMs + commandLivesMs };
      send(laneId, { device: "payment-terminal", command: { ...head, kind: "forward-stored", requestId: ids.next(), payments: payments.slice(0, mostAtOnce) } });
    }
  }

  #run(order: OfflineOrder, hash: string): CommandAnswer {
    const { record, config, businessDate, changed } = this.#deps;
    const { commandId, actor, atMs, request } = order;
    const payment = "attemptId" in request ? record.storedPayments.find(request.attemptId) : undefined;
    const decided = decideOffline(this.#state, order, { limits: config.tenders.offlineCards, payment, waiting: request.kind === "look-for-risk" ? this.#kept() : [] });
    const entries = decided.ok ? decided.value : [];
    const answer: CommandAnswer = decided.ok ? { result: "accepted", commandId, version: record.journal.last.sequence + entries.length } : refused(commandId, decided.error);
    if (entries.length > 0 || actor.kind === "attendant") {
      const projections = entries.flatMap((entry) => ("payment" in entry ? [{ kind: "offline-stored" as const, payment: entry.payment }] : []));
      record.commit({ laneId: null, commandId, requestHash: hash, atMs, businessDate: businessDate(atMs), actor, entries: entries.map(recordable), answer, projections, snapshot: undefined });
    }
    this.#state = entries.reduce(evolveOffline, this.#state);
    if (entries.length > 0) changed();
    return answer;
  }
}

function recordable(entry: OfflineEntry) {
  const { kind, shape, atMs: _atMs, actor: _actor, ...rest } = entry;
  return { kind, shape, entry: rest as unknown as { readonly [key: string]: Json | undefined } };
}

const refused = (commandId: string, refusal: Refusal): CommandAnswer => ({ result: "refused", commandId, refusal });

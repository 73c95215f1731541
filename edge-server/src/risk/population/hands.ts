import type { Actor } from "@laneway/contracts";
import { decide } from "@laneway/domain/lane/decide";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { ItemLookup, LaneKnowledge, LaneRequest, LaneState } from "@laneway/domain/lane/types";
import type { Good } from "./shop.js";

const shopper: Actor = { kind: "shopper" };
const attendant: Actor = { kind: "attendant", attendantId: "population", name: "Population" };
const scanner: Actor = { kind: "device", device: "scanner" };
const scale: Actor = { kind: "device", device: "security-scale" };
const system: Actor = { kind: "system" };
/** A division of the bagging scale. */
const divisionGrams = 5;

/** A shopper's hands at a lane: the lane is the product's own, the goods lie on a scale that shows five grams. */
export class Hands {
  state: LaneState;
  nowMs: number;
  readonly entries: LaneEntry[] = [];
  readonly #knowledge: LaneKnowledge;
  #commands = 0;
  #onScale = 0;

  constructor(laneId: string, knowledge: LaneKnowledge, startMs: number) {
    this.state = initialLaneState(laneId, "en");
    this.#knowledge = knowledge;
    this.nowMs = startMs;
  }

  wait(ms: number): void {
    this.nowMs += Math.max(0, Math.round(ms));
  }

  /** Did the lane accept it? */
  send(request: LaneRequest, actor: Actor, more: Partial<LaneKnowledge> = {}): boolean {
    this.#commands += 1;
    const command = { commandId: `${this.state.laneId}-${this.#commands}`, actor, atMs: this.nowMs, request };
    const decided = decide(this.state, command, { ...this.#knowledge, ...more });
    if (!decided.ok) return false;
    for (const entry of decided.value.entries) this.state = evolve(this.state, entry);
    this.entries.push(...decided.value.entries);
    return true;
  }

  scan({ item }: Good): boolean {
    return this.send({ kind: "scan", text: item.itemId, aim: undefined }, scanner, { lookup: found(item) });
  }

  pick({ item }: Good, quantity: number): boolean {
    return this.send({ kind: "pick-item", itemId: item.itemId, quantity }, shopper, { lookup: found(item) });
  }

  weigh({ item }: Good, grams: number): boolean {
    return this.send({ kind: "weigh-item", itemId: item.itemId }, shopper, { lookup: found(item), produceWeightGrams: Math.round(grams) });
  }

  scanUnknown(code: string): boolean {
    return this.send({ kind: "scan", text: code, aim: undefined }, scanner, { lookup: { kind: "not-found", code } });
  }

  ask(request: LaneRequest, more: Partial<LaneKnowledge> = {}): boolean {
    return this.send(request, shopper, more);
  }

  /** Puts grams into the bagging area, or takes them out. */
  place(grams: number): void {
    this.#onScale = Math.max(0, this.#onScale + Math.round(grams));
    this.send({ kind: "bagging-weight", reading: { grams: Math.round(this.#onScale / divisionGrams) * divisionGrams } }, scale);
  }

  get asked(): boolean {
    const { nudge } = this.state.bagging;
    return nudge !== undefined && nudge.kind !== "own-bag";
  }

  get lastLineId(): string | undefined {
    return this.state.transaction?.lines.findLast((line) => !line.voided)?.lineId;
  }

  /** Whoever cannot make the bagging area right waits; an attendant comes, looks, and lets it be. */
  waitForAttendant(walkMs: number): void {
    const { nudge } = this.state.bagging;
    if (nudge === undefined || nudge.kind === "own-bag") return;
    this.nowMs = Math.max(this.nowMs, nudge.sinceMs + this.#knowledge.rules.nudgeSeconds * 1_000);
    this.send({ kind: "timer", timer: "bagging-nudge", about: String(nudge.sinceMs) }, system);
    this.wait(walkMs);
    this.endInterventions("weight-mismatch", "approved");
  }

  endInterventions(kind: "weight-mismatch" | "unknown-item", outcome: "approved" | "refused"): void {
    for (const one of this.state.interventions) {
      if (one.kind === kind) this.send({ kind: "end-intervention", interventionId: one.interventionId, outcome }, attendant);
    }
  }
}

const found = (item: Good["item"]): ItemLookup => ({
  kind: "found", item, weightGrams: undefined, priceInCodeMinor: undefined, lot: undefined, expiryDate: undefined, serial: undefined,
});

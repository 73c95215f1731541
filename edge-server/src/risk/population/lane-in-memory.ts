import type { Actor } from "@laneway/contracts";
import { decide } from "@laneway/domain/lane/decide";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { RiskKnowledge } from "@laneway/domain/risk/types";
import type { ItemLookup, LaneKnowledge, LaneRequest, LaneState } from "@laneway/domain/lane/types";
import type { Hands, Touch } from "./hands.js";
import type { Good } from "./shop.js";

export const shopper: Actor = { kind: "shopper" };
export const attendant: Actor = { kind: "attendant", attendantId: "population", name: "Population" };
export const scanner: Actor = { kind: "device", device: "scanner" };
const scale: Actor = { kind: "device", device: "security-scale" };
export const system: Actor = { kind: "system" };
/** A division of the bagging scale. */
const divisionGrams = 5;

const membership = { programId: "population", names: { en: "Population" }, customerGroups: [] };

/** A lane of the product in memory: its entries are what a journal would hold. The goods lie on a scale that shows five grams. */
export class LaneInMemory implements Hands {
  state: LaneState;
  readonly entries: LaneEntry[] = [];
  readonly knowledge: LaneKnowledge;
  /** Of the shop; moves when somebody waits. */
  nowMs: number;
  #commands = 0;
  #onScale = 0;

  constructor(laneId: string, knowledge: LaneKnowledge, startMs: number) {
    this.state = initialLaneState(laneId, "en");
    this.knowledge = knowledge;
    this.nowMs = startMs;
  }

  async wait(ms: number): Promise<void> {
    this.nowMs += Math.max(0, Math.round(ms));
  }

  async scan({ item }: Good): Promise<boolean> {
    return this.send({ kind: "scan", text: item.itemId, aim: undefined }, scanner, { lookup: found(item) });
  }

  async pick({ item }: Good, quantity: number): Promise<boolean> {
    return this.send({ kind: "pick-item", itemId: item.itemId, quantity }, shopper, { lookup: found(item) });
  }

  async weigh({ item }: Good, grams: number): Promise<boolean> {
    return this.send({ kind: "weigh-item", itemId: item.itemId }, shopper, { lookup: found(item), produceWeightGrams: Math.round(grams) });
  }

  async scanUnknown(code: string, untilPutAsideMs: number): Promise<void> {
    this.send({ kind: "scan", text: code, aim: undefined }, scanner, { lookup: { kind: "not-found", code } });
    await this.wait(untilPutAsideMs);
    this.#endInterventions("unknown-item", "refused");
  }

  async showMemberCard(): Promise<void> {
    this.send({ kind: "scan", text: "member", aim: undefined }, scanner, { lookup: { kind: "member", memberId: "member", membership }, lineItems: [] });
  }

  async ask(touch: Touch): Promise<boolean> {
    return this.send(touch, shopper);
  }

  async place(grams: number): Promise<void> {
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

  async waitForAttendant(walkMs: number): Promise<void> {
    const { nudge } = this.state.bagging;
    if (nudge === undefined || nudge.kind === "own-bag") return;
    this.nowMs = Math.max(this.nowMs, nudge.sinceMs + this.knowledge.rules.nudgeSeconds * 1_000);
    this.send({ kind: "timer", timer: "bagging-nudge", about: String(nudge.sinceMs) }, system);
    await this.wait(walkMs);
    this.#endInterventions("weight-mismatch", "approved");
  }

  /** To paying, judged by what is handed over. Did the lane accept it? */
  pay(risk: RiskKnowledge | undefined): boolean {
    return this.send({ kind: "go-to-bags" }, shopper, risk === undefined ? {} : { risk });
  }

  #endInterventions(kind: "weight-mismatch" | "unknown-item", outcome: "approved" | "refused"): void {
    for (const one of this.state.interventions) {
      if (one.kind === kind) this.send({ kind: "end-intervention", interventionId: one.interventionId, outcome }, attendant);
    }
  }

  /** Did the lane take it? What follows is written down. */
  send(request: LaneRequest, actor: Actor, more: Partial<LaneKnowledge> = {}): boolean {
    this.#commands += 1;
    const command = { commandId: `${this.state.laneId}-${this.#commands}`, actor, atMs: this.nowMs, request };
    const decided = decide(this.state, command, { ...this.knowledge, ...more });
    if (!decided.ok) return false;
    for (const entry of decided.value.entries) this.state = evolve(this.state, entry);
    this.entries.push(...decided.value.entries);
    return true;
  }
}

const found = (item: Good["item"]): ItemLookup => ({
  kind: "found", item, weightGrams: undefined, priceInCodeMinor: undefined, lot: undefined, expiryDate: undefined, serial: undefined,
});

import type { LaneKnowledge } from "@laneway/domain/lane/types";
import { LaneInMemory, scanner, shopper, system } from "@laneway/edge-server/risk/population/lane-in-memory";
import type { VirtualTime } from "./virtual-time.js";

const lookEveryMs = 500;
/** Longer than anybody waits; after it, something is wrong. */
export const patienceMs = 1_200_000;

/** A lane in memory that stands among others: time passes for all of them alike, and whoever must wait waits for the one colleague. */
export class LaneInShop extends LaneInMemory {
  constructor(
    laneId: string,
    knowledge: LaneKnowledge,
    private readonly time: VirtualTime,
  ) {
    super(laneId, knowledge, time.nowMs);
  }

  override async wait(ms: number): Promise<void> {
    await this.time.sleep(ms);
    this.nowMs = this.time.nowMs;
  }

  override async scanUnknown(code: string, untilPutAsideMs: number): Promise<void> {
    this.send({ kind: "scan", text: code, aim: undefined }, scanner, { lookup: { kind: "not-found", code } });
    await this.wait(untilPutAsideMs);
  }

  /** The lane's own question stands for its time, then the colleague is called; the shopper stays until it is answered. */
  override async waitForAttendant(): Promise<void> {
    const { nudge } = this.state.bagging;
    if (nudge === undefined || nudge.kind === "own-bag") return;
    await this.wait(nudge.sinceMs + this.knowledge.rules.nudgeSeconds * 1_000 - this.nowMs);
    if (this.state.bagging.nudge?.sinceMs === nudge.sinceMs) this.send({ kind: "timer", timer: "bagging-nudge", about: String(nudge.sinceMs) }, system);
    await this.until(() => !this.asked, patienceMs);
  }

  /** Did it hold within the time? */
  async until(holds: () => boolean, withinMs: number): Promise<boolean> {
    const endMs = this.nowMs + withinMs;
    while (!holds()) {
      if (this.nowMs >= endMs) return false;
      await this.wait(Math.min(lookEveryMs, endMs - this.nowMs));
    }
    return true;
  }

  get isBlocked(): boolean {
    return this.state.interventions.some(({ blocking }) => blocking);
  }

  get isChecked(): boolean {
    return this.state.interventions.some(({ kind }) => kind === "basket-check");
  }

  abandon(): void {
    this.send({ kind: "abandon" }, shopper);
  }
}

import type { LaneRequest } from "@laneway/domain/lane/types";
import type { Good } from "./shop.js";

/** What a shopper may ask by touching the screen. */
export type Touch = Extract<
  LaneRequest,
  { kind: "start" | "use-own-bag" | "skip-bagging" | "change-quantity" | "void-line" | "go-to-bags" | "back-to-basket" }
>;

/**
 * A shopper's hands at a lane: one in memory, or one of a running store. Each answers whether the lane took it; times in milliseconds
 * of the shop, weights in grams.
 */
export interface Hands {
  wait(ms: number): Promise<void>;
  scan(good: Good): Promise<boolean>;
  pick(good: Good, quantity: number): Promise<boolean>;
  weigh(good: Good, grams: number): Promise<boolean>;
  /** A code that is not in the price book; the colleague who comes puts it aside after so long. */
  scanUnknown(code: string, untilPutAsideMs: number): Promise<void>;
  showMemberCard(): Promise<void>;
  ask(touch: Touch): Promise<boolean>;
  /** Puts grams into the bagging area, or takes them out. */
  place(grams: number): Promise<void>;
  /** The lane asks about the bagging area. */
  readonly asked: boolean;
  /** The last line that is sold. */
  readonly lastLineId: string | undefined;
  /** Whoever cannot make the bagging area right waits; a colleague comes, who takes so long, looks, and lets it be. */
  waitForAttendant(walkMs: number): Promise<void>;
}

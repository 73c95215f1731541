import { setTimeout as sleep } from "node:timers/promises";
import type { LaneView } from "@laneway/contracts";
import { eventually } from "./eventually.js";
import type { LaneClient } from "./lane-client.js";
import type { ShelfItem } from "./shelf.js";

const scaleIsReadEveryMs = 400;
const terminalIsLookedAtEveryMs = 5_000;

/** A person at a lane: what hands do with the bench and the kiosk's buttons, nothing else. */
export class Shopper {
  constructor(readonly lane: LaneClient) {}

  /** Scans a packed item, waits for its line, and puts it in the bagging area. */
  async scanAndBag(item: ShelfItem): Promise<LaneView> {
    const before = (await this.lane.view()).basket?.lines.length ?? 0;
    await this.lane.bench({ kind: "scan", code: item.code, aim: item.aim ?? "]E0" });
    await this.lane.until(`${item.name} on the screen`, (view) => (view.basket?.lines.length ?? 0) > before);
    await this.lane.bench({ kind: "put-in-bagging", label: item.name, grams: item.expectedWeightGrams ?? 100 });
    return this.lane.until(`${item.name} in the bagging area`, (view) => view.nudge === undefined);
  }

  /** Through the bag question to the choice of tenders. */
  async goToPayment(): Promise<void> {
    await this.lane.accepted({ kind: "go-to-bags" });
    await this.lane.accepted({ kind: "choose-bags", count: 0 });
    await this.lane.until("the choice of tenders", (view) => view.step.name === "payment");
  }

  /** Holds a good card to the terminal and waits for the thanks; pays again when the lane says that nothing was charged. */
  async payByCard(withinMs = 30_000): Promise<LaneView> {
    for (let attempt = 1; ; attempt++) {
      await this.lane.bench({ kind: "terminal-next", outcome: "approve" });
      await this.touchPay(withinMs);
      const view = await this.endOfPayment(withinMs);
      if (view.step.name === "thank-you" || attempt === 3) return view;
    }
  }

  /** Nobody walks away from a terminal that says "insert card": it is looked at now and then, and gets the card again. */
  private async endOfPayment(withinMs: number): Promise<LaneView> {
    for (let leftMs = withinMs; ; leftMs -= terminalIsLookedAtEveryMs) {
      try {
        return await this.lane.until("an end of the payment", ({ step }) => step.name === "thank-you" || (step.name === "payment" && step.payment?.state === "aborted"), Math.min(leftMs, terminalIsLookedAtEveryMs));
      } catch (error) {
        if (leftMs <= terminalIsLookedAtEveryMs) throw error;
      }
      const { terminal } = await this.lane.benchState();
      if (terminal.state === "waiting-for-card") await this.lane.bench({ kind: "terminal-press", button: "approve" });
    }
  }

  /** Touches the card button; while the screen says that cards cannot be taken right now, waits and touches again. */
  private async touchPay(withinMs: number): Promise<void> {
    await eventually(
      async () => {
        const answer = await this.lane.send({ kind: "pay", tender: "card" });
        if (answer.result === "accepted") return true;
        if (answer.refusal.reason !== "terminal-unavailable") throw new Error(`pay was refused: ${JSON.stringify(answer.refusal)}`);
        return false;
      },
      { what: "a card terminal that can be used", withinMs, everyMs: 250 },
    );
  }

  async finish(withinMs = 10_000): Promise<LaneView> {
    await this.lane.accepted({ kind: "finish" });
    await this.lane.bench({ kind: "take-from-bagging" });
    const welcome = await this.lane.until("the welcome screen", (view) => view.step.name === "welcome", withinMs);
    // Nobody puts the next goods down before the scale has come to rest empty.
    await eventually(async () => !(await this.lane.benchState()).baggingArea.moving, { what: "an empty bagging area at rest", withinMs });
    await sleep(scaleIsReadEveryMs);
    return welcome;
  }
}

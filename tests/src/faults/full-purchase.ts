import type { LaneView } from "@laneway/contracts";
import { eventually } from "../store/eventually.js";
import type { LaneClient } from "../store/lane-client.js";
import type { ShelfItem } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { AcknowledgedSale } from "./books.js";
import type { EdgeKiller } from "./edge-killer.js";

export interface Goods {
  readonly twice: ShelfItem;
  readonly voided: ShelfItem;
  readonly produce: ShelfItem;
  readonly produceGrams: number;
}

/** Of a machine that other programs keep busy; a shopper never waits so long. */
const patienceMs = 90_000;
const gramsOf = (item: ShelfItem) => item.expectedWeightGrams ?? 0;
const paymentState = ({ step }: LaneView) => (step.name === "payment" ? step.payment?.state : undefined);

/** One purchase with everything in it: begun at one lane, set aside there, recalled and paid at another. */
export class FullPurchase {
  private transactionId: string | undefined;
  private token = "";

  constructor(
    private readonly killer: EdgeKiller,
    private readonly goods: Goods,
  ) {}

  /** From the welcome screen until the basket is set aside and the lane is free. */
  async chooseAt(lane: LaneClient): Promise<void> {
    const { twice, voided, produce, produceGrams } = this.goods;
    const during = <T>(step: Parameters<EdgeKiller["during"]>[0], work: () => Promise<T>) => this.killer.during(step, lane, this.transactionId, work);
    const hasLine = (item: ShelfItem) => (view: LaneView) => view.basket?.lines.some((line) => line.itemId === item.itemId) ?? false;
    const lineOf = async (item: ShelfItem) => {
      const line = (await lane.view()).basket?.lines.find((each) => each.itemId === item.itemId);
      if (line === undefined) throw new Error(`${item.name} is not in the basket`);
      return line.lineId;
    };
    const inBaggingArea = async (item: ShelfItem, grams = gramsOf(item)) => {
      await lane.bench({ kind: "put-in-bagging", label: item.name, grams });
      await lane.until(`${item.name} in the bagging area`, (view) => view.nudge === undefined, patienceMs);
    };

    await during("start", async () => {
      await lane.accepted({ kind: "start", locale: "en" });
      this.transactionId = (await lane.until("a basket", (view) => view.basket !== undefined, patienceMs)).basket?.transactionId;
    });
    await during("scan", async () => {
      await lane.bench({ kind: "scan", code: twice.code, aim: twice.aim ?? "]E0" });
      await lane.until(`${twice.name} on the screen`, hasLine(twice), patienceMs);
    });
    await during("bag", () => inBaggingArea(twice));
    await during("weigh", async () => {
      await lane.bench({ kind: "put-on-produce-scale", label: produce.name, grams: produceGrams });
      await this.insist(lane, { kind: "weigh-item", itemId: produce.itemId }, "weight-not-stable");
      await lane.until(`${produce.name} on the screen`, hasLine(produce), patienceMs);
    });
    await lane.bench({ kind: "take-off-produce-scale" });
    await during("bag-produce", () => inBaggingArea(produce, produceGrams));
    await during("quantity", async () => {
      await lane.accepted({ kind: "change-quantity", lineId: await lineOf(twice), quantity: 2 });
      await lane.until("two of them", (view) => view.basket?.lines.some((line) => line.quantity === 2) ?? false, patienceMs);
    });
    await inBaggingArea(twice);
    await lane.bench({ kind: "scan", code: voided.code, aim: voided.aim ?? "]E0" });
    await lane.until(`${voided.name} on the screen`, hasLine(voided), patienceMs);
    await inBaggingArea(voided);
    await during("void", async () => {
      await lane.accepted({ kind: "void-line", lineId: await lineOf(voided) });
      const thing = (await lane.benchState()).baggingArea.things.find((each) => each.label === voided.name);
      await lane.bench({ kind: "take-from-bagging", ...(thing === undefined ? {} : { thingId: thing.thingId }) });
      await lane.until(`${voided.name} taken out`, (view) => view.nudge === undefined, patienceMs);
    });
    await this.killer.during("suspend", lane, undefined, async () => {
      await lane.accepted({ kind: "suspend" });
      const { step } = await lane.until("the saved basket", (view) => view.step.name === "suspended", patienceMs);
      if (step.name === "suspended") this.token = step.token;
    });
    await new Shopper(lane).finish(patienceMs);
  }

  /** From the welcome screen of the other lane to its next welcome screen. */
  async payAt(lane: LaneClient): Promise<AcknowledgedSale> {
    const { twice, produce, produceGrams } = this.goods;
    const keeps = this.transactionId;
    const during = <T>(step: Parameters<EdgeKiller["during"]>[0], work: () => Promise<T>) => this.killer.during(step, lane, keeps, work);
    await this.killer.during("recall", lane, undefined, async () => {
      await lane.accepted({ kind: "recall", token: this.token });
      await lane.until("the same basket", (view) => view.basket?.transactionId === keeps, patienceMs);
    });
    const again = await lane.send({ kind: "recall", token: this.token });
    if (again.result === "accepted") throw new Error("a basket was recalled twice");
    for (const [item, grams] of [[twice, 2 * gramsOf(twice)], [produce, produceGrams]] as const) await lane.bench({ kind: "put-in-bagging", label: item.name, grams });
    await during("bags", async () => {
      await this.insist(lane, { kind: "go-to-bags" }, "bagging-mismatch");
      await lane.accepted({ kind: "choose-bags", count: 0 });
      await lane.until("the choice of tenders", (view) => view.step.name === "payment", patienceMs);
    });
    const basket = await this.checkedBasket(lane);
    await this.payUntil(lane, "pay", "decline", "declined");
    const thanks = await this.payUntil(lane, "pay-again", "approve", "thank-you");
    if (thanks.step.name !== "thank-you") throw new Error("not paid");
    const { receipt } = thanks.step;
    if (receipt.totalMinor !== basket.totalMinor) throw new Error(`the basket was ${basket.totalMinor}, the receipt says ${receipt.totalMinor}`);
    await lane.bench({ kind: "tear-off-paper" });
    await this.killer.during("print", lane, undefined, async () => {
      await lane.accepted({ kind: "print-receipt" });
      await lane.until("the printed receipt", ({ step }) => step.name === "thank-you" && step.print === "printed", patienceMs);
    });
    const paper = (await lane.benchState()).printer.paper.map((line) => (line.kind === "text" ? line.text : "")).join("\n");
    if (paper.split(receipt.receiptNumber).length !== 2) throw new Error(`receipt ${receipt.receiptNumber} is printed ${paper.split(receipt.receiptNumber).length - 1} times`);
    await this.killer.during("finish", lane, undefined, () => new Shopper(lane).finish(patienceMs));
    return { laneId: lane.laneId, receiptNumber: receipt.receiptNumber, totalMinor: receipt.totalMinor };
  }

  /** Exactly what was bought, each thing once. */
  private async checkedBasket(lane: LaneClient): Promise<NonNullable<LaneView["basket"]>> {
    const { basket } = await lane.view();
    if (basket === undefined) throw new Error("the basket is gone");
    const { twice, voided, produce, produceGrams } = this.goods;
    const bought = basket.lines.map((line) => [line.itemId, line.state, line.quantity, line.weightGrams]).sort();
    const meant = [[twice.itemId, "sold", 2, undefined], [voided.itemId, "void", 1, undefined], [produce.itemId, "sold", 1, produceGrams]].sort();
    if (JSON.stringify(bought) !== JSON.stringify(meant)) throw new Error(`the basket holds ${JSON.stringify(bought)}, meant was ${JSON.stringify(meant)}`);
    return basket;
  }

  /** Touches "card", lets the card be declined or approved, and waits for that; again while the lane says that nothing happened. */
  private async payUntil(lane: LaneClient, payStep: "pay" | "pay-again", button: "decline" | "approve", end: "declined" | "thank-you"): Promise<LaneView> {
    const during = <T>(step: Parameters<EdgeKiller["during"]>[0], work: () => Promise<T>) => this.killer.during(step, lane, this.transactionId, work);
    const isOver = (view: LaneView) => view.step.name === "thank-you" || ["declined", "aborted"].includes(paymentState(view) ?? "");
    for (let attempt = 1; attempt <= 4; attempt++) {
      const asked = await during(payStep, async () => {
        await this.insist(lane, { kind: "pay", tender: "card" }, "terminal-unavailable");
        return lane.until("the terminal waiting for a card", (view) => paymentState(view) === "present-card" || isOver(view), patienceMs).catch(async (error: Error) => {
          throw new Error(`the terminal says ${JSON.stringify((await lane.benchState()).terminal)}; ${error.message}`, { cause: error });
        });
      });
      if (isOver(asked)) continue;
      let view: LaneView;
      const cardUntil = async (what: string, holds: (view: LaneView) => boolean) => {
        await lane.bench({ kind: "terminal-press", button });
        return lane.until(what, holds, patienceMs);
      };
      if (button === "decline") {
        view = await during("decline", () => cardUntil("an end of the payment", isOver));
      } else {
        await during("card", () => cardUntil("the card taken", (each) => paymentState(each) !== "present-card"));
        view = await during("processing", () => lane.until("an end of the payment", isOver, patienceMs));
      }
      if (view.step.name === end || paymentState(view) === end) return view;
    }
    throw new Error(`${lane.laneId}: the payment did not end ${end}`);
  }

  /** Touches again while the lane says that it cannot be yet for this one reason. */
  private async insist(lane: LaneClient, request: Parameters<LaneClient["send"]>[0], reason: string): Promise<void> {
    await eventually(
      async () => {
        const answer = await lane.send(request);
        if (answer.result === "accepted") return true;
        if (answer.refusal.reason === reason) return false;
        const [{ nudge, faults, interventions, step }, { baggingArea }] = await Promise.all([lane.view(), lane.benchState()]);
        throw new Error(`${request.kind} was refused: ${JSON.stringify({ ...answer.refusal, nudge, faults, interventions, step: step.name, baggingArea })}`);
      },
      { what: `${lane.laneId}: ${request.kind} accepted`, withinMs: patienceMs, everyMs: 100 },
    );
  }
}

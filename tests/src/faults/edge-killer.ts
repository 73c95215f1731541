import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFiles } from "@laneway/contracts";
import { eventually } from "../store/eventually.js";
import type { LaneClient } from "../store/lane-client.js";
import type { RunningStore } from "../store/running-store.js";
import { Seeded } from "../store/seeded.js";

/** What a shopper does, one thing after another; each is under way from the first touch until its effect is on the screen. */
export const purchaseSteps = [
  "start",
  "scan",
  "bag",
  "weigh",
  "bag-produce",
  "quantity",
  "void",
  "suspend",
  "recall",
  "bags",
  "pay",
  "decline",
  "pay-again",
  "card",
  "processing",
  "print",
  "finish",
] as const;
export type PurchaseStep = (typeof purchaseSteps)[number];

/** When in a step: as the edge is seen to write to its record for the n-th time, or so long after the step began. */
type Moment = { readonly kind: "write"; readonly count: number } | { readonly kind: "after"; readonly ms: number };

export interface Shot {
  readonly seed: number;
  readonly step: PurchaseStep;
  readonly moment: Moment;
  /** The starting edge was killed as well, before it served. */
  readonly twice: boolean;
  /** From the (last) kill until the lane's view was answered. */
  readonly backMs: number;
}

/** A part that has served for so long is started again at once by the starter, without a growing delay. */
const soundMs = 1_000;
const edgeFile = "edge-server/dist/main.mjs";

/**
 * Kills a store's edge with signal 9, once for each seed, while a shopper is in the step that the seed is for. A seed whose
 * moment comes too late for its step has missed: it is drawn anew at the next such step, so that every kill hits.
 */
export class EdgeKiller {
  readonly shots: Shot[] = [];
  private readonly pending: { readonly seed: number; readonly step: PurchaseStep; tries: number }[];
  private readonly watcher: FSWatcher;
  private readonly onWrite = new Set<() => void>();
  private pid: number;
  private readyAtMs = performance.now() + soundMs;
  private aiming = false;

  constructor(
    private readonly store: RunningStore,
    seeds: readonly number[],
  ) {
    this.pending = seeds.map((seed, index) => ({ seed, step: purchaseSteps[index % purchaseSteps.length] as PurchaseStep, tries: 0 }));
    this.pid = this.edgePid();
    const database = join(store.dataFolder, dataFiles.edgeDatabase);
    this.watcher = watch(dirname(database), (_event, name) => {
      if (name === `${basename(database)}-wal`) for (const seen of [...this.onWrite]) seen();
    });
  }

  get left(): number {
    return this.pending.length;
  }

  close(): void {
    this.watcher.close();
  }

  /** Does a step, and kills the edge meanwhile when a seed is for this step. `keeps`: the basket, or its receipt, that must be there afterwards. */
  async during<T>(step: PurchaseStep, lane: LaneClient, keeps: string | undefined, work: () => Promise<T>): Promise<T> {
    const index = this.aiming || performance.now() < this.readyAtMs ? -1 : this.pending.findIndex((each) => each.step === step);
    const [target] = index < 0 ? [] : this.pending.splice(index, 1);
    if (target === undefined) return work();
    this.aiming = true;
    let isUnderWay = true;
    const done = work().finally(() => {
      isUnderWay = false;
    });
    const shot = this.shoot(target, lane, keeps, () => isUnderWay).finally(() => {
      this.aiming = false;
    });
    try {
      const [result] = await Promise.all([done, shot]);
      return result;
    } catch (error) {
      throw new Error(`seed ${target.seed}, killed in step ${step}: ${(error as Error).message}`, { cause: error });
    }
  }

  private async shoot(target: { readonly seed: number; readonly step: PurchaseStep; tries: number }, lane: LaneClient, keeps: string | undefined, isUnderWay: () => boolean): Promise<void> {
    const { seed, step } = target;
    const chance = new Seeded(seed * 1_000 + target.tries);
    const moment: Moment = chance.fraction() < 0.5 ? { kind: "write", count: chance.between(1, 2) } : { kind: "after", ms: chance.between(0, chance.oneOf([10, 60, 400])) };
    const twice = chance.fraction() < 0.1;
    await this.untilMoment(moment, isUnderWay);
    if (!isUnderWay()) {
      this.pending.push({ ...target, tries: target.tries + 1 });
      return;
    }
    // Nothing can happen between the look above and this: the step is under way when the edge dies.
    process.kill(this.pid, "SIGKILL");
    let killedAtMs = performance.now();
    if (twice) {
      await eventually(() => !existsSync(`/proc/${this.pid}`), { what: "the end of the edge", everyMs: 5 });
      const starting = await eventually(() => this.store.pids(edgeFile)[0], { what: "the edge starting again" });
      await sleep(chance.between(0, 250));
      process.kill(starting, "SIGKILL");
      killedAtMs = performance.now();
    }
    const view = await lane.view();
    const backMs = performance.now() - killedAtMs;
    const back = view.step.name === "thank-you" ? view.step.receipt.transactionId : view.basket?.transactionId;
    if (keeps !== undefined && back !== keeps) throw new Error(`another basket came back than ${keeps}: ${JSON.stringify(view.step)} ${JSON.stringify(view.basket)}`);
    this.pid = this.edgePid();
    this.readyAtMs = performance.now() + soundMs;
    this.shots.push({ seed, step, moment, twice, backMs });
  }

  private async untilMoment(moment: Moment, isUnderWay: () => boolean): Promise<void> {
    if (moment.kind === "after") {
      await sleep(moment.ms);
      return;
    }
    await new Promise<void>((resolve) => {
      let seen = 0;
      const end = () => {
        clearInterval(look);
        this.onWrite.delete(wrote);
        resolve();
      };
      const wrote = () => {
        if (++seen === moment.count) end();
      };
      const look = setInterval(() => isUnderWay() || end(), 20);
      this.onWrite.add(wrote);
    });
  }

  private edgePid(): number {
    const [pid] = this.store.pids(edgeFile);
    if (pid === undefined) throw new Error("the store has no edge");
    return pid;
  }
}

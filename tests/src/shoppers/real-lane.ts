import { setTimeout as sleep } from "node:timers/promises";
import { type LaneView, type ShopperCommand, topic } from "@laneway/contracts";
import type { Hands, Touch } from "@laneway/edge-server/risk/population/hands";
import type { Good } from "@laneway/edge-server/risk/population/shop";
import mqtt, { type MqttClient } from "mqtt";
import { LaneClient } from "../store/lane-client.js";
import type { RunningStore, TwinDescription } from "../store/running-store.js";
import type { ScannerPort } from "../store/scanner-port.js";
import { codeOf, memberCode, unknownCode } from "./shop-book.js";

/** How long the bagging area takes to come to rest and to be understood; whoever sees an answer earlier goes on earlier. */
const restMs = 1_100;
const lineMs = 8_000;
const weighMs = 1_200;
const attendantMs = 1_200_000;

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;

export const nowMs = (): number => performance.timeOrigin + performance.now();

/** A lane of a running store: scans are a scanner's bytes, goods lie on simulated scales, views come over MQTT as the kiosk's do. */
export class RealLane implements Hands {
  view: LaneView;
  /** From the scanner's bytes to the lane's view with the line, milliseconds. */
  readonly scansMs: number[] = [];
  /** When somebody last did something at the lane. */
  touchedAtMs = 0;
  readonly #waiting = new Set<() => void>();
  /** What the machine took of the time a shopper would have taken anyway. */
  #aheadMs = 0;
  #onScale = 0;
  #member = 0;

  private constructor(
    readonly client: LaneClient,
    private readonly mqttClient: MqttClient,
    private readonly scanner: ScannerPort,
    view: LaneView,
  ) {
    this.view = view;
    mqttClient.on("message", (_topic, payload) => this.#hear(JSON.parse(payload.toString()) as LaneView));
  }

  static async open(store: RunningStore, lane: TwinDescription["lanes"][number], scanner: ScannerPort): Promise<RealLane> {
    const client = await LaneClient.open(store, lane);
    const view = await client.until("working devices", ({ faults }) => faults.length === 0, 240_000);
    const { mqtt: access, storeId } = client.session;
    const screen = await mqtt.connectAsync(access.url, { username: access.username, password: access.password, protocolVersion: 4, clean: true });
    const real = new RealLane(client, screen, scanner, view);
    await screen.subscribeAsync(topic("laneView", { store: storeId, lane: lane.laneId }), { qos: 1 });
    return real;
  }

  close(): Promise<void> {
    return this.mqttClient.endAsync(true);
  }

  /** The view that holds, or undefined when none came in time. */
  async until(holds: (view: LaneView) => boolean, withinMs: number): Promise<LaneView | undefined> {
    const untilMs = performance.now() + withinMs;
    while (!holds(this.view)) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return undefined;
      const abort = new AbortController();
      let wake: () => void = () => undefined;
      const heard = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#waiting.add(wake);
      await Promise.race([heard, sleep(leftMs, undefined, { signal: abort.signal }).catch(() => undefined)]);
      abort.abort();
      this.#waiting.delete(wake);
    }
    return this.view;
  }

  async wait(ms: number): Promise<void> {
    const leftMs = Math.max(0, ms - this.#aheadMs);
    this.#aheadMs = Math.max(0, this.#aheadMs - ms);
    if (leftMs > 0) await sleep(leftMs);
  }

  async scan(good: Good): Promise<boolean> {
    return this.#lineComes(async () => this.#scanned(codeOf(good)), true);
  }

  async pick({ item }: Good, quantity: number): Promise<boolean> {
    return this.#lineComes(() => this.send({ kind: "pick-item", itemId: item.itemId, quantity }));
  }

  async weigh({ item }: Good, grams: number): Promise<boolean> {
    return this.#meanwhile(async () => {
      await this.client.bench({ kind: "put-on-produce-scale", label: item.itemId, grams: Math.round(grams) });
      await sleep(weighMs);
      let weighed = false;
      for (let tries = 0; tries < 4 && !weighed; tries += 1) {
        weighed = await this.#lineComes(() => this.send({ kind: "weigh-item", itemId: item.itemId }));
        if (!weighed) await sleep(400);
      }
      await this.client.bench({ kind: "take-off-produce-scale" });
      return weighed;
    });
  }

  async scanUnknown(code: string, untilPutAsideMs: number): Promise<void> {
    await this.#scanned(unknownCode(Number(code.replace(/\D/g, ""))));
    await this.wait(untilPutAsideMs);
  }

  async showMemberCard(): Promise<void> {
    this.#member += 1;
    await this.#scanned(memberCode(Number(this.client.laneId.replace(/\D/g, "")) * 1_000 + this.#member));
    await this.until(({ basket }) => basket?.member !== undefined, 3_000);
  }

  ask(touch: Touch): Promise<boolean> {
    return this.send(touch);
  }

  /** A touch on the screen; answers once the lane's own view is as new as the answer. */
  async send(command: WithoutId<ShopperCommand>): Promise<boolean> {
    this.touchedAtMs = nowMs();
    const answer = await this.client.send(command);
    if (answer.result === "refused") return false;
    await this.until(({ version }) => version >= answer.version, 3_000);
    return true;
  }

  async place(grams: number): Promise<void> {
    await this.#meanwhile(async () => {
      this.#onScale = Math.max(0, this.#onScale + Math.round(grams));
      const wasAsked = this.view.nudge !== undefined;
      this.touchedAtMs = nowMs();
      if (grams < 0) await this.client.bench({ kind: "take-from-bagging" });
      const put = grams < 0 ? this.#onScale : Math.round(grams);
      if (put > 0) await this.client.bench({ kind: "put-in-bagging", label: "shopping", grams: put });
      await this.until(({ nudge }) => (nudge !== undefined) !== wasAsked, restMs);
    });
  }

  get asked(): boolean {
    const kind = this.view.nudge?.kind;
    return kind !== undefined && kind !== "own-bag" && kind !== "check-basket";
  }

  get lastLineId(): string | undefined {
    return this.view.basket?.lines.findLast(({ state }) => state !== "void")?.lineId;
  }

  async waitForAttendant(): Promise<void> {
    await this.until(() => !this.asked, attendantMs);
  }

  /** Everything off the scale: the shopper leaves. */
  async takeAll(): Promise<void> {
    this.#onScale = 0;
    this.#aheadMs = 0;
    await this.client.bench({ kind: "take-from-bagging" });
  }

  async #scanned(code: string): Promise<boolean> {
    this.touchedAtMs = this.scanner.scan(code);
    return true;
  }

  async #lineComes(act: () => Promise<boolean>, timed = false): Promise<boolean> {
    const before = this.view.basket?.lines.length ?? 0;
    if (!(await act())) return false;
    const { touchedAtMs } = this;
    const came = await this.until(({ basket }) => (basket?.lines.length ?? 0) > before, lineMs);
    if (timed && came !== undefined) this.scansMs.push(this.#heardAtMs - touchedAtMs);
    return came !== undefined;
  }

  async #meanwhile<T>(act: () => Promise<T>): Promise<T> {
    const beganMs = performance.now();
    const result = await act();
    this.#aheadMs += performance.now() - beganMs;
    return result;
  }

  #heardAtMs = 0;

  #hear(view: LaneView): void {
    if (view.bootId === this.view.bootId && view.version < this.view.version) return;
    this.view = view;
    this.#heardAtMs = nowMs();
    if (view.idle !== undefined && this.#isThere) void this.client.send({ kind: "still-here" });
    for (const wake of this.#waiting) wake();
  }

  #isThere = true;

  /** Somebody who has left answers no question. */
  set someoneThere(there: boolean) {
    this.#isThere = there;
  }
}

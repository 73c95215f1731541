import { AsyncLocalStorage } from "node:async_hooks";
import type { Seeded } from "../store/seeded.js";

/**
 * Time that passes only when told. Whatever runs inside a simulated process sees it in place of the machine's: its clock, its
 * timers and its chance. A process that was killed never runs again; what it had awaited is simply never answered.
 */
export interface SimulatedProcess {
  readonly name: string;
  alive: boolean;
}

class Timer {
  cancelled = false;
  constructor(
    readonly process: SimulatedProcess,
    readonly act: () => void,
    readonly everyMs: number | undefined,
    public atMs: number,
    public order: number,
  ) {}
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

const inside = new AsyncLocalStorage<SimulatedProcess>();
const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, Date, random: Math.random };
const longestTurns = 400_000;

export class VirtualTime {
  /** 2026-11-23T09:00:00Z. */
  nowMs = 1_795_424_400_000;
  readonly #waiting: Timer[] = [];
  #order = 0;
  /** Whatever may have made somebody's promise come true; cleared when all such have had their turn. */
  stirred = false;

  constructor(readonly chance: Seeded) {}

  get current(): SimulatedProcess | undefined {
    return inside.getStore();
  }

  /** Runs something as a process; a dead one does nothing. */
  run<T>(process: SimulatedProcess, act: () => T): T | undefined {
    if (!process.alive) return undefined;
    try {
      return inside.run(process, act);
    } catch (error) {
      // Whatever a process does after its end is not done.
      if (process.alive) throw error;
      return undefined;
    }
  }

  /** Lets a process that has been killed free what the machine would free for it. */
  bury<T>(process: SimulatedProcess, act: () => T): T {
    return inside.run(process, act);
  }

  after(delayMs: number, process: SimulatedProcess, act: () => void, everyMs?: number): Timer {
    this.#order += 1;
    const timer = new Timer(process, act, everyMs, this.nowMs + Math.max(0, Math.round(delayMs) || 0), this.#order);
    if (process.alive) this.#insert(timer);
    return timer;
  }

  #insert(timer: Timer): void {
    let at = this.#waiting.length;
    while (at > 0 && isLater(this.#waiting[at - 1] as Timer, timer)) at -= 1;
    this.#waiting.splice(at, 0, timer);
  }

  /** Moves on until the time has come or `until` says so. */
  async pass(ms: number, until: () => boolean = () => false): Promise<void> {
    const endMs = this.nowMs + ms;
    await this.#settle();
    for (let turn = 0; !until(); turn += 1) {
      if (turn > longestTurns) throw new Error(`time does not move on: ${this.#waiting.slice(0, 5).map(({ process, act }) => `${process.name} ${String(act).slice(0, 200)}`).join("; ")}`);
      const next = this.#waiting[0];
      if (next === undefined || next.atMs > endMs) {
        this.nowMs = endMs;
        return;
      }
      this.#waiting.shift();
      if (next.cancelled || !next.process.alive) continue;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      if (next.everyMs !== undefined) {
        this.#order += 1;
        next.atMs = this.nowMs + Math.max(1, next.everyMs);
        next.order = this.#order;
        this.#insert(next);
      }
      this.run(next.process, next.act);
      await this.#settle();
    }
  }

  /** Every promise that came true has its turn before time moves. */
  async #settle(): Promise<void> {
    while (this.stirred || this.#work.size > 0) {
      this.stirred = false;
      if (this.#work.size > 0) await Promise.race(this.#work);
      await new Promise<void>((resolve) => real.setImmediate(resolve));
    }
  }
  readonly #work = new Set<Promise<unknown>>();

  /** Time does not move before the machine itself has done this (a database's work). */
  hold<T>(work: Promise<T>): Promise<T> {
    const held = work.finally(() => {
      this.#work.delete(held);
      this.stirred = true;
    });
    held.catch(() => undefined);
    this.#work.add(held);
    return held;
  }

  /** Waits for something that the machine itself does (a database, a signature), without time passing. */
  async meanwhile<T>(work: Promise<T>): Promise<T> {
    const done = await work;
    this.stirred = true;
    await this.#settle();
    return done;
  }
}

function isLater(one: Timer, other: Timer): boolean {
  return one.atMs > other.atMs || (one.atMs === other.atMs && one.order > other.order);
}

let present: VirtualTime | undefined;

/** Puts another time in the place of the one before. */
export function beginTime(time: VirtualTime): void {
  present = time;
}

/** The time of whoever asks: undefined outside of every simulated process. */
function timeHere(): { readonly time: VirtualTime; readonly process: SimulatedProcess } | undefined {
  const process = inside.getStore();
  return process === undefined || present === undefined ? undefined : { time: present, process };
}

type Callback = (...given: unknown[]) => void;

/** `timers/promises`, as the payment driver uses it. */
export function waitHere(ms: number, value: unknown, options: { readonly signal?: AbortSignal } = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve(value);
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Clocks, timers and chance of this Node process become virtual for whoever runs inside a simulated one. Answers the way back. */
export function replaceClocks(): () => void {
  const timerOf = (act: Callback, delayMs: number | undefined, given: unknown[], repeat: boolean) => {
    const here = timeHere();
    if (here === undefined) return undefined;
    const run = () => {
      here.time.stirred = true;
      act(...given);
    };
    // The agent looks through its waiting facts four times a second: nobody can be waiting for that alone.
    return here.time.after(delayMs ?? 0, here.process, repeat ? () => act(...given) : run, repeat ? delayMs : undefined);
  };
  const clear = (timer: unknown) => {
    if (timer instanceof Timer) timer.cancelled = true;
    else real.clearTimeout(timer as NodeJS.Timeout);
  };
  class SimulatedDate extends real.Date {
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) super(SimulatedDate.now());
      else super(...(given as [number]));
    }
    static override now(): number {
      return timeHere()?.time.nowMs ?? real.Date.now();
    }
  }
  const replaced = globalThis as unknown as Record<string, unknown>;
  replaced.setTimeout = (act: Callback, ms?: number, ...given: unknown[]) => timerOf(act, ms, given, false) ?? real.setTimeout(act, ms, ...given);
  replaced.setInterval = (act: Callback, ms?: number, ...given: unknown[]) => timerOf(act, ms, given, true) ?? real.setInterval(act, ms, ...given);
  replaced.clearTimeout = clear;
  replaced.clearInterval = clear;
  replaced.Date = SimulatedDate;
  Math.random = () => timeHere()?.time.chance.fraction() ?? real.random();
  return () => {
    Object.assign(globalThis, { setTimeout: real.setTimeout, setInterval: real.setInterval, clearTimeout: real.clearTimeout, clearInterval: real.clearInterval, Date: real.Date });
    Math.random = real.random;
  };
}

import { EventEmitter } from "node:events";
import type { SimulatedProcess, VirtualTime } from "./virtual-time.js";

/*
 * The store's MQTT broker, in memory: what the parts use of the library and no more. Order is kept for each connection, as MQTT
 * keeps it; a connection that breaks loses what was under way, or has it said again, as each client of the library does.
 */

export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}

export interface DoorbellHooks {
  /** A message leaves its sender, or reaches its hearer; may end a process or break a line. */
  readonly passing: (what: string) => void;
  /** False: the message is lost on its way. */
  readonly carries: (message: Message, from: SimulatedProcess) => boolean;
  /** The message as it arrives. */
  readonly bent: (message: Message) => Message;
}

interface Settings {
  readonly reconnectPeriod?: number;
  readonly will?: { readonly topic: string; readonly payload: Buffer };
}

const passageMs = 1;
const connectMs = 2;

export class Doorbell {
  readonly retained = new Map<string, Message>();
  readonly clients = new Set<FakeClient>();
  isUp = true;

  constructor(
    readonly time: VirtualTime,
    readonly hooks: DoorbellHooks,
    readonly process: SimulatedProcess,
  ) {}

  /** Ends the broker with all it knew; back after a while. */
  restart(downMs: number, world: SimulatedProcess): void {
    this.isUp = false;
    this.retained.clear();
    for (const client of [...this.clients]) client.broken();
    this.time.after(downMs, world, () => {
      this.isUp = true;
    });
  }

  /** A process died: its sockets close at once, or, when the machine lost its power, are missed when they stay silent. */
  orphan(process: SimulatedProcess, noticedAfterMs: number, world: SimulatedProcess): void {
    for (const client of [...this.clients]) {
      if (client.process !== process) continue;
      client.end();
      this.time.after(noticedAfterMs, world, () => this.sayWill(client));
    }
  }

  sayWill(client: FakeClient): void {
    const { will } = client.settings;
    if (will !== undefined && this.isUp) this.hear({ topic: will.topic, payload: will.payload, retain: true });
  }

  hear(message: Message): void {
    if (message.retain) {
      if (message.payload.length === 0) this.retained.delete(message.topic);
      else this.retained.set(message.topic, message);
    }
    for (const client of this.clients) if (client.wants(message.topic)) client.deliver(message);
  }
}

let present: Doorbell | undefined;
export function hangDoorbell(doorbell: Doorbell): void {
  present = doorbell;
}

type Told = (error?: Error) => void;

/** The library's client, as far as the parts use it. */
export class FakeClient extends EventEmitter {
  connected = false;
  ended = false;
  readonly stream = {};
  readonly options: object = {};
  readonly process: SimulatedProcess;
  readonly #bell: Doorbell;
  #filters: string[] = [];
  #underWay: Message[] = [];
  #line = 0;

  constructor(
    bell: Doorbell,
    readonly settings: Settings,
  ) {
    super();
    this.#bell = bell;
    const process = bell.time.current;
    if (process === undefined) throw new Error("only a simulated process connects here");
    this.process = process;
    this.#knock();
  }

  #knock(): void {
    const { time } = this.#bell;
    time.after(connectMs, this.process, () => {
      if (this.ended) return;
      time.stirred = true;
      if (!this.#bell.isUp) {
        this.emit("error", new Error("connection refused"));
        this.#closed();
        return;
      }
      this.connected = true;
      this.#line += 1;
      this.#bell.clients.add(this);
      this.emit("connect");
      const again = this.#underWay;
      this.#underWay = [];
      for (const message of again) this.#send(message, undefined);
    });
  }

  #closed(): void {
    this.connected = false;
    this.emit("close");
    const { reconnectPeriod = 1_000 } = this.settings;
    if (!this.ended && reconnectPeriod > 0) this.#bell.time.after(reconnectPeriod, this.process, () => !this.ended && this.#knock());
  }

  broken(): void {
    if (!this.#bell.clients.delete(this)) return;
    this.#line += 1;
    this.#filters = [];
    this.#bell.sayWill(this);
    this.#bell.time.run(this.process, () => this.#closed());
  }

  wants(topic: string): boolean {
    return this.#filters.some((filter) => fits(filter, topic));
  }

  deliver(message: Message): void {
    const line = this.#line;
    this.#bell.time.after(passageMs, this.process, () => {
      if (line !== this.#line || this.ended) return;
      this.#bell.time.stirred = true;
      this.#bell.hooks.passing(`${nameOf(message.topic)} reaches ${this.process.name}`);
      if (this.process.alive) this.emit("message", message.topic, message.payload);
    });
  }

  publish(topic: string, payload: string | Buffer, options: { readonly qos?: number; readonly retain?: boolean } = {}, told: Told = () => undefined): void {
    if (!this.process.alive) return;
    const message = { topic, payload: Buffer.from(payload), retain: options.retain === true };
    this.#bell.hooks.passing(`${this.process.name} says ${nameOf(topic)}`);
    if (this.process.alive && this.connected && this.#bell.hooks.carries(message, this.process)) this.#send(this.#bell.hooks.bent(message), told, options.qos === 1);
  }

  #send(message: Message, told: Told | undefined, keep = true): void {
    const line = this.#line;
    if (keep && this.settings.reconnectPeriod !== 0) this.#underWay.push(message);
    this.#bell.time.after(passageMs, this.#bell.process, () => {
      if (line !== this.#line || !this.#bell.isUp) return;
      this.#underWay = this.#underWay.filter((each) => each !== message);
      this.#bell.hear(message);
      this.#bell.time.run(this.process, () => told?.());
    });
  }

  publishAsync(topic: string, payload: string, options: { readonly qos?: number; readonly retain?: boolean }): Promise<void> {
    return new Promise((resolve) => this.publish(topic, payload, options, () => resolve()));
  }

  subscribe(topics: string | readonly string[], _options: object, told: (error: Error | null) => void = () => undefined): void {
    const line = this.#line;
    this.#bell.time.after(passageMs, this.process, () => {
      if (line !== this.#line) return;
      const added = typeof topics === "string" ? [topics] : topics;
      this.#filters.push(...added);
      for (const message of this.#bell.retained.values()) if (added.some((filter) => fits(filter, message.topic))) this.deliver(message);
      told(null);
    });
  }

  end(): void {
    this.ended = true;
    this.connected = false;
    this.#bell.clients.delete(this);
  }

  endAsync(): Promise<void> {
    this.end();
    return Promise.resolve();
  }
}

function fits(filter: string, topic: string): boolean {
  const [want, have] = [filter.split("/"), topic.split("/")];
  return want.length === have.length && want.every((part, index) => part === "+" || part === have[index]);
}

/** The last words of a topic, for traces. */
const nameOf = (topic: string): string => topic.split("/").slice(-2).join("/");

/** A client that never reaches anybody: of a store that is only being set up. */
class Unheard extends EventEmitter {
  readonly connected = false;
  readonly endAsync = (): Promise<void> => Promise.resolve();
}

export const connect = (_url: string, settings: Settings): FakeClient | Unheard => (present === undefined ? new Unheard() : new FakeClient(present, settings));

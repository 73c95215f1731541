import { rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandAnswer, dataFiles, firstPreviousHash, type LaneView, paths, topic } from "@laneway/contracts";
import type { AttemptNotes } from "@laneway/device-agents/agent/attempt-notes";
import { createLaneAgent } from "@laneway/device-agents/agent/lane-agent";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { LaneState } from "@laneway/domain/lane/types";
import { type Edge, startEdge } from "@laneway/edge-server/edge";
import { Lane } from "@laneway/edge-server/lane/lane";
import type { Clock } from "@laneway/edge-server/ports";
import { type CommandCommit, RecordStore } from "@laneway/edge-server/store/record";
import { Seeded } from "../store/seeded.js";
import type { BenchTerminal } from "./bench-terminal.js";
import { Doorbell, hangDoorbell, type Message } from "./doorbell.js";
import { onServer } from "./in-process-http.js";
import { nexoBench } from "./nexo-bench.js";
import { attendantToken, configAt, copyDurable, kioskToken, laneId, laneWith, secrets, silent, storeId, type StoreTemplate } from "./store-template.js";
import { openLedger, type TerminalLedger } from "./terminal-ledger.js";
import { beginTime, type SimulatedProcess, VirtualTime } from "./virtual-time.js";
import { plugIn } from "./wires.js";
import { zvtBench } from "./zvt-bench.js";

export type Protocol = "zvt" | "nexo";
export const protocols: readonly Protocol[] = ["zvt", "nexo"];

type Fetch = (request: Request) => Response | Promise<Response>;

/** What may happen at any moment between two steps of anybody. */
export interface Watcher {
  /** The edge is about to commit these entries. */
  readonly beforeCommit: (entries: readonly LaneEntry[]) => void;
  readonly committed: (entries: readonly LaneEntry[]) => void;
  /** Something passes from one part to another, or to a disk. */
  readonly passing: (what: string) => void;
  readonly carries: (message: Message, from: SimulatedProcess) => boolean;
  readonly bent: (message: Message) => Message;
}

const viewTopic = topic("laneView", { store: storeId, lane: laneId });
let worlds = 0;
let present: World | undefined;

/** One store on its day: the real edge, the real agent, a simulated terminal, and a kiosk that believes what it is shown. */
export class World {
  readonly time: VirtualTime;
  readonly chance: Seeded;
  readonly ledger: TerminalLedger;
  readonly terminal: BenchTerminal;
  readonly bell: Doorbell;
  readonly journalId: string;
  readonly outside: SimulatedProcess = { name: "world", alive: true };
  readonly trace: string[] = [];
  watcher: Watcher | undefined;
  edge: SimulatedProcess = { name: "edge", alive: false };
  agent: SimulatedProcess = { name: "agent", alive: false };
  /** The attempt that the agent last noted as about to be sent. */
  attemptAtTerminal = "";
  lane: Lane | undefined;
  record: RecordStore | undefined;
  /** Of the agent that runs, or ran last. */
  notes: AttemptNotes | undefined;
  /** Of the edge: each one finds its own copy of what was durable when the one before it died. */
  folder: string;
  /** Of the agent, which may outlive many an edge. */
  readonly #notesPath: string;
  #running: Edge | undefined;
  #fetch: Fetch | undefined;
  #boots = 0;
  #commands = 0;

  constructor(
    readonly protocol: Protocol,
    seed: number,
    readonly template: StoreTemplate,
  ) {
    worlds += 1;
    this.chance = new Seeded(seed);
    this.time = new VirtualTime(this.chance);
    this.journalId = `matrix-${process.pid}-${worlds}`;
    this.folder = template.copy(this.journalId, this.journalId);
    this.#notesPath = join(template.folder, `${this.journalId}-notes.json`);
    const passing = (what: string) => this.passing(what);
    this.ledger = openLedger(() => this.attemptAtTerminal, passing);
    this.bell = new Doorbell(this.time, { passing, carries: (message, from) => this.watcher?.carries(message, from) ?? true, bent: (message) => this.watcher?.bent(message) ?? message }, { name: "broker", alive: true });
    beginTime(this.time);
    hangDoorbell(this.bell);
    const bench = protocol === "zvt" ? zvtBench : nexoBench;
    this.terminal = bench({ time: this.time, chance: this.chance, ledger: this.ledger, terminal: { name: "terminal", alive: true }, world: this.outside, agent: () => this.agent, passing });
    plugIn({ connect: () => this.terminal.connect, exchange: this.terminal.exchange, watchNotes });
    present = this;
  }

  passing(what: string): void {
    this.trace.push(`${this.time.nowMs % 100_000_000} ${what}`);
    this.watcher?.passing(what);
  }

  note(what: string): void {
    this.trace.push(`${this.time.nowMs % 100_000_000} --- ${what}`);
  }

  get state(): LaneState | undefined {
    return this.edge.alive ? this.lane?.state : undefined;
  }

  /** What a kiosk shows: the last view the broker keeps. */
  get view(): LaneView | undefined {
    const kept = this.bell.retained.get(viewTopic);
    return kept === undefined ? undefined : (JSON.parse(kept.payload.toString()) as LaneView);
  }

  /** Starts the edge on what its disk holds. */
  async startEdge(): Promise<void> {
    this.#boots += 1;
    const boot = this.#boots;
    const mine: SimulatedProcess = { name: "edge", alive: true };
    this.edge = mine;
    let ids = 0;
    const next = () => {
      ids += 1;
      return `${this.journalId}-b${boot}-${ids}`;
    };
    const clock: Clock = {
      nowMs: () => this.time.nowMs,
      monotonicMs: () => this.time.nowMs,
      after: (ms, call) => {
        const timer = this.time.after(ms, mine, () => {
          this.time.stirred = true;
          call();
        });
        return () => {
          timer.cancelled = true;
        };
      },
    };
    onServer((fetch) => (this.#fetch = fetch));
    const starting = this.time.run(mine, () =>
      startEdge({
        config: configAt(this.folder), secrets, profiles: [laneWith(this.profile())], clock, log: silent, screensFolder: this.folder, demoPriceBook: undefined, port: 1,
        ids: { next },
        fatal: (error) => {
          throw error;
        },
      }),
    );
    this.#running = await this.time.meanwhile(starting as Promise<Edge>);
    this.note("the edge is up");
  }

  private profile() {
    const { protocol, options } = this.terminal.profile;
    return { protocol, options: protocol === "nexo" ? { ...options, rootCertificate: join(this.template.folder, "root.pem") } : options };
  }

  startAgent(): void {
    const mine: SimulatedProcess = { name: "agent", alive: true };
    this.agent = mine;
    this.time.run(mine, () => {
      const agent = createLaneAgent({
        storeId, currency: "EUR", profile: laneWith(this.profile()), broker: { url: "mqtt://broker", password: "" }, notesPath: this.#notesPath, log: silent,
      });
      agent.start();
    });
    this.time.stirred = true;
    this.note("the agent is up");
  }

  /** kill -9, or, with `silently`, the power of its machine. */
  killAgent(silently: boolean): void {
    if (!this.agent.alive) return;
    this.note(`the agent is gone${silently ? " without a word" : ""}`);
    this.agent.alive = false;
    this.bell.orphan(this.agent, silently ? 7_500 : 0, this.outside);
    if (!silently) this.terminal.agentGone();
  }

  killEdge(silently: boolean): void {
    if (!this.edge.alive) return;
    this.note(`the edge is gone${silently ? " without a word" : ""}`);
    const dead = this.edge;
    dead.alive = false;
    this.bell.orphan(dead, silently ? 15_000 : 0, this.outside);
    // What is durable now is all that the next one finds.
    const before = this.folder;
    this.folder = join(this.template.folder, `${this.journalId}-${this.#boots}`);
    copyDurable(before, this.folder);
    const running = this.#running;
    this.#running = undefined;
    this.#fetch = undefined;
    this.lane = undefined;
    this.record = undefined;
    this.#buried.push(this.time.bury(dead, () => running?.stop() ?? Promise.resolve()).then(() => rmSync(before, { recursive: true, force: true })));
  }
  readonly #buried: Promise<void>[] = [];

  /** A command of the kiosk or an attendant over HTTP. Undefined: no answer came. */
  async command(body: object, who: "kiosk" | "attendant" = "kiosk"): Promise<CommandAnswer | undefined> {
    this.#commands += 1;
    const commandId = `${this.journalId}-k${this.#commands}`;
    return this.post(who === "kiosk" ? paths.laneCommands(laneId) : paths.attendantCommands(laneId), { commandId, ...body }, who === "kiosk" ? kioskToken : attendantToken) as Promise<CommandAnswer | undefined>;
  }

  async post(path: string, body: object, token: string): Promise<unknown> {
    return this.ask(path, { method: "POST", body: JSON.stringify(body) }, token);
  }

  /** One exchange with the edge; undefined when it died before it answered. */
  async ask(path: string, request: { method: string; body?: string }, token: string): Promise<unknown> {
    const fetch = this.#fetch;
    const asked = this.edge;
    if (fetch === undefined || !asked.alive) return undefined;
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const answering = this.time.run(asked, () => Promise.resolve(fetch(new Request(`http://edge${path}`, { ...request, headers }))).then((answer) => answer.text()));
    const text = await this.time.meanwhile(answering as Promise<string>);
    return asked.alive ? (JSON.parse(text) as unknown) : undefined;
  }

  /** Somebody else's request to the edge; undefined when it is not there, or died before it answered. */
  async fetchEdge(request: Request): Promise<Response | undefined> {
    const fetch = this.#fetch;
    const asked = this.edge;
    if (fetch === undefined || !asked.alive) return undefined;
    const response = await (this.time.run(asked, () => Promise.resolve(fetch(request))) as Promise<Response>);
    return asked.alive ? response : undefined;
  }

  outboxIsEmpty(): boolean {
    return this.record !== undefined && this.record.outboxWaiting() === 0;
  }

  /** What the disk holds after everything ended, against what was committed; the chain, and receipts without a gap. */
  recordProblems(folder: string, committed: readonly LaneEntry[]): string[] {
    const record = new RecordStore({ file: join(folder, dataFiles.edgeDatabase), storeId, journalId: this.journalId });
    try {
      const problems: string[] = [];
      const kept: { kind: string; entry: Record<string, unknown> }[] = [];
      let at = { sequence: 0, hash: firstPreviousHash, done: false };
      while (!at.done) {
        kept.push(...record.journal.after(at.sequence, 500));
        at = record.journal.verify(at, 500);
      }
      if (kept.length !== committed.length) problems.push(`${committed.length} entries were committed, the disk has ${kept.length}`);
      kept.forEach(({ kind }, index) => {
        if (kind !== committed[index]?.kind) problems.push(`entry ${index + 1} is ${kind}, ${committed[index]?.kind} was committed`);
      });
      return problems.slice(0, 3);
    } finally {
      record.close();
    }
  }

  /** Ends everything; answers the folder with what is durable. */
  async close(): Promise<string> {
    this.killAgent(false);
    this.killEdge(false);
    await Promise.all(this.#buried);
    return this.folder;
  }
}

/** The parts of the product that everybody's disk goes through are watched once for all worlds. */
export function watchDisks(): void {
  const commit = RecordStore.prototype.commit;
  RecordStore.prototype.commit = function watched(this: RecordStore, asked: CommandCommit): number {
    const world = present;
    const process = world?.time.current;
    if (world === undefined || process?.name !== "edge") return commit.call(this, asked);
    const entries = asked.entries.map(({ kind, entry }) => ({ kind, ...entry }) as unknown as LaneEntry);
    world.watcher?.beforeCommit(entries);
    world.passing("the edge commits");
    if (!process.alive) throw new ProcessGone();
    const end = commit.call(this, asked);
    world.trace.push(`${world.time.nowMs % 100_000_000}   committed ${entries.map((entry) => (entry.kind === "payment-contradicted" ? `${entry.kind}: ${entry.because} ${JSON.stringify(entry.outcome)}` : entry.kind)).join(", ")}`);
    world.watcher?.committed(entries);
    world.passing("the edge has committed");
    return end;
  };
  const verifyRecent = RecordStore.prototype.verifyRecent;
  RecordStore.prototype.verifyRecent = function watched(this: RecordStore): void {
    if (present?.time.current?.name === "edge") present.record = this;
    verifyRecent.call(this);
  };
  const recover = Lane.prototype.recover;
  Lane.prototype.recover = function watched(this: Lane): void {
    if (present !== undefined) present.lane = this;
    recover.call(this);
  };
}

/** Ends what a process that has just been killed was doing. Where it waited for something, nobody catches it: see vitest.config.ts. */
class ProcessGone extends Error {
  override readonly name = "ProcessGone";
}

/** The agent's notes, with a cut possible before and after each write. */
function watchNotes(notes: AttemptNotes): AttemptNotes {
  const world = present;
  const process = world?.time.current;
  if (world === undefined || process === undefined) return notes;
  world.notes = notes;
  const around = (what: string, write: () => void) => {
    world.passing(`the agent notes ${what}`);
    if (!process.alive) throw new ProcessGone();
    write();
    world.passing(`the agent has noted ${what}`);
  };
  return {
    get lastBooked() {
      return notes.lastBooked;
    },
    bookedBy: (reference, otherThan) => notes.bookedBy(reference, otherThan),
    close: (id) => around("the end", () => notes.close(id)),
    find: (id) => notes.find(id),
    open: () => notes.open(),
    save: (note) => around("the attempt", () => {
      notes.save(note);
      world.attemptAtTerminal = note.attemptId;
    }),
    settle: (id, outcome) => around("the outcome", () => notes.settle(id, outcome)),
    saveLastBooked: (snapshot) => around("the last booking", () => notes.saveLastBooked(snapshot)),
  };
}

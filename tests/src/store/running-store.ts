import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { dataFiles, type OutboxPage, type StoreSecrets } from "@laneway/contracts";
import { eventually } from "./eventually.js";
import { freePortRange } from "./free-ports.js";

export const projectRoot = resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** A loaded machine makes headquarters' database many times slower than a quiet one (about 3 s). */
const patienceMs = 110_000;

export interface StoreOptions {
  readonly lanes?: number;
  /** Over the harness's own; e.g. LANEWAY_MQTT_URL, LANEWAY_DATABASE_URL. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Kept after the store stops when given; otherwise a new folder, removed at the end. */
  readonly dataFolder?: string;
  /** When `start` returns: as soon as the lanes sell, or once everything runs, headquarters too (the default). */
  readonly until?: "open" | "everything";
}

/** What GET /api/v1/twin answers. */
export interface TwinDescription {
  readonly lanes: readonly { laneId: string; name: string; kioskPath: string; benchPath: string; benchUrl: string }[];
  readonly attendantPath: string;
  readonly attendants: readonly { attendantId: string; name: string; pin: string; role: string }[];
  readonly cloudUrl: string | null;
}

/** A whole store as `npm start` runs it: real processes, real broker, real databases, on free ports. */
export class RunningStore {
  private output = "";
  private constructor(
    private readonly starter: ChildProcess,
    readonly dataFolder: string,
    private readonly ownsData: boolean,
    readonly edgeUrl: string,
    readonly cloudUrl: string,
    readonly mqttPort: number,
    readonly environment: NodeJS.ProcessEnv,
  ) {
    starter.stdout?.on("data", (chunk: Buffer) => this.keep(chunk));
    starter.stderr?.on("data", (chunk: Buffer) => this.keep(chunk));
  }

  static async start(options: StoreOptions = {}): Promise<RunningStore> {
    const lanes = options.lanes ?? 1;
    // One block for all: ports looked for one by one may be found twice.
    const edge = await freePortRange(5 + lanes * 10);
    const [mqtt, mqttWs, cloud, wallet, bench] = [edge + 1, edge + 2, edge + 3, edge + 4, edge + 5];
    const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "laneway-store-"));
    const environment: NodeJS.ProcessEnv = {
      ...process.env,
      LANEWAY_DATA: dataFolder,
      LANEWAY_LANES: String(lanes),
      LANEWAY_EDGE_PORT: String(edge),
      LANEWAY_MQTT_PORT: String(mqtt),
      LANEWAY_MQTT_WS_PORT: String(mqttWs),
      LANEWAY_CLOUD_PORT: String(cloud),
      LANEWAY_WALLET_PORT: String(wallet),
      LANEWAY_BENCH_PORT: String(bench),
      ...options.environment,
    };
    const starter = spawn(process.execPath, [join(projectRoot, "deploy/dist/starter/main.mjs")], {
      cwd: dataFolder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const store = new RunningStore(starter, dataFolder, options.dataFolder === undefined, `http://127.0.0.1:${edge}`, `http://127.0.0.1:${environment.LANEWAY_CLOUD_PORT}`, mqtt, environment);
    await store.untilReady(options.until ?? "everything");
    return store;
  }

  private keep(chunk: Buffer): void {
    this.output = (this.output + chunk.toString("utf8")).slice(-20_000);
  }

  private async untilReady(what: "open" | "everything"): Promise<void> {
    await new Promise<void>((resolveReady, reject) => {
      const limit = setTimeout(() => fail(`was not ready within ${patienceMs / 1_000} s`), patienceMs);
      const fail = (why: string) => {
        clearTimeout(limit);
        this.starter.kill("SIGKILL");
        reject(new Error(`the store ${why}:\n${this.output}`));
      };
      this.starter.once("exit", (code) => fail(`ended with status ${code}`));
      this.starter.once("error", (error) => fail(error.message));
      const look = () => {
        if (this.output.includes(" is open (")) begun();
      };
      const begun = () => {
        clearTimeout(limit);
        this.starter.stdout?.off("data", look);
        this.starter.removeAllListeners("exit");
        resolveReady();
      };
      this.starter.on("message", (message: { kind?: string }) => {
        if (message.kind === "ready") begun();
      });
      if (what === "open") this.starter.stdout?.on("data", look);
    });
  }

  async twin(): Promise<TwinDescription> {
    return (await (await fetch(`${this.edgeUrl}/api/v1/twin`)).json()) as TwinDescription;
  }

  get starterPid(): number | undefined {
    return this.starter.pid;
  }

  /** Process ids of the parts whose command line holds every one of `words`. */
  pids(...words: string[]): number[] {
    const parents = new Map<number, { parent: number; command: string }>();
    for (const name of readdirSync("/proc")) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        parents.set(pid, { parent, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") });
      } catch {
        // The process ended while it was looked at.
      }
    }
    const isOurs = (pid: number): boolean => {
      const entry = parents.get(pid);
      return entry !== undefined && (entry.parent === this.starter.pid || isOurs(entry.parent));
    };
    return [...parents].filter(([pid, { command }]) => isOurs(pid) && words.every((word) => command.includes(word))).map(([pid]) => pid);
  }

  /** kill -9 of every process of a part; the starter brings it back. Returns when the old ones are gone. */
  async kill(...words: string[]): Promise<void> {
    const pids = this.pids(...words);
    if (pids.length === 0) throw new Error(`no process of the store matches ${words.join(" ")}`);
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await eventually(() => pids.every((pid) => !existsSync(`/proc/${pid}`)) || undefined, { what: `end of ${words.join(" ")}` });
  }

  /** Whose journal the data folder holds, from the relay's own door. */
  async journalIdentity(): Promise<{ storeId: string; journalId: string }> {
    const secrets = JSON.parse(readFileSync(join(this.dataFolder, dataFiles.secrets), "utf8")) as StoreSecrets;
    const response = await fetch(`${this.edgeUrl}/relay/v1/outbox?after=0&limit=1`, { headers: { authorization: `Bearer ${secrets.relayToken}` } });
    const { storeId, journalId } = (await response.json()) as OutboxPage;
    return { storeId, journalId };
  }

  /** What the journal says last of a lane, for a failing test's message. */
  lastEntries(laneId: string, count = 15): string[] {
    let database: Database.Database | undefined;
    try {
      database = new Database(join(this.dataFolder, dataFiles.edgeDatabase), { readonly: true });
      const rows = database.prepare<[string, number], { at_ms: number; kind: string; entry: string }>("SELECT at_ms, kind, entry FROM journal WHERE lane_id = ? ORDER BY sequence DESC LIMIT ?").all(laneId, count);
      return rows.reverse().map(({ at_ms, kind, entry }) => `${new Date(at_ms).toISOString().slice(11, 23)} ${kind} ${entry.slice(0, 160)}`);
    } catch (error) {
      return [`the journal cannot be read: ${String(error)}`];
    } finally {
      database?.close();
    }
  }

  /** Ctrl-C, and wait: every process it started must be gone. The data stays until `stop`. */
  async halt(): Promise<void> {
    const children = this.pids();
    if (this.starter.exitCode === null && this.starter.signalCode === null) {
      const ended = new Promise((resolveEnd) => this.starter.once("exit", resolveEnd));
      this.starter.kill("SIGINT");
      await ended;
    }
    await eventually(() => children.every((pid) => !existsSync(`/proc/${pid}`)) || undefined, { what: "end of every process of the store", withinMs: 5_000 });
  }

  /** Halts, and removes the data unless the folder was given. */
  async stop(): Promise<void> {
    await this.halt();
    if (this.ownsData) rmSync(this.dataFolder, { recursive: true, force: true });
  }

  /** What the store printed last, for a failing test's message. */
  get log(): string {
    return this.output;
  }
}

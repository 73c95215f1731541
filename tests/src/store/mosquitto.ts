import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { mosquittoAccess } from "@laneway/deploy/box/mosquitto-access";
import { mosquittoConfig } from "@laneway/deploy/box/mosquitto-config";
import { mosquittoPasswords } from "@laneway/deploy/box/mosquitto-passwords";
import mqtt from "mqtt";
import { eventually } from "./eventually.js";
import { freePorts } from "./free-ports.js";

export interface MosquittoOptions {
  readonly storeId: string;
  readonly laneIds: readonly string[];
  /** User → password. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Lines after the generated access list, for users that only a test has. */
  readonly moreAccess?: string;
}

/** A real Mosquitto with the files that a box gets, on free ports and in a folder of its own. */
export class Mosquitto {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
    readonly port: number,
    readonly webSocketPort: number,
    private readonly user: { username: string; password: string },
  ) {}

  /** Rejects, naming Debian's package, when Mosquitto is not installed. */
  static async start(options: MosquittoOptions): Promise<Mosquitto> {
    const folders = ["/usr/sbin", ...(process.env.PATH ?? "").split(delimiter)];
    const program = folders.map((folder) => join(folder, "mosquitto")).find((path) => existsSync(path));
    if (program === undefined) throw new Error('Mosquitto is not installed: install Debian\'s package "mosquitto"');
    const [first] = Object.entries(options.passwords);
    if (first === undefined) throw new Error("a broker without users serves nobody");
    const [port, webSocketPort] = (await freePorts(2)) as [number, number];
    const folder = mkdtempSync(join(tmpdir(), "laneway-mosquitto-"));
    const files = { accessFile: join(folder, "access"), passwordFile: join(folder, "passwords") };
    writeFileSync(files.accessFile, `${mosquittoAccess(options.storeId, options.laneIds)}\n${options.moreAccess ?? ""}`);
    writeFileSync(files.passwordFile, mosquittoPasswords(options.passwords));
    // Started as root it would change to a user who may not read the folder.
    const asRoot = process.getuid?.() === 0 ? "user root\n" : "";
    writeFileSync(join(folder, "mosquitto.conf"), asRoot + mosquittoConfig({ ...files, port, webSocketPort, lanes: options.laneIds.length }));
    const broker = new Mosquitto(program, folder, port, webSocketPort, { username: first[0], password: first[1] });
    await broker.run();
    return broker;
  }

  /** Starts it and waits until it serves a client. */
  async run(): Promise<void> {
    this.process = spawn(this.program, ["-c", join(this.folder, "mosquitto.conf")], { stdio: "ignore" });
    await eventually(
      async () => {
        const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.port}`, { ...this.user, protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 2_000 });
        await client.endAsync();
        return true;
      },
      { what: "an answer from Mosquitto", everyMs: 50 },
    );
  }

  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    const running = this.process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Two joined pseudo-terminals: what is written to one is read from the other, as over a serial cable. */
export interface PtyPair {
  readonly lane: string;
  readonly device: string;
  /** Plugs the cable in; pulling it out makes both ends dead, as an unplugged USB adapter does. */
  plug(): Promise<void>;
  pull(): Promise<void>;
  remove(): Promise<void>;
}

export async function makePtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-pty-"));
  const lane = join(folder, "lane");
  const device = join(folder, "device");
  let socat: ChildProcess | undefined;

  async function plug(): Promise<void> {
    const child = spawn("socat", [`pty,raw,echo=0,link=${lane}`, `pty,raw,echo=0,link=${device}`], { stdio: "ignore" });
    socat = child;
    let missing = false;
    child.once("error", () => {
      missing = true;
    });
    for (let round = 0; round < 200; round += 1) {
      if (missing) throw new Error("the serial tests need socat; fix: apt-get install socat");
      if (existsSync(lane) && existsSync(device)) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("socat made no pseudo-terminals");
  }

  async function pull(): Promise<void> {
    const child = socat;
    socat = undefined;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    rmSync(lane, { force: true });
    rmSync(device, { force: true });
  }

  await plug();
  return {
    lane,
    device,
    plug,
    pull,
    async remove() {
      await pull();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

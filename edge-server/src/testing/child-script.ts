import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const part = fileURLToPath(new URL("../..", import.meta.url));

/** A script of this part, bundled from its source so that it can run as a process of its own without a build. */
export class ChildScript {
  readonly #folder: string;
  /** The bundle. */
  readonly file: string;

  private constructor(folder: string, file: string) {
    this.#folder = folder;
    this.file = file;
  }

  /** `source`: path below src, e.g. `store/writer.ts`. */
  static async of(source: string): Promise<ChildScript> {
    const folder = join(part, "dist/test-children", `${source.replace(/\W/g, "-")}-${process.pid}-${performance.now().toFixed(0)}`);
    await build({
      configFile: false,
      logLevel: "error",
      root: part,
      resolve: { conditions: ["source", "node"] },
      ssr: { noExternal: [/^@laneway\//], resolve: { conditions: ["source", "node"] } },
      build: { ssr: join(part, "src", source), outDir: folder, target: "node20", rollupOptions: { output: { entryFileNames: "child.mjs" } } },
    });
    return new ChildScript(folder, join(folder, "child.mjs"));
  }

  /** Starts it with a channel for messages; its output is the caller's to read. */
  start(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    return fork(this.file, args, { stdio: ["pipe", "pipe", "pipe", "ipc"], execArgv: [], env: { ...process.env, ...environment } });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** Waits for the end of a child and gives what it wrote. `input` goes to its standard input. */
export async function ended(child: ChildProcess, input = ""): Promise<Ended> {
  child.stdin?.end(input);
  // Not "close": Node leaves it out for a child that was disconnected.
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [code, output, complaint] = await Promise.all([exit, written(child.stdout), written(child.stderr)]);
  return { code, output, complaint };
}

const written = (stream: Readable | null): Promise<string> => (stream === null ? Promise.resolve("") : text(stream));

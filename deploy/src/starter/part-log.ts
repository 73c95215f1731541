import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

const maximumBytes = 5_000_000;
const keptFiles = 3;
const maximumLineBytes = 16_384;
/** At most this many lines of a part reach the terminal in a window; the file has them all. */
const echoLimit = 5;
const echoWindowMs = 10_000;

/** Where a part's output goes: its log file, and the terminal for what a person must see. */
export interface PartLog {
  /** Takes output as it comes; lines may be split anywhere. */
  readonly write: (stream: "out" | "err", chunk: Buffer) => void;
  /** The last lines the part wrote, to explain its end. */
  readonly lastLines: () => readonly string[];
  readonly close: () => void;
}

/**
 * Opens a part's log: `path`, then `path.1` … when it has grown to its limit.
 * @param echo gets warnings and errors (pino levels from 40, and whatever is written to stderr)
 */
export function openPartLog(path: string, echo: (line: string) => void, now: () => number = Date.now): PartLog {
  let file = openSync(path, "a");
  let size = fstatSync(file).size;
  let windowStart = 0;
  let echoed = 0;
  const rest = { out: "", err: "" };
  const last: string[] = [];

  const rotate = () => {
    closeSync(file);
    for (let index = keptFiles - 1; index >= 1; index--) rename(index === 1 ? path : `${path}.${index - 1}`, `${path}.${index}`);
    file = openSync(path, "a");
    size = 0;
  };
  const echoLine = (line: string) => {
    if (now() - windowStart > echoWindowMs) {
      windowStart = now();
      echoed = 0;
    }
    echoed += 1;
    if (echoed <= echoLimit) echo(line);
    if (echoed === echoLimit + 1) echo(`says more: see ${path}`);
  };
  const take = (stream: "out" | "err", whole: string) => {
    const line = whole.length > maximumLineBytes ? `${whole.slice(0, maximumLineBytes)} (cut)` : whole;
    if (line.trim() === "") return;
    if (size > maximumBytes) rotate();
    try {
      size += writeSync(file, `${line}\n`);
    } catch (error) {
      // A full disk must not stop the store: selling goes on, and the terminal says it.
      echoLine(`log cannot be written: ${(error as Error).message}`);
    }
    const shown = stream === "err" ? plainText(line, 0) : plainText(line, 40);
    last.push(plainText(line, 0) ?? line);
    if (last.length > 5) last.shift();
    if (shown !== undefined) echoLine(shown);
  };

  return {
    write(stream, chunk) {
      const lines = (rest[stream] + chunk.toString("utf8")).split("\n");
      rest[stream] = lines.pop() ?? "";
      if (rest[stream].length > maximumLineBytes) {
        lines.push(rest[stream]);
        rest[stream] = "";
      }
      for (const line of lines) take(stream, line);
    },
    lastLines: () => last,
    close() {
      for (const stream of ["out", "err"] as const) if (rest[stream] !== "") take(stream, rest[stream]);
      closeSync(file);
    },
  };
}

/** A pino line as words when its level is high enough; undefined when it is not, or when a plain line is below `err`. */
function plainText(line: string, minimumLevel: number): string | undefined {
  if (!line.startsWith("{")) return minimumLevel === 0 ? line : undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    if ((level ?? 0) < minimumLevel) return undefined;
    return [msg, err?.message].filter((text) => text !== undefined && text !== "").join(": ") || line;
  } catch {
    return line;
  }
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

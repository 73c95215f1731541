import { type Logger, pino } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal">;

/** JSON lines on standard output. Names of things and error messages only: never a secret, never what was scanned or typed. */
export function createLog(part: string, level: string | undefined): Logger {
  const known = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
  return pino({ name: part, level: level !== undefined && known.includes(level) ? level : "info", base: { part } });
}

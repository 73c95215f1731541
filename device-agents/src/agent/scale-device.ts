import type { WeightReading } from "@laneway/contracts";
import type { DeviceOptions, ScaleAdapter } from "../adapter.js";
import { startDeadline } from "../transport/deadline.js";
import { openLine } from "../transport/line.js";
import type { Connect } from "../transport/connection.js";
import type { DeviceHost, RunningDevice } from "./device-host.js";

export const scalePacing = {
  /** Unanswered questions after which the scale counts as gone and its line is opened again. */
  maximumMisses: 3,
  /** After a missed answer everything that still comes is thrown away until the line was quiet this long. */
  quietMs: 300,
  /** An unchanged weight is told again: the edge sells only a fresh one. An empty platter needs it less. */
  refreshLoadedMs: 400,
  refreshEmptyMs: 2_000,
} as const;

type Asking = "closed" | "resting" | "asked" | "draining";

/**
 * Runs a scale that answers when asked: one question at a time, an answer within its deadline, and an answer that
 * comes too late never taken for the next question's. Told are changes, and the present weight again and again.
 */
export function runScale<State>(adapter: ScaleAdapter<State>, connect: Connect, options: DeviceOptions, host: DeviceHost): RunningDevice {
  let state = adapter.begin(options);
  let asking: Asking = "closed";
  let misses = 0;
  let endWait: () => void = () => undefined;
  let last: WeightReading | undefined;
  let toldAtMs = 0;
  /** How much may lie on a scale that is to be zeroed; undefined: it is not. */
  let zeroWithinGrams: number | undefined;

  const line = openLine(connect, {
    onOpen: () => {
      misses = 0;
      drain();
    },
    onBytes: (bytes) => {
      if (asking === "asked") take(bytes);
      else if (asking === "draining") drain();
    },
    onDown: (because) => {
      endWait();
      asking = "closed";
      last = undefined;
      host.connected(false);
      host.raise("unreachable", because);
    },
  });

  function wait(next: Asking, afterMs: number, then: () => void): void {
    endWait();
    asking = next;
    endWait = startDeadline(afterMs, then);
  }

  /** What is still on its way belongs to an older question. */
  function drain(): void {
    state = adapter.begin(options);
    wait("draining", scalePacing.quietMs, ask);
  }

  function ask(): void {
    const within = zeroWithinGrams;
    zeroWithinGrams = undefined;
    if (within !== undefined && last?.state === "stable" && Math.abs(last.grams) <= within) {
      line.write(adapter.zero);
      drain();
      return;
    }
    line.write(adapter.ask);
    wait("asked", adapter.answerMs, miss);
  }

  function miss(): void {
    misses += 1;
    if (misses < scalePacing.maximumMisses) {
      drain();
      return;
    }
    line.reset(`${misses} questions without an answer`);
  }

  function take(bytes: Uint8Array): void {
    const result = adapter.read(state, bytes);
    state = result.state;
    for (const fault of result.faults) {
      host.raise(fault.code === "device-error" ? "scale-error" : "protocol", `${fault.code}: ${fault.detail}`);
    }
    const reading = result.readings.at(-1);
    if (reading === undefined) {
      // A whole answer that makes no sense answers the question too: the next one is asked after a pause.
      if (result.faults.length > 0) drain();
      return;
    }
    misses = 0;
    host.clear("unreachable");
    host.connected(true);
    if (result.faults.length === 0) {
      host.clear("protocol");
      host.clear("scale-error");
    }
    tell(reading);
    wait("resting", adapter.pollMs, ask);
  }

  function tell(reading: WeightReading): void {
    mark(reading.state === "over-capacity", "scale-over-capacity");
    mark(reading.state === "under-zero", "scale-under-zero");
    const loaded = reading.state !== "zero" && reading.state !== "not-ready";
    const due = Date.now() - toldAtMs >= (loaded ? scalePacing.refreshLoadedMs : scalePacing.refreshEmptyMs);
    if (!due && last !== undefined && sameReading(last, reading)) return;
    last = reading;
    toldAtMs = Date.now();
    host.report({ kind: "weight", reading });
  }

  function mark(present: boolean, code: "scale-over-capacity" | "scale-under-zero"): void {
    if (present) host.raise(code);
    else host.clear(code);
  }

  return {
    start: () => line.start(),
    async stop() {
      endWait();
      asking = "closed";
      await line.stop();
    },
    handle(command) {
      if (command.kind === "zero-scale") zeroWithinGrams = command.withinGrams;
    },
    acknowledged: () => undefined,
  };
}

/** While the scale moves its passing grams are no news; that it moves is. */
function sameReading(one: WeightReading, other: WeightReading): boolean {
  if (one.state !== other.state) return false;
  return one.state !== "stable" || (other.state === "stable" && one.grams === other.grams);
}

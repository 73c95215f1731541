import { commandId, type DeviceFact, terminalDayOutcome, type TerminalDayOutcome } from "@laneway/contracts";
import { z } from "zod";
import type { DeviceHost } from "./device-host.js";
import { readDurable, writeDurably } from "./durable-file.js";

const note = z.strictObject({ requestId: commandId, outcome: terminalDayOutcome.optional(), acknowledged: z.boolean() });
const notesFile = z.strictObject({ version: z.literal(1), days: z.array(note) });

/** How many ends of day are remembered, so that a repeated request is not done twice. */
const maximumNotes = 20;

/**
 * Ends of day on their way to the edge. A terminal tells its totals once: they are on disk before it may forget them,
 * and are offered, also after a restart, until the edge has committed them.
 */
export interface DayOffers {
  /** Offers again what a request has led to; false when it is new. */
  repeat(requestId: string): boolean;
  /** On disk when it returns: the request is about to be sent. */
  begin(requestId: string): void;
  /** On disk when it returns, and offered. */
  end(requestId: string, outcome: TerminalDayOutcome): void;
  /** After a restart: what the edge does not have yet. A request that was sent and has no outcome is unknown. */
  resume(): void;
  acknowledged(fact: DeviceFact): void;
}

export function offerDays(path: string, host: DeviceHost): DayOffers {
  let days = readDurable(path, notesFile, { version: 1, days: [] }, (because) => host.log.error({ because }, "the notes of earlier ends of day cannot be read")).days;
  const offered = new Map<string, string>();
  /** Sent in this run, its outcome still to come. */
  const running = new Set<string>();

  function keep(changed: z.infer<typeof note>): void {
    days = [...days.filter(({ requestId }) => requestId !== changed.requestId), changed].slice(-maximumNotes);
    writeDurably(path, { version: 1, days });
  }

  function offer(requestId: string, outcome: TerminalDayOutcome): void {
    const earlier = offered.get(requestId);
    if (earlier !== undefined) host.withdraw(earlier);
    offered.set(requestId, host.report({ kind: "terminal-day", requestId, outcome }));
  }

  function end(requestId: string, outcome: TerminalDayOutcome): void {
    running.delete(requestId);
    keep({ requestId, outcome, acknowledged: false });
    offer(requestId, outcome);
  }

  return {
    repeat(requestId) {
      const known = days.find((each) => each.requestId === requestId);
      if (known?.outcome !== undefined) offer(requestId, known.outcome);
      return known !== undefined;
    },
    begin(requestId) {
      running.add(requestId);
      keep({ requestId, acknowledged: false });
    },
    end,
    resume() {
      for (const { requestId, outcome, acknowledged } of days) {
        if (acknowledged || running.has(requestId)) continue;
        if (outcome === undefined) end(requestId, { result: "unknown", because: "the agent was ended during the terminal's end of day" });
        else offer(requestId, outcome);
      }
    },
    acknowledged(fact) {
      if (fact.kind !== "terminal-day" || offered.get(fact.requestId) !== fact.factId) return;
      offered.delete(fact.requestId);
      keep({ requestId: fact.requestId, outcome: fact.outcome, acknowledged: true });
    },
  };
}

import type { VirtualTerminalTiming } from "@laneway/device-agents/simulator/terminal-timing";
import { usualTiming } from "@laneway/device-agents/simulator/terminal-timing";
import type { NextOutcome } from "@laneway/device-agents/simulator/virtual-terminal";
import type { Seeded } from "../store/seeded.js";

/** What the terminal, or the line to it, does with the payment in question. A list, so that a new one is a row of the matrix. */
export const behaviours = [
  "approve", "decline", "abort", "no-card", "slow", "late", "silent", "drop-before", "drop-after", "duplicate", "out-of-order",
  "reboot", "forgetful", "forged", "wrong-amount", "partial", "other-currency", "wrong-terminal", "busy",
] as const;
export type Behaviour = (typeof behaviours)[number];

/** What a behaviour is to the simulated terminal, where it has a name of its own for it. */
const named: Partial<Record<Behaviour, NextOutcome>> = { abort: "cancel", "no-card": "ask", late: "slow", forgetful: "reboot", "other-currency": "wrong-currency", reboot: "approve", partial: "approve", busy: "approve" };

/** Tells the simulated terminal what comes next, and how long it takes. */
export function nextOf(behaviour: Behaviour, timing: { -readonly [K in keyof VirtualTerminalTiming]: VirtualTerminalTiming[K] }, chance: Seeded): NextOutcome {
  timing.slowMs = behaviour === "late" ? 200_000 : usualTiming.slowMs;
  timing.silentMs = chance.between(5_000, 250_000);
  return named[behaviour] ?? (behaviour as NextOutcome);
}

import type { Connect } from "@laneway/device-agents/transport/connection";
import type { Exchanged } from "@laneway/device-agents/transport/https-exchange";
import type { Seeded } from "../store/seeded.js";
import type { Behaviour } from "./behaviours.js";
import type { TerminalLedger } from "./terminal-ledger.js";
import type { SimulatedProcess, VirtualTime } from "./virtual-time.js";

/** What a terminal on this bench may ask for. */
export interface BenchSurroundings {
  readonly time: VirtualTime;
  readonly chance: Seeded;
  readonly ledger: TerminalLedger;
  readonly terminal: SimulatedProcess;
  readonly world: SimulatedProcess;
  readonly agent: () => SimulatedProcess;
  readonly passing: (what: string) => void;
}

/** A simulated terminal and the line to it. The line can break and the power go at any message. */
export interface BenchTerminal {
  /** The device of the lane profile. */
  readonly profile: { readonly protocol: "zvt" | "nexo"; readonly options: Readonly<Record<string, string | number>> };
  readonly connect: Connect;
  readonly exchange: (body: string, withinMs: number, ending: AbortSignal) => Promise<Exchanged>;
  /** The next payment goes so. */
  behave(behaviour: Behaviour): void;
  /** As it should be, from now on: reachable, honest, approving when asked to. */
  honest(): void;
  /** Books a payment nobody hears of yet; answers how the terminal names it. */
  bookSilently(attemptId: string, amountMinor: number): { readonly terminalId: string; readonly receiptNumber: string; readonly trace: string; readonly transaction?: { readonly transactionId: string; readonly timeStamp: string } };
  /** Nothing is under way on it: no card, no answer that is still to be delivered, no power that is still to come back. */
  readonly isQuiet: () => boolean;
  /** Both ends are told. */
  dropLine(): void;
  /** Nobody is told: what is sent is lost, for a while. */
  silenceLine(forMs: number): void;
  /** Nothing answers there, for a while. */
  unplug(forMs: number): void;
  powerCut(backAfterMs: number): void;
  /** The agent's process ended: its sockets close. */
  agentGone(): void;
}

import { usualTiming } from "@laneway/device-agents/simulator/terminal-timing";
import { createVirtualTerminal } from "@laneway/device-agents/simulator/virtual-terminal";
import { refusalApdu, simulatedTerminalId } from "@laneway/device-agents/simulator/terminal-answers";
import { control, resultCode } from "@laneway/device-agents/terminal/zvt/codes";
import type { ConnectionEvents } from "@laneway/device-agents/transport/connection";
import { type Behaviour, nextOf } from "./behaviours.js";
import type { BenchSurroundings, BenchTerminal } from "./bench-terminal.js";
import type { SimulatedProcess } from "./virtual-time.js";

interface Cable {
  readonly owner: SimulatedProcess;
  readonly events: ConnectionEvents;
  open: boolean;
}

const wayMs = 2;
const is = (bytes: Uint8Array, command: number) => ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) === command;

/** The simulated ZVT terminal on a line in memory that carries its bytes, and bends them as asked. */
export function zvtBench({ time, chance, ledger, terminal, world, agent, passing }: BenchSurroundings): BenchTerminal {
  const timing = { ...usualTiming };
  let cable: Cable | undefined;
  let plugged = true;
  let silentUntilMs = 0;
  let behaviour: Behaviour = "approve";
  let armed = false;
  const device = time.run(terminal, () => createVirtualTerminal(ledger, { send: toAgent, drop }, () => undefined, timing)) as ReturnType<typeof createVirtualTerminal>;

  const isSilent = () => time.nowMs < silentUntilMs;

  function toAgent(bytes: Uint8Array): void {
    passing(`terminal → ${nameOf(bytes)}`);
    carryToAgent(bytes);
  }

  function carryToAgent(bytes: Uint8Array): void {
    const mine = cable;
    if (mine === undefined) return;
    time.after(wayMs, mine.owner, () => {
      if (mine !== cable || !mine.open || isSilent()) return;
      time.stirred = true;
      passing(`${nameOf(bytes)} → agent`);
      if (mine.owner.alive && mine === cable) mine.events.onBytes(bytes);
    });
  }

  function toTerminal(bytes: Uint8Array, mine: Cable): void {
    passing(`agent → ${nameOf(bytes)}`);
    if (!mine.owner.alive) return;
    time.after(wayMs, terminal, () => {
      if (mine !== cable || isSilent() || !plugged) return;
      passing(`${nameOf(bytes)} → terminal`);
      if (mine !== cable || !plugged) return;
      if (is(bytes, control.authorisation)) misbehave(bytes);
      else device.receiveBytes(bytes);
    });
  }

  function misbehave(bytes: Uint8Array): void {
    if (armed && behaviour === "busy") {
      carryToAgent(refusalApdu(resultCode.pleaseWait));
      armed = false;
      return;
    }
    device.setNext(nextOf(armed ? behaviour : "approve", timing, chance));
    device.receiveBytes(bytes);
    if (!armed || behaviour !== "reboot") return;
    const backAfterMs = chance.between(3_000, 90_000);
    time.after(chance.between(100, 2_500), world, () => powerCut(backAfterMs));
  }

  function drop(): void {
    const old = cable;
    cable = undefined;
    if (old === undefined) return;
    old.open = false;
    time.run(terminal, () => device.disconnect());
    time.after(wayMs, old.owner, () => {
      time.stirred = true;
      old.events.onClosed("closed by the device");
    });
  }

  function silence(forMs: number): void {
    silentUntilMs = Math.max(silentUntilMs, time.nowMs + forMs);
  }

  function unplug(forMs: number): void {
    plugged = false;
    drop();
    time.after(forMs, world, () => (plugged = true));
  }

  function powerCut(backAfterMs: number): void {
    time.run(terminal, () => device.powerOff());
    // Sometimes the switch between tells the agent, sometimes nobody does.
    if (chance.fraction() < 0.5) drop();
    else if (cable !== undefined) cable.open = false;
    plugged = false;
    time.after(backAfterMs, world, () => {
      plugged = true;
      const stale = cable;
      if (stale?.open === false) drop();
    });
  }

  return {
    profile: { protocol: "zvt", options: {} },
    connect: (events) =>
      new Promise((resolve, reject) => {
        time.after(wayMs, agent(), () => {
          time.stirred = true;
          if (!plugged || isSilent()) {
            reject(new Error("no connection"));
            return;
          }
          if (cable !== undefined) time.run(terminal, () => device.disconnect());
          const mine: Cable = { owner: agent(), events, open: true };
          cable = mine;
          time.run(terminal, () => device.connect());
          const close = () => {
            if (mine === cable) {
              cable = undefined;
              time.run(terminal, () => device.disconnect());
            }
            return Promise.resolve();
          };
          resolve({ write: (bytes) => toTerminal(bytes, mine), close });
        });
      }),
    exchange: () => Promise.reject(new Error("a ZVT terminal speaks no HTTPS")),
    behave(next) {
      behaviour = next;
      armed = true;
      ledger.distort = undefined;
      if (next === "partial") ledger.distort = (payment) => ({ ...payment, amountMinor: Math.max(1, payment.amountMinor - 50) });
    },
    honest() {
      armed = false;
      ledger.distort = undefined;
      silentUntilMs = 0;
      plugged = true;
    },
    bookSilently(_attemptId, amountMinor) {
      const { receiptNumber, trace, localTime } = ledger.book({ amountMinor, currencyNumber: "0978" });
      return { terminalId: simulatedTerminalId, receiptNumber, trace, ...{ localTime } };
    },
    isQuiet: () => plugged && device.view(true).state === "idle",
    dropLine: drop,
    silenceLine: silence,
    unplug,
    powerCut,
    agentGone() {
      if (cable === undefined) return;
      cable = undefined;
      time.run(terminal, () => device.disconnect());
    },
  };
}

function nameOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 2), (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}

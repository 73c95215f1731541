import type { NexoKey } from "@laneway/device-agents/terminal/nexo/envelope";
import { createVirtualNexoTerminal } from "@laneway/device-agents/simulator/virtual-nexo-terminal";
import { usualTiming } from "@laneway/device-agents/simulator/terminal-timing";
import { serviceIdFor } from "@laneway/device-agents/terminal/nexo/messages";
import type { Exchanged } from "@laneway/device-agents/transport/https-exchange";
import { type Behaviour, nextOf } from "./behaviours.js";
import type { BenchSurroundings, BenchTerminal } from "./bench-terminal.js";

interface Conversation {
  readonly done: (result: Exchanged) => void;
}

const wayMs = 3;
const connectPatienceMs = 5_000;
const nexoKeyForTests: NexoKey = { passphrase: "p@ssw0rd123456", identifier: "lane-key", version: 3 };
const poiId = "V400m-324688179";
const saleId = "lane-1";

/** The simulated nexo terminal on a line in memory: sealed bodies there and back, without the TLS around them. */
export function nexoBench({ time, chance, ledger, terminal, world, agent, passing }: BenchSurroundings): BenchTerminal {
  const timing = { ...usualTiming };
  const running = new Set<Conversation>();
  let plugged = true;
  let silentUntilMs = 0;
  let impostorUntilMs = 0;
  let behaviour: Behaviour = "approve";
  let armed = false;
  let payments = 0;
  const make = (id: string) => time.run(terminal, () => createVirtualNexoTerminal(ledger, { key: nexoKeyForTests, poiId: id, timing }, () => undefined)) as ReturnType<typeof createVirtualNexoTerminal>;
  const device = make(poiId);
  const impostor = make("V400m-000000001");
  const isSilent = () => time.nowMs < silentUntilMs;

  function exchange(body: string, withinMs: number, ending: AbortSignal): Promise<Exchanged> {
    return new Promise((resolve) => {
      const begun = agent();
      let secured = false;
      const conversation: Conversation = {
        done: (result) => {
          if (!running.delete(conversation)) return;
          ending.removeEventListener("abort", onEnding);
          time.stirred = true;
          patience.cancelled = true;
          if (begun.alive) resolve(result);
        },
      };
      running.add(conversation);
      const onEnding = () => lost("the agent is ending");
      const lost = (because: string) => conversation.done(secured ? { kind: "lost", because } : { kind: "not-sent", because });
      const patience = time.after(withinMs, begun, () => lost(`no answer within ${withinMs} ms`));
      ending.addEventListener("abort", onEnding, { once: true });
      if (ending.aborted) return lost("the agent is ending");
      if (!plugged) {
        time.after(wayMs, begun, () => lost("connection refused"));
        return undefined;
      }
      if (isSilent()) {
        time.after(Math.min(connectPatienceMs, withinMs), begun, () => lost("no connection in time"));
        return undefined;
      }
      secured = true;
      passing("agent → nexo");
      return send(body, conversation);
    });
  }

  function send(body: string, conversation: Conversation): void {
    time.after(wayMs, terminal, () => {
      if (!running.has(conversation) || !plugged || isSilent()) return;
      passing("nexo → terminal");
      if (!running.has(conversation) || !plugged) return;
      const reply = (answer: string | undefined) => {
        passing("terminal → nexo");
        time.after(wayMs, agent(), () => {
          if (!running.has(conversation) || isSilent()) return;
          passing("nexo → agent");
          conversation.done(answer === undefined ? { kind: "lost", because: "the connection ended" } : { kind: "answered", body: answer });
        });
      };
      if (time.nowMs < impostorUntilMs) impostor.receive(body, reply);
      else if (isPayment(body)) take(body, reply);
      else device.receive(body, reply);
    });
  }

  function take(body: string, reply: (answer: string | undefined) => void): void {
    payments += 1;
    if (!armed) {
      device.setNext("approve");
      device.receive(body, reply);
      return;
    }
    device.setNext(nextOf(behaviour, timing, chance));
    // Another terminal answers at this address for a while, or one that names another in its answer.
    if (behaviour === "wrong-terminal" && chance.fraction() < 0.5) {
      impostorUntilMs = time.nowMs + chance.between(5_000, 150_000);
      impostor.receive(body, reply);
      return;
    }
    const ignored = () => undefined;
    // The body comes twice, as from a box on the way that tries again; either answer may be the one that gets through.
    const first = behaviour !== "duplicate" || chance.fraction() < 0.5;
    device.receive(body, first ? reply : ignored);
    if (behaviour === "duplicate") device.receive(body, first ? ignored : reply);
    if (behaviour !== "reboot") return;
    const backAfterMs = chance.between(3_000, 90_000);
    time.after(chance.between(100, 2_500), world, () => powerCut(backAfterMs));
  }

  function dropAll(): void {
    for (const conversation of [...running]) {
      time.after(wayMs, agent(), () => conversation.done({ kind: "lost", because: "connection reset" }));
    }
  }

  function silence(forMs: number): void {
    silentUntilMs = Math.max(silentUntilMs, time.nowMs + forMs);
  }

  function powerCut(backAfterMs: number): void {
    plugged = false;
    time.run(terminal, () => device.powerOff());
    if (chance.fraction() < 0.5) dropAll();
    time.after(backAfterMs, world, () => (plugged = true));
  }

  return {
    profile: {
      protocol: "nexo",
      options: { poiId, keyIdentifier: nexoKeyForTests.identifier, keyVersion: nexoKeyForTests.version, passphrase: nexoKeyForTests.passphrase, environment: "test" },
    },
    connect: () => Promise.reject(new Error("a nexo terminal speaks HTTPS")),
    exchange,
    behave(next) {
      behaviour = next;
      armed = true;
      device.clearFaults();
      if (next === "partial") device.fault("partial");
      if (next === "busy") device.fault("busy");
      if (next === "out-of-order") device.fault("in-progress", chance.between(0, 3));
    },
    honest() {
      armed = false;
      device.clearFaults();
      silentUntilMs = 0;
      impostorUntilMs = 0;
      plugged = true;
    },
    bookSilently(attemptId, amountMinor) {
      const serviceId = serviceIdFor({ saleId, poiId }, attemptId, "payment");
      const exchanged = { saleId, serviceId, attemptId, transactionId: `late.${payments}.${ledger.all.length}`, timeStamp: new Date(time.nowMs).toISOString() };
      ledger.book({ amountMinor, currencyNumber: "0978", exchange: exchanged });
      return { terminalId: poiId, receiptNumber: serviceId, trace: "", transaction: { transactionId: exchanged.transactionId, timeStamp: exchanged.timeStamp } };
    },
    isQuiet: () => plugged && device.view(true).state === "idle",
    dropLine: dropAll,
    silenceLine: silence,
    unplug(forMs) {
      plugged = false;
      dropAll();
      time.after(forMs, world, () => (plugged = true));
    },
    powerCut,
    agentGone: () => running.clear(),
  };
}

/** The header of an envelope is readable; the rest is sealed. */
const isPayment = (body: string): boolean => /"MessageCategory":"Payment"/.test(body);

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CardRefund, DeviceCommand, DeviceFact, PaymentOutcome, StoredFate, TerminalDayOutcome, TerminalDiagnosis, TerminalReference } from "@laneway/contracts";
import { expect } from "vitest";
import { openAttemptNotes } from "../agent/attempt-notes.js";
import { offerDays } from "../agent/day-offers.js";
import type { DeviceHost, RunningDevice } from "../agent/device-host.js";
import { runNexoTerminal } from "../agent/nexo-terminal.js";
import { offerStored } from "../agent/stored-offers.js";
import { runTerminal } from "../agent/terminal-device.js";
import { type DevicePort, openDevicePort } from "../simulator/device-port.js";
import { openNexoPort } from "../simulator/nexo-port.js";
import { type HostState, isPayment, openTerminalBook, type TerminalBook } from "../simulator/terminal-book.js";
import { makeTestCertificates } from "../simulator/test-certificates.js";
import { createVirtualNexoTerminal } from "../simulator/virtual-nexo-terminal.js";
import { createVirtualTerminal, type NextOutcome, type TerminalButton } from "../simulator/virtual-terminal.js";
import { type NexoTiming, usualNexoTiming } from "../terminal/nexo/find.js";
import { type NexoSettings, terminalName } from "../terminal/nexo/options.js";
import { zvt } from "../terminal/zvt/zvt.js";
import { tcpConnect } from "../transport/tcp-connection.js";
import { testTiming } from "./lane-bench.js";
import { openNotebook } from "./wire.js";

/** What a simulated terminal of any protocol lets a test do. */
export interface Simulated {
  readonly port: DevicePort;
  setNext(outcome: NextOutcome): void;
  /** Does it reach its host, and what does the host say to what is forwarded? */
  setHost(host: HostState): void;
  press(button: TerminalButton): void;
  screen(): readonly string[];
  powerOff(): void;
  /** Takes everything and answers nothing. */
  setSilent(value: boolean): void;
  stop(): void;
}

/** A driver and its simulated terminal, joined by a real socket; the edge is in the test's hand. */
export interface TerminalRig {
  readonly terminal: Simulated;
  readonly faults: ReadonlyMap<string, string | undefined>;
  /** Every fault so far, as `raised protocol`. */
  readonly history: readonly string[];
  /** Acknowledge outcomes as the edge does after its commit? Default true. */
  acknowledging: boolean;
  ready(): Promise<void>;
  authorise(attemptId: string, amountMinor?: number, offline?: "allowed" | "forbidden"): void;
  resolve(attemptId: string, previous?: TerminalReference): void;
  abort(attemptId: string): void;
  reverse(attemptId: string, reference: TerminalReference): void;
  forwardStored(payments: readonly { readonly attemptId: string; readonly reference: TerminalReference }[]): void;
  /** What became of a payment that was kept, each time it was told. */
  fates(attemptId: string): StoredFate[];
  endDay(requestId: string, attempts?: readonly string[]): void;
  diagnose(requestId: string): void;
  /** The nth outcome of an end of day, now or soon. */
  dayOutcome(requestId: string, nth?: number): Promise<TerminalDayOutcome>;
  diagnosis(requestId: string): Promise<TerminalDiagnosis>;
  refund(attemptId: string, original: TerminalReference, way: CardRefund["way"], amountMinor?: number): void;
  /** Asks about a refund as the edge does, which knows that it is one. */
  resolveRefund(attemptId: string, original: TerminalReference, way: CardRefund["way"], amountMinor?: number, previous?: TerminalReference): void;
  outcomes(attemptId: string): PaymentOutcome[];
  stages(attemptId: string): string[];
  /** The nth outcome of the attempt, now or soon. */
  outcome(attemptId: string, nth?: number, withinMs?: number): Promise<PaymentOutcome>;
  /** What the terminal holds as booked, as `1234 booked`. */
  booked(): string[];
  /** What it gave back, in the same words. */
  givenBack(): string[];
  /** The agent ends without a word and another one starts. */
  newAgent(): Promise<void>;
  /** The agent's notes are gone, as with a new disk. */
  loseNotes(): void;
  /** The agent's notes no longer say what became of an attempt. */
  forgetOutcome(attemptId: string): void;
  /** The terminal's memory is gone. */
  forget(): void;
  stop(): Promise<void>;
}

type Start = (port: number, notesPath: string, host: DeviceHost) => RunningDevice;

export const nexoKey = { passphrase: "p@ssw0rd123456", identifier: "lane-key", version: 3 };
export const nexoParties = { saleId: "lane-1", poiId: "V400m-324688179" };
export const quickNexoTiming: NexoTiming = { ...usualNexoTiming, paymentMs: 2_000, shortMs: 400, askAgainMs: 30, giveUpMs: 2_000, idlePollMs: 500, downPollMs: 50 };
const certificates = makeTestCertificates(`${nexoParties.poiId}.test.terminal.adyen.com`, new Date());

export const nexoRoot = certificates.root;

export function nexoSettings(port: number, changes: Partial<NexoSettings> = {}): NexoSettings {
  const peer = { host: "127.0.0.1", port, path: "/nexo/", root: certificates.root, commonName: terminalName("test") };
  return { key: nexoKey, parties: nexoParties, peer, ...changes };
}

export function simulateNexo(book: TerminalBook) {
  const terminal = createVirtualNexoTerminal(book, { key: nexoKey, poiId: nexoParties.poiId, timing: testTiming }, () => undefined);
  const port = openNexoPort("127.0.0.1", 0, certificates, terminal.receive);
  return { ...terminal, port, screen: () => terminal.view(true).screen, reversals: () => book.all.filter(({ reverses }) => reverses !== undefined).length };
}

function simulateZvt(book: TerminalBook): Simulated {
  const terminal = createVirtualTerminal(book, { send: (bytes) => port.send(bytes), drop: () => port.drop() }, () => undefined, testTiming);
  const port = openDevicePort("127.0.0.1", 0, {
    onBytes: (bytes) => terminal.receiveBytes(bytes),
    onConnect: () => terminal.connect(),
    onDisconnect: () => terminal.disconnect(),
  });
  return {
    ...terminal,
    port,
    screen: () => terminal.view(true).screen,
  };
}

async function startRig<S extends Simulated>(simulate: (book: TerminalBook) => S, start: Start): Promise<TerminalRig & { readonly terminal: S }> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-terminal-"));
  const book = openTerminalBook(undefined, () => new Date());
  const terminal = simulate(book);
  await terminal.port.start();
  const notebook = openNotebook("payment-terminal");
  let sequence = 0;
  const newDevice = (): RunningDevice => {
    const device = start(terminal.port.port, join(folder, "notes.json"), {
      ...notebook,
      report(body) {
        const factId = notebook.report(body);
        sequence += 1;
        const fact = { ...body, factId, bootId: "boot", sequence, atMs: Date.now(), device: "payment-terminal" } as DeviceFact;
        if (rig.acknowledging) setImmediate(() => device.acknowledged(fact));
        return factId;
      },
    });
    return device;
  };
  const command = (body: object) => device.handle({ commandId: "c", issuedAtMs: 0, expiresAtMs: 0, ...body } as DeviceCommand);
  const rig: TerminalRig & { readonly terminal: S } = {
    terminal,
    faults: notebook.faults,
    history: notebook.history,
    acknowledging: true,
    ready: () => expect.poll(() => notebook.isConnected && notebook.faults.size === 0 && terminal.screen()[0] === "Welcome", { timeout: 4_000, interval: 10 }).toBe(true),
    authorise: (attemptId, amountMinor = 1_234, offline) => command({ kind: "authorise", attemptId, amountMinor, currency: "EUR", ...(offline === undefined ? {} : { offline }) }),
    forwardStored: (payments) => command({ kind: "forward-stored", requestId: "f-1", payments }),
    fates: (attemptId) => notebook.facts.flatMap((fact) => (fact.kind === "stored-payment" && fact.attemptId === attemptId ? [fact.fate] : [])),
    resolve: (attemptId, previous) => command({ kind: "resolve-payment", attemptId, amountMinor: 1_234, currency: "EUR", ...(previous === undefined ? {} : { previous }) }),
    abort: (attemptId) => command({ kind: "abort-payment", attemptId }),
    reverse: (attemptId, reference) => command({ kind: "reverse-payment", attemptId, amountMinor: 1_234, currency: "EUR", reference }),
    endDay: (requestId, attempts = []) => command({ kind: "end-of-day", requestId, attempts: attempts.map((attemptId) => ({ attemptId, amountMinor: 1_234, currency: "EUR" })) }),
    diagnose: (requestId) => command({ kind: "diagnose-terminal", requestId }),
    async dayOutcome(requestId, nth = 1) {
      const outcomes = () => notebook.facts.flatMap((fact) => (fact.kind === "terminal-day" && fact.requestId === requestId ? [fact.outcome] : []));
      await expect.poll(() => outcomes().length, { timeout: 4_000, interval: 10 }).toBeGreaterThanOrEqual(nth);
      return outcomes()[nth - 1] as TerminalDayOutcome;
    },
    async diagnosis(requestId) {
      const found = () => notebook.facts.flatMap((fact) => (fact.kind === "terminal-diagnosis" && fact.requestId === requestId ? [fact.diagnosis] : []));
      await expect.poll(() => found().length, { timeout: 4_000, interval: 10 }).toBe(1);
      return found()[0] as TerminalDiagnosis;
    },
    refund: (attemptId, original, way, amountMinor = 1_234) => command({ kind: "refund-payment", attemptId, amountMinor, currency: "EUR", refund: { way, original } }),
    resolveRefund: (attemptId, original, way, amountMinor = 1_234, previous) =>
      command({ kind: "resolve-payment", attemptId, amountMinor, currency: "EUR", refund: { way, original }, ...(previous === undefined ? {} : { previous }) }),
    outcomes: (attemptId) => notebook.facts.flatMap((fact) => (fact.kind === "payment-outcome" && fact.attemptId === attemptId ? [fact.outcome] : [])),
    stages: (attemptId) => notebook.facts.flatMap((fact) => (fact.kind === "payment-progress" && fact.attemptId === attemptId ? [fact.stage] : [])),
    async outcome(attemptId, nth = 1, withinMs = 4_000) {
      await expect.poll(() => rig.outcomes(attemptId).length, { timeout: withinMs, interval: 10 }).toBeGreaterThanOrEqual(nth);
      return rig.outcomes(attemptId)[nth - 1] as PaymentOutcome;
    },
    givenBack: () => book.all.filter((each) => !isPayment(each)).map(({ amountMinor, state }) => `${amountMinor} ${state}`),
    booked: () => book.all.filter(isPayment).map(({ amountMinor, state }) => `${amountMinor} ${state}`),
    async newAgent() {
      await device.stop();
      notebook.isConnected = false;
      device = newDevice();
      device.start();
    },
    loseNotes: () => rmSync(join(folder, "notes.json"), { force: true }),
    forgetOutcome: (attemptId) => {
      const path = join(folder, "notes.json");
      const notes = JSON.parse(readFileSync(path, "utf8")) as { attempts: { attemptId: string; outcome?: unknown }[] };
      writeFileSync(path, JSON.stringify({ ...notes, attempts: notes.attempts.map(({ outcome, ...note }) => (note.attemptId === attemptId || outcome === undefined ? note : { ...note, outcome })) }));
    },
    forget: () => book.forget(),
    async stop() {
      await device.stop();
      terminal.stop();
      await terminal.port.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  let device = newDevice();
  device.start();
  return rig;
}

const notesAt = (path: string) => openAttemptNotes(path, () => undefined);

export const startZvtRig = () => startRig(simulateZvt, (port, notes, host) => runTerminal(zvt, tcpConnect({ host: "127.0.0.1", port }), {}, "EUR", notesAt(notes), offerDays(`${notes}.days`, host), offerStored(`${notes}.stored`, host), host));

export const startNexoRig = (changes: Partial<NexoSettings> = {}, timing: NexoTiming = quickNexoTiming) =>
  startRig(simulateNexo, (port, notes, host) => runNexoTerminal(nexoSettings(port, changes), "EUR", notesAt(notes), offerDays(`${notes}.days`, host), offerStored(`${notes}.stored`, host), host, timing));

import { randomUUID } from "node:crypto";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import type { LaneState } from "@laneway/domain/lane/types";
import { isUnsettled } from "@laneway/domain/payment/past-attempts";
import { topic } from "@laneway/contracts";
import { type Arrow, arrows, AttemptFollower, isLost, type Lead, leads, missingMinor, partOf } from "./arrows.js";
import { type Behaviour, behaviours } from "./behaviours.js";
import { compare, type Findings, type ShownSale } from "./books.js";
import { type Cut, cutOf, drawn } from "./cuts.js";
import { FakeClient } from "./doorbell.js";
import { booksAtHeadquarters, type HeadquartersHere, startRelay } from "./headquarters.js";
import { laneId, storeId, type StoreTemplate } from "./store-template.js";
import type { SimulatedProcess } from "./virtual-time.js";
import { type Protocol, World } from "./world.js";

/** What became of one payment with one cut. */
export interface CutPayment {
  readonly arrow: Arrow;
  readonly behaviour: Behaviour;
  readonly cut: Cut;
  /** The attempt came along the arrow, and the cut fell there. */
  readonly met: boolean;
  readonly findings: Findings;
  /** How the shopper left. */
  readonly end: "paid" | "gone" | "stuck";
  readonly trace: readonly string[];
}

export interface Day {
  readonly payments: readonly CutPayment[];
  readonly cuts: number;
  /** What is wrong with the record after the last restart, or at headquarters. */
  readonly closing: readonly string[];
}

const viewTopic = topic("laneView", { store: storeId, lane: laneId });
const factTopic = topic("deviceFact", { store: storeId, lane: laneId, device: "payment-terminal" });
/** From an agent to the lane, both being well. */
const longestWayMs = 100;
const longestDoubtMs = 400_000;
const longestPaymentMs = 4 * 3_600_000;
const milk = "4006381333931";

/** One lane's day: every arrow once, in a drawn order, each with a cut of its own, while the terminal behaves so. */
export class SimulatedDay {
  readonly #world: World;
  readonly #shown: ShownSale[] = [];
  readonly #follower = new AttemptFollower();
  #entries: LaneEntry[] = [];
  readonly #all: LaneEntry[] = [];
  #cut: Cut | undefined;
  #lead: Lead = {};
  #countdown: number | undefined;
  #met = false;
  #cuts = 0;
  #arrived: string | undefined;
  #edgeBackAtMs = 0;
  #agentBackAtMs = 0;
  #relay: SimulatedProcess | undefined;

  constructor(
    readonly protocol: Protocol,
    readonly behaviour: Behaviour,
    readonly seed: number,
    template: StoreTemplate,
    readonly headquarters: HeadquartersHere | undefined,
  ) {
    this.#world = new World(protocol, seed * 1_000 + behaviours.indexOf(behaviour), template);
    this.#world.watcher = {
      beforeCommit: (entries) => this.#beforeCommit(entries),
      committed: (entries) => this.#committed(entries),
      passing: () => this.#passing(),
      carries: (message, from) => from.name !== "agent" || this.#met || !isLost(this.#lead, message, this.#attemptState()),
      bent: (message) => (this.#lead.partGranted === true && this.#partAttempt() ? partOf(message) : message),
    };
  }

  /** Of the first attempt of this payment a part only is granted. */
  #partAttempt(): boolean {
    return this.#entries.filter(({ kind }) => kind === "payment-intent-saved").length <= 1;
  }

  async run(wanted: readonly Arrow[] = arrows): Promise<Day> {
    const world = this.#world;
    await world.startEdge();
    world.startAgent();
    this.#watchScreen();
    await this.#firstPayment();
    const payments: CutPayment[] = [];
    for (const arrow of drawn(wanted, world.chance)) {
      const payment = await this.#payment(arrow);
      payments.push(payment);
      if (payment.end === "stuck") break;
    }
    const closing = await this.#close();
    return { payments, cuts: this.#cuts, closing };
  }

  /** An honest one: of a terminal's very first payment nobody can tell whether it was forgotten. */
  async #firstPayment(): Promise<void> {
    await this.#toPayment();
    await this.#world.command({ kind: "pay", tender: "card" });
    await this.#live(60_000, () => this.#shown.length > 0);
    await this.#live(5_000);
    await this.#world.command({ kind: "finish" });
  }

  #watchScreen(): void {
    const { time, bell } = this.#world;
    time.run({ name: "kiosk", alive: true }, () => {
      const screen = new FakeClient(bell, {});
      screen.on("error", () => undefined);
      screen.on("connect", () => screen.subscribe([viewTopic], {}));
      screen.on("message", (_topic: string, payload: Buffer) => {
        const { step } = JSON.parse(payload.toString()) as { step: { name: string; receipt?: ShownSale } };
        if (step.name !== "thank-you" || step.receipt === undefined) return;
        const { receiptNumber, totalMinor } = step.receipt;
        if (!this.#shown.some((sale) => sale.receiptNumber === receiptNumber)) this.#shown.push({ receiptNumber, totalMinor });
      });
    });
  }

  #attemptState() {
    const id = this.#world.state?.attempt?.attemptId ?? [...this.#follower.states.keys()].at(-1);
    return id === undefined ? undefined : this.#follower.states.get(id);
  }

  #beforeCommit(entries: readonly LaneEntry[]): void {
    if (this.#cut === undefined || this.#met) return;
    if (!this.#follower.arrowsOf(entries).some(({ arrow }) => arrow === this.#cut?.arrow)) return;
    this.#met = true;
    this.#countdown = this.#cut.offset;
    this.#world.note(`along "${this.#cut.arrow}"`);
  }

  #committed(entries: readonly LaneEntry[]): void {
    this.#entries.push(...entries);
    this.#all.push(...entries);
    this.#follower.follow(entries);
  }

  /** A step of anybody; the cut falls when its turn has come. */
  #passing(): void {
    if (this.#countdown === undefined) return;
    if (this.#countdown > 0) {
      this.#countdown -= 1;
      return;
    }
    this.#countdown = undefined;
    this.#strike();
  }

  #strike(): void {
    const world = this.#world;
    const { victim } = this.#cut as Cut;
    const { chance } = world;
    this.#cuts += 1;
    world.note(`CUT: ${victim}`);
    const soon = () => chance.between(300, 3_000);
    const long = () => chance.between(20_000, 120_000);
    const killEdge = (silently: boolean, backMs: number) => {
      world.killEdge(silently);
      this.#edgeBackAtMs = world.time.nowMs + backMs;
    };
    const killAgent = (silently: boolean, backMs: number) => {
      world.killAgent(silently);
      this.#agentBackAtMs = world.time.nowMs + backMs;
    };
    switch (victim) {
      case "edge":
        killEdge(false, soon());
        break;
      case "agent":
        killAgent(false, soon());
        break;
      case "edge and agent":
        killEdge(false, soon());
        killAgent(false, soon());
        break;
      case "broker":
        world.bell.restart(soon(), world.outside);
        break;
      case "line":
        world.terminal.dropLine();
        world.terminal.unplug(chance.between(10, 90_000));
        break;
      case "line, silently":
        world.terminal.silenceLine(chance.between(5_000, 120_000));
        break;
      case "terminal":
        world.terminal.powerCut(chance.between(5_000, 90_000));
        break;
      case "relay":
        if (this.#relay !== undefined) this.#relay.alive = false;
        break;
      case "box power":
      case "shop power": {
        const backMs = long();
        killEdge(true, backMs);
        killAgent(true, backMs + soon());
        world.bell.restart(backMs - 200, world.outside);
        if (this.#relay !== undefined) this.#relay.alive = false;
        if (victim === "shop power") world.terminal.powerCut(chance.between(5_000, 90_000));
        break;
      }
    }
  }

  /** Lets time pass, with whoever died coming back. */
  async #live(ms: number, until: () => boolean = () => false): Promise<void> {
    const { time } = this.#world;
    const endMs = time.nowMs + ms;
    while (time.nowMs < endMs && !until()) {
      await this.#revive();
      const edgeDead = !this.#world.edge.alive;
      const agentDead = !this.#world.agent.alive;
      const due = Math.min(endMs, edgeDead ? this.#edgeBackAtMs : endMs, agentDead ? this.#agentBackAtMs : endMs);
      await time.pass(Math.max(1, due - time.nowMs), () => until() || this.#world.edge.alive === edgeDead || this.#world.agent.alive === agentDead);
    }
  }

  async #revive(): Promise<void> {
    const world = this.#world;
    if (!world.edge.alive && world.time.nowMs >= this.#edgeBackAtMs) await world.startEdge();
    if (!world.agent.alive && world.time.nowMs >= this.#agentBackAtMs) world.startAgent();
  }

  async #payment(arrow: Arrow): Promise<CutPayment> {
    const world = this.#world;
    world.trace.length = 0;
    world.terminal.honest();
    this.#entries = [];
    this.#shown.length = 0;
    this.#arrived = undefined;
    const firstCharge = world.ledger.charges.length;
    const cut = cutOf(arrow, arrows.indexOf(arrow), this.seed);
    world.note(`${this.protocol}, ${this.behaviour}, seed ${this.seed}: "${arrow}", ${cut.victim} after ${cut.offset}`);
    const ready = await this.#toPayment();
    this.#cut = cut;
    this.#met = false;
    this.#lead = leads[arrow] ?? {};
    this.#countdown = undefined;
    if (cut.victim === "relay" && this.headquarters !== undefined) this.#relay = startRelay(world, this.headquarters);
    const end = ready ? await this.#shop() : "stuck";
    if (this.#relay !== undefined) this.#relay.alive = false;
    this.#relay = undefined;
    this.#cut = undefined;
    this.#lead = {};
    const findings = compare(this.#shown, this.#entries, world.ledger.charges.slice(firstCharge));
    return { arrow, behaviour: this.behaviour, cut, met: this.#met, findings, end, trace: [...world.trace] };
  }

  /** A lane that is free and well, a basket, and the step where one pays. */
  async #toPayment(): Promise<boolean> {
    const world = this.#world;
    const isFree = () => world.state?.step.name === "welcome" && world.state.faults.length === 0 && world.bell.isUp && world.state.interventions.every(({ blocking }) => !blocking);
    for (let tries = 0; tries < 200; tries += 1) {
      await this.#live(1_500, isFree);
      if (isFree()) break;
      await this.#attend();
    }
    world.terminal.honest();
    await this.#live(world.chance.between(500, 2_000));
    for (let tries = 0; tries < 20 && world.state?.step.name !== "payment"; tries += 1) {
      if (world.state?.transaction === undefined) await world.command({ kind: "key-code", code: milk });
      await world.command({ kind: "go-to-bags" });
      await this.#live(50);
    }
    return world.state?.step.name === "payment";
  }

  /** The shopper pays, waits, tries again or goes; the attendant helps. Until all is quiet. */
  async #shop(): Promise<CutPayment["end"]> {
    const world = this.#world;
    const beganMs = world.time.nowMs;
    world.terminal.behave(this.behaviour);
    if (this.#lead.partGranted === true) world.ledger.grantsLessMinor = missingMinor;
    let pays = 0;
    let quietSinceMs: number | undefined;
    let end: CutPayment["end"] = "gone";
    while (world.time.nowMs - beganMs < longestPaymentMs) {
      const state = world.state;
      if (state?.step.name === "thank-you") end = "paid";
      if (state !== undefined && this.#isQuiet(state)) {
        // An agent may still ask the terminal whether its last word was heard.
        quietSinceMs ??= world.time.nowMs;
        if (world.time.nowMs - quietSinceMs > longestDoubtMs) return end;
        if (world.notes?.open() === undefined) {
          // What it has found has a way to go: nothing may come of it.
          await this.#live(longestWayMs);
          if (world.state !== undefined && this.#isQuiet(world.state)) return end;
          continue;
        }
      } else quietSinceMs = undefined;
      if (state !== undefined) {
        if (await this.#lateApproval(state)) continue;
        if (this.#mayPay(state)) {
          if (pays > 0) world.terminal.honest();
          world.ledger.grantsLessMinor = pays > 0 ? 0 : world.ledger.grantsLessMinor;
          pays += 1;
          const isPartPaid = (state.transaction?.tenders.length ?? 0) > 0;
          if (this.#lead.partPaid === true && !this.#met && pays <= 6) await world.command(isPartPaid ? { kind: "abandon" } : { kind: "pay", tender: "card", amountMinor: 50 });
          else if (pays > 6) await world.command({ kind: "abandon" });
          else await world.command({ kind: "pay", tender: "card" });
        } else if (state.step.name === "thank-you" && this.#countdown === undefined) await world.command({ kind: "finish" });
        await this.#attend();
      }
      await this.#live(world.chance.between(400, 4_000));
    }
    return "stuck";
  }

  #mayPay(state: LaneState): boolean {
    const { attempt, step, transaction } = state;
    const isOver = attempt === undefined || attempt.state === "declined" || attempt.state === "aborted" || attempt.state === "not-performed";
    return step.name === "payment" && transaction !== undefined && isOver && state.interventions.every(({ blocking }) => !blocking) && state.faults.length === 0 && this.#world.agent.alive;
  }

  /** Nothing is on its way any more, and everybody is up. */
  #isQuiet(state: LaneState): boolean {
    return (
      state.step.name === "welcome" && state.attempt === undefined && this.#countdown === undefined && this.#world.agent.alive && this.#world.bell.isUp && this.#world.terminal.isQuiet() &&
      !state.pastAttempts.some((past) => isUnsettled(past) && past.askAtMs !== undefined) && !state.interventions.some(({ kind }) => kind === "payment-unclear")
    );
  }

  /** The attendant looks at what is asked for, and gives a basket up that cannot be cleared. */
  async #attend(): Promise<void> {
    const world = this.#world;
    const state = world.state;
    if (state === undefined) return;
    const { attempt } = state;
    const patience = this.#lead.givesUp === true ? 3 : 5;
    if (attempt?.state === "unknown" && attempt.queries >= patience) await world.command({ kind: "void-transaction", reason: "other" }, "attendant");
    const unclear = state.interventions.find((one) => one.kind === "payment-unclear" && (attempt === undefined || one.evidence.attemptId !== attempt.attemptId));
    const pursued = state.pastAttempts.some((past) => past.attemptId === unclear?.evidence.attemptId && isUnsettled(past) && past.askAtMs !== undefined);
    if (unclear !== undefined && !pursued) await world.command({ kind: "end-intervention", interventionId: unclear.interventionId, outcome: "resolved" }, "attendant");
    const blocking = world.state?.interventions.find((one) => one.blocking && one.kind !== "payment-unclear");
    if (blocking !== undefined) await world.command({ kind: "end-intervention", interventionId: blocking.interventionId, outcome: "approved" }, "attendant");
    if (this.#met && attempt?.state === "unknown" && world.chance.fraction() < 0.1) await world.command({ kind: "query-payment" }, "attendant");
  }

  /** The terminal booked after it had said no; somebody finds out and says so, until the lane has it. */
  async #lateApproval(state: LaneState): Promise<boolean> {
    const world = this.#world;
    const { lateApproval } = this.#lead;
    const { attempt } = state;
    if (lateApproval === undefined || this.#arrived !== undefined || attempt === undefined || world.edge.alive === false) return false;
    if (attempt.state !== "declined" && attempt.state !== "aborted" && attempt.state !== "not-performed") return false;
    if (!this.#cut?.arrow.startsWith(attempt.state)) return false;
    // What was booked for it once, and taken back, is not booked for it again.
    if (world.ledger.charges.some(({ attemptId }) => attemptId === attempt.attemptId)) return false;
    this.#arrived = attempt.attemptId;
    const { attemptId, amountMinor } = attempt;
    if (lateApproval === "basket-gone") await world.command({ kind: "abandon" });
    world.attemptAtTerminal = attemptId;
    const reference = world.terminal.bookSilently(attemptId, amountMinor);
    const outcome = { result: "approved", amountMinor, currency: "EUR", card: { scheme: "mc", entry: "contactless" }, reference };
    const fact = { kind: "payment-outcome", device: "payment-terminal", attemptId, outcome, factId: randomUUID(), bootId: "late", sequence: 1, atMs: world.time.nowMs };
    const isHeard = () => this.#follower.states.get(attemptId) !== attempt.state;
    // A box without power is away for up to two minutes.
    for (let tries = 0; tries < 120 && !isHeard(); tries += 1) {
      if (world.bell.isUp) world.bell.hear({ topic: factTopic, payload: Buffer.from(JSON.stringify(fact)), retain: false });
      await this.#live(2_000, isHeard);
    }
    // Whoever found it has asked the terminal: the agent, on a new line, sees it too.
    world.terminal.dropLine();
    await this.#live(3_000);
    return true;
  }

  /** The day is over: what the disk holds, and what headquarters holds. */
  async #close(): Promise<string[]> {
    const world = this.#world;
    const problems: string[] = [];
    if (this.headquarters !== undefined) {
      if (!world.edge.alive) await world.startEdge();
      const relay = startRelay(world, this.headquarters);
      const isDone = () => world.lane !== undefined && world.outboxIsEmpty();
      await world.time.pass(600_000, isDone);
      await world.time.pass(100);
      relay.alive = false;
      problems.push(...(await this.#cloudProblems()));
    }
    const folder = await world.close();
    problems.push(...world.recordProblems(folder, this.#all));
    return problems;
  }

  async #cloudProblems(): Promise<string[]> {
    if (this.headquarters === undefined) return [];
    const { sales } = await booksAtHeadquarters(this.headquarters, this.#world.journalId);
    const told = sales.map((sale) => `${sale.receipt_number}: ${sale.total_minor}`).sort();
    const kept = this.#all.flatMap((entry) => (entry.kind === "transaction-completed" ? [`${entry.receipt.receiptNumber}: ${entry.receipt.totalMinor}`] : [])).sort();
    return told.join() === kept.join() ? [] : [`headquarters has ${told.length} sales, the journal ${kept.length}: ${told.filter((one) => !kept.includes(one)).join()} / ${kept.filter((one) => !told.includes(one)).join()}`];
  }
}

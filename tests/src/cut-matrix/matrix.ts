import process from "node:process";
import { noteFinding } from "../proof/finding.js";
import { type Arrow, arrows, leads } from "./arrows.js";
import { type Behaviour, behaviours } from "./behaviours.js";
import { offsets, victims } from "./cuts.js";
import { type CutPayment, SimulatedDay } from "./day.js";
import { type HeadquartersHere, openHeadquarters } from "./headquarters.js";
import { makeTemplate, type StoreTemplate } from "./store-template.js";
import { replaceClocks } from "./virtual-time.js";
import { type Protocol, watchDisks } from "./world.js";

/** A hundred seeds are every victim at every offset. */
const seeds = Number(process.env.LANEWAY_MATRIX_SEEDS ?? 1);
/** Where to begin, so that a run can go on where another ended. */
const firstSeed = Number(process.env.LANEWAY_MATRIX_FIRST_SEED ?? 1);
/** `zvt/decline/2`: that day alone, with the trace of each payment that is not in order. */
const only = process.env.LANEWAY_MATRIX_ONLY?.split("/");
/** An ordinary run has time for every fourth arrow of each behaviour; what a forgetful terminal leaves open is pursued for hours. */
const isWhole = process.env.LANEWAY_MATRIX === "whole" || only !== undefined;
const ordinaryShare = (behaviour: Behaviour): number => (behaviour === "forgetful" ? 16 : 4);
const isTried = (arrow: Arrow, behaviour: Behaviour): boolean => isWhole || (arrows.indexOf(arrow) + behaviours.indexOf(behaviour)) % ordinaryShare(behaviour) === 0;

export interface MatrixTally {
  payments: number;
  cuts: number;
  paid: number;
  told: number;
  lost: number;
  doubled: number;
  unexplained: number;
  /** How many cuts fell on each arrow, whatever the terminal did. */
  readonly onArrow: Map<Arrow, number>;
  /** Arrow and behaviour pairs that were met. */
  readonly cells: Set<string>;
  readonly problems: string[];
}

export interface Matrix {
  readonly run: (tally: MatrixTally, behaviour: Behaviour) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const newTally = (): MatrixTally => ({ payments: 0, cuts: 0, paid: 0, told: 0, lost: 0, doubled: 0, unexplained: 0, onArrow: new Map(), cells: new Set(), problems: [] });
export const arrowsWithoutLead = (): readonly Arrow[] => arrows.filter((arrow) => leads[arrow] === undefined);
export const leadsWithoutArrow = (): readonly Arrow[] => Object.keys(leads).filter((arrow) => !arrows.includes(arrow));

export async function openMatrix(protocol: Protocol): Promise<Matrix> {
  const template = await makeTemplate();
  const headquarters = await openHeadquarters();
  watchDisks();
  const restore = replaceClocks();
  return {
    run: (tally, behaviour) => days(protocol, behaviour, tally, template, headquarters),
    async close() {
      restore();
      await headquarters.database.close();
      template.remove();
    },
  };
}

async function days(protocol: Protocol, behaviour: Behaviour, tally: MatrixTally, template: StoreTemplate, headquarters: HeadquartersHere): Promise<void> {
  if (only !== undefined && (only[0] !== protocol || only[1] !== behaviour)) return;
  // One day alone is made of the arrows that the first seed met, as in a whole run.
  const run = only === undefined ? Array.from({ length: seeds }, (_, index) => firstSeed + index) : [...new Set([firstSeed, Number(only[2])])];
  // The first seed tries every arrow; one that it does not meet is not met by this terminal.
  let wanted: readonly Arrow[] = arrows.filter((arrow) => isTried(arrow, behaviour));
  const met = new Set<Arrow>();
  for (const seed of run) {
    const day = await new SimulatedDay(protocol, behaviour, seed, template, headquarters).run(wanted);
    for (const payment of day.payments) {
      count(tally, payment, seed, protocol);
      if (payment.met) met.add(payment.arrow);
    }
    tally.cuts += day.cuts;
    tally.problems.push(...day.closing.map((problem) => `${protocol}/${behaviour}/${seed}: ${problem}`));
    if (seed === firstSeed) wanted = wanted.filter((arrow) => met.has(arrow));
  }
}

function count(tally: MatrixTally, payment: CutPayment, seed: number, protocol: Protocol): void {
  const { arrow, behaviour, findings, end, met, cut } = payment;
  tally.payments += 1;
  if (end === "paid") tally.paid += 1;
  if (met) {
    tally.onArrow.set(arrow, (tally.onArrow.get(arrow) ?? 0) + 1);
    tally.cells.add(`${arrow} × ${behaviour}`);
  }
  tally.told += findings.told.length;
  for (const kind of ["lost", "doubled", "unexplained"] as const) {
    tally[kind] += findings[kind].length;
    for (const problem of findings[kind]) tell(`${kind}: ${problem}`);
  }
  if (end === "stuck") tell("the lane did not come to rest");

  function tell(problem: string): void {
    const day = `${protocol}/${behaviour}/${seed}`;
    tally.problems.push(`${day}: "${arrow}", ${cut.victim} after ${cut.offset} steps: ${problem}. Alone: LANEWAY_MATRIX_ONLY=${day} npx vitest run --project tests cut-matrix/${protocol}`);
    if (only !== undefined || tally.problems.length === 1) process.stderr.write(`${payment.trace.join("\n")}\n`);
  }
}

export function noteMatrix(protocol: Protocol, tally: MatrixTally): void {
  const counts = [...tally.onArrow.values()];
  noteFinding({
    name: `cut-matrix-${protocol}`,
    done: `One lane paid by card over ${protocol === "zvt" ? "ZVT" : "nexo"} with the real edge, agent, relay and headquarters' code and the simulated terminal's real bytes, in one process and in virtual time. At every arrow of the payment attempt machine, while the terminal behaved in each of ${behaviours.length} ways, somebody was killed or lost power, or a line broke (${victims.join(", ")}), up to ${offsets - 1} steps after the arrow's commit began. Then four books were compared: what the kiosk was shown, the journal on the disk, the bank's, headquarters'.`,
    held: "No sale shown was lost; none was charged or counted twice; every difference between the bank and the journal was told to a person, with the attempt as evidence.",
    figures: {
      arrows: arrows.length,
      "terminal behaviours": behaviours.length,
      "pairs of both that can meet": tally.cells.size,
      payments: tally.payments,
      "cuts at an arrow": tally.cuts,
      "fewest cuts at one arrow": Math.min(...counts),
      "sales paid": tally.paid,
      lost: tally.lost,
      double: tally.doubled,
      unexplained: tally.unexplained,
      "differences told to a person": tally.told,
    },
    seeds: `${firstSeed} to ${firstSeed + seeds - 1} for each pair`,
    repeat: `npx vitest run --project tests cut-matrix/${protocol} (all of it: LANEWAY_MATRIX=whole LANEWAY_MATRIX_SEEDS=100)`,
  });
}

export { arrows } from "./arrows.js";
export const wholeMatrix = isWhole && only === undefined;


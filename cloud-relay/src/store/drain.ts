import type { JournalRecord } from "@laneway/contracts/journal";
import type { OutboxPage } from "@laneway/contracts/relay";
import type { Logger } from "pino";
import type { BackOff } from "../back-off.js";
import { batchOf, type ReadyBatch } from "./batch.js";
import { type Bell, pause } from "../bell.js";
import type { Edge } from "./edge.js";
import type { Headquarters, SendAnswer } from "./headquarters.js";
import type { Standing } from "./standing.js";

export interface DrainDependencies {
  readonly storeId: string;
  readonly edge: Edge;
  readonly headquarters: Headquarters;
  readonly standing: Standing;
  readonly bell: Bell;
  readonly backOff: BackOff;
  readonly log: Logger;
  /** How often an empty outbox is looked at without a ring. */
  readonly pollMs: number;
  /** After headquarters has refused: how long until the same is tried again. */
  readonly refusedRetryMs: number;
  /** Hears the price book version the store says it holds. */
  readonly priceBookVersion: (version: number) => void;
}

/** What the next cycle waits for: nothing, a ring, a back-off, or a person. */
type Next = "at-once" | "ring" | "back-off" | "refused";

/** Where in the journal the relay stands. Kept in memory alone: the edge's outbox and headquarters' answers restore it. */
interface Position {
  journalId: string | undefined;
  /** The last sequence done with; 0: from the first that waits. */
  after: number;
  /** Headquarters says it holds through here although it was not sent from here. */
  claimedThrough: number;
  /** Where headquarters last asked to go back to. */
  askedBackTo: number;
  limit: number;
}

/** Records asked for at a time; fewer than a batch may hold, because a page is held in memory whole. */
const pageRecords = 200;
const fromTheStart = { after: 0, claimedThrough: 0, askedBackTo: 0, limit: pageRecords };

/** Empties the outbox into headquarters until the signal aborts. Never skips a record, never rejects for the outside's sake. */
export async function drain(dependencies: DrainDependencies, signal: AbortSignal): Promise<void> {
  const position: Position = { journalId: undefined, ...fromTheStart };
  while (!signal.aborted) {
    const next = await cycle(dependencies, position);
    if (next !== "back-off") dependencies.backOff.reset();
    if (next === "ring") await dependencies.bell.wait(dependencies.pollMs, signal);
    if (next === "back-off") await pause(dependencies.backOff.next(), signal);
    if (next === "refused") await pause(dependencies.refusedRetryMs, signal);
  }
}

async function cycle(dependencies: DrainDependencies, position: Position): Promise<Next> {
  const { edge, log } = dependencies;
  const answer = await edge.outbox(position.after, position.limit);
  if (answer.kind === "too-long" && position.limit > 1) {
    position.limit = Math.floor(position.limit / 2);
    return "at-once";
  }
  if (answer.kind === "too-long") return refuse(dependencies, position, `record ${position.after + 1} is too long to send`);
  if (answer.kind !== "page") {
    log.debug({ because: answer.because }, "the edge's outbox cannot be read");
    return "back-off";
  }
  const { page } = answer;
  position.limit = Math.min(pageRecords, position.limit * 2);
  if (page.priceBookVersion !== undefined) dependencies.priceBookVersion(page.priceBookVersion);
  const problem = pageProblem(dependencies.storeId, position, page);
  if (problem !== undefined) return refuse(dependencies, position, problem);
  if (page.journalId !== position.journalId) {
    const known = position.journalId !== undefined;
    Object.assign(position, fromTheStart, { journalId: page.journalId });
    if (known) return "at-once";
  }
  return page.records.length === 0 ? "ring" : send(dependencies, position, batchOf(page));
}

/** Why nothing of a page may be sent: each would leave a hole at headquarters or mix two journals. */
function pageProblem(storeId: string, position: Position, page: OutboxPage): string | undefined {
  if (page.storeId !== storeId) return `the edge is store ${page.storeId}, this relay is for ${storeId}`;
  if (position.journalId !== undefined && page.journalId !== position.journalId) return undefined;
  const first = page.records[0];
  if (first === undefined) {
    return position.claimedThrough > position.after
      ? `headquarters holds through record ${position.claimedThrough}, the store's journal ends before it: it was restored from an old copy`
      : undefined;
  }
  if (position.after > 0 && first.sequence !== position.after + 1) {
    return `record ${position.after + 1} is needed next, the store's outbox goes on with ${first.sequence}`;
  }
  const gap = page.records.findIndex((record, index) => record.sequence !== first.sequence + index);
  return gap === -1 ? undefined : `the store's outbox skips record ${first.sequence + gap}`;
}

async function send(dependencies: DrainDependencies, position: Position, batch: ReadyBatch): Promise<Next> {
  const { headquarters, standing, log } = dependencies;
  const answer = await headquarters.send(batch);
  if (answer.kind === "unreachable") {
    log.debug({ because: answer.because }, "headquarters is out of reach");
    standing.unreachable(answer.because);
    return "back-off";
  }
  if (answer.kind === "refused") return refuse(dependencies, position, answer.because);
  const moved = move(position, batch, answer);
  if (moved !== undefined) return refuse(dependencies, position, moved);
  standing.streamFlows();
  return confirm(dependencies, batch, answer.heldThrough);
}

/** Moves to what is to be sent next: on, back to a gap, or forward to the last record headquarters already holds. */
function move(position: Position, batch: ReadyBatch, answer: Extract<SendAnswer, { kind: "stored" }>): string | undefined {
  const first = batch.records[0]?.sequence ?? 0;
  const last = batch.records.at(-1)?.sequence ?? 0;
  if (answer.missingFrom !== undefined) {
    if (answer.missingFrom >= first || answer.missingFrom === position.askedBackTo) {
      return `headquarters asks again for record ${answer.missingFrom}, which it was sent`;
    }
    position.askedBackTo = answer.missingFrom;
    position.after = answer.missingFrom - 1;
    return undefined;
  }
  position.askedBackTo = 0;
  position.claimedThrough = answer.heldThrough;
  // The last record held is sent again: only what was sent can be confirmed with its hash, and two histories show.
  position.after = answer.heldThrough > last ? answer.heldThrough - 1 : last;
  return undefined;
}

async function confirm(dependencies: DrainDependencies, batch: ReadyBatch, heldThrough: number): Promise<Next> {
  const record: JournalRecord | undefined = batch.records.findLast((each) => each.sequence <= heldThrough);
  if (record === undefined) return "at-once";
  const answer = await dependencies.edge.held({ heldThrough: record.sequence, hashAtHeldThrough: record.hash });
  if (answer.kind === "noted") return "at-once";
  // Nothing is lost: the rows stay in the outbox and a later confirmation covers them.
  dependencies.log.warn({ because: answer.because, heldThrough: record.sequence }, "the edge did not take the confirmation");
  return "back-off";
}

function refuse(dependencies: DrainDependencies, position: Position, because: string): Next {
  dependencies.log.error({ because, after: position.after }, "the record stream has stopped: a person must look");
  dependencies.standing.streamRefused(because);
  return "refused";
}

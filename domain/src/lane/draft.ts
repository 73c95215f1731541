import { err, ok, type Refusal, type RefusalReason, type Result } from "@laneway/contracts";
import { entryShapes, type LaneEntry, type NewEntry } from "./entries.js";
import { evolve } from "./evolve.js";
import { refusalOf } from "./refusal-of.js";
import { assertTransitions } from "./state-machines.js";
import type { Effect, LaneCommand, LaneKnowledge, LaneRequest, LaneState } from "./types.js";

/**
 * A decision being made: the entries so far, the lane as it is after them, and what to do after the commit.
 * A value: every step gives a new draft, the lane's own state is never touched.
 */
export interface Draft {
  readonly state: LaneState;
  readonly command: LaneCommand;
  readonly knowledge: LaneKnowledge;
  readonly entries: readonly LaneEntry[];
  readonly effects: readonly Effect[];
  readonly idsUsed: number;
}

/** What a rule answers: the draft carried on, or a refusal that changes nothing. */
export type Drafted = Result<Draft, Refusal>;
/** The rules of one kind of command. */
export type DecideOne<R extends LaneRequest> = (draft: Draft, request: R) => Drafted;
export type RequestOf<K extends LaneRequest["kind"]> = Extract<LaneRequest, { kind: K }>;
/** The rules of a group of commands, by kind. */
export type Deciders<K extends LaneRequest["kind"]> = { readonly [Kind in K]: DecideOne<RequestOf<Kind>> };

export const beginDraft = (state: LaneState, command: LaneCommand, knowledge: LaneKnowledge): Draft => ({
  state,
  command,
  knowledge,
  entries: [],
  effects: [],
  idsUsed: 0,
});

/** Says that something happened: the entry gets its head, the draft's state moves on. */
export function record(draft: Draft, entry: NewEntry): Draft {
  const { atMs, actor } = draft.command;
  // NewEntry and the head together are a LaneEntry of the same kind.
  const whole = { ...entry, shape: entryShapes[entry.kind], atMs, actor } as LaneEntry;
  const state = evolve(draft.state, whole);
  assertTransitions(draft.state, whole, state);
  return { ...draft, state, entries: [...draft.entries, whole] };
}

/** Adds something to do after the commit. */
export const perform = (draft: Draft, effect: Effect): Draft => ({
  ...draft,
  effects: [...draft.effects, effect],
});

/** The next id derived from the command's. */
export const nextId = (draft: Draft): { readonly id: string; readonly draft: Draft } => ({
  id: `${draft.command.commandId}.${draft.idsUsed + 1}`,
  draft: { ...draft, idsUsed: draft.idsUsed + 1 },
});

export const accepted = (draft: Draft): Drafted => ok(draft);
export const refused = (reason: RefusalReason, details?: Refusal["details"]): Drafted =>
  err(refusalOf(reason, details));

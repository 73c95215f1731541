import type { Actor, CommandAnswer, Json, NoteView, Refusal } from "@laneway/contracts";
import { decideNote, evolveNotes } from "@laneway/domain/note/notes";
import { isNoteEntryKind, type NoteEntry, type NoteOrder, type NotesState } from "@laneway/domain/note/types";
import type { Clock } from "../ports.js";
import { type RecordStore, requestHash } from "../store/record.js";

export interface StoreNotesDeps {
  readonly record: RecordStore;
  readonly laneIds: readonly string[];
  readonly clock: Clock;
  readonly businessDate: (atMs: number) => string;
  /** What the station shows of them is not what it was. */
  readonly changed: () => void;
}

/** Hand-over notes: each command decided and committed at once; a start reads them out of the journal. */
export class StoreNotes {
  readonly #deps: StoreNotesDeps;
  #state: NotesState = [];

  constructor(deps: StoreNotesDeps) {
    this.#deps = deps;
    for (const { kind, shape, entry, atMs, actor } of deps.record.journal.ofStore()) {
      if (isNoteEntryKind(kind)) this.#state = evolveNotes(this.#state, { ...entry, kind, shape, atMs, actor } as unknown as NoteEntry);
    }
  }

  get view(): NoteView[] {
    return this.#state.map(({ noteId, text, laneId, by, atMs, readBy }) => ({ noteId, text, by, atMs, readBy: [...readBy], ...(laneId === undefined ? {} : { laneId }) }));
  }

  /** The same command id again gets the same answer; another content under it is refused. */
  handle({ commandId, actor, request }: Pick<NoteOrder, "commandId" | "request"> & { readonly actor: Actor }): CommandAnswer {
    const { record, clock, laneIds, businessDate, changed } = this.#deps;
    const hash = requestHash({ notes: true, actor, request });
    const stored = record.answerTo(commandId);
    if (stored !== undefined) return stored.requestHash === hash ? (stored.answer as CommandAnswer) : refused(commandId, { reason: "command-id-reused" });
    const atMs = clock.nowMs();
    const decided = decideNote(this.#state, { commandId, actor, atMs, request }, laneIds);
    const entries = decided.ok ? decided.value : [];
    const answer: CommandAnswer = decided.ok ? { result: "accepted", commandId, version: record.journal.last.sequence + entries.length } : refused(commandId, decided.error);
    record.commit({ laneId: null, commandId, requestHash: hash, atMs, businessDate: businessDate(atMs), actor, entries: entries.map(recordable), answer, projections: [], snapshot: undefined });
    this.#state = entries.reduce(evolveNotes, this.#state);
    if (entries.length > 0) changed();
    return answer;
  }
}

function recordable(entry: NoteEntry) {
  const { kind, shape, atMs: _atMs, actor: _actor, ...rest } = entry;
  return { kind, shape, entry: rest as unknown as { readonly [key: string]: Json | undefined } };
}

const refused = (commandId: string, refusal: Refusal): CommandAnswer => ({ result: "refused", commandId, refusal });

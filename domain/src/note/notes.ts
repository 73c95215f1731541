import { err, ok, type Refusal, type Result } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import { type NoteEntry, noteEntryShapes, type NoteOrder, type NotesState } from "./types.js";

/** More than anybody reads at the beginning of a shift. */
export const maximumNotes = 100;

/** What a command does to the notes. No entry means that there was nothing to do. */
export function decideNote(state: NotesState, { commandId, actor, atMs, request }: NoteOrder, laneIds: readonly string[]): Result<readonly NoteEntry[], Refusal> {
  if (actor.kind !== "attendant") return err(refusalOf("not-allowed"));
  const head = { atMs, actor };
  switch (request.kind) {
    case "write-note": {
      const { text, laneId } = request;
      if (state.length >= maximumNotes) return err(refusalOf("notes-full", { maximum: maximumNotes }));
      if (laneId !== undefined && !laneIds.includes(laneId)) return err({ reason: "invalid-request", fields: [{ path: "laneId", message: "there is no such lane" }] });
      return ok([{ kind: "note-written", shape: noteEntryShapes["note-written"], noteId: `${commandId}.1`, text, laneId, ...head }]);
    }
    case "read-notes": {
      const unread = request.noteIds.filter((noteId) => state.some((note) => note.noteId === noteId && !note.readBy.some(({ attendantId }) => attendantId === actor.attendantId)));
      return ok(unread.length === 0 ? [] : [{ kind: "notes-read", shape: noteEntryShapes["notes-read"], noteIds: unread, ...head }]);
    }
    case "finish-note":
      return state.some(({ noteId }) => noteId === request.noteId)
        ? ok([{ kind: "note-finished", shape: noteEntryShapes["note-finished"], noteId: request.noteId, ...head }])
        : err(refusalOf("note-not-found"));
  }
}

/** The notes after an entry. Never refuses. */
export function evolveNotes(state: NotesState, entry: NoteEntry): NotesState {
  const { atMs, actor } = entry;
  const person = actor.kind === "attendant" ? { attendantId: actor.attendantId, name: actor.name } : { attendantId: "system", name: "" };
  switch (entry.kind) {
    case "note-written":
      // Who wrote it knows it.
      return [...state, { noteId: entry.noteId, text: entry.text, laneId: entry.laneId, by: person, atMs, readBy: [{ ...person, atMs }] }];
    case "notes-read":
      return state.map((note) => (entry.noteIds.includes(note.noteId) ? { ...note, readBy: [...note.readBy, { ...person, atMs }] } : note));
    case "note-finished":
      return state.filter(({ noteId }) => noteId !== entry.noteId);
  }
}

import type { Actor, NoteCommand } from "@laneway/contracts";

interface Person {
  readonly attendantId: string;
  readonly name: string;
}

/** A hand-over note that nobody has seen to yet. */
export interface Note {
  readonly noteId: string;
  readonly text: string;
  readonly laneId: string | undefined;
  readonly by: Person;
  readonly atMs: number;
  readonly readBy: readonly (Person & { readonly atMs: number })[];
}

/** The open notes of a store, oldest first. */
export type NotesState = readonly Note[];

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;
export interface NoteOrder {
  readonly commandId: string;
  readonly actor: Actor;
  readonly atMs: number;
  readonly request: WithoutId<NoteCommand>;
}

interface NotePayloads {
  "note-written": { readonly noteId: string; readonly text: string; readonly laneId: string | undefined };
  "notes-read": { readonly noteIds: readonly string[] };
  "note-finished": { readonly noteId: string };
}
export type NoteEntryKind = keyof NotePayloads;
/** In the journal with no lane; who and when stand in its head. */
export type NoteEntry = {
  [K in NoteEntryKind]: { readonly kind: K; readonly shape: number; readonly atMs: number; readonly actor: Actor } & NotePayloads[K];
}[NoteEntryKind];

export const noteEntryShapes: { readonly [K in NoteEntryKind]: number } = { "note-written": 1, "notes-read": 1, "note-finished": 1 };
export const isNoteEntryKind = (kind: string): kind is NoteEntryKind => Object.hasOwn(noteEntryShapes, kind);

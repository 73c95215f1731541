import type { Actor } from "@laneway/contracts";
import { expect, it } from "vitest";
import { decideNote, evolveNotes, maximumNotes } from "./notes.js";
import type { NoteEntry, NoteOrder, NotesState } from "./types.js";

const ana: Actor = { kind: "attendant", attendantId: "ana", name: "Ana" };
const ben: Actor = { kind: "attendant", attendantId: "ben", name: "Ben" };

class Notes {
  state: NotesState = [];
  readonly entries: NoteEntry[] = [];
  #count = 0;
  ask(request: NoteOrder["request"], actor: Actor = ana) {
    this.#count += 1;
    const decided = decideNote(this.state, { commandId: `c${this.#count}`, actor, atMs: this.#count * 1_000, request }, ["lane-1"]);
    if (!decided.ok) return decided.error;
    this.entries.push(...decided.value);
    this.state = decided.value.reduce(evolveNotes, this.state);
    return undefined;
  }
}

it("a note says who left it and when, who has read it, and is gone once it is seen to; the record keeps it all", () => {
  const notes = new Notes();
  notes.ask({ kind: "write-note", text: "Paper of lane 1 runs low", laneId: "lane-1" });
  notes.ask({ kind: "write-note", text: "Mia comes at three" });
  const [first, second] = notes.state;
  expect(first).toEqual({ noteId: "c1.1", text: "Paper of lane 1 runs low", laneId: "lane-1", by: { attendantId: "ana", name: "Ana" }, atMs: 1_000, readBy: [{ attendantId: "ana", name: "Ana", atMs: 1_000 }] });
  notes.ask({ kind: "read-notes", noteIds: ["c1.1", "c2.1", "gone"] }, ben);
  notes.ask({ kind: "read-notes", noteIds: ["c1.1", "c2.1"] }, ben);
  notes.ask({ kind: "read-notes", noteIds: ["c1.1"] });
  expect(notes.state.map(({ readBy }) => readBy.map(({ name }) => name))).toEqual([["Ana", "Ben"], ["Ana", "Ben"]]);
  expect(notes.ask({ kind: "finish-note", noteId: "c1.1" }, ben)).toBeUndefined();
  expect(notes.ask({ kind: "finish-note", noteId: "c1.1" })?.reason).toBe("note-not-found");
  expect(notes.state.map(({ noteId }) => noteId)).toEqual([second?.noteId]);
  expect(notes.entries.map(({ kind, actor }) => [kind, actor.kind === "attendant" ? actor.name : ""])).toEqual([
    ["note-written", "Ana"], ["note-written", "Ana"], ["notes-read", "Ben"], ["note-finished", "Ben"],
  ]);
  expect((JSON.parse(JSON.stringify(notes.entries)) as NoteEntry[]).reduce<NotesState>(evolveNotes, [])).toEqual(notes.state);
});

it("there is an end to them, the lane must exist, and only colleagues write", () => {
  const notes = new Notes();
  expect(notes.ask({ kind: "write-note", text: "x", laneId: "lane-9" })?.fields?.[0]?.path).toBe("laneId");
  expect(notes.ask({ kind: "write-note", text: "x" }, { kind: "shopper" })?.reason).toBe("not-allowed");
  for (let count = 0; count < maximumNotes; count += 1) notes.ask({ kind: "write-note", text: String(count) });
  expect(notes.ask({ kind: "write-note", text: "one more" })).toEqual({ reason: "notes-full", details: { maximum: maximumNotes } });
});

import { z } from "zod";
import { commandId, laneId, timestampMs } from "./units.js";

const head = { commandId };
const noteId = z.string().min(1).max(64);
const person = z.strictObject({ attendantId: z.string(), name: z.string() });

/** What colleagues leave for each other (POST /api/v1/attendant/notes/commands): for whoever comes next, about the store or one lane. */
export const noteCommand = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("write-note"), text: z.string().trim().min(1).max(500), laneId: laneId.optional() }),
  /** "I have read these." */
  z.strictObject({ ...head, kind: z.literal("read-notes"), noteIds: z.array(noteId).min(1).max(100) }),
  /** It is seen to: it leaves the list and stays in the record. */
  z.strictObject({ ...head, kind: z.literal("finish-note"), noteId }),
]);
export type NoteCommand = z.infer<typeof noteCommand>;

export const noteView = z.strictObject({
  noteId,
  text: z.string(),
  laneId: laneId.optional(),
  by: person,
  atMs: timestampMs,
  /** In the order in which they read it. */
  readBy: z.array(person.extend({ atMs: timestampMs })),
});
export type NoteView = z.infer<typeof noteView>;

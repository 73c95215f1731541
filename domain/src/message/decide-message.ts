import { accepted, type Deciders, type Draft, nextId, record, refused } from "../lane/draft.js";
import type { MessageEnd } from "./types.js";

/** A word from a colleague to the shopper: sent, put away, taken back. */
export const messageDeciders: Deciders<"send-message" | "withdraw-message" | "dismiss-message"> = {
  "send-message": (draft, { content, seconds }) => {
    const { actor, atMs } = draft.command;
    if (actor.kind !== "attendant") return refused("not-allowed");
    const { id: messageId, draft: numbered } = nextId(draft);
    const by = { attendantId: actor.attendantId, name: actor.name };
    return accepted(record(numbered, { kind: "message-shown", message: { messageId, content, by, untilMs: atMs + seconds * 1_000 } }));
  },
  "withdraw-message": (draft) => accepted(endMessage(draft, "withdrawn")),
  "dismiss-message": (draft, { messageId }) => accepted(draft.state.message?.messageId === messageId ? endMessage(draft, "read") : draft),
};

export function endMessage(draft: Draft, because: MessageEnd): Draft {
  const { message } = draft.state;
  return message === undefined ? draft : record(draft, { kind: "message-ended", messageId: message.messageId, because });
}

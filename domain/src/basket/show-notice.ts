import { type Draft, nextId, record } from "../lane/draft.js";
import type { LaneNotice } from "../lane/types.js";

/** Tells the shopper something once. */
export function showNotice(draft: Draft, notice: Omit<LaneNotice, "noticeId">): Draft {
  const { id, draft: numbered } = nextId(draft);
  return record(numbered, { kind: "notice-shown", notice: { noticeId: id, ...notice } });
}

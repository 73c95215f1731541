import type { JournalRecord } from "@laneway/contracts";
import type { LaneEntry } from "./entries.js";

/** The entry a record was made from: who and when stand in the record, the rest under `entry`. The journal's hash vouches for its content. */
export const entryOfRecord = (record: Pick<JournalRecord, "kind" | "shape" | "atMs" | "actor" | "entry">): LaneEntry =>
  ({ ...record.entry, kind: record.kind, shape: record.shape, atMs: record.atMs, actor: record.actor }) as unknown as LaneEntry;

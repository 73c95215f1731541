import type { EntryKind, LaneEntryOf } from "./entries.js";
import type { LaneState } from "./types.js";

/** How each kind of entry changes the lane. None refuses: what an entry says has happened. */
export type Handlers<K extends EntryKind = EntryKind> = {
  readonly [Kind in K]: (state: LaneState, entry: LaneEntryOf<Kind>) => LaneState;
};

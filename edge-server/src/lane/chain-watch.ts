import { firstPreviousHash } from "@laneway/contracts";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";
import type { Journal } from "../store/journal.js";

const sliceRecords = 250;
const pauseMs = 25;

export interface ChainWatch {
  /** "ok", or what is wrong in words. */
  readonly finding: () => string;
  readonly stop: () => void;
}

/** Checks the whole journal from its first record, a little at a time, while the store sells. */
export function watchChain(journal: Journal, clock: Clock, log: Log): ChainWatch {
  let at = { sequence: 0, hash: firstPreviousHash };
  let finding = "ok";
  let cancel: () => void = () => undefined;
  const step = () => {
    try {
      const reached = journal.verify(at, sliceRecords);
      at = reached;
      if (reached.done) log.info({ records: reached.sequence }, "journal: the whole chain verifies");
      else cancel = clock.after(pauseMs, step);
    } catch (error) {
      finding = (error as Error).message;
      log.fatal({ error: finding }, "journal: the chain does not verify");
    }
  };
  cancel = clock.after(pauseMs, step);
  return { finding: () => finding, stop: () => cancel() };
}

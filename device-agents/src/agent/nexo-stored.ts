import type { DeviceCommand } from "@laneway/contracts";
import { fateIn } from "../terminal/nexo/answers.js";
import { find, type NexoLine } from "../terminal/nexo/find.js";
import { serviceIdFor } from "../terminal/nexo/messages.js";
import type { StoredOffers } from "./stored-offers.js";

/**
 * What became of payments that the terminal kept. It forwards them by itself once it reaches its host; each is asked for by its own
 * TransactionStatus. One that it does not know, or has not forwarded, stays open.
 */
export async function askStored(line: NexoLine, payments: Extract<DeviceCommand, { kind: "forward-stored" }>["payments"], stored: StoredOffers): Promise<void> {
  for (const { attemptId } of payments) {
    if (stored.repeat(attemptId)) continue;
    const found = await find(line, "Payment", serviceIdFor(line.settings.parties, attemptId, "payment"));
    const fate = found.kind === "found" ? fateIn(found.body, attemptId) : undefined;
    if (line.ending.aborted) return;
    if (fate !== undefined) stored.tell(attemptId, fate);
  }
}

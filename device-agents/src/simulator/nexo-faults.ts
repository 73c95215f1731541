import type { Fate } from "./virtual-terminal.js";

/** What may go wrong on purpose, once for each time it is asked for. */
export type NexoFault = "forged-success" | "bad-hmac" | "wrong-key-version" | "wrong-amount" | "wrong-currency" | "other-service" | "other-terminal" | "other-category" | "replayed" | "partial" | "busy" | "in-progress" | "lost-status" | "lost-reversal" | "dropped-reversal" | "clear-failure";

/** What a fault of any terminal's next payment is in this protocol. */
export const faultOf: Partial<Record<Fate, NexoFault>> = { duplicate: "replayed", forged: "forged-success", "wrong-amount": "wrong-amount", "wrong-currency": "wrong-currency", "wrong-terminal": "other-terminal", "out-of-order": "other-category" };

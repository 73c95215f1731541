import { relayProtocol } from "@laneway/contracts/relay";

/** How a price book answer is spelled around its document, byte for byte, so that it can be passed on without being read. */
export const priceBookWrapper = { head: `{"protocol":"${relayProtocol}","document":`, tail: "}" } as const;

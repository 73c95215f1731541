import type { DeviceOptions } from "../../adapter.js";
import type { LineSettings } from "../../transport/connection.js";
import { emptyApduState, readApdus, type Apdu, type ApduState } from "./apdu.js";
import { beginConversation, converse } from "./conversation.js";
import type { ConversationEvent, ConversationState, Step } from "./conversation-types.js";
import type { Snapshot } from "./booking.js";
import { currencyNumbers } from "./codes.js";
import type { ReadResult } from "../../adapter.js";

/** A payment terminal protocol: a pure codec and a pure conversation. */
export interface TerminalAdapter {
  readonly protocol: string;
  readonly deviceClass: "payment-terminal";
  readonly line: LineSettings;
  readonly beginReading: ApduState;
  read(state: ApduState, bytes: Uint8Array): ReadResult<ApduState, Apdu>;
  /** Throws an Error naming the option when one is wrong. */
  begin(options: DeviceOptions, currency: string, lastBooked: Snapshot): ConversationState;
  converse(state: ConversationState, event: ConversationEvent): Step;
}

/**
 * ZVT (PA00P015 rev. 13.08, PA00P016 rev. 04). Option `password`: the terminal's six digits, default "000000". Over TCP
 * APDUs are sent as they are; on a serial line they are framed (serial-frames.ts).
 */
export const zvt: TerminalAdapter = {
  protocol: "zvt",
  deviceClass: "payment-terminal",
  line: { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 2 },
  beginReading: emptyApduState,
  read: readApdus,
  begin(options, currency, lastBooked) {
    const password = options.password ?? "000000";
    if (typeof password !== "string" || !/^\d{6}$/.test(password)) throw new Error('terminal option password must be six digits in quotes such as "000000"');
    if (!currencyNumbers.has(currency)) throw new Error(`terminal: currency ${currency} is not in the driver's table (device-agents/src/terminal/zvt/codes.ts)`);
    return beginConversation({ password, currency }, lastBooked);
  },
  converse,
};

/** One open byte stream to a device. It ends once; opening again makes a new one. */
export interface Connection {
  /** Hands bytes to the operating system at once. After the end it does nothing. */
  write(bytes: Uint8Array): void;
  /** Ends the stream and frees its port. Safe to call twice; resolves when it is closed. */
  close(): Promise<void>;
}

export interface ConnectionEvents {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Called once, whoever ended it; never after `close()` has been called by the owner. */
  readonly onClosed: (because: string) => void;
}

/** Opens one connection, or rejects with an Error whose message a store technician understands. */
export type Connect = (events: ConnectionEvents) => Promise<Connection>;

/** Line settings a protocol asks for when the lane profile does not say otherwise. */
export interface LineSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: "none" | "even" | "odd";
  readonly stopBits: 1 | 2;
}

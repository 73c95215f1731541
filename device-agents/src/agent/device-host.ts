import type { DeviceClass, DeviceCommand, DeviceFact, DeviceFaultCode } from "@laneway/contracts";
import type { Logger } from "pino";

type WithoutHead<T> = T extends DeviceFact ? Omit<T, "factId" | "bootId" | "sequence" | "atMs" | "device"> : never;
/** What a device reports; id, boot, sequence and time are added by the agent. */
export type FactBody = WithoutHead<DeviceFact>;

/** What the agent gives each device: where its facts, faults and state go. */
export interface DeviceHost {
  readonly device: DeviceClass;
  readonly log: Logger;
  /** Published now and again until the edge acknowledges it. Answers the fact's id. */
  report(body: FactBody): string;
  /** Stops offering a fact that does not hold any more. */
  withdraw(factId: string): void;
  raise(code: DeviceFaultCode, detail?: string): void;
  clear(code: DeviceFaultCode): void;
  connected(connected: boolean): void;
}

/** A device the agent has opened. `start` and `stop` are symmetric. */
export interface RunningDevice {
  start(): void;
  stop(): Promise<void>;
  handle(command: DeviceCommand): void;
  /** The edge has committed this fact. */
  acknowledged(fact: DeviceFact): void;
}

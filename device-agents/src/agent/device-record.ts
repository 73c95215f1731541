import type { DeviceClass, DeviceFault, DeviceFaultCode, DeviceStatus } from "@laneway/contracts";

/** What is published of one device: its connection and its faults, each raised once and cleared once. */
export interface DeviceRecord {
  raise(code: DeviceFaultCode, detail?: string): void;
  clear(code: DeviceFaultCode): void;
  connected(connected: boolean): void;
  status(): DeviceStatus;
}

export interface DeviceIdentity {
  readonly device: DeviceClass;
  readonly protocol: string;
  readonly bootId: string;
  readonly simulated: boolean;
}

/**
 * `onChange` is called once for all changes of one turn that others can see; never for a fault raised again in the
 * same words.
 */
export function recordDevice(identity: DeviceIdentity, now: () => number, onChange: (status: DeviceStatus) => void): DeviceRecord {
  const faults = new Map<DeviceFaultCode, DeviceFault>();
  let connected = false;
  let changedAtMs = now();
  let telling = false;

  function status(): DeviceStatus {
    return { ...identity, connected, faults: [...faults.values()], atMs: changedAtMs };
  }

  function changed(): void {
    changedAtMs = now();
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      onChange(status());
    });
  }

  return {
    raise(code, detail) {
      const standing = faults.get(code);
      const text = detail?.slice(0, 300);
      if (standing !== undefined && standing.detail === text) return;
      faults.set(code, { code, sinceMs: standing?.sinceMs ?? now(), ...(text === undefined ? {} : { detail: text }) });
      changed();
    },
    clear(code) {
      if (faults.delete(code)) changed();
    },
    connected(value) {
      if (value === connected) return;
      connected = value;
      changed();
    },
    status,
  };
}

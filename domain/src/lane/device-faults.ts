import type { DeviceClass, DeviceFaultCode, LaneFault } from "@laneway/contracts";

export type FaultEffect = LaneFault["effect"];

export interface FaultRule {
  /** How the fault changes what the shopper can do. */
  readonly effect: FaultEffect;
  /** A person must come: it is put into the attendants' queue (and blocks nothing). */
  readonly needsPerson: boolean;
}

const effectOfLoss: { readonly [D in DeviceClass]: FaultEffect } = {
  scanner: "no-scanning",
  "produce-scale": "no-weighing",
  "security-scale": "no-bagging-check",
  "receipt-printer": "no-paper-receipt",
  "payment-terminal": "no-card-payment",
};

/** `lost`: the device does not do its work while the fault lasts. */
const codeRules: {
  readonly [C in DeviceFaultCode]: { readonly lost: boolean; readonly needsPerson: boolean };
} = {
  unreachable: { lost: true, needsPerson: true },
  protocol: { lost: true, needsPerson: true },
  "paper-out": { lost: true, needsPerson: true },
  "paper-near-end": { lost: false, needsPerson: true },
  "cover-open": { lost: true, needsPerson: true },
  "printer-error": { lost: true, needsPerson: true },
  // Something lies on it that does not belong there: the shopper takes it off.
  "scale-over-capacity": { lost: false, needsPerson: false },
  "scale-under-zero": { lost: false, needsPerson: false },
  // What it weighs is wrong by the same share whatever it is: nobody is asked about weights, a person sees to it.
  "scale-drifting": { lost: true, needsPerson: true },
  "scale-error": { lost: true, needsPerson: true },
  // The terminal is busy with itself and comes back.
  "terminal-not-ready": { lost: true, needsPerson: false },
  "terminal-needs-end-of-day": { lost: true, needsPerson: true },
};

/** The effect of a fault on selling: one row for each device and code. */
export function faultRule(device: DeviceClass, code: DeviceFaultCode): FaultRule {
  const { lost, needsPerson } = codeRules[code];
  return { effect: lost ? effectOfLoss[device] : "none", needsPerson };
}

/** Does a raised fault have this effect now? */
export function hasEffect(
  faults: readonly { readonly device: DeviceClass; readonly code: DeviceFaultCode }[],
  effect: FaultEffect,
): boolean {
  return faults.some((fault) => faultRule(fault.device, fault.code).effect === effect);
}

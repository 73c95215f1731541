import type { DeviceClass, DeviceCommand, StoreConfig, VoucherPaper } from "@laneway/contracts";
import type { Effect } from "@laneway/domain/lane/types";

/** What a device is to do. */
export type DeviceEffect = Exclude<Effect, { kind: "set-timer" | "cancel-timer" | "inquire" | "withdraw-inquiry" | "print-voucher" | "print-slip" }>;

/** How long a command is worth doing. A payment that starts late surprises a shopper; a receipt may wait for paper. */
const livesMs = {
  authorise: 15_000,
  "abort-payment": 30_000,
  "resolve-payment": 60_000,
  "reverse-payment": 120_000,
  "refund-payment": 15_000,
  "print-receipt": 600_000,
  "print-voucher": 600_000,
  "print-slip": 600_000,
  "end-of-day": 60_000,
  "diagnose-terminal": 60_000,
  "forward-stored": 60_000,
  "open-drawer": 5_000,
  "scanner-signal": 3_000,
  "zero-scale": 10_000,
  acknowledge: 60_000,
} as const satisfies Record<DeviceCommand["kind"], number>;

export interface AddressedCommand {
  readonly device: DeviceClass;
  readonly command: DeviceCommand;
}

/** The device command that carries an effect out. `commandId` is the same for a repeat, so a device does it once. */
export function deviceCommandOf(effect: DeviceEffect, commandId: string, nowMs: number): AddressedCommand {
  const head = { commandId, issuedAtMs: nowMs, expiresAtMs: nowMs + livesMs[effect.kind] };
  switch (effect.kind) {
    case "authorise": {
      const { kind, attemptId, amountMinor, currency, previous, offline } = effect;
      const about = { ...(previous === undefined ? {} : { previous }), ...(offline === undefined ? {} : { offline }) };
      return { device: "payment-terminal", command: { ...head, kind, attemptId, amountMinor, currency, ...about } };
    }
    case "resolve-payment": {
      const { kind, attemptId, amountMinor, currency, previous, refund } = effect;
      const about = { ...(previous === undefined ? {} : { previous }), ...(refund === undefined ? {} : { refund }) };
      return { device: "payment-terminal", command: { ...head, kind, attemptId, amountMinor, currency, ...about } };
    }
    case "refund-payment": {
      const { kind, attemptId, amountMinor, currency, previous, refund } = effect;
      return { device: "payment-terminal", command: { ...head, kind, attemptId, amountMinor, currency, refund, ...(previous === undefined ? {} : { previous }) } };
    }
    case "abort-payment":
      return { device: "payment-terminal", command: { ...head, kind: effect.kind, attemptId: effect.attemptId } };
    case "reverse-payment": {
      const { kind, attemptId, amountMinor, currency, reference } = effect;
      return { device: "payment-terminal", command: { ...head, kind, attemptId, amountMinor, currency, reference } };
    }
    case "print-receipt":
      return { device: "receipt-printer", command: { ...head, kind: effect.kind, jobId: effect.jobId, receipt: effect.receipt, copy: effect.copy } };
    case "open-drawer":
      return { device: "receipt-printer", command: { ...head, kind: effect.kind } };
    case "scanner-signal":
      return { device: "scanner", command: { ...head, kind: effect.kind, signal: effect.signal } };
    case "zero-scale":
      return { device: effect.device, command: { ...head, kind: effect.kind, device: effect.device, withinGrams: effect.withinGrams } };
  }
}

/** A voucher's paper: its code is signed on the way to the printer. */
export function voucherPrint({ jobId, copy }: Extract<Effect, { kind: "print-voucher" }>, voucher: VoucherPaper, commandId: string, nowMs: number): AddressedCommand {
  return { device: "receipt-printer", command: { kind: "print-voucher", jobId, voucher, copy, commandId, issuedAtMs: nowMs, expiresAtMs: nowMs + livesMs["print-voucher"] } };
}

/** A saved basket's slip, in the store's name and time. */
export function slipPrint({ jobId, slip }: Extract<Effect, { kind: "print-slip" }>, { name, timeZone }: StoreConfig["store"], commandId: string, nowMs: number): AddressedCommand {
  return { device: "receipt-printer", command: { kind: "print-slip", jobId, slip: { storeName: name, timeZone, ...slip }, commandId, issuedAtMs: nowMs, expiresAtMs: nowMs + livesMs["print-slip"] } };
}

/** Tells a device that its fact is committed. */
export function acknowledgement(factId: string, commandId: string, nowMs: number): DeviceCommand {
  return { kind: "acknowledge", factId, commandId, issuedAtMs: nowMs, expiresAtMs: nowMs + livesMs.acknowledge };
}

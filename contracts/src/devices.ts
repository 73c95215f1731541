import { z } from "zod";
import { amountMinor, attemptId, commandId, currencyCode, localeTag, timestampMs } from "./units.js";
import { receipt } from "./receipt.js";
import { voucherPaper } from "./voucher.js";
import { terminalDayOutcome, terminalDiagnosis } from "./terminal-day.js";

/** What is printed of a saved basket: its number, with which it goes on at any lane of the store. */
export const slipPaper = z.strictObject({
  storeName: z.string(),
  token: z.string().min(1).max(64),
  locale: localeTag,
  savedAtMs: timestampMs,
  timeZone: z.string(),
  training: z.boolean(),
});

/** UnifiedPOS device classes a lane may have, one of each. */
export const deviceClass = z.enum(["scanner", "produce-scale", "security-scale", "receipt-printer", "payment-terminal"]);

/**
 * Conditions of the world that a device raises and clears. Each has a text in every locale
 * and an effect on selling, listed in docs/INVARIANTS.md.
 */
export const deviceFaultCode = z.enum([
  "unreachable", // the port cannot be opened, or the device stopped answering
  "protocol", // it answers, but not in its protocol
  "paper-out",
  "paper-near-end",
  "cover-open",
  "printer-error",
  "scale-over-capacity",
  "scale-under-zero",
  "scale-drifting", // found by the edge from what is weighed: no device says so of itself
  "scale-error",
  "terminal-not-ready",
  "terminal-needs-end-of-day",
]);
export const deviceFault = z.strictObject({
  code: deviceFaultCode,
  sinceMs: timestampMs,
  /** For store IT; never shown to a shopper. */
  detail: z.string().max(300).optional(),
});

/** Retained: what a device agent knows of one device. Published on every connect and every change. */
export const deviceStatus = z.strictObject({
  device: deviceClass,
  protocol: z.string(),
  /** Of the agent process; pairs a will with the session it belongs to. */
  bootId: z.string(),
  connected: z.boolean(),
  simulated: z.boolean(),
  faults: z.array(deviceFault),
  atMs: timestampMs,
});

/** Retained with a last will: is the agent of this lane alive? An old will names an old bootId. */
export const agentPresence = z.strictObject({
  state: z.enum(["online", "lost", "stopped"]),
  bootId: z.string(),
  atMs: timestampMs,
});

/** What a scale says, from a stable reading only `stable` may be sold. Grams are never rounded by us. */
export const weightReading = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("stable"), grams: z.int() }),
  z.strictObject({ state: z.literal("zero") }),
  z.strictObject({ state: z.literal("unstable"), grams: z.int().optional() }),
  z.strictObject({ state: z.literal("under-zero") }),
  z.strictObject({ state: z.literal("over-capacity") }),
  z.strictObject({ state: z.literal("not-ready") }),
]);

/** Scheme, last four and references only: nothing else about a card leaves the driver's parser. */
export const cardDetails = z.strictObject({
  scheme: z.string().max(40),
  lastFour: z.string().regex(/^\d{4}$/).optional(),
  authorisationCode: z.string().max(16).optional(),
  entry: z.enum(["chip", "contactless", "swipe", "unknown"]).default("unknown"),
});

/** Where a terminal put an approved payment: enough to find it again, reverse it, or tell it from the one before. */
export const terminalReference = z.strictObject({
  terminalId: z.string().max(32),
  receiptNumber: z.string().max(16),
  trace: z.string().max(16),
  /** Terminal's local time, `MMDDHHMMSS`. */
  localTime: z.string().max(16).optional(),
  /** A nexo terminal's own name of the booking, needed to reverse it; `receiptNumber` is then the ServiceID of the payment. */
  transaction: z.strictObject({ transactionId: z.string().max(64), timeStamp: z.string().max(40) }).optional(),
});

/**
 * How money goes back to a card. `reversal`: the whole booking is undone by its number on the terminal that made it;
 * `refund`: a booking of its own, over any part. A terminal that finds bookings by reference needs no card for either.
 */
export const refundWay = z.enum(["reversal", "refund"]);
export const cardRefund = z.strictObject({
  way: refundWay,
  /** The payment that money is given back of. */
  original: terminalReference,
});

/** Of a payment, what was charged; of a refund ("approved": it is booked), what was given back. */
export const paymentOutcome = z.discriminatedUnion("result", [
  z.strictObject({
    result: z.literal("approved"),
    amountMinor,
    currency: currencyCode,
    card: cardDetails,
    reference: terminalReference,
    /** The terminal approved it without its host, and keeps it until it can be forwarded. */
    offline: z.literal(true).optional(),
  }),
  /** `hostAway`: nobody was asked, because the terminal does not reach its host. */
  z.strictObject({ result: z.literal("declined"), code: z.string().max(16), text: z.string().max(100).optional(), hostAway: z.literal(true).optional() }),
  /** Shopper or lane stopped it on the terminal; nothing was charged. */
  z.strictObject({ result: z.literal("aborted"), code: z.string().max(16) }),
  /** The command never reached the terminal, or the terminal has provably not booked it. */
  z.strictObject({ result: z.literal("not-performed"), because: z.string().max(200) }),
  /** The terminal may or may not have booked it. Never treated as declined. */
  z.strictObject({ result: z.literal("unknown"), because: z.string().max(200) }),
]);

/** Of a payment that a terminal kept: its host has taken it, or said no. */
export const storedFate = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("forwarded") }),
  z.strictObject({ result: z.literal("declined"), code: z.string().max(16) }),
]);

const factHead = {
  /** Minted once by the agent; resent until acknowledged; the edge does it once. */
  factId: commandId,
  bootId: z.string(),
  /** Rises by one with each fact of this device in this boot. */
  sequence: z.int().min(1),
  atMs: timestampMs,
};

/** What a device says happened. QoS 1, never retained. */
export const deviceFact = z.discriminatedUnion("kind", [
  z.strictObject({
    ...factHead,
    kind: z.literal("scan"),
    device: z.literal("scanner"),
    /** Printable text after framing; GS (0x1D) kept inside GS1 data. */
    text: z.string().min(1).max(512),
    /** AIM symbology identifier such as `]E0`, when the scanner sends it. */
    aim: z.string().regex(/^\][A-Za-z][0-9A-Za-z]$/).optional(),
  }),
  z.strictObject({
    ...factHead,
    kind: z.literal("weight"),
    device: z.enum(["produce-scale", "security-scale"]),
    reading: weightReading,
  }),
  /** The terminal says what it is doing (insert card, enter PIN …). Shown, never believed about money. */
  z.strictObject({
    ...factHead,
    kind: z.literal("payment-progress"),
    device: z.literal("payment-terminal"),
    attemptId,
    stage: z.enum(["sent", "present-card", "enter-pin", "processing", "remove-card", "query"]),
    text: z.string().max(120).optional(),
  }),
  /** Held back from the terminal's acknowledgement until the edge has committed it (`acknowledge`). */
  z.strictObject({
    ...factHead,
    kind: z.literal("payment-outcome"),
    device: z.literal("payment-terminal"),
    attemptId,
    outcome: paymentOutcome,
  }),
  z.strictObject({
    ...factHead,
    kind: z.literal("print-result"),
    device: z.literal("receipt-printer"),
    jobId: commandId,
    result: z.enum(["printed", "waiting", "failed"]),
    because: deviceFaultCode.optional(),
  }),
  /** On the agent's disk before the terminal's totals are acknowledged; offered until the edge has committed it. */
  z.strictObject({
    ...factHead,
    kind: z.literal("terminal-day"),
    device: z.literal("payment-terminal"),
    requestId: commandId,
    outcome: terminalDayOutcome,
  }),
  z.strictObject({
    ...factHead,
    kind: z.literal("terminal-diagnosis"),
    device: z.literal("payment-terminal"),
    requestId: commandId,
    diagnosis: terminalDiagnosis,
  }),
  /** What became of a payment that the terminal kept. On the agent's disk before the terminal may forget it. */
  z.strictObject({
    ...factHead,
    kind: z.literal("stored-payment"),
    device: z.literal("payment-terminal"),
    attemptId,
    fate: storedFate,
  }),
]);

const commandHead = { commandId, issuedAtMs: timestampMs, expiresAtMs: timestampMs };

/** What the edge asks of a device. QoS 1, never retained; expired or already seen ids are dropped by the agent. */
export const deviceCommand = z.discriminatedUnion("kind", [
  /** Answers a fact: it is committed. The agent stops resending it, and only now acknowledges the terminal. */
  z.strictObject({ ...commandHead, kind: z.literal("acknowledge"), factId: commandId }),
  z.strictObject({
    ...commandHead,
    kind: z.literal("authorise"),
    attemptId,
    amountMinor: amountMinor.min(1),
    currency: currencyCode,
    /** The last payment this lane knows of on the terminal, to tell it from this one when asking. */
    previous: terminalReference.optional(),
    /** May the terminal approve it without its host? Absent: as the terminal is set up. */
    offline: z.enum(["allowed", "forbidden"]).optional(),
  }),
  z.strictObject({ ...commandHead, kind: z.literal("abort-payment"), attemptId }),
  /** Find out what became of an attempt; never starts a payment. */
  z.strictObject({
    ...commandHead,
    kind: z.literal("resolve-payment"),
    attemptId,
    amountMinor: amountMinor.min(1),
    currency: currencyCode,
    previous: terminalReference.optional(),
    /** The attempt gives money back. */
    refund: cardRefund.optional(),
  }),
  /**
   * Give back (a part of) an earlier payment, as an attempt of its own: noted before it is sent, sent once, asked about when unclear.
   */
  z.strictObject({
    ...commandHead,
    kind: z.literal("refund-payment"),
    attemptId,
    amountMinor: amountMinor.min(1),
    currency: currencyCode,
    refund: cardRefund,
    previous: terminalReference.optional(),
  }),
  /**
   * Undo an approved attempt. Its payment-outcome fact says what stands in the terminal's book: `not-performed` once
   * it is reversed (or was already), `declined` when the terminal refused to reverse, `unknown` when that is not clear.
   */
  z.strictObject({
    ...commandHead,
    kind: z.literal("reverse-payment"),
    attemptId,
    amountMinor: amountMinor.min(1),
    currency: currencyCode,
    reference: terminalReference,
  }),
  z.strictObject({
    ...commandHead,
    kind: z.literal("print-receipt"),
    jobId: commandId,
    receipt,
    /** 0: the original; n: the n-th marked copy. */
    copy: z.int().min(0),
  }),
  z.strictObject({ ...commandHead, kind: z.literal("print-slip"), jobId: commandId, slip: slipPaper }),
  z.strictObject({ ...commandHead, kind: z.literal("print-voucher"), jobId: commandId, voucher: voucherPaper, copy: z.int().min(0) }),
  /**
   * The terminal's end of day. `attempts`: what the store sent it since the last one, for a terminal that is asked
   * payment by payment. The same `requestId` again is answered by the same outcome, never done twice.
   */
  z.strictObject({
    ...commandHead,
    kind: z.literal("end-of-day"),
    requestId: commandId,
    attempts: z.array(z.strictObject({ attemptId, amountMinor: amountMinor.min(1), currency: currencyCode })).max(5_000),
  }),
  z.strictObject({ ...commandHead, kind: z.literal("diagnose-terminal"), requestId: commandId }),
  /** Forward what the terminal keeps, or ask what became of it; each that is known is told as a fact of its own. */
  z.strictObject({
    ...commandHead,
    kind: z.literal("forward-stored"),
    requestId: commandId,
    payments: z.array(z.strictObject({ attemptId, reference: terminalReference })).max(500),
  }),
  /** The receipt printer gives the pulse that opens the cash drawer at its connector. */
  z.strictObject({ ...commandHead, kind: z.literal("open-drawer") }),
  /** Only while it shows no more than `withinGrams`: a command that comes late must not weigh away what lies there by then. */
  z.strictObject({ ...commandHead, kind: z.literal("zero-scale"), device: z.enum(["produce-scale", "security-scale"]), withinGrams: z.int().positive() }),
  /** Tell the scanner to sound "not on file", or to stop and start reading. */
  z.strictObject({ ...commandHead, kind: z.literal("scanner-signal"), signal: z.enum(["good", "not-on-file", "enable", "disable"]) }),
]);

export type DeviceClass = z.infer<typeof deviceClass>;
export type DeviceFaultCode = z.infer<typeof deviceFaultCode>;
export type DeviceFault = z.infer<typeof deviceFault>;
export type DeviceStatus = z.infer<typeof deviceStatus>;
export type AgentPresence = z.infer<typeof agentPresence>;
export type WeightReading = z.infer<typeof weightReading>;
export type CardDetails = z.infer<typeof cardDetails>;
export type TerminalReference = z.infer<typeof terminalReference>;
export type CardRefund = z.infer<typeof cardRefund>;
export type PaymentOutcome = z.infer<typeof paymentOutcome>;
export type StoredFate = z.infer<typeof storedFate>;
export type DeviceFact = z.infer<typeof deviceFact>;
export type SlipPaper = z.infer<typeof slipPaper>;
export type DeviceCommand = z.infer<typeof deviceCommand>;

import { z } from "zod";
import { amountMinor, attemptId, currencyCode } from "./units.js";

/** Sum of one card scheme in a terminal's own books since its last end of day. */
export const schemeTotal = z.strictObject({ scheme: z.string().max(40), count: z.int().min(0), amountMinor });

/** One payment as a terminal tells it when it is asked for it by name. */
export const terminalBooking = z.strictObject({
  attemptId,
  state: z.enum(["booked", "not-booked", "unclear"]),
  /** What the terminal booked; only when booked. */
  amountMinor: amountMinor.optional(),
  because: z.string().max(200).optional(),
});

/** A terminal's own account of its day. */
export const terminalDayReport = z.discriminatedUnion("kind", [
  /** Of a terminal that counts by itself and begins anew afterwards (ZVT 06 50). */
  z.strictObject({
    kind: z.literal("totals"),
    terminalId: z.string().max(32),
    currency: currencyCode,
    totalMinor: amountMinor,
    /** First and last receipt number of the terminal's day; absent when the terminal does not say. */
    receipts: z.strictObject({ first: z.string().max(16), last: z.string().max(16) }).optional(),
    trace: z.string().max(16).optional(),
    /** Terminal's local time, `MMDDHHMMSS`. */
    localTime: z.string().max(16).optional(),
    /** Absent: the terminal gives only the sum. */
    schemes: z.array(schemeTotal).optional(),
    /** The terminal counts each scheme in so many steps and then begins at 0 again (ZVT: one byte, 256). */
    countsWrapAt: z.int().min(2).optional(),
  }),
  /** Of a terminal that keeps no totals for the till: each payment of ours, asked for by name (nexo TransactionStatus). */
  z.strictObject({
    kind: z.literal("bookings"),
    terminalId: z.string().max(32),
    currency: currencyCode,
    bookings: z.array(terminalBooking).max(5_000),
  }),
]);

/** How a terminal's end of day ended. */
export const terminalDayOutcome = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("reported"), report: terminalDayReport }),
  /** Nothing was begun, or the terminal would not. Its totals stand. */
  z.strictObject({ result: z.literal("not-performed"), because: z.string().max(200) }),
  /** It may have been done; what it counted was not heard. */
  z.strictObject({ result: z.literal("unknown"), because: z.string().max(200) }),
]);

/** How a terminal says it is, asked on purpose (ZVT 06 70, nexo Diagnosis with its host). */
export const terminalDiagnosis = z.strictObject({ result: z.enum(["ok", "not-ok", "unreachable"]), detail: z.string().max(200).optional() });

export type SchemeTotal = z.infer<typeof schemeTotal>;
export type TerminalBooking = z.infer<typeof terminalBooking>;
export type TerminalDayReport = z.infer<typeof terminalDayReport>;
export type TerminalDayOutcome = z.infer<typeof terminalDayOutcome>;
export type TerminalDiagnosis = z.infer<typeof terminalDiagnosis>;

import { z } from "zod";
import { deviceClass } from "./devices.js";
import { laneId } from "./units.js";

/**
 * The bench: a lane's virtual hardware. Served by the lane's simulator on its own port:
 * GET /bench/v1/state, POST /bench/v1/actions, WebSocket /bench/v1/live (each message is a `benchState`).
 */
export const paperLine = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("text"),
    text: z.string(),
    align: z.enum(["left", "center", "right"]),
    bold: z.boolean(),
    underline: z.boolean(),
    inverted: z.boolean(),
    width: z.int().min(1).max(8),
    height: z.int().min(1).max(8),
  }),
  /** Dots: rows of whole bytes from the top, the leftmost dot in a byte's highest bit, set where it is black; base64. */
  z.strictObject({ kind: z.literal("dots"), bytesWide: z.int().min(1).max(128), rows: z.int().min(1).max(4_095), dots: z.string() }),
  z.strictObject({ kind: z.literal("qr"), data: z.string() }),
  z.strictObject({ kind: z.literal("barcode"), symbology: z.string(), data: z.string() }),
  z.strictObject({ kind: z.literal("cut") }),
]);

export const thing = z.strictObject({
  /** One thing on a scale; the same item twice is two things. */
  thingId: z.string(),
  label: z.string(),
  grams: z.int().min(0),
});

/**
 * What happens by itself to the next card payment; `ask` waits for a button. After `slow` come the faults every
 * simulated terminal knows: the line lost before and after booking, silence while it books, the answer told twice,
 * power lost together with the memory, a success nobody booked, a booking over another amount or currency, an answer
 * from another terminal, and answers in the wrong order.
 */
export const terminalNext = z.enum([
  "ask",
  "approve",
  "decline",
  "cancel",
  "slow",
  "drop-before",
  "drop-after",
  "silent",
  "duplicate",
  "reboot",
  "forged",
  "wrong-amount",
  "wrong-currency",
  "wrong-terminal",
  "out-of-order",
]);

/** What became of a payment approved without the host: the terminal keeps it, or has forwarded it, or was told no. */
export const storedBooking = z.enum(["waiting", "forwarded", "declined"]);

export const benchState = z.strictObject({
  laneId,
  laneName: z.string(),
  version: z.int(),
  plugged: z.record(deviceClass, z.boolean()),
  produceScale: z.strictObject({ things: z.array(thing), moving: z.boolean() }),
  baggingArea: z.strictObject({ things: z.array(thing), moving: z.boolean() }),
  printer: z.strictObject({ paper: z.array(paperLine), paperState: z.enum(["ok", "near-end", "out"]), coverOpen: z.boolean() }),
  terminal: z.strictObject({
    screen: z.array(z.string()),
    state: z.enum(["idle", "waiting-for-card", "processing", "done", "unplugged"]),
    amountMinor: z.int().optional(),
    nextOutcome: terminalNext,
    /** Does it reach its host? `declines`: it does, and the host says no to what is forwarded. */
    host: z.enum(["reached", "away", "declines"]).default("reached"),
    /** Payments the terminal itself holds as booked: the terminal's own book, for comparing. */
    booked: z.array(z.strictObject({ receiptNumber: z.string(), trace: z.string(), amountMinor: z.int(), state: z.enum(["booked", "reversed"]), stored: storedBooking.optional() })),
    /** Money it gave back; `of` names the receipt when it knows it. `reversed`: undone by the terminal itself. */
    givenBack: z
      .array(z.strictObject({ receiptNumber: z.string(), trace: z.string(), amountMinor: z.int(), state: z.enum(["booked", "reversed"]), of: z.string().optional() }))
      .default([]),
  }),
});

export const benchAction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("scan"), code: z.string().min(1).max(512), aim: z.string().optional() }),
  z.strictObject({ kind: z.literal("put-on-produce-scale"), label: z.string(), grams: z.int().min(0).max(30_000) }),
  z.strictObject({ kind: z.literal("take-off-produce-scale"), thingId: z.string().optional() }),
  z.strictObject({ kind: z.literal("put-in-bagging"), label: z.string(), grams: z.int().min(0).max(60_000) }),
  z.strictObject({ kind: z.literal("take-from-bagging"), thingId: z.string().optional() }),
  z.strictObject({ kind: z.literal("plug"), device: deviceClass, plugged: z.boolean() }),
  z.strictObject({ kind: z.literal("terminal-next"), outcome: terminalNext }),
  z.strictObject({ kind: z.literal("terminal-host"), host: z.enum(["reached", "away", "declines"]) }),
  z.strictObject({ kind: z.literal("terminal-press"), button: z.enum(["approve", "decline", "cancel", "slow"]) }),
  z.strictObject({ kind: z.literal("printer"), paper: z.enum(["ok", "near-end", "out"]).optional(), coverOpen: z.boolean().optional() }),
  z.strictObject({ kind: z.literal("tear-off-paper") }),
]);
export type TerminalNext = z.infer<typeof terminalNext>;
export type PaperLine = z.infer<typeof paperLine>;
export type BenchState = z.infer<typeof benchState>;
export type BenchAction = z.infer<typeof benchAction>;

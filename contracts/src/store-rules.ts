import { z } from "zod";
import { amountMinor } from "./units.js";

/** How a store wants its lanes to behave: `rules` of the configuration. */
export const storeRules = z.strictObject({
  idleAskSeconds: z.int().min(10).max(3_600).default(90),
  idleGraceSeconds: z.int().min(5).max(600).default(30),
  assistIdleSeconds: z.int().min(15).max(900).default(60),
  attendedIdleSeconds: z.int().min(60).max(3_600).default(900),
  thankYouSeconds: z.int().min(3).max(120).default(20),
  ownBagMaximumGrams: z.int().min(0).max(5_000).default(800),
  skipBaggingMaximum: z.int().min(0).max(99).default(3),
  nudgeSeconds: z.int().min(1).max(120).default(12),
  maximumBasketLines: z.int().min(1).max(1_000).default(300),
  maximumBasketMinor: amountMinor.min(1).default(5_000_00),
  bagItemId: z.string().default("bag-paper"),
  /** So many lanes at once can the store's attendants see to; beyond it, what can wait goes to the end of the queue. */
  visitsAtOnce: z.int().min(1).max(64).default(6),
  /** A lane that calls for a person so often within five minutes is pointed out. */
  callsToNotice: z.int().min(2).max(12).default(4),
  /** Baskets worth so much are pointed out while a lane calls unusually often. */
  watchBasketMinor: amountMinor.min(0).default(100_00),
  overrideAttendantMaximumMinor: amountMinor.min(0).default(10_00),
  overrideLeadMaximumMinor: amountMinor.min(0).default(50_00),
  voidAttendantMaximumMinor: amountMinor.min(0).default(200_00),
  voidLeadMaximumMinor: amountMinor.min(0).default(1_000_00),
  returnDays: z.int().min(0).max(3_650).default(30),
  returnAttendantMaximumMinor: amountMinor.min(0).default(50_00),
  returnLeadMaximumMinor: amountMinor.min(0).default(200_00),
  /** Sales of the retailer's other stores come back here too, and headquarters holds what has come back of every sale. */
  returnsAcrossStores: z.boolean().default(false),
  returnAgeRestricted: z.enum(["allow", "manager", "refuse"]).default("manager"),
  returnWeighed: z.enum(["allow", "manager", "refuse"]).default("manager"),
  returnOpened: z.enum(["allow", "manager", "refuse"]).default("manager"),
});

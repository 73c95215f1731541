import { z } from "zod";
import type { AttendantCommand } from "./lane-commands.js";
import type { OfflineCardsCommand } from "./offline-cards.js";

/** People of a store, from the least to the most that they may do. */
export const attendantRole = z.enum(["attendant", "lead", "manager"]);
export type AttendantRole = z.infer<typeof attendantRole>;

/**
 * The lowest role that may ask a lane for something. What has an amount is limited besides: up to
 * `rules.override…MaximumMinor`, `rules.void…MaximumMinor` and `rules.return…MaximumMinor`; above it a second person approves.
 */
export const roleActions: { readonly [K in AttendantCommand["kind"]]: AttendantRole } = {
  "open-lane": "attendant",
  "pause-lane": "attendant",
  "close-lane": "attendant",
  "take-intervention": "attendant",
  "end-intervention": "attendant",
  "undo-outcome": "attendant",
  "explain-outcome": "attendant",
  "begin-assist": "attendant",
  "attend-lane": "attendant",
  "end-assist": "attendant",
  "send-message": "attendant",
  "withdraw-message": "attendant",
  "identify-item": "attendant",
  "attendant-void-line": "attendant",
  "void-transaction": "attendant",
  "override-price": "attendant",
  "exempt-tax": "attendant",
  "attendant-suspend": "attendant",
  "attendant-recall": "attendant",
  "query-payment": "attendant",
  "reprint-receipt": "attendant",
  "reprint-voucher": "lead",
  "take-cash": "attendant",
  "begin-return": "attendant",
  "choose-return": "attendant",
  "confirm-return": "attendant",
  "retry-refund": "attendant",
  "hand-over-cash": "attendant",
  "cancel-return": "attendant",
  "open-till": "lead",
  "pay-in-cash": "lead",
  "pick-up-cash": "lead",
  "count-till": "lead",
  "close-till": "lead",
};

/** The same for card payments without the terminal's host, which are the store's, not one lane's. Somebody below approves nothing, and is approved. */
export const offlineCardActions: { readonly [K in OfflineCardsCommand["kind"]]: AttendantRole } = {
  "allow-offline-cards": "lead",
  "end-offline-cards": "attendant",
  "ask-stored-payments": "attendant",
  "note-stored-payment": "lead",
};

/** What an attendant who has taken a lane over may ask at the lane's own screen; the rest is the station's. */
export const asksAtLane: ReadonlySet<AttendantCommand["kind"]> = new Set<AttendantCommand["kind"]>([
  "attend-lane",
  "end-assist",
  "end-intervention",
  "identify-item",
  "attendant-void-line",
  "void-transaction",
  "take-cash",
  "query-payment",
]);

const rank: { readonly [R in AttendantRole]: number } = { attendant: 0, lead: 1, manager: 2 };

/** Is the role this one or a higher? */
export const isAtLeast = (role: AttendantRole, lowest: AttendantRole): boolean => rank[role] >= rank[lowest];
export const higherRole = (one: AttendantRole, other: AttendantRole): AttendantRole => (isAtLeast(one, other) ? one : other);
export const mayAsk = (role: AttendantRole, kind: AttendantCommand["kind"]): boolean => isAtLeast(role, roleActions[kind]);

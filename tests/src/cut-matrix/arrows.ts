import type { LaneEntry } from "@laneway/domain/lane/entries";
import { type AttemptStateName, attemptTable } from "@laneway/domain/payment/attempt-table";
import type { Message } from "./doorbell.js";

/** An arrow of the payment attempt machine, named by where it begins and by its entry. */
export type Arrow = string;

/** The first word about an attempt: there is no state before it. */
const beginning: Arrow = "nothing payment-intent-saved";

const nameOf = (row: { readonly from: string; readonly event: string }): Arrow => `${row.from} ${row.event}`;

/** Arrows that no payment by card takes. */
const notByCard: ReadonlySet<Arrow> = new Set(["intent-saved redirect-opened"]);

/** Every arrow of a payment by card: a new row of the table is a new arrow here. */
export const arrows: readonly Arrow[] = [beginning, ...attemptTable.rows.map(nameOf)].filter((arrow) => !notByCard.has(arrow));

/** What else has to happen, besides the terminal's doing, so that a lane comes along an arrow. */
export interface Lead {
  /** Facts of the agent that get lost on their way to the edge, and until when. */
  readonly lost?: "first-progress" | "all-progress" | "all-until-unclear" | "all-but-sent-until-unclear" | "all-until-given-up";
  /** The attendant gives the basket up while the payment is unclear. */
  readonly givesUp?: true;
  /** The terminal books after it said no, and the word of it comes late: while the basket still waits, or when it is gone. */
  readonly lateApproval?: "basket-waits" | "basket-gone";
  /** The bank grants a part only, and the agent says so; a card's part is given back. */
  readonly partGranted?: true;
  /** A part of the basket is paid, and then the basket is given up. */
  readonly partPaid?: true;
}

/** One lead for each arrow; an arrow without one fails the matrix. */
export const leads: Readonly<Record<Arrow, Lead>> = {
  [beginning]: {},
  "intent-saved payment-sent": {},
  "intent-saved payment-progressed": { lost: "first-progress" },
  "intent-saved payment-approved": { lost: "all-progress" },
  "intent-saved payment-declined": { lost: "all-progress" },
  "intent-saved payment-aborted": { lost: "all-progress" },
  "intent-saved payment-not-performed": { lost: "all-progress" },
  "intent-saved payment-unknown": { lost: "all-until-unclear" },
  "sent payment-approved": {},
  "sent payment-declined": {},
  "sent payment-aborted": {},
  "sent payment-not-performed": {},
  "sent payment-unknown": { lost: "all-but-sent-until-unclear" },
  "unknown payment-approved": { lost: "all-until-unclear" },
  "unknown payment-declined": { lost: "all-until-unclear" },
  "unknown payment-aborted": { lost: "all-until-unclear" },
  "unknown payment-not-performed": { lost: "all-until-unclear" },
  "unknown payment-given-up": { lost: "all-until-given-up", givesUp: true },
  "intent-saved payment-reversal-started": { lost: "all-progress", partGranted: true },
  "sent payment-reversal-started": { partGranted: true },
  "unknown payment-reversal-started": { lost: "all-until-unclear", partGranted: true },
  "paid payment-reversal-started": { partPaid: true },
  "declined payment-approved": { lateApproval: "basket-waits" },
  "aborted payment-approved": { lateApproval: "basket-waits" },
  "not-performed payment-approved": { lateApproval: "basket-waits" },
  "declined payment-reversal-started": { lateApproval: "basket-gone" },
  "aborted payment-reversal-started": { lateApproval: "basket-gone" },
  "not-performed payment-reversal-started": { lateApproval: "basket-gone" },
  "given-up payment-reversal-started": { lost: "all-until-given-up", givesUp: true },
  "given-up payment-not-performed": { lost: "all-until-given-up", givesUp: true },
  "reversing payment-reversed": { lost: "all-until-given-up", givesUp: true },
};

interface Step {
  readonly attemptId: string;
  readonly arrow: Arrow;
  readonly to: AttemptStateName;
}

/** Follows every attempt along the table, from the journal's entries alone. */
export class AttemptFollower {
  readonly states = new Map<string, AttemptStateName>();

  /** The arrows that these entries take. Changes nothing. */
  arrowsOf(entries: readonly LaneEntry[]): Step[] {
    const states = new Map(this.states);
    return entries.flatMap((entry): Step[] => {
      if (!("attemptId" in entry)) return [];
      const { attemptId, kind } = entry;
      const from = states.get(attemptId);
      if (from === undefined) {
        if (kind !== "payment-intent-saved") return [];
        states.set(attemptId, "intent-saved");
        return [{ attemptId, arrow: beginning, to: "intent-saved" }];
      }
      const row = attemptTable.rows.find((each) => each.from === from && each.event === kind);
      if (row === undefined) return [];
      states.set(attemptId, row.to);
      return [{ attemptId, arrow: nameOf(row), to: row.to }];
    });
  }

  follow(entries: readonly LaneEntry[]): void {
    for (const { attemptId, to } of this.arrowsOf(entries)) this.states.set(attemptId, to);
  }
}

/** What the bank grants less than was asked for, where a lead wants a part only. */
export const missingMinor = 40;

/** The agent's word of an approval, over a part of it. */
export function partOf(message: Message): Message {
  if (!message.topic.endsWith("/fact")) return message;
  const fact = JSON.parse(message.payload.toString()) as { readonly kind: string; readonly outcome?: { readonly result: string; readonly amountMinor: number } };
  if (fact.kind !== "payment-outcome" || fact.outcome?.result !== "approved") return message;
  return { ...message, payload: Buffer.from(JSON.stringify({ ...fact, outcome: { ...fact.outcome, amountMinor: fact.outcome.amountMinor - missingMinor } })) };
}

/** Does the line carry this message while the lead wants some to be lost? */
export function isLost(lead: Lead, message: Message, state: AttemptStateName | undefined): boolean {
  if (lead.lost === undefined || !message.topic.endsWith("/fact") || state === undefined) return false;
  const fact = JSON.parse(message.payload.toString()) as { readonly kind: string; readonly stage?: string };
  if (!fact.kind.startsWith("payment-")) return false;
  const isClear = state === "intent-saved" || state === "sent";
  switch (lead.lost) {
    case "first-progress":
      return state === "intent-saved" && fact.kind === "payment-progress" && fact.stage === "sent";
    case "all-progress":
      return state === "intent-saved" && fact.kind === "payment-progress";
    case "all-until-unclear":
      return isClear;
    case "all-but-sent-until-unclear":
      return isClear && !(state === "intent-saved" && fact.stage === "sent");
    case "all-until-given-up":
      return isClear || state === "unknown";
  }
}

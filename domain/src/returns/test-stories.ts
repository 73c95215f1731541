import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";
import type { TransactionTender } from "../tender/types.js";
import type { SoldTransaction } from "./types.js";

/** One milk sold, and brought back as far as the refund's intent; `tenders`: it was paid so, not by card. */
function refunding(...tenders: readonly TransactionTender[]): TestLane {
  const lane = new TestLane({ ...baseKnowledge, role: "manager", cash: true }).do({ kind: "open-till", floatMinor: 5_000 }).toPayment("milk");
  const attemptId = lane.pay();
  const { transaction } = lane.state;
  lane.outcome(attemptId, outcomes.approved(119));
  const tendered = lane.entries.findLast((entry) => entry.kind === "tender-added");
  if (transaction === undefined || lane.state.step.name !== "thank-you" || tendered?.kind !== "tender-added") throw new Error("not sold");
  const sale: SoldTransaction = { transaction: { ...transaction, tenders: tenders.length === 0 ? [tendered.tender] : tenders }, receipt: lane.state.step.receipt };
  const lineId = transaction.lines[0]?.lineId ?? "";
  return lane
    .do({ kind: "begin-return", purpose: "return", receipt: "lane-1-000001" }, { sale })
    .do({ kind: "choose-return", lines: [{ lineId, count: 1 }], reason: "changed-mind", condition: "unopened" })
    .do({ kind: "confirm-return", amountMinor: 119 });
}

const attemptOf = (lane: TestLane): string => lane.state.returning?.attempts.at(-1)?.attemptId ?? "";
const given = outcomes.approved(119, { reference: { terminalId: "T1", receiptNumber: "8", trace: "43" } });

const byGiftCard: TransactionTender = { kind: "gift-card", amountMinor: 69, details: ["**** 0042"], attemptId: "g-1", reference: { ledger: "gift-card", bookingId: "b1" } };
const byCash: TransactionTender = { kind: "cash", amountMinor: 50, details: [], tenderId: "c-1", tenderedMinor: 50, changeMinor: 0, roundingMinor: 0 };

/** Returns that together walk every row of the refund attempt's table. */
export function returnStories(): readonly TestLane[] {
  const told = (...answers: readonly ("sent" | "given" | "declined" | "unknown")[]) => {
    const lane = refunding();
    const attemptId = attemptOf(lane);
    for (const answer of answers) {
      if (answer === "sent") lane.do({ kind: "payment-progress", attemptId, stage: "sent" });
      else lane.outcome(attemptId, answer === "given" ? given : outcomes[answer]);
    }
    return lane;
  };
  const booked = refunding(byGiftCard, byCash);
  booked.outcome(attemptOf(booked), outcomes.giftCard(69)).do({ kind: "hand-over-cash", handed: true });
  /** Headquarters answers after the next part was begun. */
  const late = (outcome: Parameters<TestLane["outcome"]>[1]) => {
    const lane = refunding(byGiftCard, byCash);
    const attemptId = attemptOf(lane);
    return lane.ring("payment-query", attemptId, 12_000).outcome(attemptId, outcome);
  };
  const byVoucher: TransactionTender = { kind: "voucher", amountMinor: 119, details: [], tenderId: "v-1", slipKey: "LWV1.store.1" };
  return [refunding(byVoucher), booked, late(outcomes.giftCard(69)), late(outcomes.declined), told("given"), told("declined", "given"), told("unknown", "given"), told("unknown", "declined"), told("sent", "given"), told("sent", "declined"), told("sent", "unknown")];
}

import type { AttendantRole, Refusal } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { BasketLine, LaneKnowledge, Transaction } from "../lane/types.js";

/** What a role may do at most, in minor units; undefined: without limit. */
interface Limit {
  readonly attendant: number;
  readonly lead: number;
}

const roleOf = ({ role }: LaneKnowledge): AttendantRole => role ?? "attendant";

/** Above the limit of the role: who must approve it. */
function above(amountMinor: number, limit: Limit, knowledge: LaneKnowledge): Refusal | undefined {
  const role = roleOf(knowledge);
  if (role === "manager" || amountMinor <= limit[role]) return undefined;
  const needed = amountMinor <= limit.lead ? "lead" : "manager";
  return refusalOf("second-person-needed", { role: needed, limitMinor: limit[role] });
}

/** May so much be voided by the one who asks, alone? */
export const voidLimit = (amountMinor: number, knowledge: LaneKnowledge): Refusal | undefined => {
  const { voidAttendantMaximumMinor, voidLeadMaximumMinor } = knowledge.rules;
  return above(amountMinor, { attendant: voidAttendantMaximumMinor, lead: voidLeadMaximumMinor }, knowledge);
};

/** May prices be lowered as they now stand in the basket? All of its lines count, so that a large sum is not given in small ones. */
export const overrideLimit = (transaction: Transaction, knowledge: LaneKnowledge): Refusal | undefined => {
  const { overrideAttendantMaximumMinor, overrideLeadMaximumMinor } = knowledge.rules;
  const givenMinor = transaction.lines.reduce((sum, line) => sum + loweredMinor(line), 0);
  return above(givenMinor, { attendant: overrideAttendantMaximumMinor, lead: overrideLeadMaximumMinor }, knowledge);
};

function loweredMinor({ voided, unitPriceMinor, overriddenUnitPriceMinor, quantity, weightGrams }: BasketLine): number {
  if (voided || overriddenUnitPriceMinor === undefined || overriddenUnitPriceMinor >= unitPriceMinor) return 0;
  const perUnit = unitPriceMinor - overriddenUnitPriceMinor;
  if (weightGrams === undefined) return perUnit * quantity;
  const milli = perUnit * weightGrams;
  return (milli - (milli % 1_000)) / 1_000;
}

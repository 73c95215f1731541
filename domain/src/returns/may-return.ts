import type { Refusal, StoreRules } from "@laneway/contracts";
import { err, ok, type Result } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { BasketLine, LaneKnowledge } from "../lane/types.js";
import type { OpenReturn, ReturnChoice, SoldTransaction } from "./types.js";

type Role = NonNullable<LaneKnowledge["role"]>;
const rank: { readonly [R in Role]: number } = { attendant: 0, lead: 1, manager: 2 };
const roleOf = ({ role }: LaneKnowledge): Role => role ?? "attendant";

/** May this sale come back at all, here and today? */
export function mayStart(purpose: OpenReturn["purpose"], sale: SoldTransaction, isUntouched: boolean, knowledge: LaneKnowledge): Result<true, Refusal> {
  const { receipt } = sale;
  if (receipt.training !== knowledge.training) return err(refusalOf("receipt-not-found"));
  if (purpose === "post-void") {
    if (receipt.businessDate !== knowledge.businessDate) return err(refusalOf("return-too-late"));
    if (!isUntouched) return err(refusalOf("already-returned"));
    return rank[roleOf(knowledge)] >= rank.lead ? ok(true) : err(refusalOf("return-needs-manager"));
  }
  const age = daysBetween(receipt.businessDate, knowledge.businessDate);
  return age <= knowledge.rules.returnDays ? ok(true) : err(refusalOf("return-too-late", { days: knowledge.rules.returnDays }));
}

/** May this much be given back by the one who asks? */
export function mayGive(choice: ReturnChoice, knowledge: LaneKnowledge): Result<true, Refusal> {
  const { returnAttendantMaximumMinor, returnLeadMaximumMinor } = knowledge.rules;
  const role = roleOf(knowledge);
  const limitMinor = role === "manager" ? choice.totalMinor : role === "lead" ? returnLeadMaximumMinor : returnAttendantMaximumMinor;
  return choice.totalMinor <= limitMinor ? ok(true) : err(refusalOf("return-needs-manager", { limitMinor }));
}

/** May this line come back in this condition, by the store's rules? */
export function mayReturnLine(line: BasketLine, condition: ReturnChoice["condition"], knowledge: LaneKnowledge): Result<true, Refusal> {
  const { rules } = knowledge;
  // What was put on a card comes off it first; that is no matter of goods.
  if (line.giftCard !== undefined) return rank[roleOf(knowledge)] >= rank.lead ? ok(true) : err(refusalOf("return-needs-manager", { lineId: line.lineId }));
  const asked: StoreRules["returnOpened"][] = [
    ...(line.item.minimumAge === undefined && line.item.bornBefore === undefined ? [] : [rules.returnAgeRestricted]),
    ...(line.item.soldBy === "weight" ? [rules.returnWeighed] : []),
    ...(condition === "opened" ? [rules.returnOpened] : []),
  ];
  if (asked.includes("refuse")) return err(refusalOf("item-not-returnable", { lineId: line.lineId }));
  const needsManager = asked.includes("manager") && roleOf(knowledge) !== "manager";
  return needsManager ? err(refusalOf("return-needs-manager", { lineId: line.lineId })) : ok(true);
}

/** Whole days from one `YYYY-MM-DD` to another, by the calendar. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since an era's beginning (civil calendar; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const y = month <= 2 ? year - 1 : year;
  const shifted = (month + 9) % 12;
  const leap = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leap + Math.floor((153 * shifted + 2) / 5) + day;
}

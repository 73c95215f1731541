import type { BasketView } from "@laneway/contracts";
import type { Transaction } from "../lane/types.js";
import { pointsLeft, worthMinor } from "./points.js";

type MemberView = NonNullable<BasketView["member"]>;

/** What a kiosk shows of a member's points; nothing where the programme has none, or where only practice is done. */
export function pointsView(transaction: Transaction): Pick<MemberView, "points"> {
  const { membership, pointsTold, pointsHold, priced, training } = transaction;
  if (membership?.points === undefined || training) return {};
  const left = pointsLeft(transaction);
  if (left === undefined) return { points: {} };
  const used = priced.pointsUsed ?? 0;
  // What is set aside and not used is still the member's.
  const balance = left + (pointsHold?.state === "held" ? pointsHold.points - used : 0);
  const { pay } = membership.points;
  return {
    points: {
      balance,
      ...(pay === undefined ? {} : { payMinor: worthMinor(left, pay) }),
      ...discountView(pointsTold?.discountFrom, pointsHold, left),
      ...(pointsHold?.state === "held" ? { used } : {}),
    },
  };
}

function discountView(from: number | undefined, hold: Transaction["pointsHold"], left: number): { readonly discount?: "offered" | "asking" | "used" } {
  if (hold !== undefined) return { discount: hold.state === "held" ? "used" : "asking" };
  return from !== undefined && left >= from ? { discount: "offered" } : {};
}

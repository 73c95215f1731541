import type { RefundWaiting, ReturnView, TenderRules } from "@laneway/contracts";
import { localized } from "../lane/localized.js";
import type { LaneState } from "../lane/types.js";
import { planRefund, refundPlaceOf } from "./plan-refund.js";
import { returnLine, unitsLeft, unitsSold } from "./returnable.js";
import { legMinor, legSurchargeMinor, legTipMinor, type OpenReturn, type RefundAttempt, type RefundLeg, type RefundMeans } from "./types.js";

/** The open return of a lane for the attendants' station; undefined: there is none. */
export function returnView(state: LaneState, { locales, tenders, storeId }: { readonly locales: readonly string[]; readonly tenders: TenderRules; readonly storeId: string }): ReturnView | undefined {
  const { returning } = state;
  if (returning === undefined) return undefined;
  const { returnId, purpose, businessDate, original, choice, confirmed } = returning;
  const { receipt } = original;
  const totalMinor = choice?.totalMinor ?? 0;
  const planned = planRefund(original, returning.earlier, totalMinor, refundPlaceOf(state, businessDate, tenders, returning));
  const legs = confirmed ? returning.legs : planned.ok ? planned.value : [];
  const givesMinor = legs.reduce((sum, leg) => sum + legMinor(leg), 0);
  return {
    returnId,
    purpose,
    receiptNumber: receipt.receiptNumber,
    businessDate: receipt.businessDate,
    ...(receipt.storeId === storeId ? {} : { storeName: receipt.seller.name }),
    lines: linesOf(returning, locales),
    totalMinor,
    ...(givesMinor === totalMinor || legs.length === 0 ? {} : { givesMinor }),
    parts: oneVoucher(legs.map((leg, index) => partOf(returning, leg, index))),
    ...(choice?.asVoucher === true ? { asVoucher: true } : {}),
    confirmed,
    ...(returning.hold === undefined || confirmed ? {} : { hold: returning.hold.refused ?? ("asking" as const) }),
  };
}

function linesOf({ original, earlier, choice }: OpenReturn, locales: readonly string[]): ReturnView["lines"] {
  const { transaction } = original;
  return transaction.lines
    .filter((line) => !line.voided)
    .map((line) => {
      const left = unitsLeft(line, earlier);
      const chosen = choice?.lines.find((one) => one.lineId === line.lineId);
      return {
        lineId: line.lineId,
        name: localized(line.item.names, locales[0] ?? transaction.locale, locales),
        unit: line.item.soldBy === "weight" && line.weightGrams !== undefined ? "grams" : "pieces",
        sold: unitsSold(line),
        left,
        leftMinor: left === 0 ? 0 : (returnLine(transaction, earlier, line.lineId, left)?.refundMinor ?? 0),
        chosen: chosen?.spans.reduce((sum, { from, to }) => sum + to - from, 0) ?? 0,
        refundMinor: chosen?.refundMinor ?? 0,
      };
    });
}

/** Parts that go back as store credit are one voucher. */
function oneVoucher(parts: readonly ReturnView["parts"][number][]): ReturnView["parts"] {
  const credits = parts.filter(({ way }) => way === "voucher");
  const [first] = credits;
  if (first === undefined) return [...parts];
  const amountMinor = credits.reduce((sum, part) => sum + part.amountMinor, 0);
  return parts.flatMap((part) => (part === first ? [{ ...first, amountMinor }] : part.way === "voucher" ? [] : [part]));
}

const shownState: { readonly [S in RefundAttempt["state"]]: ReturnView["parts"][number]["state"] } = {
  "intent-saved": "running",
  sent: "running",
  unknown: "unclear",
  declined: "declined",
  promised: "promised",
  given: "given",
};

function partOf({ attempts }: OpenReturn, leg: RefundLeg, index: number): ReturnView["parts"][number] {
  const tries = attempts.filter((attempt) => attempt.leg === index);
  const told = tries.find(({ state }) => state === "given") ?? tries.at(-1);
  const refund = told?.refund ?? leg.refund;
  return {
    tender: tenderOfRefund(refund),
    details: refund.way === "voucher" ? [] : [...leg.details],
    amountMinor: legMinor(leg),
    ...(legSurchargeMinor(leg) === 0 ? {} : { surchargeMinor: legSurchargeMinor(leg) }),
    ...(legTipMinor(leg) === 0 ? {} : { tipMinor: legTipMinor(leg) }),
    way: refund.way,
    ...(refund.way === "cash" ? { handedMinor: refund.handedMinor } : {}),
    state: told === undefined ? "planned" : shownState[told.state],
  };
}

/** What it goes back to. */
export const tenderOfRefund = (refund: RefundMeans): ReturnView["parts"][number]["tender"] =>
  refund.way === "cash" || refund.way === "voucher" ? refund.way : refund.way === "credit" ? refund.ledger : "card";

/** What headquarters still has to book back of this lane's returns. */
export const refundsWaitingOf = ({ pendingRefunds }: LaneState): readonly RefundWaiting[] =>
  pendingRefunds.map(({ attemptId, receiptNumber, details, amountMinor, sinceMs }) => ({ attemptId, receiptNumber, details: [...details], amountMinor, sinceMs }));

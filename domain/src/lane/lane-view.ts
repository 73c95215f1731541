import type {
  AssistView,
  BasketView,
  InterventionSummary,
  LaneStep,
  LaneTile,
  LaneView,
  LineView,
  LocalizedText,
  Notice,
  Nudge,
  PaymentView,
  PaymentWay,
  ShownVoucher,
  TenderRules,
  TipQuestion,
} from "@laneway/contracts";
import { isQuantityChangeable } from "../basket/decide-line.js";
import { soldLines } from "../basket/reprice.js";
import { couponAmounts } from "../coupon/coupon-amounts.js";
import { outcomesOf } from "../intervention/decide-intervention.js";
import { pointsView } from "../loyalty/points-view.js";
import { comparison } from "../pricing/comparison-price.js";
import { hostAwayReason, type PaymentAttempt, type PaymentStage } from "../payment/types.js";
import { isAgeCheckDue } from "../restriction/age-check.js";
import { mixedTax } from "../tax/added-tax.js";
import { shopperPricing } from "../basket/shopper-pricing.js";
import { surchargeOf } from "../pricing/surcharge.js";
import type { PricingContext } from "../pricing/types.js";
import { dueMinor, paidMinor } from "../tender/amount-due.js";
import { surchargeMinorOf, tipMinorOf, toldTip } from "../tender/on-top.js";
import { tipQuestion } from "../tender/tip.js";
import { tenderIdOf } from "../tender/types.js";
import type { Voucher } from "../voucher/types.js";
import { faultRule } from "./device-faults.js";
import { localized } from "./localized.js";
import type { BasketLine, Intervention, LaneKnowledge, LaneNotice, LaneState, LaneStepState, Transaction } from "./types.js";

/** What a view shows that is not the lane's own state. */
export interface LaneSurroundings {
  readonly storeId: string;
  readonly storeName: string;
  readonly laneName: string;
  readonly version: number;
  readonly bootId: string;
  readonly training: boolean;
  /** Whether a basket may begin: a lane that may not says that it is closed. */
  readonly selling: LaneKnowledge["selling"];
  /** Never empty; the first is the fallback. */
  readonly locales: readonly string[];
  readonly currency: string;
  readonly currencyDigits: number;
  readonly nowMs: number;
  readonly online: boolean;
  /** Ways to pay on this lane. */
  readonly ways: readonly PaymentWay[];
  /** How much goes on a gift card. */
  readonly giftCardSales?: TenderRules["giftCardSales"];
  /** Slips of bottle machines are taken here. */
  readonly takesSlips?: boolean;
  /** Shoppers are asked for a tip here. */
  readonly tips?: LaneKnowledge["tips"];
  /** What prices are made of, of the basket's versions. */
  readonly pricing?: () => PricingContext;
  /** Signs a voucher's code. */
  readonly voucherCode?: (voucher: Voucher) => string;
  readonly hasProduceScale: boolean;
  readonly hasPrinter: boolean;
  readonly hasSecurityScale: boolean;
  /** Of a lane that takes cash. */
  readonly cash?: NonNullable<LaneTile["cash"]> | undefined;
  /** Place of an intervention in the store's queue, from 1; absent: last. */
  readonly queuePlaces: ReadonlyMap<string, number>;
}

/** All a kiosk needs to draw itself: the contracts' lane view. Texts are in the shopper's language. */
export function laneView(state: LaneState, around: LaneSurroundings): LaneView {
  const { transaction } = state;
  const nudge = nudgeView(state, around);
  return {
    storeId: around.storeId,
    storeName: around.storeName,
    laneId: state.laneId,
    laneName: around.laneName,
    version: around.version,
    bootId: around.bootId,
    mode: around.selling !== "open" && state.step.name === "welcome" ? "closed" : state.mode,
    training: transaction?.training ?? around.training,
    locale: state.locale,
    locales: [...around.locales],
    currency: around.currency,
    currencyDigits: around.currencyDigits,
    step: stepView(state, around),
    ...(transaction === undefined ? {} : { basket: basketView(state, transaction, around) }),
    notices: state.notices.map((notice) => noticeView(state, notice, around)),
    ...(nudge === undefined ? {} : { nudge }),
    interventions: state.interventions
      .filter((one) => concernsShopper(state, one))
      .map((one) => interventionSummary(state, one, around)),
    ...assistView(state, around),
    ...messageView(state),
    faults: state.faults.map(({ device, code }) => ({
      device,
      code,
      effect: faultRule(device, code).effect,
    })),
    ...(state.idle === undefined ? {} : { idle: { remainingMs: remaining(state.idle.endsAtMs, around) } }),
    online: around.online,
    hasProduceScale: around.hasProduceScale,
    hasPrinter: around.hasPrinter,
    hasSecurityScale: around.hasSecurityScale,
  };
}

/** What staff do without the shopper (a basket that somebody else left, paper that will last) is not shown on the lane. */
function concernsShopper(state: LaneState, { kind, evidence }: Intervention): boolean {
  if (kind === "refund-refused") return false;
  if (kind === "basket-left") return state.step.name === "suspended";
  if (kind !== "device-fault") return true;
  return state.faults.some(
    ({ device, code }) =>
      device === evidence.device && code === evidence.faultCode && faultRule(device, code).effect !== "none",
  );
}

const remaining = (untilMs: number, around: LaneSurroundings): number => Math.max(0, untilMs - around.nowMs);
const textIn = (state: LaneState, around: LaneSurroundings) => (names: Parameters<typeof localized>[0]) =>
  localized(names, state.locale, around.locales);

/** What paying all that is due so costs more, said before it is chosen. */
function shownSurcharge({ tender }: PaymentWay, transaction: Transaction | undefined, { pricing, locales }: LaneSurroundings): Pick<PaymentWay, "surcharge"> {
  if (transaction === undefined || pricing === undefined) return {};
  const due = dueMinor(transaction);
  const surcharge = surchargeOf(tender, due, shopperPricing(pricing(), transaction));
  if (surcharge === undefined) return {};
  const { grossMinor } = surcharge.tax;
  return { surcharge: { name: localized(surcharge.names, transaction.locale, locales), amountMinor: grossMinor, payMinor: due + grossMinor } };
}

function tipAsked(transaction: Transaction | undefined, around: LaneSurroundings): { readonly tip?: TipQuestion } {
  if (transaction === undefined) return {};
  const due = dueMinor(transaction);
  const tip = tipQuestion(due, shownSurcharge({ tender: "card", usable: true }, transaction, around).surcharge?.payMinor ?? due, around.tips);
  return tip === undefined ? {} : { tip };
}

function stepView({ step, attempt, lastVoucher, transaction }: LaneState, around: LaneSurroundings): LaneStep {
  switch (step.name) {
    case "welcome":
    case "basket":
    case "bags":
      return { name: step.name };
    case "payment":
      return {
        name: step.name,
        ...(attempt === undefined ? {} : { payment: paymentView(attempt, around.nowMs) }),
        ways: around.ways.map((way) => ({ ...way, ...shownSurcharge(way, transaction, around) })),
        ...tipAsked(transaction, around),
        ...(around.takesSlips === true && !around.training ? { takesSlips: true } : {}),
      };
    case "thank-you":
      return { ...thankYouView(step, around), ...shownVoucherOf({ lastVoucher }, around) };
    case "suspended":
      return { name: step.name, token: step.token, print: step.print ?? "offered", remainingMs: remaining(step.untilMs, around) };
  }
}

const thankYouView = (
  step: Extract<LaneStepState, { name: "thank-you" }>,
  around: LaneSurroundings,
): LaneStep => ({
  name: step.name,
  receipt: step.receipt,
  print: step.print,
  remainingMs: remaining(step.untilMs, around),
});

/** The voucher that was issued to whoever stands here, with its code. */
export function shownVoucherOf({ lastVoucher }: Pick<LaneState, "lastVoucher">, { voucherCode }: Pick<LaneSurroundings, "voucherCode">): { readonly voucher?: ShownVoucher } {
  if (lastVoucher === undefined || voucherCode === undefined) return {};
  const { number, amountMinor, lastDay } = lastVoucher;
  return { voucher: { number, amountMinor, lastDay, code: voucherCode(lastVoucher) } };
}

const stageViews: { readonly [S in PaymentStage]: PaymentView["state"] } = {
  sent: "starting",
  "present-card": "present-card",
  "enter-pin": "enter-pin",
  processing: "processing",
  "remove-card": "remove-card",
  query: "processing",
};

function paymentView(attempt: PaymentAttempt, nowMs: number): PaymentView {
  const { attemptId, tender, amountMinor } = attempt;
  const [tipMinor, surchargeMinor] = [tipMinorOf(attempt), surchargeMinorOf(attempt)];
  const head = { attemptId, tender, amountMinor, ...(tipMinor === 0 ? {} : { tipMinor }), ...(surchargeMinor === 0 ? {} : { surchargeMinor }) };
  switch (attempt.state) {
    case "intent-saved":
      return { ...head, state: attempt.abortRequested ? "cancelling" : "starting" };
    case "sent": {
      const { onPhone } = attempt;
      if (attempt.abortRequested) return { ...head, state: "cancelling" };
      if (onPhone === undefined) return { ...head, state: stageViews[attempt.stage] };
      const { payUrl, providerName, expiresAtMs } = onPhone;
      return {
        ...head,
        state: "show-code",
        onPhone: { payUrl, providerName, remainingMs: Math.max(0, expiresAtMs - nowMs) },
      };
    }
    case "unknown":
      return { ...head, state: "unclear" };
    case "declined":
      return { ...head, state: "declined", declineCode: attempt.hostAway === true ? hostAwayReason : attempt.code };
    case "aborted":
      return { ...head, state: "aborted", declineCode: attempt.code };
    case "not-performed":
      return { ...head, state: "aborted", declineCode: "not-performed" };
  }
}

function basketView(state: LaneState, transaction: Transaction, around: LaneSurroundings): BasketView {
  const { priced, policy, lines, transactionId } = transaction;
  const text = textIn(state, around);
  return {
    transactionId,
    lines: lines.map((line) => lineView(transaction, line, text)),
    ...couponViews(transaction, text),
    ...(transaction.membership === undefined ? {} : { member: { programName: text(transaction.membership.names), ...pointsView(transaction) } }),
    ...giftCardView(transaction, around),
    ...(transaction.taxExemption === undefined ? {} : { taxExempt: true }),
    itemCount: soldLines(transaction).reduce((count, line) => count + line.quantity, 0),
    subtotalMinor: priced.subtotalMinor,
    savingsMinor: priced.savingsMinor,
    taxMinor: priced.taxMinor,
    taxes: priced.taxes.map(({ mark, names, ratePpm, netMinor, taxMinor, grossMinor }) => ({
      mark,
      name: text(names),
      ratePpm,
      netMinor,
      taxMinor,
      grossMinor,
    })),
    pricesIncludeTax: policy.pricesIncludeTax,
    ...mixedTax(priced, policy),
    totalMinor: priced.totalMinor,
    paidMinor: paidMinor(transaction),
    dueMinor: dueMinor(transaction),
    tenders: transaction.tenders.map((tender) => ({
      tenderId: tenderIdOf(tender),
      kind: tender.kind,
      amountMinor: tender.amountMinor + surchargeMinorOf(tender),
      ...toldTip(tipMinorOf(tender), tender.amountMinor + surchargeMinorOf(tender)),
      details: [...tender.details],
    })),
  };
}

function giftCardView({ cardLoad }: Transaction, { giftCardSales }: LaneSurroundings): Pick<BasketView, "giftCard"> {
  if (cardLoad === undefined || giftCardSales === undefined) return {};
  if (cardLoad.state === "asked") return { giftCard: { state: "asking" } };
  const { lastFour, known, balanceMinor } = cardLoad;
  const { amountsMinor, minimumMinor, maximumMinor } = giftCardSales;
  return { giftCard: { state: "choose", lastFour, known, ...(balanceMinor === undefined ? {} : { balanceMinor }), amountsMinor: [...amountsMinor], minimumMinor, maximumMinor } };
}

function couponViews(transaction: Transaction, text: (names: LocalizedText) => string): Pick<BasketView, "coupons"> {
  const given = couponAmounts(transaction);
  if (given.length === 0) return {};
  return {
    coupons: given.map(({ coupon: { couponId, names }, amountMinor }) => ({
      couponId,
      name: text(names),
      state: amountMinor > 0 ? "applied" : "waiting",
      amountMinor,
    })),
  };
}

function lineView(
  transaction: Transaction,
  line: BasketLine,
  text: (names: BasketLine["item"]["names"]) => string,
): LineView {
  const { item, overriddenUnitPriceMinor, regularUnitPriceMinor, weightGrams } = line;
  const priced = transaction.priced.lines.find((one) => one.lineId === line.lineId);
  const unitPriceMinor = overriddenUnitPriceMinor ?? line.unitPriceMinor;
  const lineState = line.voided ? "void" : isAgeCheckDue(transaction, line) ? "age-check-due" : "sold";
  return {
    lineId: line.lineId,
    itemId: item.itemId,
    name: text(item.names),
    ...(item.picture === undefined ? {} : { picture: item.picture }),
    departmentId: item.departmentId,
    quantity: line.quantity,
    soldBy: item.soldBy,
    ...(weightGrams === undefined ? {} : { weightGrams }),
    unitPriceMinor,
    ...comparison(item, unitPriceMinor),
    ...lastDay(line),
    ...(regularUnitPriceMinor > unitPriceMinor ? { regularUnitPriceMinor } : {}),
    baseMinor: priced?.baseMinor ?? line.voidedBaseMinor ?? 0,
    discounts: (priced?.discounts ?? []).map((discount) => ({
      name: text(discount.names),
      amountMinor: discount.amountMinor,
    })),
    depositMinor: priced?.depositMinor ?? 0,
    totalMinor: priced?.totalMinor ?? 0,
    state: lineState,
    priceOverridden: overriddenUnitPriceMinor !== undefined,
    quantityChangeable: isQuantityChangeable(line),
    ...(line.giftCard === undefined ? {} : { giftCard: true }),
  };
}

function lastDay({ expiryDate, bestBeforeDate }: BasketLine): Pick<LineView, "lastDay"> {
  const day = expiryDate ?? bestBeforeDate;
  return day === undefined ? {} : { lastDay: day };
}

function noticeView(state: LaneState, notice: LaneNotice, around: LaneSurroundings): Notice {
  const { noticeId, kind, itemId, names, reason } = notice;
  return {
    noticeId,
    kind,
    ...(itemId === undefined ? {} : { itemId }),
    ...(names === undefined ? {} : { text: textIn(state, around)(names) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function nudgeView(state: LaneState, around: LaneSurroundings): Nudge | undefined {
  const { nudge } = state.bagging;
  const asking = state.transaction?.risk?.asking === true && state.step.name === "payment";
  if (nudge === undefined) return asking ? { kind: "check-basket" } : undefined;
  const line = state.transaction?.lines.find((one) => one.lineId === nudge.lineId);
  return {
    kind: nudge.kind,
    ...(line === undefined ? {} : { itemName: textIn(state, around)(line.item.names) }),
  };
}

function assistView({ assist }: LaneState, { cash, training }: LaneSurroundings): { readonly assist?: AssistView } {
  if (assist === undefined) return {};
  const { by, at, attended } = assist;
  const due = cash?.due === undefined ? {} : { dueMinor: cash.due.dueMinor };
  return { assist: { name: by.name, at, attended, ...(cash === undefined ? {} : { cash: { tillOpen: cash.till !== undefined || training, ...due } }) } };
}

function messageView({ message }: LaneState): Pick<LaneView, "message"> {
  return message === undefined ? {} : { message: { messageId: message.messageId, from: message.by.name, ...message.content } };
}

function interventionSummary(
  state: LaneState,
  one: Intervention,
  around: LaneSurroundings,
): InterventionSummary {
  const { interventionId, kind, blocking, raisedAtMs, takenBy, evidence } = one;
  return {
    interventionId,
    kind,
    state: takenBy === undefined ? "waiting" : "coming",
    blocking,
    sinceMs: raisedAtMs,
    placeInQueue: around.queuePlaces.get(interventionId) ?? around.queuePlaces.size + 1,
    ...(evidence.itemNames === undefined ? {} : { itemName: textIn(state, around)(evidence.itemNames) }),
    ...(state.assist?.at === "lane" ? { outcomes: [...outcomesOf(state, one)] } : {}),
    ...(state.assist?.at !== "lane" || evidence.minimumAge === undefined ? {} : { minimumAge: evidence.minimumAge }),
    ...(state.assist?.at !== "lane" || evidence.bornBefore === undefined ? {} : { bornBefore: evidence.bornBefore }),
  };
}

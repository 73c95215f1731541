import {
  err,
  type FieldProblem,
  fieldProblems,
  type Item,
  ok,
  promotionProblems,
  type Quote,
  type QuoteAnswer,
  type QuotedLine,
  type QuoteRequest,
  quoteRequest,
  type Refusal,
  type Result,
} from "@laneway/contracts";
import { quotedCoupons } from "../coupon/quoted-coupons.js";
import { inStoreSchemesOf } from "../item/in-store-schemes.js";
import { readMember } from "../member/read-member.js";
import { taxRatesAt } from "../tax/rates-at.js";
import { eventsOn, policyOf } from "./book-terms.js";
import { comparison } from "./comparison-price.js";
import { cashDue } from "./cash-rounding.js";
import { cashRuleOf } from "./currency.js";
import { priceBasket } from "./price-basket.js";
import { type QuoteBook, quoteBookOf } from "./quote-book.js";
import { type FoundLine, foundLines } from "./quote-lines.js";
import { surchargeOf } from "./surcharge.js";
import type { PricedBasket, PricedLine, PricingContext, PricingLine } from "./types.js";

/** What a quote may know beside its request. `localTime` is now on the store's clock. */
export interface QuoteSources {
  /** The stored price book in force, if there is one. */
  readonly book: QuoteBook | undefined;
  readonly storeId: string;
  readonly country: string;
  readonly region: string | undefined;
  /** Under which makers name this retailer on coupons meant for one retailer only. */
  readonly retailerId?: string | undefined;
  readonly localTime: string;
}

const refused = (fields: readonly FieldProblem[]): QuoteAnswer => ({
  result: "refused",
  refusal: { reason: "invalid-request", fields: [...fields] },
});

/**
 * Prices a basket described in JSON: the body of POST /api/v1/quote. Bad input is refused with the path of
 * every wrong field. Pure: the same body and sources give the same answer on the edge server, in headquarters
 * and from the command.
 */
export function quoteBasket(body: unknown, sources: QuoteSources): QuoteAnswer {
  const parsed = quoteRequest.safeParse(body);
  if (!parsed.success) return refused(fieldProblems(parsed.error));
  const request = parsed.data;
  const answer = quoteOf(request, sources);
  return answer.ok ? { result: "quoted", quote: answer.value } : { result: "refused", refusal: answer.error };
}

function quoteOf(request: QuoteRequest, sources: QuoteSources): Result<Quote, Refusal> {
  const invalid = (fields: readonly FieldProblem[]) =>
    err<Refusal>({ reason: "invalid-request", fields: [...fields] });
  const { priceBook: inline } = request;
  const book = inline === undefined ? sources.book : quoteBookOf(inline);
  if (book === undefined) return invalid([{ path: "priceBook", message: "is missing, and none is stored" }]);
  const wrong: FieldProblem[] =
    inline === undefined
      ? []
      : promotionProblems(inline.promotions).map((each) => ({
          ...each,
          path: `priceBook.promotions.${each.path}`,
        }));
  // Malformed promotions stop the pricing, not the search for what else is wrong.
  const schemes = inStoreSchemesOf(request.context.country ?? sources.country);
  const bare = contextOf(request, wrong.length > 0 ? { ...book, promotions: [] } : book, sources);
  const coupons = quotedCoupons(request.context.coupons, bare, schemes, sources.retailerId);
  const context = { ...bare, ...coupons.context };
  const found = foundLines(request, book, context, schemes);
  wrong.push(...(found.ok ? [] : found.error));
  wrong.push(...missingTaxGroups(found.ok ? found.value : [], request, context));
  if (!found.ok || wrong.length > 0) return invalid(wrong);
  const charge = deliveryLine(request);
  const lines = [...found.value.map(({ line }) => line), ...(charge === undefined ? [] : [charge])];
  const priced = priceBasket(lines, context);
  const quote = answerOf(
    priced,
    lines,
    found.value,
    request,
    context,
    request.context.country ?? sources.country,
  );
  return ok(coupons.refused.length === 0 ? quote : { ...quote, refusedCoupons: [...coupons.refused] });
}

function contextOf(request: QuoteRequest, book: QuoteBook, sources: QuoteSources): PricingContext {
  const { channel, events, taxExempt, shopper, spentMinor, memberId } = request.context;
  const member = memberId === undefined ? undefined : readMember(memberId, book.header.memberCards ?? []);
  const customerGroups = [...request.context.customerGroups, ...(member?.membership.customerGroups ?? [])];
  const { bookId, version } = book.header;
  const localTime = request.context.localTime ?? sources.localTime;
  const region = request.context.region ?? sources.region;
  const storeId = request.context.storeId ?? sources.storeId;
  return {
    policy: policyOf(book.header, request.policy),
    versions: { priceBook: { bookId, version } },
    taxRates: taxRatesAt(book.taxGroups, { localTime, region }),
    promotions: book.promotions,
    channel,
    storeId,
    region,
    customerGroups,
    localTime,
    events: [...eventsOn(book.header, { localTime, storeId, region }), ...events],
    taxExempt,
    shopper: {
      ...(memberId === undefined ? {} : { memberId }),
      ...(shopper.orderNumber === undefined ? {} : { orderNumber: shopper.orderNumber }),
      ...(shopper.points === undefined ? {} : { points: shopper.points }),
      ...(shopper.promotionUses === undefined ? {} : { promotionUses: shopper.promotionUses }),
    },
    ...(spentMinor === undefined ? {} : { spentMinor }),
  };
}

function missingTaxGroups(
  found: readonly FoundLine[],
  request: QuoteRequest,
  { taxRates }: PricingContext,
): FieldProblem[] {
  const known = new Set(taxRates.map(({ taxGroup }) => taxGroup));
  const problems = found.flatMap(({ line, path }) => {
    const group = [...(line.kit?.map(({ taxGroup }) => taxGroup) ?? [line.taxGroup]), line.depositTaxGroup].find(
      (each) => each !== undefined && !known.has(each),
    );
    return group === undefined ? [] : [{ path, message: `tax group "${group}" is not in the price book` }];
  });
  const { delivery } = request;
  if (delivery === undefined || known.has(delivery.taxGroup)) return problems;
  return [
    ...problems,
    { path: "delivery.taxGroup", message: `"${delivery.taxGroup}" is not in the price book` },
  ];
}

function deliveryLine({ delivery }: QuoteRequest): PricingLine | undefined {
  if (delivery === undefined) return undefined;
  return {
    lineId: "delivery",
    itemId: "delivery",
    departmentId: "",
    brand: undefined,
    taxGroup: delivery.taxGroup,
    soldBy: "each",
    quantity: 1,
    weightGrams: undefined,
    unitPriceMinor: delivery.amountMinor,
    regularUnitPriceMinor: delivery.amountMinor,
    priceInCodeMinor: undefined,
    overriddenUnitPriceMinor: undefined,
    depositMinor: 0,
    depositTaxGroup: undefined,
    charge: "delivery",
  };
}

function answerOf(
  priced: PricedBasket,
  lines: readonly PricingLine[],
  found: readonly FoundLine[],
  { policy: asked, payBy }: QuoteRequest,
  context: PricingContext,
  country: string,
): Quote {
  const { policy, taxRates } = context;
  const marks = new Map(taxRates.map(({ taxGroup, mark }) => [taxGroup, mark]));
  const usual = cashRuleOf(policy.currency, country);
  const cash = { stepMinor: asked.cashStepMinor ?? usual.stepMinor, mode: asked.cashRounding ?? usual.mode };
  const { subtotalMinor, savingsMinor, taxMinor, totalMinor, versions, pointsUsed } = priced;
  return {
    currency: policy.currency,
    currencyDigits: policy.currencyDigits,
    pricesIncludeTax: policy.pricesIncludeTax,
    lines: priced.lines.map((each, index) =>
      quotedLine(each, lines[index] as PricingLine, found[index]?.item, marks),
    ),
    subtotalMinor,
    savingsMinor,
    taxes: priced.taxes.map(({ components, ...row }) => ({
      ...row,
      ...(components === undefined ? {} : { components: [...components] }),
    })),
    taxMinor,
    totalMinor,
    cashDueMinor: cashDue(totalMinor, cash).dueMinor,
    ...quotedSurcharge(payBy, totalMinor, context),
    ...(pointsUsed === undefined ? {} : { pointsUsed }),
    versions,
  };
}

function quotedSurcharge(payBy: QuoteRequest["payBy"], totalMinor: number, context: PricingContext): Pick<Quote, "surcharge"> {
  const surcharge = payBy === undefined ? undefined : surchargeOf(payBy, totalMinor, context);
  if (surcharge === undefined) return {};
  const { tender, names, amountMinor, tax } = surcharge;
  const { taxGroup, taxMinor, grossMinor } = tax;
  return { surcharge: { tender, names, amountMinor, taxGroup, taxMinor, grossMinor, payMinor: totalMinor + grossMinor } };
}

function quotedLine(
  priced: PricedLine,
  line: PricingLine,
  item: Item | undefined,
  marks: ReadonlyMap<string, string>,
): QuotedLine {
  const { lineId, unitPriceMinor, baseMinor, discounts, depositMinor, totalMinor, taxMinor } = priced;
  return {
    lineId,
    ...(item === undefined ? {} : { itemId: item.itemId }),
    names: item?.names ?? { en: "Delivery" },
    quantity: line.quantity,
    ...(line.weightGrams === undefined ? {} : { weightGrams: line.weightGrams }),
    unitPriceMinor,
    regularUnitPriceMinor: line.regularUnitPriceMinor,
    ...(item === undefined ? {} : comparison(item, unitPriceMinor)),
    baseMinor,
    discounts: discounts.map(({ because, effectIndex, ...discount }) => ({
      ...discount,
      because: because ?? "promotion",
      ...(effectIndex === undefined ? {} : { effectIndex }),
    })),
    depositMinor,
    totalMinor,
    taxMinor: taxMinor ?? 0,
    taxMark: [...new Set((line.kit ?? [line]).map(({ taxGroup }) => marks.get(taxGroup) ?? ""))].join(""),
  };
}

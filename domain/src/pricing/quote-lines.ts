import { err, type FieldProblem, type Item, ok, type QuoteRequest, type Result } from "@laneway/contracts";
import type { InStoreScheme } from "../item/in-store-scheme.js";
import { isGtin } from "../item/gtin.js";
import { packPieces } from "../item/pack.js";
import { type CodeReading, itemCodeKey, readCode } from "../item/read-code.js";
import { isPieceRecalled } from "../item/recalled-piece.js";
import type { QuoteBook } from "./quote-book.js";
import { resolvePrice } from "./resolve-price.js";
import type { PricingContext, PricingLine } from "./types.js";

type Asked = QuoteRequest["lines"][number];

/** A line of the request with its item; `path` leads to it in the request. */
export interface FoundLine {
  readonly item: Item;
  readonly line: PricingLine;
  readonly path: string;
}

/** What was read from a line's code, or given with it. */
interface Found {
  readonly item: Item;
  readonly weightGrams: number | undefined;
  readonly priceMinor: number | undefined;
  readonly count: number | undefined;
  readonly expiryDate: string | undefined;
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
  readonly bestBeforeDate?: string | undefined;
  readonly gtin14?: string | undefined;
}

/** Finds and prices every line; all problems together when there is any. */
export function foundLines(
  { lines }: QuoteRequest,
  book: QuoteBook,
  context: PricingContext,
  schemes: readonly InStoreScheme[],
): Result<readonly FoundLine[], readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const found: FoundLine[] = [];
  const seen = new Set<string>();
  lines.forEach((asked, index) => {
    const path = `lines.${index}`;
    const lineId = asked.lineId ?? String(index + 1);
    if (seen.has(lineId) || lineId === "delivery")
      problems.push({ path: `${path}.lineId`, message: `"${lineId}" is taken` });
    seen.add(lineId);
    const read = lookUp(asked, book, context, schemes, path);
    if ("message" in read) problems.push(read);
    else {
      const line = lineOf(asked, lineId, read, context, path);
      if ("message" in line) problems.push(line);
      else found.push({ item: read.item, line, path });
    }
  });
  return problems.length > 0 ? err(problems) : ok(found);
}

function lookUp(
  asked: Asked,
  book: QuoteBook,
  context: PricingContext,
  schemes: readonly InStoreScheme[],
  path: string,
): Found | FieldProblem {
  const nothing = { weightGrams: undefined, priceMinor: undefined, count: undefined, expiryDate: undefined };
  if (asked.itemId !== undefined) {
    const item = book.itemById(asked.itemId);
    return item === undefined
      ? { path: `${path}.itemId`, message: `"${asked.itemId}" is not in the price book` }
      : { item, ...nothing };
  }
  const facts = {
    year: Number(context.localTime.slice(0, 4)),
    currencyDigits: context.policy.currencyDigits,
  };
  const reading = readCode(asked.code ?? "", asked.aim, schemes, facts);
  const unknown = { path: `${path}.code`, message: "is not in the price book" };
  switch (reading.kind) {
    case "gtin": {
      const item = book.itemByCode(reading.gtin14);
      return item === undefined
        ? unknown
        : { item, ...reading, count: packPieces(item, reading.gtin14) ?? reading.count };
    }
    case "in-store":
      return inStoreItem(reading, book) ?? unknown;
    case "plu": {
      const item =
        book.itemByPlu(reading.plu) ?? (reading.organic ? undefined : book.itemByCode(reading.plu));
      return item === undefined ? unknown : { item, ...nothing };
    }
    case "text": {
      const item = book.itemByCode(reading.text);
      return item === undefined
        ? unknown
        : { item, ...nothing, count: packPieces(item, itemCodeKey(reading.text)) };
    }
    case "coupon":
      return { path: `${path}.code`, message: "is a coupon: give it in context.coupons" };
    case "card-number":
      return { path: `${path}.code`, message: "looks like a card number" };
    case "unreadable":
      return { path: `${path}.code`, message: `cannot be read: ${reading.because}` };
  }
}

function inStoreItem(
  reading: Extract<CodeReading, { kind: "in-store" }>,
  book: QuoteBook,
): Found | undefined {
  const exact = book.itemByCode(reading.exactCode);
  const nothing = { weightGrams: undefined, priceMinor: undefined, count: undefined, expiryDate: undefined };
  if (exact !== undefined) return { item: exact, ...nothing, count: packPieces(exact, reading.exactCode) };
  const item = reading.lookupCode === undefined ? undefined : book.itemByCode(reading.lookupCode);
  if (item === undefined) return undefined;
  const { weightGrams, priceMinor, count } = reading;
  return { item, weightGrams, priceMinor, count, expiryDate: undefined };
}

function lineOf(
  asked: Asked,
  lineId: string,
  found: Found,
  context: PricingContext,
  path: string,
): PricingLine | FieldProblem {
  const { item } = found;
  const say = (field: string, message: string): FieldProblem => ({ path: `${path}.${field}`, message });
  const named = asked.itemId === undefined ? "code" : "itemId";
  if (item.blocked !== undefined) return say(named, `"${item.itemId}" is blocked: ${item.blocked}`);
  if (isPieceRecalled({ item, lot: found.lot, serial: found.serial }))
    return say(named, "names a lot or piece that its maker has called back");
  const expiryDate = asked.expiryDate ?? found.expiryDate;
  if (expiryDate !== undefined && expiryDate < context.localTime.slice(0, 10))
    return say(named, `expired on ${expiryDate}`);
  const price = resolvePrice(item, context);
  if (price === undefined) return say(named, "has no price here and now");
  const weightGrams = item.soldBy === "weight" ? (asked.weightGrams ?? found.weightGrams) : undefined;
  const priceInCodeMinor = item.priceInCode === undefined ? undefined : found.priceMinor;
  if (item.soldBy === "weight" && weightGrams === undefined && priceInCodeMinor === undefined)
    return say("weightGrams", "is needed: the item is sold by weight");
  if (item.soldBy === "each" && asked.weightGrams !== undefined)
    return say("weightGrams", "the item is sold by the piece");
  if (
    found.priceMinor !== undefined &&
    item.priceInCode === undefined &&
    found.weightGrams === undefined &&
    item.soldBy === "weight"
  ) {
    return say("code", "carries a price, which this item does not allow");
  }
  if (priceInCodeMinor !== undefined && priceInCodeMinor > (item.priceInCode?.maximumMinor ?? 0))
    return say("code", "carries a price above the item's limit");
  const quantity = item.soldBy === "weight" ? 1 : (found.count ?? 1) * asked.quantity;
  if (item.soldBy === "weight" && asked.quantity !== 1)
    return say("quantity", "is 1 for an item sold by weight");
  if (quantity < 1 || quantity > (item.maximumQuantity ?? 9_999))
    return say("quantity", `is ${quantity}; at most ${item.maximumQuantity ?? 9_999}`);
  return {
    lineId,
    itemId: item.itemId,
    variantOf: item.variantOf,
    departmentId: item.departmentId,
    brand: item.brand,
    taxGroup: item.taxGroup,
    soldBy: item.soldBy,
    quantity,
    weightGrams,
    ...price,
    priceInCodeMinor,
    overriddenUnitPriceMinor: asked.unitPriceMinor,
    depositMinor: item.depositMinor ?? 0,
    depositTaxGroup: item.depositTaxGroup,
    kit: item.kit,
    expiryDate: expiryDate ?? found.bestBeforeDate,
    gtin14: found.gtin14 ?? item.codes.map(itemCodeKey).find(isGtin),
    couponFamilyCode: item.couponFamilyCode,
  };
}

import { prorate } from "../pricing/prorate.js";
import { scaled } from "../pricing/rounding.js";
import type { PricingPolicy, TaxComponent, TaxPart, TaxRate, TaxRow } from "../pricing/types.js";

/** Pieces that cost the same, as taxed: before discounts and after. */
export interface TaxedPieces {
  readonly count: number;
  readonly baseMinor: number;
  readonly amountMinor: number;
}

/** What of one line falls into one tax group: the goods, or the deposit. */
export interface TaxShare {
  readonly lineIndex: number;
  readonly taxGroup: string;
  readonly pieces: readonly TaxedPieces[];
}

export interface TaxTable {
  readonly rows: readonly TaxRow[];
  /** What of each line falls into each group, in the order of the rows. */
  readonly parts: readonly (TaxPart & { readonly lineIndex: number })[];
  /** Tax that is not in the prices and comes on top. */
  readonly addedMinor: number;
}

/**
 * The taxes of a basket, a row for each tax group in the order of `rates`. A row's net, tax and gross add up,
 * the rows add up to the basket, and the lines' shares add up to the rows. Throws (a defect) on a tax group
 * without a rate.
 */
export function taxTable(
  shares: readonly TaxShare[],
  rates: readonly TaxRate[],
  policy: PricingPolicy,
): TaxTable {
  const byGroup = new Map<string, TaxShare[]>();
  for (const share of shares) {
    const own = byGroup.get(share.taxGroup);
    if (own === undefined) byGroup.set(share.taxGroup, [share]);
    else own.push(share);
  }
  const rows: TaxRow[] = [];
  const parts: (TaxPart & { readonly lineIndex: number })[] = [];
  let addedMinor = 0;
  for (const rate of rates) {
    const own = byGroup.get(rate.taxGroup);
    if (own === undefined) continue;
    byGroup.delete(rate.taxGroup);
    const included = rate.pricesIncludeTax ?? policy.pricesIncludeTax;
    const taxes = taxesOf(own, rate, included, policy);
    const taxMinor = taxes.reduce((sum, tax) => sum + tax, 0);
    const amount = own.reduce((sum, share) => sum + amountOf(share.pieces), 0);
    const netMinor = included ? amount - taxMinor : amount;
    rows.push({ ...headOf(rate, taxes), netMinor, taxMinor, grossMinor: netMinor + taxMinor });
    if (!included) addedMinor += taxMinor;
    sharesOfTax(own, taxMinor, rate, included, policy).forEach((part, index) => {
      const { lineIndex, taxGroup, pieces } = own[index] as TaxShare;
      parts.push({ lineIndex, taxGroup, amountMinor: amountOf(pieces), taxMinor: part, inPrice: included });
    });
  }
  const [unknown] = byGroup.keys();
  if (unknown !== undefined) throw new Error(`tax group ${unknown} is not in the price book`);
  return { rows, parts, addedMinor };
}

function headOf(
  rate: TaxRate,
  taxes: readonly number[],
): Pick<TaxRow, "taxGroup" | "mark" | "names" | "ratePpm" | "components"> {
  const { taxGroup, mark, names, ratePpm, components } = rate;
  if (components === undefined) return { taxGroup, mark, names, ratePpm };
  const rows = components.map(({ componentId, names: own, ratePpm: ppm }, index) => ({
    componentId,
    names: own,
    ratePpm: ppm,
    taxMinor: taxes[index] ?? 0,
  }));
  return {
    taxGroup,
    mark,
    names,
    ratePpm: components.reduce((sum, each) => sum + each.ratePpm, 0),
    components: rows,
  };
}

const amountOf = (pieces: readonly TaxedPieces[]): number =>
  pieces.reduce((sum, { count, amountMinor }) => sum + count * amountMinor, 0);

/** Amounts with their numbers of pieces: what a tax is computed over in one go. */
type Amounts = readonly { readonly count: number; readonly amountMinor: number }[];

/** The tax of each component of a group, over all its shares at the level of the policy. */
function taxesOf(
  shares: readonly TaxShare[],
  rate: TaxRate,
  included: boolean,
  policy: PricingPolicy,
): number[] {
  const sum = (parts: readonly (readonly number[])[]): number[] =>
    parts.reduce<number[]>((total, part) => part.map((tax, index) => tax + (total[index] ?? 0)), []);
  const over = (amounts: Amounts) => taxOf(amounts, rate, included, policy);
  if (policy.discountTax === "apart") {
    const prices = sum(atLevel(shares, (each) => each.baseMinor, policy).map(over));
    const off = over(
      shares.flatMap(({ pieces }) =>
        pieces.map(({ count, baseMinor, amountMinor }) => ({ count, amountMinor: baseMinor - amountMinor })),
      ),
    );
    return prices.map((tax, index) => tax - (off[index] ?? 0));
  }
  return sum(atLevel(shares, (each) => each.amountMinor, policy).map(over));
}

/** The amounts that are taxed together: the pieces of everything, of a line, or one piece. */
function atLevel(
  shares: readonly TaxShare[],
  of: (pieces: TaxedPieces) => number,
  policy: PricingPolicy,
): Amounts[] {
  const amounts = shares.map(({ pieces }) =>
    pieces.map((each) => ({ count: each.count, amountMinor: of(each) })),
  );
  return policy.taxLevel === "total" ? [amounts.flat()] : amounts;
}

function taxOf(amounts: Amounts, rate: TaxRate, included: boolean, policy: PricingPolicy): number[] {
  if (policy.taxLevel === "unit") {
    const each = amounts.map(({ count, amountMinor }) =>
      taxTogether([{ count: 1, amountMinor }], rate, included, policy).map((tax) => tax * count),
    );
    return each.reduce<number[]>((total, part) => part.map((tax, index) => tax + (total[index] ?? 0)), []);
  }
  return taxTogether(amounts, rate, included, policy);
}

/** The taxes of all components on amounts that are taxed in one go. */
function taxTogether(amounts: Amounts, rate: TaxRate, included: boolean, policy: PricingPolicy): number[] {
  const step = policy.taxStepMinor ?? 1;
  const rounded = (amount: number, factor: number, divisor: number) =>
    scaled(amount, factor, divisor * step, policy.taxRounding) * step;
  if (rate.components === undefined) {
    const amount = amounts.reduce((sum, each) => sum + each.count * each.amountMinor, 0);
    return [rounded(amount, rate.ratePpm, included ? 1_000_000 + rate.ratePpm : 1_000_000)];
  }
  if (included) return contained(amounts, rate.components, rounded);
  let before = 0;
  return rate.components.map((component) => {
    const base = amounts.reduce((sum, each) => sum + each.count * taxedPart(each.amountMinor, component), 0);
    const tax = rounded(component.compound === true ? base + before : base, component.ratePpm, 1_000_000);
    before += tax;
    return tax;
  });
}

/** The part of a piece's price that a component with a threshold taxes. */
function taxedPart(amountMinor: number, { aboveMinor, whenOverMinor }: TaxComponent): number {
  if (whenOverMinor !== undefined && amountMinor <= whenOverMinor) return 0;
  return aboveMinor === undefined ? amountMinor : Math.max(0, amountMinor - aboveMinor);
}

/**
 * Several taxes contained in a price: the whole is taken out once and split by the components' effective
 * rates. Thresholds are of prices without tax and do not apply here.
 */
function contained(
  amounts: Amounts,
  components: readonly TaxComponent[],
  rounded: (amount: number, factor: number, divisor: number) => number,
): number[] {
  const effective: number[] = [];
  for (const component of components) {
    const before = effective.reduce((sum, each) => sum + each, 0);
    effective.push(
      scaled(
        component.ratePpm,
        component.compound === true ? 1_000_000 + before : 1_000_000,
        1_000_000,
        "half-up",
      ),
    );
  }
  const together = effective.reduce((sum, each) => sum + each, 0);
  const amount = amounts.reduce((sum, each) => sum + each.count * each.amountMinor, 0);
  return prorate(rounded(amount, together, 1_000_000 + together), effective);
}

/** Each share's part of the row's tax: its own tax where that is what was added up, else by amount. */
function sharesOfTax(
  shares: readonly TaxShare[],
  taxMinor: number,
  rate: TaxRate,
  included: boolean,
  policy: PricingPolicy,
): number[] {
  if (policy.taxLevel !== "total" && policy.discountTax !== "apart") {
    return shares.map((share) => taxesOf([share], rate, included, policy).reduce((sum, tax) => sum + tax, 0));
  }
  return prorate(
    taxMinor,
    shares.map(({ pieces }) => amountOf(pieces)),
  );
}

import type { LocalizedText, SurchargeRule } from "@laneway/contracts";
import { invariant } from "../invariant.js";
import { taxTable } from "../tax/tax-table.js";
import { scaled } from "./rounding.js";
import type { PricingContext, TaxRow } from "./types.js";

/** What one way of paying costs more: a line of its own, taxed in the group that the price book names. */
export interface Surcharge {
  readonly tender: SurchargeRule["tender"];
  readonly names: LocalizedText;
  /** Of the line: with its tax where the prices of that group include it. */
  readonly amountMinor: number;
  readonly tax: TaxRow;
}

/**
 * The surcharge on an amount that is paid so; undefined: none is configured, or it comes to nothing. A rate of the amount, rounded as the
 * price book's amounts are, and at most its cap. Which card it is nobody knows before it is read, so it goes by the way of paying alone.
 */
export function surchargeOf(
  tender: string,
  payMinor: number,
  { policy, taxRates, taxExempt }: Pick<PricingContext, "policy" | "taxRates" | "taxExempt">,
): Surcharge | undefined {
  const rule = policy.surcharges?.find((each) => each.tender === tender);
  if (rule === undefined) return undefined;
  const { ratePpm, maximumMinor, taxGroup, names } = rule;
  const amountMinor = Math.min(maximumMinor, scaled(payMinor, ratePpm, 1_000_000, policy.amountRounding));
  if (amountMinor === 0) return undefined;
  const { rows, addedMinor } = taxTable([{ lineIndex: 0, taxGroup, pieces: [{ count: 1, baseMinor: amountMinor, amountMinor }] }], taxRates, policy);
  const [row] = rows;
  invariant(row !== undefined, "a surcharge has a tax group");
  if (taxExempt !== true) return { tender: rule.tender, names, amountMinor: row.grossMinor - addedMinor, tax: row };
  const { components: _, ...untaxed } = row;
  return { tender: rule.tender, names, amountMinor: row.netMinor, tax: { ...untaxed, taxMinor: 0, grossMinor: row.netMinor } };
}

/** Of a surcharge: what goes back with a part of what it was charged on. */
export interface SurchargeBack {
  readonly grossMinor: number;
  readonly taxMinor: number;
  /** Of the line. */
  readonly amountMinor: number;
}

/**
 * In proportion, half up over all refunds of the payment together, so that all of it brings all of it back. `givenMinor` of `paidMinor` went
 * back before.
 */
export function surchargeBack({ amountMinor, tax }: Surcharge, paidMinor: number, givenMinor: number, partMinor: number): SurchargeBack {
  const share = (whole: number): number => scaled(whole, givenMinor + partMinor, paidMinor, "half-up") - scaled(whole, givenMinor, paidMinor, "half-up");
  const grossMinor = share(tax.grossMinor);
  const taxMinor = share(tax.taxMinor);
  return { grossMinor, taxMinor, amountMinor: amountMinor === tax.grossMinor ? grossMinor : grossMinor - taxMinor };
}

/** The rows of a basket's taxes with a surcharge's in them. */
export function withTaxRow<Row extends Pick<TaxRow, "taxGroup" | "netMinor" | "taxMinor" | "grossMinor">>(rows: readonly Row[], own: Row): readonly Row[] {
  const same = rows.find(({ taxGroup }) => taxGroup === own.taxGroup);
  if (same === undefined) return [...rows, own];
  const sum = { ...same, netMinor: same.netMinor + own.netMinor, taxMinor: same.taxMinor + own.taxMinor, grossMinor: same.grossMinor + own.grossMinor };
  return rows.map((row) => (row === same ? sum : row));
}

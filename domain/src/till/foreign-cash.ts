import { err, type ExchangeRate, type ForeignCash, ok, type Refusal, type Result } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { Transaction } from "../lane/types.js";
import { roundToStep } from "../pricing/cash-rounding.js";
import { currencyDigitsOf } from "../pricing/currency.js";
import { worthOf } from "../pricing/foreign-amount.js";

/** Cash as it is counted against what is due. */
export interface Handed {
  /** In the store's currency: what it is worth, in coins that exist, rounded down. */
  readonly worthMinor: number;
  readonly foreign?: ForeignCash;
  /** For the receipt. */
  readonly details: readonly string[];
}

/** What cash is worth: of the store's own currency what it says, of another by the rate the basket began with. */
export function handedOver(
  { policy, versions }: Transaction,
  amountMinor: number,
  currency: string | undefined,
  stepMinor: number,
): Result<Handed, Refusal> {
  if (currency === undefined || currency === policy.currency) return ok({ worthMinor: amountMinor, details: [] });
  const rate = policy.exchangeRates?.find((each) => each.currency === currency);
  if (rate === undefined) return err(refusalOf("tender-not-taken", { currency }));
  const worthMinor = roundToStep(worthOf(amountMinor, rate, policy.currencyDigits, "down"), stepMinor, "down");
  if (worthMinor === 0) return err(refusalOf("amount-out-of-range", { currency }));
  const currencyDigits = currencyDigitsOf(currency);
  const foreign = { ...rate, currencyDigits, amountMinor, priceBookVersion: versions.priceBook.version };
  const details = [`${currency} ${decimal(amountMinor, currencyDigits)}`, rateText(rate, policy.currency)];
  return ok({ worthMinor, foreign, details });
}

/** `100 JPY = 0.614 EUR, 2026-11-29`. */
const rateText = ({ units, currency, storePpm, asOf }: ExchangeRate, storeCurrency: string): string =>
  `${units} ${currency} = ${decimal(storePpm, 6).replace(/\.?0+$/, "")} ${storeCurrency}, ${asOf}`;

function decimal(amount: number, digits: number): string {
  const text = String(amount).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

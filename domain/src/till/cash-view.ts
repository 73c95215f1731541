import type { LaneTile, TenderRules } from "@laneway/contracts";
import type { LaneState } from "../lane/types.js";
import { currencyDigitsOf } from "../pricing/currency.js";
import { foreignDue } from "../pricing/foreign-amount.js";
import { dueMinor } from "../tender/amount-due.js";
import { roundedDue } from "./take-cash.js";

type CashView = NonNullable<LaneTile["cash"]>;

/** What an attendant is shown of a lane that takes cash. What must lie in an open till is not among it: it is counted blind. */
export function cashOf({ till, lastTill, transaction, step }: LaneState, rules: { readonly tenders: TenderRules }): CashView {
  const takes = till !== undefined || transaction?.training === true;
  const due = takes && transaction !== undefined && step.name === "payment" ? roundedDue(dueMinor(transaction), rules) : undefined;
  const { exchangeRates = [], currencyDigits } = transaction?.policy ?? { currencyDigits: 0 };
  const inTill = Object.keys(till?.foreign ?? {}).sort();
  return {
    ...(till === undefined ? {} : { till: { sinceMs: till.openedAtMs, by: till.openedBy.name, floatMinor: till.floatMinor } }),
    ...(due === undefined ? {} : { due }),
    ...(due === undefined || exchangeRates.length === 0
      ? {}
      : {
          foreign: exchangeRates.map((rate) => ({
            currency: rate.currency,
            currencyDigits: currencyDigitsOf(rate.currency),
            dueMinor: foreignDue(due.dueMinor, rate, currencyDigits),
            asOf: rate.asOf,
          })),
        }),
    ...(inTill.length === 0 ? {} : { foreignInTill: inTill.map((currency) => ({ currency, currencyDigits: currencyDigitsOf(currency) })) }),
    ...(lastTill === undefined ? {} : { last: { closedAtMs: lastTill.closedAtMs, by: lastTill.closedBy.name, expectedMinor: lastTill.expectedMinor, countedMinor: lastTill.countedMinor, differenceMinor: lastTill.differenceMinor, ...(lastTill.foreign === undefined ? {} : { foreign: [...lastTill.foreign] }) } }),
  };
}

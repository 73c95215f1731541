import type { PriceBookHeader, PricePolicy } from "@laneway/contracts";
import { currencyDigitsOf } from "./currency.js";
import type { PricingPolicy } from "./types.js";

/** The arithmetic of a price book, with the default where it says nothing; `asked` stands before both. */
export function policyOf(
  { currency, pricesIncludeTax, policy, exchangeRates, surcharges }: Pick<PriceBookHeader, "currency" | "pricesIncludeTax" | "policy" | "exchangeRates" | "surcharges">,
  asked: PricePolicy = {},
): PricingPolicy {
  return {
    currency,
    currencyDigits: currencyDigitsOf(currency),
    pricesIncludeTax,
    taxLevel: asked.taxLevel ?? policy?.taxLevel ?? "total",
    taxRounding: asked.taxRounding ?? policy?.taxRounding ?? "half-up",
    amountRounding: asked.amountRounding ?? policy?.amountRounding ?? "half-up",
    amountLevel: asked.amountLevel ?? policy?.amountLevel ?? "line",
    taxStepMinor: asked.taxStepMinor ?? policy?.taxStepMinor ?? 1,
    discountTax: asked.discountTax ?? policy?.discountTax ?? "of-what-is-left",
    stacking: asked.stacking ?? policy?.stacking ?? "on-what-is-left",
    roundedPart: asked.roundedPart ?? policy?.roundedPart ?? "discount",
    ...(exchangeRates === undefined ? {} : { exchangeRates }),
    ...(surcharges === undefined ? {} : { surcharges }),
  };
}

/** The events of a price book that are on at a time on the store's clock, in a store. */
export function eventsOn(
  { events = [] }: Pick<PriceBookHeader, "events">,
  at: { readonly localTime: string; readonly storeId: string; readonly region: string | undefined },
): string[] {
  const on = events.filter(
    ({ from, to, storeIds, regions }) =>
      (from === undefined || at.localTime >= from) &&
      (to === undefined || at.localTime < to) &&
      (storeIds === undefined || storeIds.includes(at.storeId)) &&
      (regions === undefined || (at.region !== undefined && regions.includes(at.region))),
  );
  return [...new Set(on.map(({ eventId }) => eventId))];
}

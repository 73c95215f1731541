import type { TaxGroup } from "@laneway/contracts";
import type { TaxRate } from "../pricing/types.js";

/** The rates of a price book's tax groups at a time on the store's clock, in a region. */
export function taxRatesAt(
  groups: readonly TaxGroup[],
  at: { readonly localTime: string; readonly region: string | undefined },
): TaxRate[] {
  return groups.map(({ variants, ...group }) => {
    const variant = variants?.findLast(
      ({ region, from, to }) =>
        (region === undefined || region === at.region) &&
        (from === undefined || at.localTime >= from) &&
        (to === undefined || at.localTime < to),
    );
    if (variant === undefined) return group;
    return {
      ...group,
      ratePpm: variant.ratePpm ?? group.ratePpm,
      components: variant.components ?? (variant.ratePpm === undefined ? group.components : undefined),
    };
  });
}

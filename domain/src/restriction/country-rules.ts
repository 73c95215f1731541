import type { RestrictedGoods, RestrictionRule, SaleHours } from "@laneway/contracts";

/*
 * What laws ask of goods, by country (ISO 3166-1); a part of a country by `store.region` (ISO 3166-2). Only what has a
 * source stands here; a store adds its own rows under `restrictions`. No legal advice: laws change, and towns have their own.
 */

const weekdays = [1, 2, 3, 4, 5];
const alcohol: readonly RestrictedGoods[] = ["beer-wine", "spirits"];
const forEach = (goods: readonly RestrictedGoods[], rule: Omit<RestrictionRule, "goods">): RestrictionRule[] =>
  goods.map((one) => ({ goods: one, ...rule }));

const irishHours: SaleHours[] = [
  { dates: ["12-25"], from: "00:00", to: "00:00" },
  { dates: ["03-17"], from: "12:30", to: "22:00" },
  { days: [...weekdays, 6], from: "10:30", to: "22:00" },
  { days: [7], from: "12:30", to: "22:00" },
];
const lithuanianHours: SaleHours[] = [
  { dates: ["09-01"], from: "00:00", to: "00:00" },
  { days: [...weekdays, 6], from: "10:00", to: "20:00" },
  { days: [7], from: "10:00", to: "15:00" },
];
// Before public holidays (but Ascension Day) as on Saturdays, on them not at all: those move, so a store adds their dates.
const norwegianHours: SaleHours[] = [
  { dates: ["05-01", "05-17", "12-25", "12-26", "01-01"], from: "00:00", to: "00:00" },
  { days: weekdays, from: "08:00", to: "20:00" },
  { days: [6], from: "08:00", to: "18:00" },
];

export const countryRules: Readonly<Record<string, readonly RestrictionRule[]>> = {
  DE: [
    { goods: "beer-wine", minimumAge: 16, source: "JuSchG § 9 (1) 1" },
    { goods: "spirits", minimumAge: 18, source: "JuSchG § 9 (1) 2" },
    { goods: "tobacco", minimumAge: 18, source: "JuSchG § 10 (1), in force since 1 September 2007" },
  ],
  FI: forEach(["beer-wine"], { minimumAge: 18, hours: [{ from: "09:00", to: "21:00" }], source: "Alcohol Act 1102/2017" }),
  FR: [
    ...forEach(alcohol, { minimumAge: 18, source: "Code de la santé publique L3342-1" }),
    { goods: "tobacco", minimumAge: 18, source: "Code de la santé publique L3512-12" },
  ],
  GB: [
    ...forEach(alcohol, { minimumAge: 18, source: "Licensing Act 2003 s. 146; Licensing (Scotland) Act 2005 s. 102" }),
    {
      goods: "tobacco",
      minimumAge: 18,
      bornBefore: { date: "2009-01-01", from: "2027-01-01" },
      source: "Children and Young Persons Act 1933 s. 7, as amended 2007; from 2027 Tobacco and Vapes Act 2026 s. 1",
    },
    ...forEach(alcohol, { region: "GB-SCT", hours: [{ from: "10:00", to: "22:00" }], source: "Licensing (Scotland) Act 2005 s. 65" }),
  ],
  IE: forEach(alcohol, { minimumAge: 18, hours: irishHours, source: "Intoxicating Liquor Acts 1988 s. 31, 2008" }),
  LT: forEach(alcohol, { minimumAge: 20, hours: lithuanianHours, source: "Law on Alcohol Control, in force since 1 January 2018" }),
  NO: [
    { goods: "beer-wine", minimumAge: 18, hours: norwegianHours, source: "alkoholloven § 1-5, § 3-7" },
    { goods: "spirits", minimumAge: 20, source: "alkoholloven § 1-5 (from 22 % by volume)" },
  ],
  US: [
    ...forEach(alcohol, { minimumAge: 21, source: "the states' laws, alike since 1988 (23 U.S.C. § 158)" }),
    { goods: "tobacco", minimumAge: 21, source: "21 U.S.C. § 387f (d)(5), in force since 20 December 2019" },
    ...forEach(alcohol, { region: "US-CA", staffedOnly: true, source: "California Business and Professions Code § 23394.7" }),
  ],
};

/** The rows that hold in a store, one for each kind of goods: the store's own over its region's over its country's. */
export function rulesOfStore(
  store: { readonly country: string; readonly region?: string | undefined },
  own: readonly RestrictionRule[],
): readonly RestrictionRule[] {
  const merged = new Map<RestrictedGoods, RestrictionRule>();
  const ofCountry = countryRules[store.country] ?? [];
  const isHere = ({ region }: RestrictionRule) => region === undefined || region === store.region;
  const general = ofCountry.filter((rule) => rule.region === undefined);
  const regional = ofCountry.filter((rule) => rule.region !== undefined);
  for (const rule of [...general, ...regional, ...own].filter(isHere)) {
    const before = merged.get(rule.goods);
    const source = before === undefined ? rule.source : `${before.source}; ${rule.source}`;
    merged.set(rule.goods, { ...before, ...rule, source });
  }
  return [...merged.values()];
}

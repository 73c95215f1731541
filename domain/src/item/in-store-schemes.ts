import type { InStoreScheme } from "./in-store-scheme.js";

const weight = (pattern: string, decimals: number): InStoreScheme => ({ pattern, measure: "weight", decimals });
const price = (pattern: string): InStoreScheme => ({ pattern, measure: "price", decimals: 2 });

const byCountry: Readonly<Record<string, readonly InStoreScheme[]>> = {
  DE: [price("22IIIIVMMMMMC"), price("23IIIIVMMMMMC"), weight("28IIIIVMMMMMC", 3), weight("29IIIIVMMMMMC", 3)],
  GB: [price("20IIIIIVMMMMC")],
  US: [price("02IIIIIVMMMMC")],
};

/** The in-store code layouts usual in a country; a store may use its own instead. Empty when none are known. */
export const inStoreSchemesOf = (country: string): readonly InStoreScheme[] => byCountry[country] ?? [];

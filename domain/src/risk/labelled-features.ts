/** One figure about a basket that the risk model reads. The order in `riskFeatures` is the order of the model's input. */
export interface RiskFeature {
  readonly name: string;
  readonly unit: string;
  /** For a report: what the figure says about the basket. */
  readonly says: string;
  /** Has an effect of its own; the others matter only together with another feature. */
  readonly alone: boolean;
}

export const riskFeatures = [
  { name: "trustLevel", unit: "level, 1 is the lowest", says: "how well the store knows the shopper", alone: true },
  { name: "totalScanTimeInSeconds", unit: "seconds", says: "time from first to last scan", alone: true },
  { name: "grandTotal", unit: "currency", says: "value of the basket", alone: false },
  { name: "lineItemVoids", unit: "count", says: "voided lines", alone: true },
  { name: "scansWithoutRegistration", unit: "count", says: "scans that registered nothing", alone: true },
  { name: "quantityModifications", unit: "count", says: "changed quantities", alone: false },
  { name: "totalItems", unit: "count", says: "lines scanned, voided ones among them", alone: true },
] as const satisfies readonly RiskFeature[];

export type RiskFeatureName = (typeof riskFeatures)[number]["name"];

/** Two features whose product the model reads. */
export type FeaturePair = readonly [RiskFeatureName, RiskFeatureName];

/** Always in the model: a dear basket that took long is unlike either alone. */
export const timeAndValue: FeaturePair = ["totalScanTimeInSeconds", "grandTotal"];

/** Every other product of two features. */
export const furtherPairs: readonly FeaturePair[] = riskFeatures.flatMap(({ name: first }, index) =>
  riskFeatures
    .slice(index + 1)
    .map(({ name: second }): FeaturePair => [first, second])
    .filter(([one, other]) => one !== timeAndValue[0] || other !== timeAndValue[1]),
);

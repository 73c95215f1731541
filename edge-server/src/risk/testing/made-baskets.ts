import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import type { LabelledBasket } from "../labels.js";
import { seededRandom } from "../validation.js";

/** Baskets made by a known rule: trusted little, many items, slow, voids; slow and dear together makes it worse. */
export function madeBaskets(count: number, seed: number): LabelledBasket[] {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return Array.from({ length: count }, () => {
    const [level, seconds, total, voids, blanks, changes, items] = [between(1, 6), between(20, 1_800), between(1, 10_000) / 100, between(0, 11), between(0, 10), between(0, 5), between(1, 30)];
    const suspicion = items / 10 + seconds / 900 + voids / 11 + ((seconds - 900) * (total - 50)) / 90_000;
    return { features: [level, seconds, total, voids, blanks, changes, items], fraud: level <= 2 && suspicion > 4 + level / 4 };
  });
}

/** The baskets as the text of a file of labels. */
export function labelsText(baskets: readonly LabelledBasket[]): string {
  const header = riskFeatures.map(({ name }) => (name === "totalItems" ? "scannedLineItemsPerSecond" : name));
  const rows = baskets.map(({ features, fraud }) => {
    const items = features.at(-1) ?? 0;
    return [...features.slice(0, -1), items / (features[1] ?? 1), fraud ? 1 : 0].join("|");
  });
  return `${[[...header, "fraud"].join("|"), ...rows].join("\n")}\n`;
}

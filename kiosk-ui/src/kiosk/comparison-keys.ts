/** Words for what a kilogram, a litre or a piece of an item's content costs. */
export const comparisonKeys = { kg: "line.perKg", l: "line.perL", piece: "line.perPiece" } as const;

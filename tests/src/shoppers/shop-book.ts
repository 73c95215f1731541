import type { PriceBookSnapshot } from "@laneway/contracts";
import { checkDigitOf } from "@laneway/domain/item/gtin";
import { cheap, cheapProduce, dear, dearProduce, type Good } from "@laneway/edge-server/risk/population/shop";

const goods = [...cheap, ...dear, ...cheapProduce, ...dearProduce];
const memberPrefix = "2990";

/** Thirteen digits, the last one checked. */
const numbered = (prefix: string, number: number): string => {
  const digits = `${prefix}${String(number).padStart(12 - prefix.length, "0")}`;
  return `${digits}${checkDigitOf(digits)}`;
};

export const codeOf = ({ item }: Pick<Good, "item">): string => numbered("40000", goods.findIndex((one) => one.item.itemId === item.itemId));
/** Of the form of a code, and in no price book. */
export const unknownCode = (number: number): string => numbered("41111", number);
export const memberCode = (member: number): string => numbered(memberPrefix, member);

/** The shelves of the simulated shop as a store's price book. */
export const shopBook: PriceBookSnapshot = {
  kind: "snapshot",
  header: {
    bookId: "population",
    version: 1,
    currency: "EUR",
    pricesIncludeTax: true,
    memberCards: [{ programId: "population", names: { en: "Population" }, prefix: memberPrefix, length: 13, customerGroups: [] }],
  },
  taxGroups: [{ taxGroup: "food", names: { en: "VAT" }, mark: "A", ratePpm: 70_000 }],
  departments: ["grocery", "fine", "produce"].map((departmentId) => ({ departmentId, names: { en: departmentId }, browsable: true })),
  items: goods.map(({ item }) => ({ ...item, codes: item.soldBy === "each" ? [codeOf({ item })] : [] })),
  promotions: [],
};

import type { Item } from "@laneway/contracts";
import { giftCardCodeOf } from "@laneway/domain/gift-card/code";
import { gtin14Of, isGtin } from "@laneway/domain/item/gtin";
import { localized } from "@laneway/domain/lane/localized";
import { sampleCard } from "@laneway/domain/member/sample-card";
import { promotionIndexOf } from "@laneway/domain/promotion/promotion-index";
import type { Catalogue, PriceBookVersion } from "../items/catalogue.js";

/** A thing on the bench's shelf, as one scans or weighs it. */
export interface OnShelf {
  readonly itemId: string;
  readonly name: string;
  readonly code: string;
  readonly aim?: string;
  readonly plu?: string;
  readonly soldBy: "each" | "weight";
  readonly expectedWeightGrams?: number;
  readonly picture?: string;
  readonly departmentId: string;
  readonly minimumAge?: number;
  /** Paper or a card to show, nothing to buy. */
  readonly kind?: "coupon" | "member-card" | "deposit-slip" | "gift-card";
}

/** Every department has its place on the shelf, so that there is something of each kind to try. */
const mostOnShelf = 120;
const fewestPerDepartment = 3;
const symbologies: Readonly<Record<number, string>> = { 8: "]E4", 12: "]E0", 13: "]E0", 14: "]I1" };
const dataMatrix = "]d2";
const mostNearTheirEnd = 2;

/** What lies on the shelf of a simulated store: coupons and a member's card first, then a pack, goods near their last day, and goods. `tomorrow` is `YYYY-MM-DD`. */
export function shelfOf(book: PriceBookVersion | undefined, catalogue: Pick<Catalogue, "inDepartment">, tomorrow: string, locales: readonly string[]): OnShelf[] {
  if (book === undefined) return [];
  const departments = book.departments.filter((each) => each.itemCount > 0);
  const ofEach = Math.max(fewestPerDepartment, Math.floor(mostOnShelf / Math.max(1, departments.length)));
  const all = departments.flatMap(({ departmentId }) => catalogue.inDepartment(departmentId, book.header.version, ofEach));
  const goods = all.slice(0, 2 * mostOnShelf);
  return [
    ...papers(book, locales),
    ...goods.flatMap((item) => packs(item, locales)),
    ...nearTheirEnd(book, goods, tomorrow, locales),
    ...goods.flatMap((item) => asItLies(item, locales)),
  ];
}

/** An item without any code cannot lie on a shelf. */
function asItLies(item: Item, locales: readonly string[]): OnShelf[] {
  const [plu] = item.plus;
  const code = item.codes[0] ?? plu;
  if (code === undefined) return [];
  const aim = /^\d+$/.test(code) ? symbologies[code.length] : undefined;
  return [{ ...facts(item, locales), code, ...(aim === undefined ? {} : { aim }), ...(plu === undefined ? {} : { plu }) }];
}

function facts(item: Item, locales: readonly string[]): Omit<OnShelf, "code"> {
  return {
    itemId: item.itemId,
    name: nameOf(item.names, locales),
    soldBy: item.soldBy,
    departmentId: item.departmentId,
    ...(item.expectedWeightGrams === undefined ? {} : { expectedWeightGrams: item.expectedWeightGrams }),
    ...(item.picture === undefined ? {} : { picture: item.picture }),
    ...(item.minimumAge === undefined ? {} : { minimumAge: item.minimumAge }),
  };
}

const nameOf = (names: Item["names"], locales: readonly string[]): string => localized(names, locales[0] ?? "en", locales);

function packs(item: Item, locales: readonly string[]): OnShelf[] {
  return (item.packs ?? []).map(({ code, pieces }) => {
    const whole = facts(item, locales);
    const grams = item.expectedWeightGrams;
    const aim = symbologies[code.length];
    return {
      ...whole,
      itemId: `pack-${code}`,
      name: `${pieces} × ${whole.name}`,
      code,
      ...(aim === undefined ? {} : { aim }),
      ...(grams === undefined ? {} : { expectedWeightGrams: grams * pieces }),
    };
  });
}

/** Goods whose code says that tomorrow is their last day, where an offer marks such goods down. */
function nearTheirEnd({ promotions }: PriceBookVersion, goods: readonly Item[], tomorrow: string, locales: readonly string[]): OnShelf[] {
  if (promotions.length === 0) return [];
  const { byDepartment } = promotionIndexOf(promotions);
  const isMarkedDown = ({ departmentId }: Item) => (byDepartment.get(departmentId) ?? []).some(({ promotion }) => promotion.effects.some(({ kind }) => kind === "freshness"));
  return goods
    .filter((item) => item.soldBy === "each" && isMarkedDown(item) && isGtin(item.codes[0] ?? ""))
    .slice(0, mostNearTheirEnd)
    .map((item) => {
      const gtin = gtin14Of(item.codes[0] ?? "");
      const day = tomorrow.slice(2).replaceAll("-", "");
      return { ...facts(item, locales), itemId: `fresh-${item.itemId}`, code: `01${gtin}17${day}10L17`, aim: dataMatrix, name: `${nameOf(item.names, locales)} · ${tomorrow}` };
    });
}

const rackNames = { en: "Gift card", de: "Geschenkkarte", ar: "بطاقة هدية" };

/** Gift cards as they hang in the rack, with nothing on them. The same ones every day: one that was sold is reloaded. */
export const rackCards = (locales: readonly string[]): OnShelf[] =>
  ["01000000000011", "01000000000027", "01000000000035"].flatMap((body) => {
    const code = giftCardCodeOf(body);
    return code === undefined ? [] : [{ itemId: `gift-card-${body}`, name: `${nameOf(rackNames, locales)} **** ${code.slice(-4)}`, code, aim: "]C0", soldBy: "each" as const, departmentId: "", kind: "gift-card" as const }];
  });

/** Coupons of the price book, and a card of each programme. */
function papers({ header, promotions }: PriceBookVersion, locales: readonly string[]): OnShelf[] {
  const cards = (header.memberCards ?? []).map((program): OnShelf => {
    const { programId, names } = program;
    return { itemId: `card-${programId}`, name: nameOf(names, locales), code: sampleCard(program), soldBy: "each", departmentId: "", kind: "member-card" };
  });
  if (promotions.length === 0) return cards;
  const { byCoupon, serialPrefixes } = promotionIndexOf(promotions);
  const seen = new Set<string>();
  const coupons = [...byCoupon].flatMap(([key, [first]]): OnShelf[] => {
    if (first === undefined || seen.has(first.promotion.promotionId)) return [];
    const { promotionId, names } = first.promotion;
    seen.add(promotionId);
    const code = serialPrefixes.includes(key) ? `${key}${String(1).padStart(6, "0")}` : key;
    return [{ itemId: `coupon-${promotionId}`, name: nameOf(names, locales), code, soldBy: "each", departmentId: "", kind: "coupon" }];
  });
  return [...cards, ...coupons];
}

import { badgeCode, type Item, type MemberCards } from "@laneway/contracts";
import { isBookCoupon, readCoupon } from "@laneway/domain/coupon/read-coupon";
import { isGiftCardCode } from "@laneway/domain/gift-card/code";
import { holdsCardNumber } from "@laneway/domain/item/card-number";
import type { InStoreScheme } from "@laneway/domain/item/in-store-scheme";
import { packPieces } from "@laneway/domain/item/pack";
import { type CodeReading, itemCodeKey, readCode, type ReadingFacts } from "@laneway/domain/item/read-code";
import type { ItemLookup } from "@laneway/domain/lane/types";
import { readMember } from "@laneway/domain/member/read-member";
import type { PricingContext } from "@laneway/domain/pricing/types";
import { codeKey, pluKey } from "../items/code-keys.js";

export interface LookupSources {
  /** By a key of the `code` table, at the basket's version. */
  readonly byCode: (key: string) => Item | undefined;
  readonly byId: (itemId: string) => Item | undefined;
  readonly isSuspendedToken: (text: string) => boolean;
  readonly schemes: readonly InStoreScheme[];
  /** Digits of the store's currency and year of its clock, for prices and dates in codes. */
  readonly facts?: ReadingFacts;
  readonly memberCards?: readonly MemberCards[];
  /** Reads the slip of a bottle machine, or a voucher; undefined: it is none. */
  readonly slip?: (text: string) => Omit<Extract<ItemLookup, { kind: "slip" }>, "kind"> | undefined;
  /** Absent: coupons are unknown here. */
  readonly coupons?: {
    readonly pricing: PricingContext;
    readonly retailerId: string | undefined;
    /** Taken once already, or lying in another basket. */
    readonly isUsed: (useKey: string) => boolean;
  };
}

const bare = { weightGrams: undefined, priceInCodeMinor: undefined, lot: undefined, expiryDate: undefined, serial: undefined };

/** EAN-13 numbers of coupons: 99 of one country, 981 to 984 of a currency area (GS1 prefixes). */
const couponNumber = /^0(99|98[1-4])/;

/** What a scanned or keyed text stands for in this store. A card number or an attendant's badge is only named as such: it goes no further. */
export function lookUpCode(text: string, aim: string | undefined, sources: LookupSources): ItemLookup {
  const trimmed = text.trim();
  const token = trimmed.toUpperCase();
  if (sources.isSuspendedToken(token)) return { kind: "suspended-token", token };
  if (isGiftCardCode(trimmed)) return { kind: "gift-card", code: trimmed };
  const slip = sources.slip?.(trimmed);
  if (slip !== undefined) return { kind: "slip", ...slip };
  const reading = readCode(text, aim, sources.schemes, sources.facts);
  if (reading.kind === "card-number") return { kind: "secret", what: "card-number" };
  if (badgeCode.safeParse(token).success) return { kind: "secret", what: "badge" };
  // A member's number needs no check digit of GS1's.
  const member = readMember(trimmed, sources.memberCards ?? []);
  if (member !== undefined) return { kind: "member", ...member };
  if (reading.kind === "unreadable") return { kind: "unreadable", because: reading.because };
  if (reading.kind === "coupon") return couponOf(trimmed, reading, sources);
  const item = found(reading, sources);
  if (item !== undefined) return item;
  const bare = trimmed.replace(/^\][A-Za-z][0-9A-Za-z]/, "");
  const isCoupon = isBookCoupon(bare, sources.coupons?.pricing.promotions ?? []);
  if (isCoupon || (reading.kind === "gtin" && couponNumber.test(reading.gtin14))) return couponOf(bare, reading, sources);
  // An unknown code is written down for an attendant's eyes: a card number in it must not be.
  return reading.kind === "text" && holdsCardNumber(trimmed) ? { kind: "secret", what: "card-number" } : { kind: "not-found", code: trimmed };
}

function couponOf(code: string, reading: CodeReading, { coupons }: LookupSources): ItemLookup {
  if (coupons === undefined) return { kind: "coupon", code, coupon: { ok: false, error: "coupon-unknown" }, used: false };
  const coupon = readCoupon(code, reading, coupons.pricing, coupons.retailerId);
  const useKey = coupon.ok ? coupon.value.useKey : undefined;
  return { kind: "coupon", code, coupon, used: useKey !== undefined && coupons.isUsed(useKey) };
}

export function lookUpItem(itemId: string, sources: LookupSources): ItemLookup {
  const item = sources.byId(itemId);
  return item === undefined ? { kind: "not-found", code: itemId } : { kind: "found", item, ...bare };
}

function found(reading: Exclude<CodeReading, { kind: "card-number" | "unreadable" | "coupon" }>, sources: LookupSources): ItemLookup | undefined {
  switch (reading.kind) {
    case "gtin": {
      const item = sources.byCode(`c${reading.gtin14}`);
      if (item === undefined) return undefined;
      const { gtin14, weightGrams, priceMinor, lot, expiryDate, bestBeforeDate, serial, count } = reading;
      const pieces = packPieces(item, gtin14) ?? count;
      return { kind: "found", item, gtin14, weightGrams, priceInCodeMinor: priceMinor, lot, expiryDate, bestBeforeDate, serial, pieces };
    }
    case "plu": {
      const item = sources.byCode(pluKey(reading.plu)) ?? sources.byCode(codeKey(reading.plu));
      return item === undefined ? undefined : { kind: "found", item, ...bare };
    }
    case "in-store": {
      const exact = sources.byCode(`c${reading.exactCode}`);
      if (exact !== undefined) return { kind: "found", item: exact, ...bare, pieces: packPieces(exact, reading.exactCode) };
      const item = reading.lookupCode === undefined ? undefined : sources.byCode(`c${reading.lookupCode}`);
      return item === undefined ? undefined : { kind: "found", item, ...bare, weightGrams: reading.weightGrams, priceInCodeMinor: reading.priceMinor, pieces: reading.count };
    }
    default: {
      const item = sources.byCode(codeKey(reading.text));
      return item === undefined ? undefined : { kind: "found", item, ...bare, pieces: packPieces(item, itemCodeKey(reading.text)) };
    }
  }
}

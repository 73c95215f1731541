import { isGtin } from "@laneway/domain/item/gtin";
import { passesLuhn } from "@laneway/domain/item/read-code";

/** 13 to 19 digits in a row or in groups that pass the card schemes' check and are no trade item. */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(/(?<!\d[ -]?)\d(?:[ -]?\d){12,18}(?![ -]?\d)/g)) {
    const digits = run.replace(/[ -]/g, "");
    if (passesLuhn(digits) && !isGtin(digits)) return true;
  }
  return false;
}

/** The first text in a value that looks like a card number, however deep it stands. */
export function cardNumberIn(value: unknown): boolean {
  if (typeof value === "string") return holdsCardNumber(value);
  return typeof value === "object" && value !== null && Object.values(value).some(cardNumberIn);
}

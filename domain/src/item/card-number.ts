import { isGtin } from "./gtin.js";
import { passesLuhn } from "./read-code.js";

const shortest = 13;
const longest = 19;
/** Ids of our own making are written so; their digits are chance. */
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/**
 * 13 to 19 digits in a row or in groups that pass the card schemes' check and are no trade item. Other groups may stand
 * beside them, as an expiry date does.
 */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.replace(uuid, "").matchAll(/\d(?:[ -]?\d){12,}/g)) {
    if (groupsHoldCardNumber(run.split(/[ -]/))) return true;
  }
  return false;
}

function groupsHoldCardNumber(groups: readonly string[]): boolean {
  for (const first of groups.keys()) {
    let digits = "";
    for (const group of groups.slice(first)) {
      digits += group;
      if (digits.length > longest) break;
      if (digits.length >= shortest && passesLuhn(digits) && !isGtin(digits)) return true;
    }
  }
  return false;
}

/** Whether a text in a value looks like a card number, however deep it stands. */
export function cardNumberIn(value: unknown): boolean {
  if (typeof value === "string") return holdsCardNumber(value);
  return typeof value === "object" && value !== null && Object.values(value).some(cardNumberIn);
}

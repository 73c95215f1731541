import { passesLuhn } from "../item/read-code.js";

const bodyLength = 14;

/** The remainder of a number of any length, digit by digit. */
const remainder97 = (digits: string): number => [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

/**
 * 16 digits: a zero, 13 digits, and two check digits (ISO 7064 MOD 97-10, as an IBAN has). No card scheme numbers its cards from
 * zero (ISO/IEC 7812), and what passes their check is no gift card: so neither is ever taken for the other.
 */
export const isGiftCardCode = (text: string): boolean =>
  /^0\d{15}$/.test(text) && remainder97(text) === 1 && !passesLuhn(text);

/** The code of a body of 14 digits that begins with zero; undefined when it would look like a payment card. */
export function giftCardCodeOf(body: string): string | undefined {
  if (body.length !== bodyLength) return undefined;
  const check = 98 - remainder97(`${body}00`);
  const code = `${body}${String(check).padStart(2, "0")}`;
  return isGiftCardCode(code) ? code : undefined;
}

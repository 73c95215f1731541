/**
 * GS1 check digit of the digits before it (GS1 General Specifications 7.9.1): weights 3, 1, 3 … from the
 * right. `digits` holds digits only.
 */
export function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

export const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

/** Whether the text is digits whose last one is the GS1 check digit of the rest. */
export const hasCheckDigit = (text: string): boolean =>
  text.length > 1 &&
  isDigits(text) &&
  checkDigitOf(text.slice(0, -1)) === text.charCodeAt(text.length - 1) - 48;

/** 8, 12, 13 or 14 digits with a right check digit. */
export const isGtin = (text: string): boolean =>
  (text.length === 8 || text.length === 12 || text.length === 13 || text.length === 14) &&
  hasCheckDigit(text);

export const gtin14Of = (gtin: string): string => gtin.padStart(14, "0");

/**
 * The UPC-A (12 digits) that a zero-suppressed UPC-E stands for, or undefined when the 8 digits are none:
 * number system 0 or 1, six digits, check digit of the expanded number.
 */
export function expandUpcE(digits: string): string | undefined {
  if (digits.length !== 8 || !isDigits(digits) || (digits[0] !== "0" && digits[0] !== "1")) return undefined;
  const body = digits.slice(1, 7);
  const last = body.charCodeAt(5) - 48;
  const expanded =
    last <= 2
      ? `${body.slice(0, 2)}${last}0000${body.slice(2, 5)}`
      : last === 3
        ? `${body.slice(0, 3)}00000${body.slice(3, 5)}`
        : last === 4
          ? `${body.slice(0, 4)}00000${body.slice(4, 5)}`
          : `${body.slice(0, 5)}0000${last}`;
  const upcA = `${digits[0]}${expanded}${digits[7]}`;
  return hasCheckDigit(upcA) ? upcA : undefined;
}

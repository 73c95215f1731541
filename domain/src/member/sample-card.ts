import type { MemberCards } from "@laneway/contracts";
import { checkDigitOf } from "../item/gtin.js";

/** The number of the one card of a programme that lies on a simulated store's shelf. */
export function sampleCard({ prefix, length }: Pick<MemberCards, "prefix" | "length">): string {
  const digits = `${prefix}1`.padEnd(length - 1, "0").slice(0, length - 1);
  return `${digits}${checkDigitOf(digits)}`;
}

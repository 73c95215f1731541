import type { LocalizedText, MemberCards, PointsPolicy } from "@laneway/contracts";

/** What a member's card says: a number, and what its bearer belongs to. Nothing about the person. */
export interface Membership {
  readonly programId: string;
  readonly names: LocalizedText;
  readonly customerGroups: readonly string[];
  /** Absent: the programme has no points. */
  readonly points?: PointsPolicy | undefined;
}

/**
 * The member of a scanned or keyed text, by the programmes of the price book; the longest prefix counts. Ask only once the
 * text is known to be no payment card's number.
 */
export function readMember(
  text: string,
  programs: readonly MemberCards[],
): { readonly memberId: string; readonly membership: Membership } | undefined {
  const digits = text.replace(/^\][A-Za-z][0-9A-Za-z]/, "");
  if (!/^[0-9]+$/.test(digits)) return undefined;
  let best: MemberCards | undefined;
  for (const cards of programs) {
    if (digits.length !== cards.length || !digits.startsWith(cards.prefix)) continue;
    if (best === undefined || cards.prefix.length > best.prefix.length) best = cards;
  }
  if (best === undefined) return undefined;
  const { programId, names, customerGroups, points } = best;
  return { memberId: digits, membership: { programId, names, customerGroups, ...(points === undefined ? {} : { points }) } };
}

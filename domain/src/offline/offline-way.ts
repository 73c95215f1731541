import type { OfflineAllowance } from "@laneway/contracts";
import type { OfflineKnowledge, OfflineWay } from "./types.js";

/** Does the sign-off hold at this moment? */
export const isInForce = (allowance: OfflineAllowance | undefined, atMs: number): allowance is OfflineAllowance =>
  allowance !== undefined && atMs >= allowance.fromMs && atMs < allowance.untilMs;

/**
 * May a terminal approve this much without its host? Both limits hold over all lanes: what others have reserved counts as taken, because
 * they may be approved so too. Undefined: the store does not do that, and the terminal is left as it is set up.
 */
export function offlineWay(known: OfflineKnowledge | undefined, amountMinor: number, atMs: number): OfflineWay | undefined {
  if (known === undefined) return undefined;
  const { allowance, outstandingMinor } = known;
  if (!isInForce(allowance, atMs)) return { way: "forbidden", because: "not-allowed" };
  const { allowanceId, by, approvedBy, untilMs, eachMinor, sumMinor } = allowance;
  if (amountMinor > eachMinor) return { way: "forbidden", because: "over-each" };
  if (outstandingMinor + amountMinor > sumMinor) return { way: "forbidden", because: "over-sum" };
  return { way: "allowed", allowanceId, by: (approvedBy ?? by).name, untilMs, sumMinor };
}

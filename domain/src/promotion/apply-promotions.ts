import type { Promotion } from "@laneway/contracts";
import type { PricingContext } from "../pricing/types.js";
import { holds } from "./condition.js";
import { applyEffect } from "./effects.js";
import { isEligible, leftOf } from "./eligibility.js";
import { candidatesFor, promotionIndexOf } from "./promotion-index.js";
import { copyOf, type Workspace } from "./workspace.js";

/**
 * Applies the promotions of the context, one after the other by priority, each on what the earlier ones left:
 * 1. an exclusive one that gives anything goes alone (the highest priority, of equal ones the best for the
 * shopper);
 * 2. of those that compete (same `competesIn`, or coupons that do not stack) only the best for the shopper
 * stays; it has its turn where the first of them would have had it; of equal outcomes the earlier one wins;
 * 3. a promotion's conditions are looked at once, before its effects;
 * 4. coupons of makers come last and beside everything else, an exclusive promotion included: the maker pays them.
 *
 * Answers the workspace after them.
 */
export function applyPromotions(workspace: Workspace, context: PricingContext): Workspace {
  const after = applyOwn(workspace, context);
  for (const coupon of context.makerCoupons ?? [])
    if (isEligible(coupon, context)) apply(coupon, after, context);
  return after;
}

function applyOwn(workspace: Workspace, context: PricingContext): Workspace {
  if (context.promotions.length === 0) return workspace;
  const lines = workspace.lines.map(({ line }) => line);
  const candidates = candidatesFor(promotionIndexOf(context.promotions), lines, context.coupons ?? []);
  const eligible = candidates.filter((promotion) => isEligible(promotion, context));
  const alone = bestExclusive(eligible, workspace, context);
  if (alone !== undefined) return alone;
  let current = workspace;
  const settled = new Set<string>();
  for (const promotion of eligible) {
    if (promotion.exclusive) continue;
    const group = groupOf(promotion);
    if (group === undefined) {
      apply(promotion, current, context);
      continue;
    }
    if (settled.has(group)) continue;
    settled.add(group);
    const rivals = eligible.filter((each) => !each.exclusive && groupOf(each) === group);
    current = bestOf(rivals, current, context)?.outcome ?? current;
  }
  return current;
}

function groupOf({ competesIn, coupon }: Promotion): string | undefined {
  if (competesIn !== undefined) return `group ${competesIn}`;
  return coupon !== undefined && !coupon.stackable ? "coupons" : undefined;
}

function bestExclusive(
  eligible: readonly Promotion[],
  workspace: Workspace,
  context: PricingContext,
): Workspace | undefined {
  const exclusive = eligible.filter((promotion) => promotion.exclusive);
  for (const priority of new Set(exclusive.map((promotion) => promotion.priority))) {
    const best = bestOf(
      exclusive.filter((promotion) => promotion.priority === priority),
      workspace,
      context,
    );
    if (best !== undefined) return best.outcome;
  }
  return undefined;
}

/**
 * Tries each on a copy; the one that takes most, of equal ones the first; undefined when none takes anything.
 */
function bestOf(
  rivals: readonly Promotion[],
  workspace: Workspace,
  context: PricingContext,
): { readonly outcome: Workspace } | undefined {
  let best: { readonly outcome: Workspace; readonly taken: number } | undefined;
  for (const rival of rivals) {
    const outcome = copyOf(workspace);
    const taken = apply(rival, outcome, context);
    if (taken > (best?.taken ?? 0)) best = { outcome, taken };
  }
  return best;
}

function apply(promotion: Promotion, workspace: Workspace, context: PricingContext): number {
  if (!promotion.conditions.every((condition) => holds(condition, workspace))) return 0;
  let taken = 0;
  let leftMinor = leftOf(promotion, context);
  for (const [effectIndex, effect] of promotion.effects.entries()) {
    const taker = {
      promotionId: promotion.promotionId,
      names: promotion.names,
      because: effect.kind,
      effectIndex,
      leftMinor,
    };
    taken += applyEffect(effect, workspace, taker);
    leftMinor = taker.leftMinor;
  }
  return taken;
}

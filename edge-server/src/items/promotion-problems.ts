/** Promotions belong to the domain's kinds; a price book without any is always right. */
export function promotionProblems(promotions: readonly unknown[]): readonly { readonly field: string; readonly problem: string }[] {
  return promotions.flatMap((each, index) => (typeof each === "object" && each !== null ? [] : [{ field: String(index), problem: "is not an object" }]));
}

import { promotionProblems as problemsOfList } from "@laneway/contracts";

/** What is wrong in a price book's promotions, by path; a price book without any is always right. */
export function promotionProblems(promotions: readonly unknown[]): readonly { readonly field: string; readonly problem: string }[] {
  return problemsOfList(promotions).map(({ path, message }) => ({ field: path, problem: message }));
}

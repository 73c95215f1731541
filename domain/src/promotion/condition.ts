import type { PromotionCondition } from "@laneway/contracts";
import { goodsMeant } from "./line-filter.js";
import { amountOfAll, piecesOf, type Workspace } from "./workspace.js";

/** Whether a condition holds on the basket as earlier promotions have left it. */
export function holds(condition: PromotionCondition, workspace: Workspace): boolean {
  switch (condition.kind) {
    case "spend": {
      const spent = amountOfAll(goodsMeant(workspace, condition.of ?? {}));
      return (
        spent >= condition.minimumMinor &&
        (condition.maximumMinor === undefined || spent <= condition.maximumMinor)
      );
    }
    case "quantity":
      return (
        goodsMeant(workspace, condition.of ?? {}).reduce((sum, each) => sum + piecesOf(each), 0) >=
        condition.minimum
      );
    case "line-quantity":
      return goodsMeant(workspace, condition.of ?? {}).some((each) => piecesOf(each) >= condition.minimum);
    case "contains":
      return goodsMeant(workspace, condition.of).length > 0;
    case "order-number":
      return workspace.shopper.orderNumber === condition.number;
  }
}

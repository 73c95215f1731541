import { renudge } from "../bagging/renudge.js";
import type { Draft } from "../lane/draft.js";
import { updateAgeCheck } from "../restriction/age-check.js";

/** What follows from changed lines: is an age check due, and what should the shopper do in the bagging area? */
export const settleBasket = (draft: Draft): Draft => renudge(updateAgeCheck(draft));
